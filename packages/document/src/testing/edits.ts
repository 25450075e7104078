import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $createHeadingNode, $createQuoteNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import {
  $createParagraphNode,
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  FORMAT_TEXT_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type RangeSelection,
  type SerializedLexicalNode,
  type TextFormatType,
} from "lexical"
import { $isFootnotesNode } from "../kinds/footnote/notes.ts"
import { crossreferenceEdits } from "../kinds/crossreference/fuzz.ts"
import { footnoteEdits } from "../kinds/footnote/fuzz.ts"
import { imageEdits } from "../kinds/image/fuzz.ts"
import { linkEdits } from "../kinds/link/fuzz.ts"
import { listEdits } from "../kinds/list/fuzz.ts"
import { tableEdits } from "../kinds/table/fuzz.ts"
import { targetEdits } from "../kinds/target/fuzz.ts"
import { languageEdits } from "../languages/fuzz.ts"
import {
  $acrossLines,
  $caretAnywhere,
  $lines,
  $setPoint,
  $size,
  $wordsAnywhere,
  type Edit,
  edit,
  editAt,
  isInCell,
  type,
} from "./places.ts"
import type { Writer } from "./writer.ts"

export type { Edit }

const formats: TextFormatType[] = ["bold", "italic", "underline", "strikethrough", "subscript", "superscript"]

const insert: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $caretAnywhere(chance)
    selection?.insertText(type(writer, chance.between(1, 4)))
    return selection !== null
  })

/** Letter by letter, each an update of its own, as an undo step sees it. */
const typeOn: Edit = (writer, chance) => {
  const isPlaced = edit(writer, () => $caretAnywhere(chance) !== null)
  if (!isPlaced) return false
  for (let i = chance.between(2, 5); i > 0; i--) {
    writer.edit(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) selection.insertText(type(writer, 1))
    })
  }
  return true
}

const replaceWords: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $wordsAnywhere(chance)
    selection?.insertText(type(writer, chance.between(1, 3)))
    return selection !== null
  })

const insertFormatted: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $caretAnywhere(chance)
    if (selection === null) return false
    selection.toggleFormat(chance.pick(formats) ?? "bold")
    selection.insertText(type(writer, chance.between(1, 3)))
    return true
  })

const remove = editAt($wordsAnywhere, (selection) => selection.removeText())
const removeAcross = editAt($acrossLines, (selection) => selection.removeText())

const format: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $wordsAnywhere(chance)
    if (selection === null) return false
    writer.editor.dispatchCommand(FORMAT_TEXT_COMMAND, chance.pick(formats) ?? "bold")
    return true
  })

const formatAcross: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $acrossLines(chance)
    if (selection === null) return false
    writer.editor.dispatchCommand(FORMAT_TEXT_COMMAND, chance.pick(formats) ?? "bold")
    return true
  })

const split: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($caretAnywhere(chance) === null) return false
    writer.editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined)
    return true
  })

const breakLine: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($caretAnywhere(chance) === null) return false
    writer.editor.dispatchCommand(INSERT_LINE_BREAK_COMMAND, false)
    return true
  })

/** Backspace at the start of a line: what is selected from the end of the line before goes, and the lines join. */
const merge: Edit = (writer, chance) =>
  edit(writer, () => {
    const lines = $lines()
    const index = chance.between(1, lines.length - 1)
    const before = lines[index - 1]
    const line = lines[index]
    if (before === undefined || line === undefined || isInCell(before) || isInCell(line)) return false
    const selection = $createRangeSelection()
    $setPoint(selection, "anchor", before, $size(before))
    $setPoint(selection, "focus", line, 0)
    $setSelection(selection)
    selection.removeText()
    return true
  })

const setHeading: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = $caretAnywhere(
      chance,
      $lines().filter((line) => !isInCell(line)),
    )
    if (selection === null) return false
    const kind = chance.pick(["h1", "h2", "h3", "h4", "paragraph", "quote"] as const) ?? "h2"
    $setBlocksType(selection, () =>
      kind === "paragraph" ? $createParagraphNode() : kind === "quote" ? $createQuoteNode() : $createHeadingNode(kind),
    )
    return true
  })

