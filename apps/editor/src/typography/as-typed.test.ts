import { expect, it } from "vitest"
import { asTyped } from "./as-typed.ts"

it.each([
  ["en", 'a "b" it\'s', "", "", "a \u201Cb\u201D it\u2019s"],
  ["fr", '"mot"', "le ", " ici", "\u00AB\u00A0mot\u00A0\u00BB"],
  ["fr", "Oui!", "", "", "Oui\u202F!"],
  ["de", '"Wort"', "das ", "", "\u201EWort\u201C"],
  // The quote that it closes stands before the place.
  ["en", 'b"', "\u201Ca ", "", "b\u201D"],
  // Addresses mean each character.
  ["fr", "https://iom.int/?a", "", "", "https://iom.int/?a"],
])("sets in %s what is put in place of other words as if it were typed: %s", (language, words, before, after, set) => {
  expect(asTyped(words, before, after, language)).toBe(set)
})

it("never takes from the line around what was not replaced", () => {
  expect(asTyped(":", "mot ", "", "fr")).toBe(":")
})
