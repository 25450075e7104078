import {
  $createTableNodeWithDimensions,
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $mergeCells,
  $unmergeCell,
  type TableCellNode,
  type TableNode,
} from "@lexical/table"
import { $createTextNode, $getRoot, $isElementNode } from "lexical"
import { expect, it } from "vitest"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { $canonicalFromEditor } from "../../canonical/from-editor.ts"
import { CanonicalContentSchema } from "../../canonical/schema.ts"
import { textOf } from "../../canonical/text.ts"
import { openTogether, type Person, type Section } from "../../testing/people.ts"
import type { Table } from "./canonical.ts"
import { $editTable } from "./edit.ts"
import { gridOf } from "./grid.ts"

const english = { language: "en", dir: "ltr" } as const

function $table(): TableNode {
  const table = $getRoot().getChildren().find($isTableNode)
  if (table === undefined) throw new Error("there is no table")
  return table
}

function $cells(): TableCellNode[][] {
  const rows = $table().getChildren().filter($isTableRowNode)
  return rows.map((row) => row.getChildren().filter($isTableCellNode))
}

function $cell(row: number, column: number): TableCellNode {
  const cell = $cells()[row]?.[column]
  if (cell === undefined) throw new Error("there is no such cell")
  return cell
}

/** A table of two rows and two columns that both have open: a b, c d. */
function openTable(): ReturnType<typeof openTogether> {
  const world = openTogether("before")
  world.ana.edit(() => {
    $getRoot().append($createTableNodeWithDimensions(2, 2, false))
    const words = ["a", "b", "c", "d"]
    for (const cell of $cells().flat()) {
      const line = cell.getFirstChild()
      if ($isElementNode(line)) line.append($createTextNode(words.shift() ?? ""))
    }
  })
  return world
}

function change(person: Person, row: number, column: number, fn: () => void): void {
  person.edit(() => {
    $cell(row, column).selectStart()
    $editTable(fn)
  })
}

const read = (section: Section): string[] =>
  textOf(canonicalFromDoc(section.doc, english)).split("\n").filter(Boolean).slice(1)

/** As everybody sees it, provided that all see the same. */
function agreed({ ana, bo, section }: ReturnType<typeof openTogether>): string[] {
  const canonical = canonicalFromDoc(section.doc, english)
  CanonicalContentSchema.parse(canonical)
  for (const person of [ana, bo]) {
    expect(person.read(() => $canonicalFromEditor(english))).toEqual(canonical)
    expect(person.binding.check()).toBe(true)
  }
  return read(section)
}

it("ends the same for who deletes a row and who types in it", () => {
  const world = openTable()
  const { ana, bo, section } = world
  bo.cutLine()
  change(ana, 1, 0, $deleteTableRowAtSelection)
  bo.edit(() => $cell(1, 0).selectEnd().insertText("more"))
  bo.edit(() => $cell(0, 1).selectEnd().insertText("more"))
  section.rejoin(bo)
  expect(agreed(world)).toEqual(["a\tbmore"])
  ana.binding.undo()
  expect(agreed(world)[0]).toBe("a\tbmore")
})

it("reads a row and a column that came at once as a rectangle, without anybody writing it", () => {
  const world = openTable()
  const { ana, bo, section } = world
  bo.cutLine()
  change(ana, 1, 1, () => void $insertTableRowAtSelection())
  change(bo, 1, 1, () => void $insertTableColumnAtSelection())
  section.rejoin(bo)
  const written = [ana.written, bo.written]
  expect(agreed(world)).toEqual(["a\tb\t", "c\td\t", "\t\t"])
  expect([ana.written, bo.written]).toEqual(written)
  expect(ana.read(() => $cells().map((row) => row.length))).toEqual([3, 3, 2])
  change(ana, 0, 2, () => void $insertTableColumnAtSelection())
  expect(bo.read(() => $cells().map((row) => row.length))).toEqual([4, 4, 4])
})

it("is gone when two people have deleted a column each, and there were two", () => {
  const world = openTable()
  const { ana, bo, section } = world
  bo.cutLine()
  change(ana, 0, 0, $deleteTableColumnAtSelection)
  change(bo, 0, 1, $deleteTableColumnAtSelection)
  section.rejoin(bo)
  expect(agreed(world)).toEqual([])
})

it("drops a row that a merged cell has taken whole, and splits what was merged", () => {
  const world = openTable()
  const { ana, section } = world
  change(ana, 0, 0, () => void $mergeCells($cells().flat()))
  expect(agreed(world)).toEqual(["a b c d"])
  ana.binding.undo()
  change(ana, 0, 0, () => void $mergeCells([$cell(0, 0), $cell(1, 0)]))
  expect(agreed(world)).toEqual(["a c\tb", "d"])
  expect(canonicalFromDoc(section.doc, english).blocks[1]).toMatchObject({
    rows: [{ cells: [{ rowSpan: 2 }, {}] }, {}],
  })
  change(ana, 0, 0, $unmergeCell)
  expect(agreed(world)).toEqual(["a c\tb", "\td"])
})

it("has widths for its columns, whatever their number has become", () => {
  const world = openTable()
  const { ana, bo, section } = world
  const table = (): Table => canonicalFromDoc(section.doc, english).blocks[1] as Table
  ana.edit(() => void $table().setColWidths([100.4, 5]))
  expect(table()).toMatchObject({ columnWidths: [100, 24] })
  expect(bo.read(() => $table().getColWidths())).toEqual([100, 24])
  expect(canonicalFromDoc(section.doc, english).formatVersion).toBe(2)
  change(bo, 0, 0, $deleteTableColumnAtSelection)
  expect(table()).toMatchObject({ columnWidths: [24] })
  ana.edit(() => void $table().setColWidths([30, 40, 50]))
  expect(agreed(world)).toEqual(["b", "d"])
  expect(table()).toMatchObject({ columnWidths: [30] })
})

it("lays out cells as HTML does", () => {
  expect(gridOf([[{ rowSpan: 2 }, {}], [{ columnSpan: 2 }]])).toEqual({ columns: 3, missing: [1, 0] })
  expect(gridOf([[{ rowSpan: 9 }], []])).toEqual({ columns: 1, missing: [0, 0] })
  expect(gridOf([])).toEqual({ columns: 0, missing: [] })
})
