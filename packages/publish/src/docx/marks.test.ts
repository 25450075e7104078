import { describe, expect, it } from "vitest"
import { readingsOf, shownMark } from "./marks.ts"

describe("what Word can count to", () => {
  it.each([
    ["12.", "decimal", 12],
    ["(a)", "lowerLetter", 1],
    ["II.", "upperRoman", 2],
    ["б)", "russianLower", 2],
    ["aa.", "lowerLetter", 27],
  ])("reads %s as %s %d", (mark, format, count) => {
    const [reading] = readingsOf(mark)
    expect(reading).toMatchObject({ format, count })
    expect(reading && shownMark(reading, count)).toBe(mark)
  })

  it("reads what may be a letter or a numeral as both, the lower count first", () => {
    expect(readingsOf("(i)").map(({ format, count }) => [format, count])).toEqual([
      ["lowerRoman", 1],
      ["lowerLetter", 9],
    ])
  })

  it.each(["ab.", "(أ)", "١.", "iix.", "a.1", "", "%1"])("cannot count to %s", (mark) => {
    expect(readingsOf(mark)).toEqual([])
  })
})
