import { cellPlaces } from "@codraft/document/canonical"
import {
  AlignmentType,
  BorderStyle,
  type ITableCellOptions,
  type ITableOptions,
  type ITableRowOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx"
import { type BookCell, type BookRow, type BookTable, plainText } from "../book/index.ts"
import { type BlockWriter, type Child, type Room } from "./blocks.ts"
import { columnWidths } from "./columns.ts"
import { type Around, within } from "./inline.ts"
import { ink, tableStyle } from "./styles.ts"

/** A table of more columns has a page across. */
export const columnsUprightMax = 8

/** A row of more characters may go over to the next page. */
const rowCharactersMax = 900

const line = { style: BorderStyle.SINGLE, size: 4, color: ink.rule }
const strong = { style: BorderStyle.SINGLE, size: 10, color: ink.accent }
const none = { style: BorderStyle.NONE, size: 0, color: "auto" }

/** The caption, the table and its notes. */
export function tableOf(table: BookTable, outer: Around, room: Room, writer: BlockWriter): Child[] {
  const around = within(table, outer)
  const widths = columnWidths(table, room.width)
  const { columnOf } = cellPlaces(table.rows.map(({ cells }) => cells))
  const place = writer.openTable()
  const caption = captionOf(table, around, writer)
  const rows = table.rows.map((row, i) => {
    const isHead = i < table.headRows
    const own = within(row, around)
    return new TableRow({
      ...rowLooks(row, isHead),
      children: row.cells.map((cell) => {
        const column = columnOf.get(cell) ?? 0
        const width = sum(widths.slice(column, column + cell.columnSpan))
        return cellOf(cell, own, { width, isHead, isSmall: table.columns > columnsUprightMax }, writer)
      }),
    })
  })
  const grid = new Table({ rows, ...tableLooks(table, around, widths) })
  const notes = notesOf(table, around, place, writer)
  writer.closeTable()
  return [...caption, grid, ...notes]
}

export function rowLooks(row: BookRow, isHead: boolean): Omit<ITableRowOptions, "children"> {
  return { tableHeader: isHead, cantSplit: charactersIn(row) <= rowCharactersMax }
}

export function tableLooks(table: BookTable, { dir }: Around, widths: readonly number[]): Omit<ITableOptions, "rows"> {
  return {
    style: tableStyle,
    columnWidths: widths,
    width: { size: sum(widths), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 30, bottom: 30, left: padding, right: padding },
    borders: { top: strong, bottom: strong, left: none, right: none, insideHorizontal: line, insideVertical: none },
    tableLook: {
      firstRow: table.headRows > 0,
      firstColumn: table.rows.slice(table.headRows).some(({ cells }) => cells[0]?.header !== undefined),
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    ...(dir === "rtl" ? { visuallyRightToLeft: true } : {}),
  }
}

const padding = 80
/** Numbers stand off what begins beside them. */
const numberPadding = 200

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function charactersIn({ cells }: BookRow): number {
  return sum(
    cells.map(({ blocks }) => sum(blocks.map((block) => ("content" in block ? plainText(block.content).length : 200)))),
  )
}

function captionOf(table: BookTable, around: Around, writer: BlockWriter): Paragraph[] {
  const { caption, number, id } = table
  if (caption === undefined)
    return writer.isGoal(id) ? [writer.paragraph("AfterTable", around, writer.marked(id, []), { keepNext: true })] : []
  const own = within(caption, around)
  const mark = number === undefined ? [] : [writer.inline.text(`${number} `, own)]
  const words = [...mark, ...writer.inline.all(caption.content, own)]
  return [writer.paragraph("Caption", own, writer.marked(id, words))]
}

function notesOf({ notes }: BookTable, around: Around, place: string, writer: BlockWriter): Paragraph[] {
  const lines = notes.map((note) => {
    const own = within(note, around)
    const mark = writer.marked(`${place}${note.label}`, [writer.inline.text(note.label, own, { style: "NoteMark" })])
    return writer.paragraph("TableNote", own, [
      ...mark,
      writer.inline.text(" ", own),
      ...writer.inline.all(note.content, own),
    ])
  })
  return [...lines, new Paragraph({ style: "AfterTable" })]
}

export interface CellRoom {
  readonly width: number
  readonly isHead: boolean
  readonly isSmall: boolean
}

function cellOf(cell: BookCell, around: Around, { width, isHead, isSmall }: CellRoom, writer: BlockWriter): TableCell {
  const own = within(cell, around)
  const room = roomIn(cell, { width, isHead, isSmall })
  const children = writer.blocks(cell.blocks, own, room)
  // Word takes no cell that does not end with a paragraph.
  if (!(children.at(-1) instanceof Paragraph)) children.push(new Paragraph({ style: room.cell.style }))
  return new TableCell({ ...cellLooks(cell, { width, isHead, isSmall }), children })
}

export function roomIn({ align }: BookCell, { width, isHead, isSmall }: CellRoom): Room & Required<Pick<Room, "cell">> {
  const style = `${isHead ? "TableHead" : "TableText"}${isSmall ? "Small" : ""}`
  const alignment = align === "end" ? AlignmentType.END : AlignmentType.START
  return { width: width - 2 * padding, cell: { style, alignment } }
}

export function cellLooks(
  { align, columnSpan, rowSpan }: BookCell,
  { width, isHead }: CellRoom,
): Omit<ITableCellOptions, "children"> {
  return {
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    rowSpan,
    ...(align === "end" && columnSpan === 1 ? { margins: { right: numberPadding } } : {}),
    verticalAlign: isHead ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: ink.shade, color: "auto" } } : {}),
  }
}
