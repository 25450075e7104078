import * as z from "zod"
import { head, inlineContent } from "../../canonical/schema-parts.ts"

export const HeadingSchema = z.strictObject({
  type: z.literal("heading"),
  ...head,
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  content: inlineContent,
})
