import { nodes } from "@codraft/document"
import { $isTableNode, registerTablePlugin, type TableNode } from "@lexical/table"
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  createEditor,
  type LexicalEditor,
} from "lexical"
import { describe, expect, it } from "vitest"
import { $cellAt, $emptyCell, $gridOf } from "./grid.ts"
import { $select, $tableFacts, $insertTable, $performOnTable, type TableAction } from "./table-actions.ts"
import { $createTableNode, $createTableRowNode } from "@lexical/table"

/**
 * A table as rows of words: "a b / c d". `x2` after a word: over two columns, `y2`: over two rows, `'` and `"`: in a header row
 * and in a header column.
 */
function drawn(drawing: string): LexicalEditor {
  const editor = createEditor({
    nodes: [...nodes],
    onError: (error) => {
      throw error
    },
  })
  registerTablePlugin(editor)
  editor.update(
    () => {
      const table = $createTableNode()
      for (const line of drawing.split(" / ")) {
        const row = $createTableRowNode()
        for (const sign of line.split(" ").filter(Boolean)) {
          const [, word = "", across = "1", down = "1", heads = ""] =
            /^([a-z.]+)(?:x(\d))?(?:y(\d))?(['"]*)$/.exec(sign) ?? []
          const cell = $emptyCell((heads.includes("'") ? 1 : 0) | (heads.includes('"') ? 2 : 0))
          cell.setColSpan(Number(across)).setRowSpan(Number(down))
          if (word !== ".")
            cell.getFirstChildOrThrow<ReturnType<typeof $createParagraphNode>>().append($createTextNode(word))
          row.append(cell)
        }
        table.append(row)
      }
      $getRoot()
        .clear()
        .append($createParagraphNode().append($createTextNode("before")), table)
    },
    { discrete: true },
  )
  return editor
}

const $table = () => $getRoot().getChildren().find($isTableNode) as TableNode

function drawingOf(editor: LexicalEditor): string {
  return editor.getEditorState().read(() => {
    const table = $getRoot().getChildren().find($isTableNode)
    if (!table) return "no table"
    const grid = $gridOf(table)
    return grid.rows
      .map((_, row) =>
        grid.places
          .filter((place) => place.row === row)
          .map(({ cell }) => {
            const across = cell.getColSpan() > 1 ? `x${cell.getColSpan()}` : ""
            const down = cell.getRowSpan() > 1 ? `y${cell.getRowSpan()}` : ""
            const bits = cell.getHeaderStyles()
            const words = cell.getTextContent().replaceAll(/\s+/g, "+") || "."
            return words + across + down + (bits & 1 ? "'" : "") + (bits & 2 ? '"' : "")
          })
          .join(" "),
      )
      .join(" / ")
  })
}

/** Selects from the cell with one word to the cell with another, or puts the caret into the one. */
function select(editor: LexicalEditor, from: string, to = from): void {
  editor.update(
    () => {
      const grid = $gridOf($table())
      const found = [from, to].map((word) => grid.places.find(({ cell }) => cell.getTextContent() === word))
      const [first, last] = found
      if (!first || !last) throw new Error(`No cell ${from} or ${to}`)
      if (from === to) first.cell.selectEnd()
      else
        $select(grid, {
          top: Math.min(first.row, last.row),
          bottom: Math.max(first.row, last.row),
          left: Math.min(first.column, last.column),
          right: Math.max(first.column, last.column),
        })
    },
    { discrete: true },
  )
}

function does(editor: LexicalEditor, action: TableAction): string {
  editor.update(() => $performOnTable(action), { discrete: true })
  return drawingOf(editor)
}

const wordAtCaret = (editor: LexicalEditor) =>
  editor.getEditorState().read(() => {
    const node = $getSelection()?.getNodes()[0]
    const cell = node ? $cellAt(node) : null
    if (!cell) return null
    const place = $gridOf($table()).places.find((candidate) => candidate.cell.is(cell))
    return place ? `${place.row},${place.column}` : null
  })

describe("what is done to a table", () => {
  const square = "a b c / d e f / g h i"
  it.each<[string, string, string, string, TableAction, string]>([
    ["a row above", square, "e", "e", "rowAbove", "a b c / . . . / d e f / g h i"],
    ["a row below", square, "e", "e", "rowBelow", "a b c / d e f / . . . / g h i"],
    ["as many rows as are selected", square, "a", "d", "rowBelow", "a b c / d e f / . . . / . . . / g h i"],
    ["a column before", square, "e", "e", "columnBefore", "a . b c / d . e f / g . h i"],
    ["a column after the last", square, "f", "f", "columnAfter", "a b c . / d e f . / g h i ."],
    ["a row below a header row, which is none", "a' b' / c d", "a", "a", "rowBelow", "a' b' / . . / c d"],
    ["a row above a header row, which is one", "a' b' / c d", "a", "a", "rowAbove", ".' .' / a' b' / c d"],
    ["a column after a header column", `a" b / c" d`, "a", "a", "columnAfter", `a" . b / c" . d`],
    ["a column in a header row", "a' b' / c d", "a", "a", "columnAfter", "a' .' b' / c . d"],
    ["a row through a merged cell", "ay2 b / c", "c", "c", "rowAbove", "ay3 b / . / c"],
    ["a row under a merged cell", "ay2 b / c", "c", "c", "rowBelow", "ay2 b / c / . ."],
    ["a column through a merged cell", "ax2 b / c d e", "d", "d", "columnBefore", "ax3 b / c . d e"],
    ["a column right of cells from above", "ay2 b / c", "c", "c", "columnBefore", "ay2 . b / . c"],
    ["a deleted row", square, "e", "e", "deleteRow", "a b c / g h i"],
    ["deleted rows", square, "a", "e", "deleteRow", "g h i"],
    ["a deleted row that a merged cell begins in", "ay2 b / c / d e", "b", "b", "deleteRow", "a c / d e"],
    ["a deleted row in a merged cell", "ay2 b / c / d e", "c", "c", "deleteRow", "a b / d e"],
    ["a deleted column", square, "e", "e", "deleteColumn", "a c / d f / g i"],
    ["a deleted column in a merged cell", "ax2 b / c d e", "d", "d", "deleteColumn", "a b / c e"],
    ["all rows deleted", square, "a", "i", "deleteRow", "no table"],
    ["all columns deleted", square, "a", "c", "deleteColumn", "no table"],
    ["a row moved up", square, "e", "e", "moveRowUp", "d e f / a b c / g h i"],
    ["rows moved down", square, "a", "d", "moveRowDown", "g h i / a b c / d e f"],
    ["a row that stays under its header", "a' b' / c d", "c", "c", "moveRowUp", "a' b' / c d"],
    ["a row that does not move into a merged cell", "a b / cy2 d / e", "a", "a", "moveRowDown", "a b / cy2 d / e"],
    ["a column moved back", square, "e", "e", "moveColumnBack", "b a c / e d f / h g i"],
    ["columns moved on", square, "a", "b", "moveColumnOn", "c a b / f d e / i g h"],
    ["merged cells", square, "a", "e", "merge", "a+b+d+ex2y2 c / f / g h i"],
    ["merged with empty ones", "a . / . b", "a", "b", "merge", "a+b"],
    ["whole rows merged into one", "a b / c d / e f", "a", "c", "merge", "a+cy2 b / d / e f"],
    ["all cells of two rows merged", "a b / c d / e f", "a", "d", "merge", "a+b+c+dx2 / e f"],
    ["a split cell", "ax2y2 b / c / d e f", "a", "a", "split", "a . b / . . c / d e f"],
    ["two split cells", "a by2 cy2 / d", "b", "c", "split", "a b c / d . ."],
    ["a header row", square, "e", "e", "headerRow", "a' b' c' / d e f / g h i"],
    ["two header rows", square, "a", "d", "headerRow", "a' b' c' / d' e' f' / g h i"],
    ["no header row any more", "a' b' / c d", "d", "d", "headerRow", "a b / c d"],
    ["a header column", `a' b' / c d`, "d", "d", "headerColumn", `a'" b' / c" d`],
    ["a ragged table made whole first", "a b c / d / e f", "d", "d", "rowBelow", "a b c / d . . / . . . / e f ."],
    ["a span below the last row cut off", "a b / c dy4", "c", "c", "rowBelow", "a b / c d / . ."],
    ["nothing left of the table", square, "e", "e", "deleteTable", "no table"],
  ])("%s", (_, drawing, from, to, action, expected) => {
    const editor = drawn(drawing)
    select(editor, from, to)
    expect(does(editor, action)).toBe(expected)
  })

  it("keeps the words of a merged cell when the row in which it begins is deleted with others left", () => {
    const editor = drawn("a b cy2 / d e / f g h")
    select(editor, "b")
    expect(does(editor, "deleteRow")).toBe("d e c / f g h")
  })

  it("puts the caret where the work goes on", () => {
    const editor = drawn(square)
    select(editor, "e")
    does(editor, "rowBelow")
    expect(wordAtCaret(editor)).toBe("2,1")
    does(editor, "deleteRow")
    expect(wordAtCaret(editor)).toBe("2,1")
    does(editor, "columnAfter")
    expect(wordAtCaret(editor)).toBe("2,2")
    does(editor, "deleteColumn")
    expect(wordAtCaret(editor)).toBe("2,2")
  })

  it("says what cannot be done", () => {
    const facts = (drawing: string, from: string, to = from) => {
      const editor = drawn(drawing)
      select(editor, from, to)
      return editor.getEditorState().read(() => [...($tableFacts()?.unavailable ?? [])].toSorted())
    }
    expect(facts(square, "e")).toEqual(["merge", "split"])
    expect(facts(square, "a", "b")).toEqual(["moveColumnBack", "moveRowUp", "split"])
    expect(facts("ax2 / b c", "a")).toEqual(["merge", "moveColumnBack", "moveColumnOn", "moveRowUp"])
  })

  it("is a caption away from its words", () => {
    const editor = drawn(square)
    select(editor, "a")
    does(editor, "caption")
    const types = () =>
      editor.getEditorState().read(() =>
        $getRoot()
          .getChildren()
          .map((node) => node.getType()),
      )
    expect(types()).toEqual(["paragraph", "caption", "table"])
    select(editor, "a")
    does(editor, "caption")
    expect(types()).toEqual(["paragraph", "caption", "table"])
    select(editor, "a")
    does(editor, "deleteTable")
    expect(types()).toEqual(["paragraph"])
  })
})

describe("a new table", () => {
  const size = { rows: 2, columns: 2, hasHeaderRow: true, hasHeaderColumn: false }
  function inserted(words: string, offset: number): string {
    const editor = createEditor({
      nodes: [...nodes],
      onError: (error) => {
        throw error
      },
    })
    registerTablePlugin(editor)
    editor.update(
      () => {
        const text = $createTextNode(words)
        const paragraph = $createParagraphNode().append(...(words === "" ? [] : [text]))
        $getRoot().append(paragraph)
        if (words === "") paragraph.select()
        else text.select(offset, offset)
      },
      { discrete: true },
    )
    editor.update(() => $insertTable(size), { discrete: true })
    return editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .map((node) => ($isTableNode(node) ? "table" : node.getTextContent()))
        .join("|"),
    )
  }

  it("never cuts a paragraph in two, and always has a line after it", () => {
    expect(inserted("words", 3)).toBe("words|table|")
    expect(inserted("words", 0)).toBe("table|words")
    expect(inserted("", 0)).toBe("table|")
  })
})
