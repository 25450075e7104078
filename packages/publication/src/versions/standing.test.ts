import { expect, it } from "vitest"
import { commentsOpenUntil, standingOf } from "./standing.ts"
import type { Version } from "./version.ts"

function version(number: number, more: object = {}): Version {
  const nothing = { kind: "revision", submissions: [], circulatedTo: {} }
  return { number, ...nothing, ...more } as unknown as Version
}
const submitted = (...at: number[]) => ({ submissions: at.map((one) => ({ at: one })) })
const circulated = (...at: number[]) => ({
  circulatedTo: Object.fromEntries(at.map((one, index) => [`o${index}`, { at: one, commentUntil: null }])),
})

it("the version that stands is that which was submitted and that which was circulated last, whatever its number", () => {
  expect(standingOf({ versions: [] })).toEqual({ submitted: null, circulated: null })
  const versions = [
    version(1, { ...circulated(10, 90), ...submitted(20) }),
    version(2, circulated(50)),
    version(3, submitted(60)),
    version(4, { kind: "corrigendum", ...submitted(80), ...circulated(70) }),
    version(5),
  ]
  expect(standingOf({ versions })).toEqual({ submitted: 3, circulated: 1 })
  expect(standingOf({ versions: [version(1, submitted(5)), version(2, submitted(5))] }).submitted).toBe(2)
})

it("comments are open until the last date that is ahead", () => {
  const of = (...dates: (number | null)[]) =>
    commentsOpenUntil(
      version(1, {
        circulatedTo: Object.fromEntries(dates.map((commentUntil, index) => [`o${index}`, { at: 1, commentUntil }])),
      }),
      100,
    )
  expect(of(null, 100, 50)).toBeNull()
  expect(of(null, 200, 90)).toEqual({ until: 200, isSameForAll: true })
  expect(of(200, 300)).toEqual({ until: 300, isSameForAll: false })
})
