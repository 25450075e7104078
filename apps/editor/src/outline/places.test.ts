import { expect, it } from "vitest"
import { placeAfter, placeDown, placeUp } from "./places.ts"

const headings = [
  { key: "a", level: 2 },
  { key: "b", level: 2 },
  { key: "c", level: 3 },
  { key: "d", level: 3 },
  { key: "e", level: 2 },
]

it("up is before the neighbour of the same rank or above", () => {
  expect(headings.map(({ key }) => placeUp(headings, key))).toEqual([undefined, "a", "b", "c", "b"])
})

it("down is behind all that stands under the next one", () => {
  expect(headings.map(({ key }) => placeDown(headings, key))).toEqual(["e", null, "e", null, undefined])
})

it("behind a heading is before the next, and behind one's own stretch where that is the next", () => {
  expect(placeAfter(headings, "a", "e")).toBe("b")
  expect(placeAfter(headings, "e", "a")).toBe(null)
  expect(placeAfter(headings, "a", "b")).toBe("e")
  expect(placeAfter(headings, "c", "b")).toBe("e")
})
