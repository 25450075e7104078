import { $getSelection, $isRangeSelection } from "lexical"
import { $editorWords } from "../../anchor/editor-words.ts"
import type { TextSpan } from "../../anchor/quote.ts"
import type { SectionBinding } from "../section-binding.ts"
import { $anchorOfSpan, type AnchoredSelection } from "./anchor-of.ts"

/** A thread of another section whose words were pasted here, or one of this section that has no words here any more. */
export interface PastedThread {
  readonly threadId: string
  /** Its words as they stand here now. */
  readonly anchor: AnchoredSelection
}

/** Where pasted words are, by the caret, which stands behind what was pasted; after the update, inside `read`. */
export function $pastedThreads(
  binding: Pick<SectionBinding, "$positionIn">,
  pasted: ReadonlyMap<string, string>,
): PastedThread[] {
  const words = $editorWords()
  const selection = $getSelection()
  const caret = $isRangeSelection(selection) ? words.offsetOf(selection.focus.key, selection.focus.offset) : null
  return [...pasted].flatMap(([threadId, exact]) => {
    const isBefore = ({ end }: TextSpan): boolean => caret === null || end <= caret
    const span = words.quoted.placesOf(exact, isBefore).at(-1)
    const anchor = span === undefined ? null : $anchorOfSpan(binding, words, span)
    return anchor === null || typeof anchor === "string" ? [] : [{ threadId, anchor }]
  })
}
