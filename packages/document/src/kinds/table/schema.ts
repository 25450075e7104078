import * as z from "zod"
import { head, notes, ownCaption } from "../../canonical/schema-parts.ts"
import { columnWidth, columnWidthsMax, spanMax } from "./form.ts"

const span = z.int().min(1).max(spanMax).optional()

/** `blocks` is asked for late: a cell may hold a table. */
export function tableSchemaOf<B extends z.ZodType>(blocks: () => B) {
  const cell = z.strictObject({
    ...head,
    header: z.enum(["column", "row", "both"]).optional(),
    columnSpan: span,
    rowSpan: span,
    get blocks() {
      return blocks()
    },
  })
  const row = z.strictObject({ ...head, cells: z.array(cell).min(1) })
  return z.strictObject({
    type: z.literal("table"),
    ...head,
    caption: ownCaption.optional(),
    columnWidths: z.array(z.int().min(columnWidth.min).max(columnWidth.max)).min(1).max(columnWidthsMax).optional(),
    rows: z.array(row).min(1),
    notes: notes.optional(),
  })
}
