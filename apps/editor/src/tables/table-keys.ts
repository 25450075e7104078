import { $isCaptionNode, $isFootnotesNode } from "@codraft/document"
import { $isListItemNode } from "@lexical/list"
import { $isTableNode, $isTableSelection, type TableCellNode } from "@lexical/table"
import { $findMatchingParent, mergeRegister } from "@lexical/utils"
import {
  $createParagraphNode,
  $createRangeSelection,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $selectAll,
  $setSelection,
  COLLABORATION_TAG,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  type ElementNode,
  HISTORIC_TAG,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
  SELECT_ALL_COMMAND,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from "lexical"
import { $cellAt, $enterCell, $gridOf, $mend, $tableAt } from "./grid.ts"
import { isEndOfText } from "./table-actions.ts"
import { $insertRows } from "./rows-and-columns.ts"

/** What keys do in a table and at its edges, besides what they do in any text and what `@lexical/table` makes them do. */
export function registerTableKeys(editor: LexicalEditor): () => void {
  const $whole = (event: KeyboardEvent) => {
    const selection = $getSelection()
    if (event.shiftKey && $isRangeSelection(selection)) $makeWhole(selection.anchor.getNode())
    return false
  }
  let isLeaving = false
  const mendPressed = ({ target }: PointerEvent) => {
    isLeaving = false
    if (!editor.isEditable() || !(target instanceof Element) || !target.closest("td, th")) return
    editor.update(() => $makeWhole($getNearestNodeFromDOMNode(target)))
  }
  return mergeRegister(
    editor.registerCommand(KEY_TAB_COMMAND, $tab, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(SELECT_ALL_COMMAND, $selectAllByDegrees, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_ENTER_COMMAND, $enterInCaption, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_BACKSPACE_COMMAND, (event) => $eraseTowards(event, "before"), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_DELETE_COMMAND, (event) => $eraseTowards(event, "after"), COMMAND_PRIORITY_HIGH),
    ...[KEY_ARROW_UP_COMMAND, KEY_ARROW_DOWN_COMMAND, KEY_ARROW_LEFT_COMMAND, KEY_ARROW_RIGHT_COMMAND].map((command) =>
      editor.registerCommand(command, $whole, COMMAND_PRIORITY_CRITICAL),
    ),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      ({ key }) => {
        isLeaving = key === "ArrowDown" || key === "ArrowRight"
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerUpdateListener(({ editorState }) => {
      if (editorState.read($isOfLostCells)) editor.update($leaveLostCells, { tag: SKIP_SCROLL_INTO_VIEW_TAG })
    }),
    editor.registerUpdateListener(({ editorState, prevEditorState, tags }) => {
      if (!editor.isEditable() || tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG)) return
      const left = isLeaving ? prevEditorState.read($tableKeyAtCaret) : null
      if (editorState.read(() => $gapAtCaret() || (left !== null && $isInNotesBehind(left)))) editor.update($writeInGap)
    }),
    editor.registerRootListener((root, previous) => {
      previous?.removeEventListener("pointerdown", mendPressed, true)
      root?.addEventListener("pointerdown", mendPressed, true)
    }),
  )
}

/** Whether cells are selected that somebody else has taken away: nothing could be done with such a selection but fail. */
function $isOfLostCells(): boolean {
  const selection = $getSelection()
  return (
    $isTableSelection(selection) &&
    [selection.tableKey, selection.anchor.key, selection.focus.key].some((key) => $getNodeByKey(key) === null)
  )
}

function $leaveLostCells(): void {
  if (!$isOfLostCells()) return
  const selection = $getSelection()
  const table = $isTableSelection(selection) ? $getNodeByKey(selection.tableKey) : null
  $setSelection(null)
  if ($isTableNode(table)) $enterCell($gridOf(table).places[0]?.cell)
}

/** The library counts on whole tables when cells are selected; two people's changes can leave one that is not. */
function $makeWhole(node: LexicalNode | null | undefined): void {
  const table = node ? $tableAt(node) : null
  if (table === null) return
  const grid = $gridOf(table)
  for (let row = 0; row < grid.rows.length; row += 1)
    for (let column = 0; column < grid.columnCount; column += 1)
      if (grid.at(row, column) === null) return void $mend(table)
}

/** From cell to cell; before the first one lies what is above, behind the last one a new row. In a list Tab is the list's. */
function $tab(event: KeyboardEvent): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) && !$isTableSelection(selection)) return false
  const node = selection.focus.getNode()
  const cell = $cellAt(node)
  if (cell === null || $findMatchingParent(node, $isListItemNode)) return false
  event.preventDefault()
  const table = $tableAt(cell)
  if (table === null) return true
  const { places } = $gridOf(table)
  const next = places[places.findIndex((place) => place.cell.is(cell)) + (event.shiftKey ? -1 : 1)]
  if (next) $enterCell(next.cell)
  else if (event.shiftKey) {
    const above = table.getPreviousSibling()
    if ($isElementNode(above)) above.selectEnd()
  } else {
    const grid = $mend(table)
    $insertRows(grid, grid.rows.length, 1, 0)
  }
  return true
}

