import { describe, expect, it } from "vitest"
import { dayIn, endOfDay, instantOf, localText, sameClock } from "./zoned.ts"

describe("wall clocks", () => {
  it("reads a summer and a winter hour in Geneva with their own offsets", () => {
    expect(instantOf("2016-07-01T18:00", "Europe/Zurich")).toBe(Date.UTC(2016, 6, 1, 16))
    expect(instantOf("2016-11-23T18:00", "Europe/Zurich")).toBe(Date.UTC(2016, 10, 23, 17))
  })

  it.each([
    "Europe/Zurich",
    "Asia/Dhaka",
    "Asia/Kolkata",
    "America/Costa_Rica",
    "Pacific/Kiritimati",
    "America/New_York",
  ])("gives back in %s what was put in", (zone) => {
    for (const text of ["2016-01-01T00:00", "2016-03-27T12:30", "2016-10-30T23:59", "2024-02-29T06:05"]) {
      const at = instantOf(text, zone)
      expect(at).not.toBeNull()
      expect(localText(at ?? 0, zone)).toBe(text)
    }
  })

  it("takes the first of an hour that comes twice, and the hour after one that is skipped", () => {
    expect(instantOf("2016-10-30T02:30", "Europe/Zurich")).toBe(Date.UTC(2016, 9, 30, 0, 30))
    expect(localText(instantOf("2016-03-27T02:30", "Europe/Zurich") ?? 0, "Europe/Zurich")).toBe("2016-03-27T03:30")
  })

  it.each(["", "2016-02-30T10:00", "2016-13-01T10:00", "2016-01-01T24:00", "31.10.2016"])("refuses %j", (text) => {
    expect(instantOf(text, "Europe/Zurich")).toBeNull()
  })

  it("knows the day that a zone's calendar shows", () => {
    const at = Date.UTC(2016, 10, 30, 23, 30)
    expect(dayIn(at, "Europe/Zurich")).toBe("2016-12-01")
    expect(dayIn(at, "America/New_York")).toBe("2016-11-30")
  })

  it("knows the last moment of a day, also of one on which clocks change", () => {
    expect(endOfDay("2016-11-20", "Europe/Zurich")).toBe(Date.UTC(2016, 10, 20, 23) - 1)
    expect(endOfDay("2016-10-30", "Europe/Zurich")).toBe(Date.UTC(2016, 9, 30, 23) - 1)
    expect(endOfDay("2016-02-30", "Europe/Zurich")).toBeNull()
  })

  it("tells apart clocks that show different hours only", () => {
    expect(sameClock(Date.UTC(2016, 10, 30), "Europe/Zurich", "Europe/Paris")).toBe(true)
    expect(sameClock(Date.UTC(2016, 10, 30), "Europe/Zurich", "Asia/Dhaka")).toBe(false)
  })
})
