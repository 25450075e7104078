import * as z from "zod"
import { head, inlineContent } from "../../canonical/schema-parts.ts"
import type { List } from "./canonical.ts"

export const ListSchema: z.ZodType<List> = z
  .lazy(() =>
    z.strictObject({
      type: z.literal("list"),
      ...head,
      ordered: z.boolean(),
      start: z.int().min(0).optional(),
      items: z
        .array(z.strictObject({ ...head, content: inlineContent, lists: z.array(ListSchema).min(1).optional() }))
        .min(1),
    }),
  )
  .meta({ id: "List" }) as z.ZodType<List>
