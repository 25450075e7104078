import { describe, expect, it } from "vitest"
import { columnWidth, resized } from "./column-widths.ts"

describe("the width of a column", () => {
  it("is taken from the next column, so that the table stays as wide", () => {
    expect(resized([100, 100, 100], 0, 130)).toEqual([130, 70, 100])
    expect(resized([100, 100, 100], 1, 60)).toEqual([100, 60, 140])
  })

  it("of the last one makes the table wider", () => {
    expect(resized([100, 100], 1, 250)).toEqual([100, 250])
  })

  it("keeps within bounds, whatever that does to the table", () => {
    expect(resized([100, 100], 0, 500)).toEqual([500, 64])
    expect(resized([100, 50], 0, 500)).toEqual([500, 50])
    expect(resized([100, 100], 0, -30)).toEqual([columnWidth.min, 200 - columnWidth.min])
  })

  it("leaves widths alone where there is no such column", () => {
    expect(resized([100, 100], 2, 50)).toEqual([100, 100])
  })
})
