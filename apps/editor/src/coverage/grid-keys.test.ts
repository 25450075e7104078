import { expect, it } from "vitest"
import { placeByKey } from "./grid-keys.ts"

// x . x
// . . .
// . x .
// x . x
const places = [
  { row: 0, column: 0 },
  { row: 0, column: 2 },
  { row: 2, column: 1 },
  { row: 3, column: 0 },
  { row: 3, column: 2 },
]
const from = (row: number, column: number, key: string, isFar = false) => {
  const to = placeByKey(places, { row, column }, key, isFar)
  return to && [to.row, to.column]
}

it("passes over what is empty, and stops at the ends", () => {
  expect(from(0, 0, "ArrowRight")).toEqual([0, 2])
  expect(from(0, 2, "ArrowRight")).toBeNull()
  expect(from(0, 2, "ArrowLeft")).toEqual([0, 0])
  expect(from(0, 0, "ArrowUp")).toBeNull()
  expect(from(3, 0, "ArrowDown")).toBeNull()
})

it("goes up and down to what is nearest, over rows without anything", () => {
  expect(from(0, 0, "ArrowDown")).toEqual([2, 1])
  expect(from(3, 2, "ArrowUp")).toEqual([2, 1])
  expect(from(2, 1, "ArrowDown")).toEqual([3, 0])
})

it("goes to the ends of a row and of the table", () => {
  expect(from(3, 0, "End")).toEqual([3, 2])
  expect(from(0, 2, "Home")).toEqual([0, 0])
  expect([from(2, 1, "Home", true), from(2, 1, "End", true)]).toEqual([
    [0, 0],
    [3, 2],
  ])
  expect(from(0, 0, "Enter")).toBeNull()
})
