import { z } from "zod"
import { InstantSchema, lineSchema, OrgIdSchema, PublicationIdSchema, SectionIdSchema } from "../ids.ts"
import {
  VersionKindSchema,
  VersionNoteSchema,
  VersionNumberSchema,
  VersionSymbolSchema,
  VersionTitleSchema,
} from "./version.ts"

const publicationId = PublicationIdSchema

export const FreezeCommandSchema = z.object({
  type: z.literal("freezeVersion"),
  publicationId,
  title: VersionTitleSchema,
  kind: VersionKindSchema.default("draft"),
  symbol: VersionSymbolSchema.default(""),
  note: VersionNoteSchema.default(""),
  /** The sections that are in; all others are to follow. Absent: every section that can be in. */
  sections: z.array(SectionIdSchema).max(500).optional(),
  /** What the pre-flight list says stands in the way, and why the version is frozen all the same. */
  overrides: z
    .array(z.object({ check: z.string().max(60), reason: lineSchema(500) }))
    .max(50)
    .default([]),
  /** The title once more, typed by hand, for kinds that go out of the house for good. */
  confirmation: z.string().max(200).optional(),
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
