import { $insertList, $isListNode, ListItemNode, ListNode } from "@lexical/list"
import { type ElementTransformer, HEADING, QUOTE, type Transformer } from "@lexical/markdown"
import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $isRangeSelection } from "lexical"
import { $noteAtCaret } from "../footnotes/places.ts"

/**
 * A list begun by its first sign. Not the library's own, which puts the sign on the list as a state that a section's form
 * does not have. The sign itself is still in the text when this runs, and taken out right after.
 */
const list = (regExp: RegExp, type: "bullet" | "number"): ElementTransformer => ({
  type: "element",
  dependencies: [ListNode, ListItemNode],
  export: () => null,
  regExp,
  replace: (_parent, _children, match) => {
    $insertList(type)
    const selection = $getSelection()
    const made = $isRangeSelection(selection) ? $findMatchingParent(selection.anchor.getNode(), $isListNode) : null
    const start = Number(match[1])
    if (type === "number" && made && made.getChildrenSize() === 1 && start > 1) made.setStart(start)
  },
})

/** A note has no blocks in it. */
const outsideNotes = (shortcut: ElementTransformer): ElementTransformer => ({
  ...shortcut,
  replace: (...line) => ($noteAtCaret() === null ? shortcut.replace(...line) : false),
})

/** What turns into a block when it is typed at the start of a line, with a space after it. */
export const lineShortcuts: Transformer[] = [
  { ...HEADING, regExp: /^(#{1,4})\s/ },
  QUOTE,
  list(/^[-*]\s/, "bullet"),
  list(/^(\d{1,4})[.)]\s/, "number"),
].map(outsideNotes)
