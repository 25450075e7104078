import * as z from "zod"

export const LineBreakSchema = z.strictObject({ type: z.literal("break") })
