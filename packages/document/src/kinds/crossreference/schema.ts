import * as z from "zod"
import { idPattern } from "../../form/attributes.ts"
import { goalKinds, goalSectionPattern, referenceForms } from "./form.ts"

export const CrossReferenceSchema = z.strictObject({
  type: z.literal("crossreference"),
  section: z.string().regex(goalSectionPattern),
  block: z.string().regex(idPattern).optional(),
  goal: z.enum(goalKinds),
  form: z.enum(referenceForms).optional(),
})
