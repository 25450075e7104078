import { expect, it } from "vitest"
import { isPartLost } from "./part-lost.ts"

const quote = "safe, orderly and\nregular migration"

it.each(["safe, orderly", "regular migration", "safe, regular migration"])("a part of the words is lost: %s", (now) => {
  expect(isPartLost(quote, now)).toBe(true)
})

it.each([
  ["all are there", "safe, orderly and regular migration"],
  ["something was written into them", "safe, orderly and very regular migration"],
  ["they say something else", "safe return"],
  ["none is there: that is told otherwise", ""],
])("nothing is said where %s", (_what, now) => {
  expect(isPartLost(quote, now)).toBe(false)
})

it("a target among the words is none of them", () => {
  expect(isPartLost("as 10.7 and 10.c say", "as and say")).toBe(false)
  expect(isPartLost("as 10.7.2 (2016) says", "as (2016) says")).toBe(false)
  expect(isPartLost("as 10.7 and 10.c say", "as and")).toBe(true)
})
