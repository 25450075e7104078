import * as z from "zod"

const note = z.int().min(0)

export const FootnoteReferenceSchema = z.strictObject({ type: z.literal("footnote"), note })
export const TableNoteReferenceSchema = z.strictObject({ type: z.literal("tablenote"), note })
