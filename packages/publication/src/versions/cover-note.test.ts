import { expect, it } from "vitest"
import { type CoverNote, coverNoteBounds, CoverNoteSchema } from "./cover-note.ts"

const note: CoverNote = {
  addressee: "Chair of the Forum\nDhaka",
  salutation: "Dear colleagues,",
  body: "First.\n\nSecond.",
  closing: "",
  contact: { name: "", organization: "IOM", email: "office@example.org" },
}
const takes = (more: Partial<CoverNote>) => CoverNoteSchema.safeParse({ ...note, ...more }).success

it("takes a letter of plain text, parts of which may be empty, within its bounds", () => {
  expect(CoverNoteSchema.parse(note)).toEqual(note)
  const { addresseeLinesMax: lines, bodyCharactersMax: characters } = coverNoteBounds
  expect(takes({ addressee: "x\n".repeat(lines - 1).concat("x") })).toBe(true)
  expect(takes({ addressee: "x\n".repeat(lines).concat("x") })).toBe(false)
  expect(takes({ body: "x".repeat(characters) })).toBe(true)
  expect(takes({ body: "x".repeat(characters + 1) })).toBe(false)
  for (const control of ["\t", "\u0007", "\u2028"]) expect(takes({ body: `a${control}b` })).toBe(false)
  expect(takes({ language: "fr" })).toBe(true)
  expect(takes({ language: "xx" as never })).toBe(false)
  expect(takes({ salutation: "Dear\nall" })).toBe(false)
  expect(takes({ contact: { ...note.contact, email: "" } })).toBe(true)
  expect(takes({ contact: { ...note.contact, email: "office" } })).toBe(false)
})
