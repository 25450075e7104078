import { coverNoteBounds, CoverNoteSchema } from "@codraft/publication"
import { coverTemplate } from "@codraft/publish/cover"
import { expect, it } from "vitest"
import { emptyDraft, freezeBody, isFilledIn, missingIn } from "../freeze-draft.ts"
import { emptyCover, hasCoverNote, noteOf, noteSent, wrongField } from "./cover-draft.ts"

const contact = { name: "Amara", organization: "IOM", email: "" }
const offered = coverTemplate({ language: "en", kind: "submission", contact, last: null })

it("goes with what goes to somebody, unless an editor says otherwise", () => {
  expect(hasCoverNote(emptyCover, "revision")).toBe(false)
  for (const kind of ["submission", "printed-edition", "corrigendum", "addendum"] as const)
    expect(hasCoverNote(emptyCover, kind)).toBe(true)
  expect(hasCoverNote({ ...emptyCover, isOn: false }, "submission")).toBe(false)
  expect(hasCoverNote({ ...emptyCover, isOn: true }, "draft")).toBe(true)
})

it("reads as it is offered but for what was written, which is not lost unasked", () => {
  const cover = { ...emptyCover, changed: { addressee: "Dhaka" }, contact: { email: "a@example.org" } }
  expect(noteOf(offered, cover)).toEqual({
    ...offered,
    addressee: "Dhaka",
    contact: { ...contact, email: "a@example.org" },
  })
  expect([
    isFilledIn({ ...emptyDraft, cover }),
    isFilledIn({ ...emptyDraft, cover: { ...emptyCover, isOn: true } }),
  ]).toEqual([true, false])
})

it("is sent without signs that no letter has, and with the version only where it goes with it", () => {
  const pasted = { ...offered, body: "One.\r\n\r\n\tTwo\u0007. \u2028Three.\n\n", salutation: " Dear\tall, " }
  const sent = noteSent(pasted)
  expect([sent.body, sent.salutation]).toEqual(["One.\n\nTwo.\nThree.", "Dear all,"])
  expect(CoverNoteSchema.parse(sent)).toEqual(sent)
  const chosen = { sections: [], groups: [], offered: "" }
  expect(freezeBody(emptyDraft, { ...chosen, coverNote: pasted }).coverNote).toEqual(sent)
  expect(freezeBody(emptyDraft, { ...chosen, coverNote: null })).not.toHaveProperty("coverNote")
})

it("says which field the server would refuse", () => {
  expect(wrongField(offered)).toBeNull()
  const mistaken = noteOf(offered, { ...emptyCover, contact: { email: "office" } })
  expect(wrongField(mistaken)).toBe("email")
  const long = { ...offered, addressee: "x\n".repeat(coverNoteBounds.addresseeLinesMax).concat("x") }
  expect(wrongField(long)).toBe("addressee")
  const sections = ["s01" as never]
  expect(missingIn({ ...emptyDraft, title: "x" }, { sections, groups: [], coverNote: mistaken })).toEqual({
    of: "cover",
    field: "email",
  })
})
