import { $isTableCellNode } from "@lexical/table"
import {
  $createRangeSelection,
  $getRoot,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  type ElementNode,
  type RangeSelection,
} from "lexical"
import type { Chance } from "./chance.ts"
import type { Writer } from "./writer.ts"

/** One thing that a person does; false when there was nothing to do it to. */
export type Edit = (writer: Writer, chance: Chance) => boolean

/** Lines: the innermost blocks, which hold text. */
export function $lines(): ElementNode[] {
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

export function $setPoint(selection: RangeSelection, end: "anchor" | "focus", line: ElementNode, offset: number): void {
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

export const $size = (line: ElementNode): number =>
  line.getAllTextNodes().reduce((size, text) => size + text.getTextContentSize(), 0)

export function $selectIn(line: ElementNode, from: number, to: number): RangeSelection {
  const selection = $createRangeSelection()
  $setPoint(selection, "anchor", line, from)
  $setPoint(selection, "focus", line, to)
  $setSelection(selection)
  return selection
}

export function $caretAnywhere(chance: Chance, lines: ElementNode[] = $lines()): RangeSelection | null {
  const line = chance.pick(lines)
  if (line === undefined) return null
  const size = $size(line)
  // The ends of a line are where things go wrong.
  const offset = chance.isLucky(0.4) ? (chance.isLucky(0.5) ? 0 : size) : chance.between(0, size)
  return $selectIn(line, offset, offset)
}

export function $wordsAnywhere(chance: Chance): RangeSelection | null {
  const line = chance.pick($lines().filter((candidate) => $size(candidate) > 0))
  if (line === undefined) return null
  const size = $size(line)
  const from = chance.below(size)
  return $selectIn(line, from, Math.min(size, from + chance.between(1, 6)))
}

export function $acrossLines(chance: Chance): RangeSelection | null {
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

/** A cell with nothing but an image has no line of its own. */
export function isInCell(line: ElementNode): boolean {
  return [line, ...line.getParents()].some((element) => $isTableCellNode(element))
}

export function edit(writer: Writer, fn: () => boolean): boolean {
  let isDone = false
  writer.edit(() => {
    isDone = fn()
  })
  return isDone
}

export function editAt(
  select: (chance: Chance) => BaseSelection | null,
  fn: (selection: RangeSelection) => void,
): Edit {
  return (writer, chance) =>
    edit(writer, () => {
      const selection = select(chance)
      if (!$isRangeSelection(selection)) return false
      fn(selection)
      return true
    })
}

export function type(writer: Writer, length: number): string {
  const word = writer.alphabet.word(length)
  for (const character of word) writer.own.add(character)
  return word
}
