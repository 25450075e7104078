import { describe, expect, it } from "vitest"
import { Numberings } from "./numbering.ts"

const place = { level: 0, indent: { left: 567, hanging: 567 } }

function listsOf(numberings: Numberings, sequence: string, marks: string[]): (number | null)[] {
  return marks.map((mark, i) => numberings.next(sequence, mark, place, marks.slice(i + 1))?.instance ?? null)
}

describe("numbering definitions", () => {
  it("go on as long as the next mark is the next count", () => {
    const numberings = new Numberings()
    expect(listsOf(numberings, "paragraphs", ["1.", "2.", "3."])).toEqual([1, 1, 1])
    expect(listsOf(numberings, "paragraphs", ["4.", "7.", "8."])).toEqual([1, 2, 2])
  })

  it("begin anew, with the start of their own, where a list does", () => {
    const numberings = new Numberings()
    expect(listsOf(numberings, "one", ["(a)", "(b)"])).toEqual([1, 1])
    expect(listsOf(numberings, "two", ["(a)", "(b)"])).toEqual([2, 2])
    expect(numberings.next("three", "9.", place)?.reference.levels[0]).toMatchObject({ start: 9, text: "%1." })
  })

  it("tell the letter i from the numeral by what follows", () => {
    const numberings = new Numberings()
    expect(numberings.next("letters", "(i)", place, ["(j)"])?.reference.levels[0]).toMatchObject({
      format: "lowerLetter",
      start: 9,
    })
    expect(numberings.next("numerals", "(i)", place, ["(ii)"])?.reference.levels[0]).toMatchObject({
      format: "lowerRoman",
      start: 1,
    })
  })

  it("leave to the text what Word would count otherwise, and take up behind it", () => {
    expect(listsOf(new Numberings(), "many", ["z.", "aa.", "ab.", "ac.", "(1)"])).toEqual([1, 1, null, null, 2])
  })
})
