import { z } from "zod"
import { OrgIdSchema, PublicationIdSchema, SectionIdSchema, ThreadIdSchema } from "../ids.ts"
import { RefusalSchema } from "../refusals.ts"
import { ReviewCommandSchema } from "../review/commands.ts"
import { OnBehalfSchema, OutcomeSchema } from "../review/thread.ts"
import { cellCharactersMax } from "./rows.ts"
import { importColumns } from "./words.ts"

export const importBounds = {
  /** Rows of one request; whoever has more sends them one request after the other. */
  rowsPerRequestMax: 100,
  /** Rows of one file. */
  rowsMax: 5_000,
  fileBytesMax: 20 * 1024 * 1024,
} as const

const [addComment] = ReviewCommandSchema.options
const { anchor, version, body, targets, kind } = addComment.shape

/** One comment of a table, as somebody has agreed to it. */
export const ImportedRowSchema = z.object({
  /** Chosen by whoever sends it, and the same whenever the row is sent again: nothing is there twice. */
  threadId: ThreadIdSchema,
  /** Absent: on the publication as a whole. */
  sectionId: SectionIdSchema.optional(),
  /** Absent: on the section as a whole. */
  anchor,
  /** A place of a version instead of the two above. */
  version,
  body,
  targets,
  kind,
  /** Whose comment this one is, where the table is of more than one organisation. */
  organization: OrgIdSchema.optional(),
  /** What the table says as the answer, where it is to stand as the answer of whoever imports it. */
  response: body.optional(),
  outcome: OutcomeSchema.optional(),
})
export type ImportedRow = z.input<typeof ImportedRowSchema>

/** Comments that came as a table: each is written as `addComment` with `onBehalf` writes it, and by itself. */
export const ImportCommandSchema = z.object({
  type: z.literal("importComments"),
  publicationId: PublicationIdSchema,
  onBehalf: OnBehalfSchema,
  rows: z.array(ImportedRowSchema).min(1).max(importBounds.rowsPerRequestMax),
})
export type ImportCommand = z.infer<typeof ImportCommandSchema>
export type ImportCommandInput = z.input<typeof ImportCommandSchema>

/** What came of one row. */
export const ImportOutcomeSchema = z.object({
  threadId: ThreadIdSchema,
  /** `present`: it had been imported before. */
  kind: z.enum(["imported", "present", "refused"]),
  /** Why the comment was not written, or, where it was, why its answer was not. */
  refusal: RefusalSchema.optional(),
})
export type ImportOutcome = z.infer<typeof ImportOutcomeSchema>

const cell = z.string().max(cellCharactersMax)
type Cells = Record<(typeof importColumns)[number], typeof cell>

/** A row as the file has it. */
export const AskedRowSchema = z
  .object(Object.fromEntries(importColumns.map((column) => [column, cell])) as Cells)
  .extend({
    /** Where somebody says it is, when the table does not: a section, or null for the publication as a whole. */
    sectionId: SectionIdSchema.nullable().optional(),
  })
export type AskedRow = z.infer<typeof AskedRowSchema>
