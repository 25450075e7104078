import { $anchorOf, type AnchoredSelection } from "@codraft/document/collab"
import { $isTableSelection } from "@lexical/table"
import { $createRangeSelectionFromDom, $getSelection, type BaseSelection } from "lexical"
import type { SectionSession } from "../section/section-session.ts"

/** The words that are selected in a text: by whoever may write it, or only reads it. */
export function selectedWords(session: SectionSession): AnchoredSelection | "nothing" | "too-long" {
  const { editor, binding } = session
  return editor.read(() => $anchorOf(binding, $selected(session)))
}

function $selected({ editor }: SectionSession): BaseSelection | null {
  const known = $getSelection()
  if ($isTableSelection(known)) return known
  const root = editor.getRootElement()
  const inPage = getSelection()
  if (!root || !inPage || inPage.isCollapsed || !isWithin(root, inPage)) return null
  return $createRangeSelectionFromDom(inPage, editor)
}

/** The line at which the selection ends, where there is one in the text. */
export function selectedBox({ editor }: SectionSession): DOMRect | null {
  const root = editor.getRootElement()
  const inPage = getSelection()
  if (!root || !inPage || inPage.rangeCount === 0 || inPage.isCollapsed || !isWithin(root, inPage)) return null
  if (inPage.toString().trim() === "") return null
  const boxes = [...inPage.getRangeAt(0).getClientRects()].filter(({ width }) => width > 0)
  return boxes[0] ?? null
}

function isWithin(root: HTMLElement, { anchorNode, focusNode }: Selection): boolean {
  return root.contains(anchorNode) && root.contains(focusNode)
}
