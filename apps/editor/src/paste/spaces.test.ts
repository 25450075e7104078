import { describe, expect, it } from "vitest"
import { gone, tidyBlanks } from "./spaces.ts"

const nbsp = "\u00A0"
const tidy = (text: string) => tidyBlanks(text).replaceAll(gone, "")

describe("the blanks of a pasted line", () => {
  it.each([
    `Qui${nbsp}?`,
    `Attention${nbsp}: danger`,
    `«${nbsp}La route${nbsp}»`,
    `12${nbsp}400 personnes`,
    `9${nbsp}%`,
    `Table${nbsp}3`,
    `M.${nbsp}Okoro`,
    `n°${nbsp}5`,
    "Qui\u202F!",
  ])("keep what typography asks for in %j", (text) => {
    expect(tidy(text)).toBe(text)
  })

  it.each([
    [`two${nbsp}words`, "two words"],
    [`a${nbsp} ${nbsp}b`, "a b"],
    [` ${nbsp}padded${nbsp} `, "padded"],
    ["zero\u200Bwidth soft\u00ADhyphen", "zerowidth softhyphen"],
    [`before ${nbsp}!`, `before${nbsp}!`],
    ["one \n two", "one\ntwo"],
    ["one \t two", "one\ttwo"],
  ])("drop the padding of %j", (text, expected) => {
    expect(tidy(text)).toBe(expected)
  })

  it("keep the joiners that Persian and Indic words need", () => {
    expect(tidy("می\u200Cشود")).toBe("می\u200Cشود")
  })

  it("keep the length of the text, so that places in it stay right", () => {
    const text = ` a ${nbsp} b\u00AD `
    expect(tidyBlanks(text)).toHaveLength(text.length)
  })
})
