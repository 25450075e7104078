import { expect, it } from "vitest"
import { RateLimit } from "./rate-limit.ts"

it("allows a burst, then says how long to wait, then allows again", () => {
  const time = { at: 0 }
  const limit = new RateLimit({ countPerMinute: 2, now: () => time.at })
  expect([limit.take("ana"), limit.take("ana"), limit.take("ana")]).toEqual([0, 0, 30])
  time.at += 30_000
  expect([limit.take("ana"), limit.take("ana")]).toEqual([0, 30])
})

it("counts each key for itself", () => {
  const limit = new RateLimit({ countPerMinute: 1, now: () => 0 })
  expect([limit.take("ana"), limit.take("bo"), limit.take("ana")]).toEqual([0, 0, 60])
})

it("is not fooled by a clock that goes back", () => {
  const time = { at: 1_000_000 }
  const limit = new RateLimit({ countPerMinute: 1, now: () => time.at })
  limit.take("ana")
  time.at = 0
  expect(limit.take("ana")).toBe(60)
})
