import { blockAttributes, type ElementForm, isBlockId, oneOf } from "../../form/attributes.ts"

/**
 * A reference stands among words and names its note. The notes of a section are in a container at the end of the root,
 * or in several when people made the first note at the same time. A note that nothing refers to is kept: its reference
 * may come back by undo or paste.
 */
export const noteKinds = ["footnote", "tablenote"] as const
/** A table note counts as one only in a table; elsewhere it is a footnote. */
export type NoteKind = (typeof noteKinds)[number]

export const footnoteForms = {
  footnoteref: {
    content: "nothing",
    standsIn: ["inline", "itemContent"],
    attributes: { __note: isBlockId, __kind: oneOf(...noteKinds) },
  },
  footnotes: { content: "notes", standsIn: ["root"], attributes: blockAttributes, isNothingWhenEmpty: true },
  footnote: { content: "noteText", standsIn: ["notes"], attributes: { ...blockAttributes, __note: isBlockId } },
} as const satisfies Record<string, ElementForm>
