import * as z from "zod"
import { targetCodePattern } from "./form.ts"

export const TargetSchema = z.strictObject({ type: z.literal("target"), code: z.string().regex(targetCodePattern) })
