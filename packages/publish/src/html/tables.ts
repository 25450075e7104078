import type { BookBlock, BookCell, BookRow, BookTable } from "../book/index.ts"
import type { BlockPrinter } from "./blocks.ts"
import { element } from "./escape.ts"
import { headOf } from "./inline.ts"

/** On paper, a table of more columns lies across the page. */
const columnsUprightMax = 8

/** The table, which scrolls where the page is too narrow for it, and its notes. */
export function tableHtml(table: BookTable, printer: BlockPrinter): string {
  printer.inline.openTable()
  const { caption, number, headRows, rows } = table
  const captionHtml =
    caption === undefined ? "" : element("caption", headOf(caption), printer.caption(number, caption.content))
  const columns = table.widths.map((width) => `<col style="width:${Math.round(width * 1000) / 10}%">`).join("")
  const head = rows.slice(0, headRows).map((row) => rowHtml(row, printer))
  const body = rows.slice(headRows).map((row) => rowHtml(row, printer))
  const { lang, dir } = headOf(table)
  const grid = element(
    "table",
    { class: table.columns > columnsUprightMax ? "many" : undefined },
    captionHtml,
    `<colgroup>${columns}</colgroup>`,
    head.length === 0 ? "" : `<thead>${head.join("")}</thead>`,
    `<tbody>${body.join("")}</tbody>`,
  )
  const notes = printer.notes(table.notes, (label) => printer.inline.tableNote(label))
  printer.inline.closeTable()
  return element(
    "div",
    { id: table.id, lang, dir, class: table.columns > columnsUprightMax ? "table wide" : "table" },
    element("div", { class: "scroll", tabindex: 0 }, grid),
    notes === "" ? "" : element("ol", { class: "notes", role: "list" }, notes),
  )
}

function rowHtml(row: BookRow, printer: BlockPrinter): string {
  return element("tr", headOf(row), ...row.cells.map((cell) => cellHtml(cell, printer)))
}

function cellHtml(cell: BookCell, printer: BlockPrinter): string {
  const { header, columnSpan, rowSpan, align } = cell
  const heads = header === undefined ? undefined : header === "row" ? "row" : "col"
  // A head of several columns or rows is one of their group.
  const scope = heads !== undefined && (heads === "row" ? rowSpan : columnSpan) > 1 ? `${heads}group` : heads
  const attributes = {
    ...headOf(cell),
    scope,
    colspan: columnSpan > 1 ? columnSpan : undefined,
    rowspan: rowSpan > 1 ? rowSpan : undefined,
    class: align === "end" ? "end" : undefined,
  }
  return element(header === undefined ? "td" : "th", attributes, inner(cell.blocks, printer))
}

/** A cell of one plain line needs no paragraph in it. */
function inner(blocks: readonly BookBlock[], printer: BlockPrinter): string {
  const [only, ...others] = blocks
  const isPlain = only?.type === "paragraph" && others.length === 0 && only.number === undefined
  return isPlain && only.id === undefined && only.language === undefined && only.dir === undefined
    ? printer.inline.all(only.content)
    : printer.all(blocks)
}
