import { type ElementForm, lineForm, oneOf } from "../../form/attributes.ts"

export const headingForms = {
  heading: { ...lineForm, attributes: { ...lineForm.attributes, __tag: oneOf("h1", "h2", "h3", "h4") } },
} as const satisfies Record<string, ElementForm>
