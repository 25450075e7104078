import * as z from "zod"
import { head, inlineContent } from "../../canonical/schema-parts.ts"

export const CaptionSchema = z.strictObject({ type: z.literal("caption"), ...head, content: inlineContent })
