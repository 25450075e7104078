import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { describeEnd, endAt, wallClock } from "./end.ts"
import { EndSchema } from "./section.ts"

describe("an end", () => {
  it("is written with date, hour and zone", () => {
    expect(describeEnd({ at: Date.UTC(2016, 10, 23, 17), zone: "Europe/Zurich" })).toBe(
      "23 November 2016, 18:00 (Europe/Zurich)",
    )
    expect(describeEnd({ at: Date.UTC(2016, 10, 23, 23, 59), zone: "Asia/Dhaka" })).toBe(
      "24 November 2016, 05:59 (Asia/Dhaka)",
    )
  })

  it("is read as the clocks of its zone show it, summer and winter", () => {
    const at = (month: number, day: number, hour: number, zone: string) =>
      new Date(endAt({ year: 2016, month, day }, hour, 0, zone).at).toISOString()
    expect(at(11, 23, 18, "Europe/Zurich")).toBe("2016-11-23T17:00:00.000Z")
    expect(at(7, 11, 18, "Europe/Zurich")).toBe("2016-07-11T16:00:00.000Z")
    expect(at(11, 23, 18, "Pacific/Kiritimati")).toBe("2016-11-23T04:00:00.000Z")
    expect(at(3, 27, 3, "Europe/Zurich")).toBe("2016-03-27T01:00:00.000Z")
  })

  it("in an hour that the clocks skip is the hour after; in one that comes twice, the first", () => {
    const skipped = endAt({ year: 2016, month: 3, day: 27 }, 2, 30, "Europe/Zurich")
    expect(wallClock(skipped.at, skipped.zone)).toMatchObject({ hour: 3, minute: 30 })
    const twice = endAt({ year: 2016, month: 10, day: 30 }, 2, 30, "Europe/Zurich")
    expect(new Date(twice.at).toISOString()).toBe("2016-10-30T00:30:00.000Z")
  })

  it("shows the same hour in its zone wherever that is", () => {
    const zones = fc.constantFrom("Europe/Zurich", "Asia/Dhaka", "Asia/Manila", "America/Toronto", "Africa/Casablanca")
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 4, max: 23 }), zones, (days, hour, zone) => {
        const { year, month, day } = wallClock(Date.UTC(2016, 0, 1 + days, 12), "UTC")
        expect(wallClock(endAt({ year, month, day }, hour, 30, zone).at, zone)).toEqual({
          year,
          month,
          day,
          hour,
          minute: 30,
        })
      }),
      { numRuns: 200 },
    )
  })

  it("has a zone that exists", () => {
    expect(EndSchema.safeParse({ at: 0, zone: "Europe/Zurich" }).success).toBe(true)
    expect(EndSchema.safeParse({ at: 0, zone: "Europe/Atlantis" }).success).toBe(false)
  })
})
