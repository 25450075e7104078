import type { Block } from "../../canonical/content.ts"
import type { HtmlPrinter } from "../../canonical/html.ts"
import type { LineList } from "../../canonical/lines.ts"
import type { TextPrinter } from "../../canonical/text.ts"
import { notesHtml, notesText } from "../footnote/print.ts"
import type { Table, TableCell } from "./canonical.ts"

export function html(table: Table, printer: HtmlPrinter): string {
  printer.notes.openTable(table.language)
  const notes = table.notes === undefined ? "" : notesHtml("tablenote", table.notes, printer)
  const printed = tableHtml(table, printer) + notes
  printer.notes.closeTable()
  return printed
}

function tableHtml(table: Table, printer: HtmlPrinter): string {
  const caption =
    table.caption === undefined
      ? ""
      : printer.element("caption", table.caption, printer.number(table) + printer.inline(table.caption.content))
  const firstBody = table.rows.findIndex((row) => row.cells.some((cell) => !headsColumn(cell)))
  const rows = table.rows.map((row) =>
    printer.element("tr", row, row.cells.map((cell) => cellHtml(cell, printer)).join("")),
  )
  const widths = (table.columnWidths ?? []).map((width) => `<col style="width:${width}px">`)
  const columns = widths.length === 0 ? "" : `<colgroup>${widths.join("")}</colgroup>`
  const split = firstBody === -1 ? 0 : firstBody
  const head = split === 0 ? "" : `<thead>${rows.slice(0, split).join("")}</thead>`
  return printer.element("table", table, `${caption}${columns}${head}<tbody>${rows.slice(split).join("")}</tbody>`)
}

export function headsColumn(cell: TableCell): boolean {
  return cell.header === "column" || cell.header === "both"
}

function cellHtml(cell: TableCell, printer: HtmlPrinter): string {
  const columnSpan = cell.columnSpan === undefined ? "" : ` colspan="${cell.columnSpan}"`
  const rowSpan = cell.rowSpan === undefined ? "" : ` rowspan="${cell.rowSpan}"`
  // A corner heads its column; that it also heads its row is plain from where it stands.
  const scope = cell.header === undefined ? "" : ` scope="${cell.header === "row" ? "row" : "col"}"`
  const tag = cell.header === undefined ? "td" : "th"
  return printer.element(tag, cell, cellInner(cell.blocks, printer), columnSpan + rowSpan + scope)
}

/** A cell of one plain line needs no paragraph in it. */
function cellInner(blocks: readonly Block[], printer: HtmlPrinter): string {
  const [only, ...others] = blocks
  if (only?.type === "paragraph" && others.length === 0 && only.language === undefined && only.dir === undefined) {
    return printer.inline(only.content)
  }
  return blocks.map((block) => printer.block(block)).join("")
}

export function text(table: Table, printer: TextPrinter): string {
  printer.notes.openTable(table.language)
  const rows = table.rows.map((row) =>
    row.cells.map((cell) => printer.blocks(cell.blocks).replace(/\s+/g, " ")).join("\t"),
  )
  const caption = table.caption === undefined ? [] : [printer.numbered(table, printer.inline(table.caption.content))]
  const notes = notesText("tablenote", table.notes ?? [], printer)
  printer.notes.closeTable()
  return [...caption, ...rows, ...notes].join("\n")
}

export function lines(table: Table, into: LineList, language: string): void {
  if (table.caption !== undefined) into.add("caption", table.caption, table.caption.content, language)
  for (const row of table.rows) {
    for (const cell of row.cells) into.cell(cell.blocks, cell.language ?? row.language ?? language)
  }
  for (const note of table.notes ?? []) into.add("note", note, note.content, language)
}