/** First the cell, then all. */
function $selectAllByDegrees(event: KeyboardEvent): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  const cell = $cellAt(selection.anchor.getNode())
  if (cell === null) return false
  event.preventDefault()
  const isInOne = cell.is($cellAt(selection.focus.getNode()))
  if (isInOne && cell.getTextContentSize() > 0 && selection.getTextContent() !== cell.getTextContent())
    $setSelection($contentOf(cell))
  else {
    const all = $createRangeSelection()
    all.anchor.set("root", 0, "element")
    all.focus.set("root", $getRoot().getChildrenSize(), "element")
    $setSelection(all)
    $selectAll(all)
  }
  return true
}

function $contentOf(cell: TableCellNode): RangeSelection {
  const content = $createRangeSelection()
  const { anchor } = cell.selectStart()
  content.anchor.set(anchor.key, anchor.offset, anchor.type)
  const { focus } = cell.selectEnd()
  content.focus.set(focus.key, focus.offset, focus.type)
  return content
}

/** From the caption Enter leads into the table; a line between the two would part them. At its start it makes room above. */
function $enterInCaption(event: KeyboardEvent | null): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || event?.shiftKey) return false
  const caption = $findMatchingParent(selection.anchor.getNode(), $isCaptionNode)
  const table = caption?.getNextSibling()
  if (!caption || !$isTableNode(table)) return false
  event?.preventDefault()
  if (caption.getTextContentSize() > 0 && $isAtEdge(selection, caption, "before"))
    caption.insertBefore($createParagraphNode())
  else $enterCell($gridOf(table).places[0]?.cell, "start")
  return true
}

/** Erasing goes no further than to the edge of a table: the caret goes in, and an empty line beside the table goes. */
function $eraseTowards(event: KeyboardEvent, side: "before" | "after"): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const node = selection.anchor.getNode()
  if ($cellAt(node) !== null) return false
  const block = node.getTopLevelElement()
  const table = side === "before" ? block?.getPreviousSibling() : block?.getNextSibling()
  if (!$isElementNode(block) || !$isTableNode(table) || !$isAtEdge(selection, block, side)) return false
  event.preventDefault()
  const { places } = $gridOf(table)
  $enterCell(side === "before" ? places.at(-1)?.cell : places[0]?.cell, side === "before" ? "end" : "start")
  if (block.getTextContentSize() === 0 && !isEndOfText(block.getNextSibling())) block.remove()
  return true
}

function $isAtEdge({ anchor }: RangeSelection, block: ElementNode, side: "before" | "after"): boolean {
  const node = anchor.getNode()
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize()
  if (anchor.offset !== (side === "before" ? 0 : size)) return false
  for (let at: LexicalNode | null = node; at !== null && !at.is(block); at = at.getParent()) {
    if ((side === "before" ? at.getPreviousSibling() : at.getNextSibling()) !== null) return false
  }
  return true
}

/** Where the caret stands between blocks with a table on one side and no line on the other: there is nothing to type in. */
function $gapAtCaret(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.key !== "root") return false
  const blocks = $getRoot().getChildren()
  const { offset } = selection.anchor
  return [blocks[offset - 1], blocks[offset]].some($isTableNode)
}

function $tableKeyAtCaret(): NodeKey | null {
  const selection = $getSelection()
  const block = $isRangeSelection(selection) ? $blockOf(selection) : null
  return $isTableNode(block) ? block.getKey() : null
}

/** Whether the caret went from a table at the end of the text straight into the notes. */
function $isInNotesBehind(tableKey: NodeKey): boolean {
  const selection = $getSelection()
  const block = $isRangeSelection(selection) ? $blockOf(selection) : null
  return $isFootnotesNode(block) && block.getPreviousSibling()?.getKey() === tableKey
}

const $blockOf = ({ anchor }: RangeSelection) => (anchor.key === "root" ? null : anchor.getNode().getTopLevelElement())

function $writeInGap(): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  const offset = $blockOf(selection)?.getIndexWithinParent() ?? selection.anchor.offset
  const paragraph = $createParagraphNode()
  $getRoot().splice(offset, 0, [paragraph])
  paragraph.select()
}
