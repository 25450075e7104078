import { z } from "zod"
import { lineSchema } from "../ids.ts"

/** Characters are UTF-16 code units. A note is a letter of a page or two. */
export const coverNoteBounds = {
  addresseeCharactersMax: 600,
  addresseeLinesMax: 10,
  bodyCharactersMax: 6_000,
  lineCharactersMax: 200,
} as const

const emptyOr = (charactersMax: number) => z.union([z.literal(""), lineSchema(charactersMax)])
const { addresseeCharactersMax, addresseeLinesMax, bodyCharactersMax, lineCharactersMax } = coverNoteBounds

/** Lines, none of them longer than the whole may be. */
const lines = (charactersMax: number) =>
  z
    .string()
    .trim()
    .max(charactersMax)
    .regex(/^[^\p{Cc}\u2028\u2029]*(?:\n[^\p{Cc}\u2028\u2029]*)*$/u)

/** The languages in which a note has words of its own. */
export const CoverLanguageSchema = z.enum(["en", "fr", "es", "ar"])
export type CoverLanguage = z.infer<typeof CoverLanguageSchema>

/** What whoever freezes a version writes to those who get it. The list of files is made with the files. */
export const CoverNoteSchema = z.object({
  /** Absent: that of the publication. */
  language: CoverLanguageSchema.optional(),
  /** As on an envelope, line by line. */
  addressee: lines(addresseeCharactersMax).refine((text) => text.split("\n").length <= addresseeLinesMax),
  salutation: emptyOr(lineCharactersMax),
  /** Plain text; an empty line between paragraphs. */
  body: lines(bodyCharactersMax),
  closing: emptyOr(lineCharactersMax),
  contact: z.object({
    name: emptyOr(120),
    organization: emptyOr(lineCharactersMax),
    email: z.union([z.literal(""), z.email().max(254)]),
  }),
})
export type CoverNote = z.infer<typeof CoverNoteSchema>

/** A note as it is kept with its version: it stays the same whatever becomes of names afterwards. */
export const KeptCoverNoteSchema = CoverNoteSchema.extend({
  format: z.literal("codraft.cover-note"),
  formatVersion: z.literal(1),
  /** Whose letter it is: the secretariat, by name. */
  sender: z.string().max(lineCharactersMax),
})
export type KeptCoverNote = z.infer<typeof KeptCoverNoteSchema>
