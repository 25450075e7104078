// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { Slices } from "./slices.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Pieces that take so long each. */
function pieces(slices: Slices, eachMs: number[], shown: number[]): (() => void)[] {
  return eachMs.map((ms, i) =>
    slices.add(() => {
      shown.push(i)
      vi.setSystemTime(Date.now() + ms)
      vi.spyOn(performance, "now").mockReturnValue(Date.now())
    }),
  )
}

it("lays out pieces in their order, with a pause where they take long, and says when all are there", () => {
  vi.spyOn(performance, "now").mockImplementation(() => Date.now())
  const [shown, whole] = [[] as number[], vi.fn()]
  pieces(new Slices(whole), [20, 20, 20, 5, 5], shown)
  vi.runOnlyPendingTimers()
  expect(shown).toEqual([0, 1])
  expect(whole).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(shown).toEqual([0, 1, 2, 3, 4])
  expect(whole).toHaveBeenCalledOnce()
})

it("has all pieces at once for who prints, and none that went in the meantime", () => {
  vi.spyOn(performance, "now").mockImplementation(() => Date.now())
  const shown: number[] = []
  const slices = new Slices(() => {})
  const [, away] = pieces(slices, [50, 50, 50], shown)
  away?.()
  slices.all()
  expect(shown).toEqual([0, 2])
  vi.runAllTimers()
  expect(shown).toEqual([0, 2])
})
