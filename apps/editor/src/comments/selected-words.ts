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
import type { WordsBeside } from "./add-beside-words.tsx"

/** The words that are selected in a text: by whoever may write it, or only reads it. */
export function selectedWords(session: SectionSession): AnchoredSelection | NoAnchor {
  const { editor, binding } = session
  return editor.read(() => $anchorOf(binding, $selected(session)))
}

function $selected({ editor }: SectionSession): BaseSelection | null {
  const inPage = selectedInPage(editor.getRootElement())
  const known = $getSelection()
  // Cells that were selected before are known for as long as nothing is written: what the page shows comes first.
  if (inPage === null) return $isTableSelection(known) ? known : null
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
  const root = session.editor.getRootElement()
  if (root === null) return null
  const inPage = selectedInPage(root)
  if (inPage === null) return selectedCells(session)[0]?.getBoundingClientRect() ?? null
  const boxes = [...inPage.getRangeAt(0).getClientRects()].filter(({ width }) => width > 0)
  return boxes[0] ?? null
}

/** What is selected of a text, for the button beside it. */
export function wordsBeside(session: SectionSession): WordsBeside | null {
  const [line, text] = [selectedBox(session), session.editor.getRootElement()]
  return line === null || text === null ? null : { line, text }
}

/** A stretch of the page that is within the text; of selected cells the page says nothing, or nothing but spaces. */
function selectedInPage(root: HTMLElement | null): Selection | null {
  const selection = getSelection()
  if (root === null || selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  if (!root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) return null
  return selection.toString().trim() === "" ? null : selection
}
