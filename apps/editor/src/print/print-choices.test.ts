import { describe, expect, it } from "vitest"
import { fitOf } from "./print-choices.ts"

describe("paper in a window", () => {
  it("is shown as it is where there is room, with the room for notes beside it", () => {
    expect(fitOf(1440, {})).toBe(1)
    expect(fitOf(700, { hasWideMargin: true })).toBe(1)
  })

  it("is shown whole on a phone, however wide the column", () => {
    const narrow = fitOf(390, {})
    expect(narrow * 180 * (96 / 25.4)).toBeCloseTo(390)
    expect(fitOf(390, { hasWideMargin: true })).toBeCloseTo(narrow)
    expect(fitOf(390, { paper: "letter" })).toBeLessThan(narrow)
  })
})
