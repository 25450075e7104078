import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type ClockRange, ClockRanges } from "./clock-ranges.ts"

const range = fc
  .record({ client: fc.integer({ min: 1, max: 2 }), from: fc.nat(40), length: fc.integer({ min: 0, max: 10 }) })
  .map(({ client, from, length }): ClockRange => ({ client, from, to: from + length }))

function clocks(ranges: Iterable<ClockRange>): Set<string> {
  const all = new Set<string>()
  for (const { client, from, to } of ranges) for (let clock = from; clock < to; clock++) all.add(`${client}.${clock}`)
  return all
}

describe("ClockRanges", () => {
  it("holds the same clocks as a plain set, in separate sorted runs", () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const runs = [...ClockRanges.of(ranges)]
        expect(clocks(runs)).toEqual(clocks(ranges))
        for (const client of [1, 2]) {
          const own = runs.filter((run) => run.client === client)
          own.slice(1).forEach((run, i) => expect(run.from).toBeGreaterThan(own[i]!.to))
        }
      }),
    )
  })

  it("holds the same, however many come at once", () => {
    const many = fc.array(range, { minLength: 0, maxLength: 200 })
    fc.assert(
      fc.property(many, many, (before, more) => {
        const oneByOne = ClockRanges.of([])
        for (const each of [...before, ...more]) oneByOne.add(each)
        const atOnce = ClockRanges.of(before)
        atOnce.addAll(more)
        const inOrder = (set: ClockRanges) => [...set].sort((a, b) => a.client - b.client || a.from - b.from)
        expect(inOrder(atOnce)).toEqual(inOrder(oneByOne))
      }),
    )
  })

  it("answers with exactly what it does not hold", () => {
    fc.assert(
      fc.property(fc.array(range), fc.array(range), (held, asked) => {
        const has = clocks(held)
        const expected = [...clocks(asked)].filter((clock) => !has.has(clock)).sort()
        expect([...clocks(ClockRanges.of(held).without(asked))].sort()).toEqual(expected)
      }),
    )
  })
})
