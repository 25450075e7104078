import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $toggleLink } from "@lexical/link"
import { $insertList, $isListItemNode, $removeList } from "@lexical/list"
import { $createHeadingNode, $createQuoteNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import { $isTableCellNode } from "@lexical/table"
import {
  $createParagraphNode,
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type RangeSelection,
  type SerializedLexicalNode,
  type TextFormatType,
} from "lexical"
import type { Chance } from "./chance.ts"
import type { Writer } from "./writer.ts"

/** One thing that a person does; false when there was nothing to do it to. */
export type Edit = (writer: Writer, chance: Chance) => boolean

const formats: TextFormatType[] = ["bold", "italic", "underline", "strikethrough", "subscript", "superscript"]

/** Lines: the innermost blocks, which hold text. */
function $lines(): ElementNode[] {
  const lines: ElementNode[] = []
  const visit = (element: ElementNode): void => {
    const children = element.getChildren()
    const blocks = children.filter((child): child is ElementNode => $isElementNode(child) && !child.isInline())
    if (blocks.length === 0) lines.push(element)
    else for (const block of blocks) visit(block)
  }
  for (const child of $getRoot().getChildren()) if ($isElementNode(child)) visit(child)
  return lines
}

function $setPoint(selection: RangeSelection, end: "anchor" | "focus", line: ElementNode, offset: number): void {
  let rest = offset
  for (const text of line.getAllTextNodes()) {
    const size = text.getTextContentSize()
    if (rest <= size) {
      selection[end].set(text.getKey(), rest, "text")
      return
    }
    rest -= size
  }
  selection[end].set(line.getKey(), line.getChildrenSize(), "element")
}

const $size = (line: ElementNode): number =>
  line.getAllTextNodes().reduce((size, text) => size + text.getTextContentSize(), 0)

function $selectIn(line: ElementNode, from: number, to: number): RangeSelection {
  const selection = $createRangeSelection()
  $setPoint(selection, "anchor", line, from)
  $setPoint(selection, "focus", line, to)
  $setSelection(selection)
  return selection
}

function $caretAnywhere(chance: Chance, lines: ElementNode[] = $lines()): RangeSelection | null {
  const line = chance.pick(lines)
  if (line === undefined) return null
  const size = $size(line)
  // The ends of a line are where things go wrong.
  const offset = chance.isLucky(0.4) ? (chance.isLucky(0.5) ? 0 : size) : chance.between(0, size)
  return $selectIn(line, offset, offset)
}

function $wordsAnywhere(chance: Chance): RangeSelection | null {
  const line = chance.pick($lines().filter((candidate) => $size(candidate) > 0))
  if (line === undefined) return null
  const size = $size(line)
  const from = chance.below(size)
  return $selectIn(line, from, Math.min(size, from + chance.between(1, 6)))
}

function $acrossLines(chance: Chance): RangeSelection | null {
  const lines = $lines()
  const first = chance.below(lines.length)
  const start = lines[first]
  const end = lines[Math.min(lines.length - 1, first + chance.between(1, 2))]
  if (start === undefined || end === undefined || start === end || isInCell(start) || isInCell(end)) return null
  const selection = $createRangeSelection()
  $setPoint(selection, "anchor", start, chance.between(0, $size(start)))
  $setPoint(selection, "focus", end, chance.between(0, $size(end)))
  $setSelection(selection)
  return selection
}

function isInCell(line: ElementNode): boolean {
  return line.getParents().some((parent) => $isTableCellNode(parent))
}

function edit(writer: Writer, fn: () => boolean): boolean {
  let isDone = false
  writer.edit(() => {
    isDone = fn()
  })
  return isDone
}

function editAt(select: (chance: Chance) => BaseSelection | null, fn: (selection: RangeSelection) => void): Edit {
  return (writer, chance) =>
    edit(writer, () => {
      const selection = select(chance)
      if (!$isRangeSelection(selection)) return false
      fn(selection)
      return true
    })
}

function type(writer: Writer, length: number): string {
  const word = writer.alphabet.word(length)
  for (const character of word) writer.own.add(character)
  return word
}

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

const typeInCell: Edit = (writer, chance) =>
  edit(writer, () => {
    const cells = $lines().filter(isInCell)
    const selection = cells.length === 0 ? null : $caretAnywhere(chance, cells)
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

const setList: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.5) ? $caretAnywhere(chance) : $acrossLines(chance)
    if (selection === null || isInCell(selection.anchor.getNode().getTopLevelElementOrThrow())) return false
    $insertList(chance.isLucky(0.5) ? "number" : "bullet")
    return true
  })

const unsetList: Edit = (writer, chance) =>
  edit(writer, () => {
    const items = $lines().filter($isListItemNode)
    if (items.length === 0 || $caretAnywhere(chance, items) === null) return false
    $removeList()
    return true
  })

const indent: Edit = (writer, chance) =>
  edit(writer, () => {
    const item = chance.pick($lines().filter($isListItemNode))
    if (item === undefined) return false
    const level = item.getIndent()
    item.setIndent(chance.isLucky(0.6) ? Math.min(level + 1, 4) : Math.max(level - 1, 0))
    return true
  })

const link: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($wordsAnywhere(chance) === null) return false
    $toggleLink(chance.isLucky(0.7) ? "https://example.org/" : null)
    return true
  })

const moveBlock: Edit = (writer, chance) =>
  edit(writer, () => {
    const blocks = $getRoot().getChildren()
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
  typeInCell: [typeInCell, 3],
  replaceWords: [replaceWords, 3],
  remove: [remove, 4],
  removeAcross: [removeAcross, 2],
  format: [format, 4],
  formatAcross: [formatAcross, 1],
  split: [split, 4],
  breakLine: [breakLine, 1],
  merge: [merge, 3],
  setHeading: [setHeading, 3],
  setList: [setList, 2],
  unsetList: [unsetList, 1],
  indent: [indent, 3],
  link: [link, 2],
  moveBlock: [moveBlock, 1],
  copy: [copy, 2],
  paste: [paste, 3],
  cutAndPaste: [cutAndPaste, 2],
  clear: [clear, 0.3],
  undo: [undo, 5],
  redo: [redo, 8],
  pause: [pause, 2],
} as const satisfies Record<string, readonly [Edit, number]>

export type EditKind = keyof typeof edits
