import { describe, expect, it } from "vitest"
import { placedCalendar } from "./calendar.ts"

const calendar = [
  { id: "freeze", what: "Freeze", start: "2016-11-30", end: "2016-11-30" },
  { id: "comments", what: "Comments", start: "2016-10-20", end: "2016-10-31" },
  { id: "clearance", what: "Clearance", start: "2016-10-31", end: "2016-11-11" },
  { id: "summit", what: "Summit", start: "2016-12-10", end: "2016-12-12" },
]
const placesAt = (iso: string) =>
  placedCalendar(calendar, Date.parse(iso), "Europe/Zurich").map(({ entry, place }) => `${entry.id} ${place}`)

describe("the calendar", () => {
  it("puts entries in order and says which is past, now, next and later", () => {
    expect(placesAt("2016-11-05T12:00Z")).toEqual(["comments past", "clearance now", "freeze next", "summit later"])
  })

  it("lets two entries run on one day", () => {
    expect(placesAt("2016-10-31T12:00Z").slice(0, 2)).toEqual(["comments now", "clearance now"])
  })

  it("counts a day to its end in the publication's zone", () => {
    expect(placesAt("2016-11-30T22:30Z")[2]).toBe("freeze now")
    expect(placesAt("2016-11-30T23:30Z")[2]).toBe("freeze past")
  })
})
