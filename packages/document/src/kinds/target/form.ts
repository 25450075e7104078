import { type ElementForm, matching } from "../../form/attributes.ts"

/** The shape of a code; that there is such a target is for the list of targets to say. */
export const targetCodePattern = /^(?:[1-9]|1[0-7])\.(?:[1-9]\d?|[a-d])$/

export const isTargetCodeShape = matching(targetCodePattern)

/** A target chip says its code and nothing else: what the target is, the list of targets says. */
export const targetForms = {
  target: {
    content: "nothing",
    standsIn: ["inline", "itemContent", "noteText"],
    attributes: { __code: isTargetCodeShape },
  },
} as const satisfies Record<string, ElementForm>
