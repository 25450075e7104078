import { describe, expect, it } from "vitest"
import { isNoValue, isOfNumbers, roomsBehind, tailOf } from "./column-numbers.ts"

describe("numbers in columns", () => {
  it.each([
    ["12", "en", ""],
    ["12.5", "en", ".5"],
    ["1,234,567.25", "en", ".25"],
    ["12,34,567", "en", ""],
    ["−3.5%", "en", ".5%"],
    ["(4.0)", "en", ".0)"],
    ["US$ 1,200", "en", null],
    ["$1,200", "en", ""],
    ["USD 1,200.50", "en", ".50"],
    ["45 %", "fr", " %"],
    ["1 234,5", "fr", ",5"],
    ["1\u202F234,5", "fr", ",5"],
    ["1.234,5", "es", ",5"],
    ["1'234.50", "de-CH", ".50"],
    ["١٢٫٥", "ar", "٫٥"],
    ["12.5", "ar", ".5"],
    ["١٬٢٣٤", "ar", ""],
    ["1,100.25", "ar", ".25"],
    ["12,5", "ar", ",5"],
    ["12a", "en", "a"],
    ["2019", "en", ""],
    ["2016–2020", "en", null],
    ["Chapter 4", "en", null],
    ["4 chapters of five", "en", null],
    ["", "en", null],
    ["10.7.1", "en", null],
    ["12", "not a language", ""],
  ])("reads %j in %s", (text, language, tail) => {
    expect(tailOf(text, language)).toBe(tail)
  })

  it.each(["–", "…", "n/a", "N.A.", "s.o.", "..", "-"])("takes %j for no value", (text) => {
    expect(isNoValue(text)).toBe(true)
  })
  it("takes a word for a word", () => {
    expect(isNoValue("no")).toBe(false)
  })

  it("calls a column one of numbers when most that it says is", () => {
    const of = (...texts: string[]) =>
      isOfNumbers(
        texts.map((text) => tailOf(text, "en")),
        texts,
      )
    expect(of("1", "2", "three")).toBe(true)
    expect(of("1", "two", "three")).toBe(false)
    expect(of("1.5", "–", "–", "")).toBe(true)
    expect(of("–", "")).toBe(false)
  })
})

describe("what cells lack behind their units digit", () => {
  const rooms = (...texts: string[]) =>
    roomsBehind(
      texts.map((text) => tailOf(text, "en")),
      texts,
    )
  it("is what the others have there and they do not", () => {
    expect(rooms("12", "3.25", "1,000.5")).toEqual([".00", "", "0"])
    expect(rooms("12.5", "7 %", "(4)")).toEqual(["\u00A0%)", ".0)", ".0\u00A0%"])
    expect(rooms("–", "", "0.5")).toEqual([".0", ".0", ""])
    expect(rooms("12", "13")).toEqual(["", ""])
  })
  it("is nothing for words", () => expect(rooms("1.5", "not known", "2")).toEqual(["", null, ".0"]))
})
