import { z } from "zod"
import { InstantSchema, OrgIdSchema, PublicationIdSchema, SectionIdSchema } from "../ids.ts"
import { CoverNoteSchema } from "./cover-note.ts"
import { reasonCharactersMax } from "./exemption.ts"
import {
  DaySchema,
  recipientCharactersMax,
  SubmittedFilesSchema,
  symbolCharactersMax,
  titleCharactersMax,
  VersionKindSchema,
  VersionNoteSchema,
  VersionNumberSchema,
} from "./version.ts"
import { writtenLine } from "./written-line.ts"

const publicationId = PublicationIdSchema

export const FreezeCommandSchema = z.object({
  type: z.literal("freezeVersion"),
  publicationId,
  title: writtenLine(titleCharactersMax),
  kind: VersionKindSchema.default("draft"),
  symbol: z.union([z.literal(""), writtenLine(symbolCharactersMax)]).default(""),
  note: VersionNoteSchema.default(""),
  /** What a corrigendum or an addendum corrects. Absent: what last went out. */
  corrects: VersionNumberSchema.optional(),
  /** The sections that are in; all others are to follow. Absent: every section that can be in. */
  sections: z.array(SectionIdSchema).max(500).optional(),
  /** What the pre-flight list says stands in the way, and why the version is frozen all the same. */
  overrides: z
    .array(z.object({ check: z.string().max(60), reason: writtenLine(reasonCharactersMax) }))
    .max(50)
    .default([]),
  /** The title once more, typed by hand, for kinds that go out of the house for good. */
  confirmation: z.string().max(200).optional(),
  /** Absent: it goes without one. */
  coverNote: CoverNoteSchema.optional(),
  /** The register of comments is made with it: those that every member reads, on sections that are in. */
  withRegister: z.boolean().default(false),
})
export type FreezeCommand = z.infer<typeof FreezeCommandSchema>

export const CirculateCommandSchema = z.object({
  type: z.literal("circulateVersion"),
  publicationId,
  version: VersionNumberSchema,
  to: z.array(OrgIdSchema).min(1).max(500),
  /** Until when they may comment on it. Absent: as it was; null: they are not asked to, or not any more. */
  commentUntil: InstantSchema.nullable().optional(),
})
export type CirculateCommand = z.infer<typeof CirculateCommandSchema>

const aboutVersion = z.object({ publicationId, version: VersionNumberSchema })

export const versionFilesCommands = [
  /** What could not be made of its files is tried again. */
  aboutVersion.extend({ type: z.literal("makeFilesAgain") }),
  /** It is sealed without what could not be made of its files. */
  aboutVersion.extend({ type: z.literal("waiveFiles") }),
] as const
export type VersionFilesCommand = z.infer<(typeof versionFilesCommands)[number]>

export const SubmitCommandSchema = z.object({
  type: z.literal("submitVersion"),
  publicationId,
  version: VersionNumberSchema,
  to: writtenLine(recipientCharactersMax),
  /** The day on which it went, in the publication's time zone. */
  on: DaySchema,
  files: SubmittedFilesSchema,
  note: VersionNoteSchema.default(""),
  /** The sections that close though their text has changed since the version was frozen: whoever submits has seen that. */
  changed: z.array(SectionIdSchema).max(500).default([]),
})
export type SubmitCommand = z.infer<typeof SubmitCommandSchema>
