import { expect, it } from "vitest"
import { movedOffset } from "./moved-place.ts"
import { replacementOf, smallestEdit } from "./replacement.ts"

it("keeps capitals only if asked", () => {
  const as = (matched: string, keepsCapitals = true, language = "en") =>
    replacementOf(matched, { text: "movement", keepsCapitals, language })
  expect(["migration", "Migration", "MIGRATION", "mIGRATION"].map((word) => as(word))).toEqual([
    "movement",
    "Movement",
    "MOVEMENT",
    "movement",
  ])
  expect(as("MIGRATION", false)).toBe("movement")
  expect(replacementOf("ÉTAT", { text: "île", keepsCapitals: true, language: "fr" })).toBe("ÎLE")
  expect(replacementOf("Iş", { text: "iki", keepsCapitals: true, language: "tr" })).toBe("İki")
  expect(replacementOf("10.7", { text: "target", keepsCapitals: true, language: "x-nonsense-tag-too-long" })).toBe(
    "target",
  )
})

it.each([
  ["labor", "labour", { start: 14, end: 14, text: "u" }],
  ["colour", "color", { start: 14, end: 15, text: "" }],
  ["migrant", "person", { start: 10, end: 17, text: "person" }],
  ["aa", "aaa", { start: 12, end: 12, text: "a" }],
  ["same", "same", { start: 14, end: 14, text: "" }],
  ["😀", "😃", { start: 10, end: 12, text: "😃" }],
])("finds the smallest edit that makes of %s %s", (matched, after, edit) => {
  expect(smallestEdit(10, matched, after)).toEqual(edit)
})

it.each([
  ["one two three", "zero one two three", 4, 9],
  ["one two three", "one two three four", 4, 4],
  ["one two three", "one three", 4, 4],
  ["one two three", "one 2 three", 8, 6],
  ["one two three", "", 8, 0],
])("moves a place with its words: %s, %s", (before, after, offset, expected) => {
  expect(movedOffset(before, after, offset)).toBe(expected)
})
