import { $anchorOf, type AnchoredSelection, type NoAnchor } from "@codraft/document/collab"
import { $isTableCellNode, $isTableSelection } from "@lexical/table"
import {
  $createRangeSelection,
  $createRangeSelectionFromDom,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isDecoratorNode,
  type BaseSelection,
} from "lexical"
import type { SectionSession } from "../section/section-session.ts"

/** The words that are selected in a text: by whoever may write it, or only reads it. */
export function selectedWords(session: SectionSession): AnchoredSelection | NoAnchor {
  const { editor, binding } = session
  return editor.read(() => $anchorOf(binding, $selected(session)))
}

function $selected({ editor }: SectionSession): BaseSelection | null {
  const known = $getSelection()
  if ($isTableSelection(known)) return known
  const root = editor.getRootElement()
  const inPage = getSelection()
  if (!root || !inPage || inPage.isCollapsed || !isWithin(root, inPage)) return null
  return $aroundSign(inPage) ?? $createRangeSelectionFromDom(inPage, editor)
}

/** Around the target, the reference or the note's number that all of the selected is within: the editor takes that for no stretch. */
function $aroundSign({ anchorNode, focusNode }: Selection): BaseSelection | null {
  const sign = anchorNode && $getNearestNodeFromDOMNode(anchorNode)
  if (!$isDecoratorNode(sign) || !focusNode || !$getNearestNodeFromDOMNode(focusNode)?.is(sign)) return null
  const [parent, index] = [sign.getParentOrThrow().getKey(), sign.getIndexWithinParent()]
  const around = $createRangeSelection()
  around.anchor.set(parent, index, "element")
  around.focus.set(parent, index + 1, "element")
  return around
}

/** Whether anything is selected: a stretch of the page, or cells of a table, of which the page knows nothing. */
export function isAnySelected(session: SectionSession): boolean {
  return !(getSelection()?.isCollapsed ?? true) || selectedCells(session).length > 0
}

function selectedCells({ editor }: SectionSession): HTMLElement[] {
  return editor.getEditorState().read(() => {
    const known = $getSelection()
    const cells = $isTableSelection(known) ? known.getNodes().filter($isTableCellNode) : []
    return cells.flatMap((cell) => editor.getElementByKey(cell.getKey()) ?? [])
  })
}

/** The first line of the selection, where there is one in the text. */
export function selectedBox(session: SectionSession): DOMRect | null {
  const { editor } = session
  const root = editor.getRootElement()
  const [cell] = selectedCells(session)
  if (root && cell) return cell.getBoundingClientRect()
  const inPage = getSelection()
  if (!root || !inPage || inPage.rangeCount === 0 || inPage.isCollapsed || !isWithin(root, inPage)) return null
  if (inPage.toString().trim() === "") return null
  const boxes = [...inPage.getRangeAt(0).getClientRects()].filter(({ width }) => width > 0)
  return boxes[0] ?? null
}

function isWithin(root: HTMLElement, { anchorNode, focusNode }: Selection): boolean {
  return root.contains(anchorNode) && root.contains(focusNode)
}
