import { z } from "zod"

/** An expected no: a plain sentence that says why, a stable code, and what a translation needs. */
export const RefusalSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.json().optional(),
})
export type Refusal = z.infer<typeof RefusalSchema>
