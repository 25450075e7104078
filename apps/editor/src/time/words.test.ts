import { describe, expect, it } from "vitest"
import { dayRangeWords, distanceWords, instantWords, ownClockWords } from "./words.ts"

const end = Date.UTC(2016, 10, 23, 17)

describe("dates in words", () => {
  it("names date, hour and zone together", () => {
    expect(instantWords(end, "Europe/Zurich", "en-GB")).toBe("23 Nov 2016, 18:00 CET")
  })

  it("repeats a moment on the reader's clock only where that clock differs", () => {
    expect(ownClockWords(end, "Europe/Zurich", "Europe/Paris", "en-GB")).toBeNull()
    expect(ownClockWords(end, "Europe/Zurich", "Asia/Dhaka", "en-GB")).toContain("23:00")
  })

  it("shortens a range to what differs, as each language does", () => {
    expect(dayRangeWords("2016-10-11", "2016-10-12", "en-GB")).toMatch(/^11\s?.\s?12 Oct 2016$/)
    expect(dayRangeWords("2016-10-13", "2016-10-13", "fr-FR")).toBe("13 oct. 2016")
  })

  it("says how far off a moment is in the largest fitting unit", () => {
    const now = end - 3 * 86_400_000
    expect(distanceWords(end, now, "en-GB")).toBe("in 3 days")
    expect(distanceWords(now - 2 * 3_600_000, now, "en-GB")).toBe("2 hours ago")
    expect(distanceWords(now, now, "en-GB")).toBe("now")
  })
})
