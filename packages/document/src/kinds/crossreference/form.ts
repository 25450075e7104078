import { type ElementForm, isBlockId, matching, oneOf } from "../../form/attributes.ts"

/**
 * A cross-reference names its goal and never says a number: what it shows is computed. The goal is a block of a section, or
 * without a block the section itself. `__goal` is what the goal was when it was chosen, for when it is there no more.
 */
export const goalKinds = ["heading", "paragraph", "subparagraph", "table", "figure", "section"] as const
export type GoalKind = (typeof goalKinds)[number]

export const goalSectionPattern = /^[a-z0-9][a-z0-9-]{0,63}$/
export const isGoalSection = matching(goalSectionPattern)

/** `number`: the number alone, for "tables 3 and 4". */
export const referenceForms = ["number"] as const
export type ReferenceForm = (typeof referenceForms)[number]

export const crossreferenceForms = {
  crossreference: {
    content: "nothing",
    standsIn: ["inline", "itemContent", "noteText"],
    attributes: {
      __section: isGoalSection,
      __block: isBlockId,
      __goal: oneOf(...goalKinds),
      __form: oneOf(...referenceForms),
    },
  },
} as const satisfies Record<string, ElementForm>
