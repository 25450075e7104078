import * as z from "zod"
import { isAllowedUrl } from "./form.ts"

export function linkSchemaOf<C extends z.ZodType>(content: C) {
  return z.strictObject({ type: z.literal("link"), url: z.string().refine(isAllowedUrl), content })
}
