import type { ElementForm } from "../../form/attributes.ts"

export const linebreakForms = {
  linebreak: { content: "nothing", standsIn: ["inline", "linked", "itemContent", "noteText"], attributes: {} },
} as const satisfies Record<string, ElementForm>
