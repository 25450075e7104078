import { type ElementForm, lineForm, oneOf } from "../../form/attributes.ts"

/** A caption stands right before its table, or right behind its image. */
export const captionForms = {
  caption: { ...lineForm, attributes: { ...lineForm.attributes, __for: oneOf("table", "figure") } },
} as const satisfies Record<string, ElementForm>
