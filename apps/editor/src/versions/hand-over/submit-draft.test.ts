import { PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { beganWith, missingIn, submitCommand } from "./submit-draft.ts"

const now = Date.UTC(2016, 11, 10, 8)
const days = { from: "2016-12-08", to: "2016-12-11" }
const files = [
  "publication.pdf",
  "publication.docx",
  "publication.html",
  "cover-note.pdf",
  "cover-note.docx",
  "codraft.zip",
].map((name) => ({ name }))
const begun = beganWith({ timeZone: "Europe/Zurich" }, files, now)
const nothing = { sections: [], changed: [] }
const closing = {
  sections: ["s01", "s02"].map((id) => SectionIdSchema.parse(id)),
  changed: [SectionIdSchema.parse("s02")],
}

describe("what is asked before a version is marked as submitted", () => {
  it("begins with today where the publication is, and with the files that usually go", () => {
    expect(begun).toMatchObject({ on: "2016-12-10", files: ["publication.pdf", "publication.docx", "cover-note.pdf"] })
    expect(beganWith({ timeZone: "Asia/Dhaka" }, files, Date.UTC(2016, 11, 10, 20)).on).toBe("2016-12-11")
  })

  it("says what is missing, the first thing first", () => {
    expect(missingIn({ ...begun, to: " " }, { days, closing: nothing })).toBe("to")
    const to = { ...begun, to: "GFMD Summit" }
    for (const on of ["", "2016-12-07", "2016-12-12"])
      expect(missingIn({ ...to, on }, { days, closing: nothing })).toBe("on")
    expect(missingIn({ ...to, files: [] }, { days, closing: nothing })).toBe("files")
    expect(missingIn(to, { days, closing: nothing })).toBeNull()
  })

  it("wants a tick where a text has changed since, and sends what was shown", () => {
    const to = { ...begun, to: " GFMD Summit " }
    expect(missingIn(to, { days, closing })).toBe("confirmation")
    expect(missingIn({ ...to, isConfirmed: true }, { days, closing })).toBeNull()
    expect(submitCommand(PublicationIdSchema.parse("pub-2016"), 3, to, closing)).toMatchObject({
      version: 3,
      to: "GFMD Summit",
      changed: ["s02"],
    })
  })
})
