import * as z from "zod"
import { head, inlineContent } from "../../canonical/schema-parts.ts"

export const ParagraphSchema = z.strictObject({ type: z.literal("paragraph"), ...head, content: inlineContent })