const moveBlock: Edit = (writer, chance) =>
  edit(writer, () => {
    const blocks = $getRoot()
      .getChildren()
      .filter((block) => !$isFootnotesNode(block))
    const moved = chance.pick(blocks)
    const target = chance.pick(blocks)
    if (moved === undefined || target === undefined || moved === target) return false
    $setSelection(null)
    if (chance.isLucky(0.5)) target.insertAfter(moved)
    else target.insertBefore(moved)
    return true
  })

function $copy(writer: Writer, selection: RangeSelection): string {
  return JSON.stringify($generateJSONFromSelectedNodes(writer.editor, selection).nodes)
}

function $paste(writer: Writer, selection: RangeSelection, copied: string): void {
  const nodes = $generateNodesFromSerializedNodes(JSON.parse(copied) as SerializedLexicalNode[])
  $insertGeneratedNodes(writer.editor, nodes, selection)
}

function $copyOfAll(writer: Writer): string {
  return $copy(writer, $getRoot().select(0, $getRoot().getChildrenSize()))
}

const copy: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.6) ? $acrossLines(chance) : $wordsAnywhere(chance)
    if (selection === null) return false
    writer.clipboard = $copy(writer, selection)
    return true
  })

const paste: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.7) ? $caretAnywhere(chance) : $wordsAnywhere(chance)
    if (selection === null) return false
    writer.clipboard ??= $copyOfAll(writer)
    for (const character of writer.clipboard) writer.own.add(character)
    $paste(writer, selection, writer.clipboard)
    return true
  })

const cutAndPaste: Edit = (writer, chance) => {
  let cut: string | null = null
  const isCut = edit(writer, () => {
    const selection = chance.isLucky(0.5) ? $acrossLines(chance) : $wordsAnywhere(chance)
    if (selection === null) return false
    cut = $copy(writer, selection)
    selection.removeText()
    return true
  })
  if (!isCut || cut === null) return false
  const moved: string = cut
  for (const character of moved) writer.own.add(character)
  return edit(writer, () => {
    const selection = $caretAnywhere(chance)
    if (selection !== null) $paste(writer, selection, moved)
    return selection !== null
  })
}

const clear: Edit = (writer, chance) =>
  edit(writer, () => {
    if (!chance.isLucky(0.3)) return false
    $getRoot().select(0, $getRoot().getChildrenSize()).removeText()
    return true
  })

const undo: Edit = (writer, chance) => {
  if (!writer.binding.canUndo) return false
  for (let i = chance.between(1, 3); i > 0; i--) writer.binding.undo()
  return true
}

const redo: Edit = (writer, chance) => {
  if (!writer.binding.canRedo) return false
  for (let i = chance.between(1, 3); i > 0; i--) writer.binding.redo()
  return true
}

const pause: Edit = (writer) => {
  writer.binding.endUndoStep()
  return true
}

/** Every kind of edit with how often it comes, in relation. */
export const edits = {
  insert: [insert, 6],
  typeOn: [typeOn, 6],
  insertFormatted: [insertFormatted, 2],
  replaceWords: [replaceWords, 3],
  remove: [remove, 4],
  removeAcross: [removeAcross, 2],
  format: [format, 4],
  formatAcross: [formatAcross, 1],
  split: [split, 4],
  breakLine: [breakLine, 1],
  merge: [merge, 3],
  setHeading: [setHeading, 3],
  moveBlock: [moveBlock, 1],
  copy: [copy, 2],
  paste: [paste, 3],
  cutAndPaste: [cutAndPaste, 2],
  clear: [clear, 0.3],
  undo: [undo, 5],
  redo: [redo, 8],
  pause: [pause, 2],
  ...listEdits,
  ...tableEdits,
  ...linkEdits,
  ...footnoteEdits,
  ...imageEdits,
  ...targetEdits,
  ...crossreferenceEdits,
  ...languageEdits,
} as const satisfies Record<string, readonly [Edit, number]>

export type EditKind = keyof typeof edits
