import * as z from "zod"
import { head, inlineContent } from "../../canonical/schema-parts.ts"

export const QuoteSchema = z.strictObject({ type: z.literal("quote"), ...head, content: inlineContent })
