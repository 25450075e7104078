import type { CellChange, NoteChange, PassageChange, RowChange } from "@codraft/document/compare"
import { cellPlaces, type TableCell, type TableRow } from "@codraft/document/canonical"
import type { BookCell, BookRow } from "../book/index.ts"
import { type Around, within } from "../docx/inline.ts"
import { type CellRoom, columnsUprightMax, roomIn } from "../docx/tables.ts"
import { lineWidth } from "../docx/pages.ts"
import { captionWords } from "./captions.ts"
import type { Cell, Grid, Item, Line, Row } from "./items.ts"
import type { Look } from "./looks.ts"
import { notesInOrder, noteWords, printedNote, type PrintedNotes } from "./note-lines.ts"
import { Passages, type PlacedTable, type Printed, type Union } from "./passages.ts"
import type { Side, Sides } from "./sides.ts"
import { saidWords, type Word } from "./words.ts"

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>

/** A table that is in one text or in both; `change` is null where it is in one, or the same in both. */
export function tableItems(union: Union, places: Sides<PlacedTable>, change: ChangedTable | null): Item[] {
  const notesAt = `table ${union.nextTable()} note `
  const own = { before: sideOf(places.before, notesAt), after: sideOf(places.after, notesAt) }
  const { before, after } = own
  const latest = after ?? before
  if (latest === null) return []
  const isWhole = before === null || after === null || (change !== null && !keepsItsGrid(before, after, change))
  const tables = isWhole ? own : { after, before: { ...before, widths: after.widths } }
  const rowsOf = (side: Side) => tables[side]?.rows.map((_, i) => ({ before: null, after: null, [side]: i })) ?? []
  const pairs: readonly RowPair[] = isWhole
    ? [...rowsOf("before"), ...rowsOf("after")]
    : change === null
      ? latest.rows.map((_, i) => ({ before: i, after: i }))
      : rowPairs(change.rows)
  const widths = isWhole ? sharedWidths([before, after]) : latest.widths
  const { block: table, around } = latest.place.leaf
  const grid: Grid = {
    type: "grid",
    table,
    around,
    widths,
    rows: pairs.map((pair) => new RowReading(union, tables, pair, widths).row()),
  }
  return [...captionLines(union, places, change, notesAt), grid, ...noteLines(places, change, notesAt)]
}

interface TableSide {
  readonly place: PlacedTable
  readonly rows: readonly TableRow[]
  readonly printed: readonly BookRow[]
  readonly widths: readonly number[]
  readonly columnOf: ReadonlyMap<BookCell, number>
  readonly notesAt: string
}

function sideOf(place: PlacedTable | null, notesAt: string): TableSide | null {
  if (place === null) return null
  const { block } = place.leaf
  const { columnOf } = cellPlaces(block.rows.map(({ cells }) => cells))
  const isAcross = place.room.cell === undefined && block.columns > columnsUprightMax
  const room = isAcross ? lineWidth.across : place.room.width
  const widths = block.widths.map((width) => Math.round(width * room))
  return { place, rows: place.passage.rows, printed: block.rows, widths, columnOf, notesAt }
}

interface RowPair extends Sides<number> {
  readonly change?: RowChange
}

/** Rows that moved went, and came anew: Word knows no rows that move. */
function rowPairs(changes: readonly RowChange[]): RowPair[] {
  let [before, after] = [0, 0]
  return changes.map((change): RowPair => {
    if (change.kind === "removed" || change.kind === "left") return { before: before++, after: null }
    if (change.kind === "added" || change.move !== undefined) return { before: null, after: after++ }
    return { before: before++, after: after++, change }
  })
}

/** Whether the rows of both lie in one grid. Else all rows of the one go, and all of the other come. */
function keepsItsGrid(before: TableSide, after: TableSide, change: ChangedTable): boolean {
  if (before.widths.length !== after.widths.length || change.columns.added + change.columns.removed > 0) return false
  const pairs = rowPairs(change.rows)
  const areRowsKept = pairs.every((pair) => pair.before !== null && pair.after !== null)
  const spansRows = [before, after].some(({ printed }) =>
    printed.some(({ cells }) => cells.some((cell) => cell.rowSpan > 1)),
  )
  if (spansRows && !areRowsKept) return false
  return pairs.every((pair) => {
    const [was, now] = [before.printed[pair.before ?? -1], after.printed[pair.after ?? -1]]
    if (was === undefined || now === undefined) return true
    const spans = ({ cells }: BookRow) => cells.map(({ columnSpan, rowSpan }) => `${columnSpan} ${rowSpan}`).join()
    const { change: row } = pair
    const areCellsKept = row?.kind !== "changed" || row.cells.every(({ kind }) => kind === "same" || kind === "changed")
    return areCellsKept && spans(was) === spans(now)
  })
}

/** The columns of a grid in which the rows of both tables lie. */
function sharedWidths(tables: readonly (TableSide | null)[]): number[] {
  const ends = new Set<number>()
  for (const table of tables) {
    let end = 0
    for (const width of table?.widths ?? []) ends.add((end += width))
  }
  return [...ends].toSorted((a, b) => a - b).map((end, i, all) => end - (all[i - 1] ?? 0))
}

class RowReading {
  readonly #union: Union
  readonly #tables: Sides<TableSide>
  readonly #pair: RowPair
  readonly #widths: readonly number[]
  readonly #rows: Sides<BookRow>

  constructor(union: Union, tables: Sides<TableSide>, pair: RowPair, widths: readonly number[]) {
    this.#union = union
    this.#tables = tables
    this.#pair = pair
    this.#widths = widths
    this.#rows = { before: this.#rowOn("before"), after: this.#rowOn("after") }
  }

  row(): Row {
    const { before, after } = this.#rows
    const changes = this.#pair.change?.kind === "changed" ? this.#pair.change.cells : null
    const cells = (after ?? before)?.cells.map((_, i) => this.#cell(i, changes?.[i] ?? null)) ?? []
    return { rows: this.#rows, isHead: this.#isHead(after === null ? "before" : "after"), cells }
  }

  #rowOn(side: Side): BookRow | null {
    return this.#tables[side]?.printed[this.#pair[side] ?? -1] ?? null
  }

  #isHead(side: Side): boolean {
    const headRows = this.#tables[side]?.place.leaf.block.headRows ?? 0
    return (this.#pair[side] ?? headRows) < headRows
  }

  #cell(at: number, change: CellChange | null): Cell {
    const [before, after] = [this.#cellOn("before", at), this.#cellOn("after", at)]
    const latest = after ?? before
    if (latest === null) throw new TypeError("A row has a cell that is in neither text.")
    const passages = new Passages(this.#union, { before: before?.printed ?? null, after: after?.printed ?? null })
    return {
      cell: latest.cell,
      room: latest.room,
      columns: latest.columns,
      empty: { before: before?.look ?? null, after: after?.look ?? null },
      items: itemsOf(passages, before !== null, after !== null, change),
    }
  }

  #cellOn(side: Side, at: number) {
    const [table, row] = [this.#tables[side], this.#rows[side]]
    const [cell, source] = [row?.cells[at], table?.rows[this.#pair[side] ?? -1]?.cells[at]]
    if (table === null || row === null || cell === undefined || source === undefined) return null
    const column = table.columnOf.get(cell) ?? 0
    const start = sum(table.widths.slice(0, column))
    const width = sum(table.widths.slice(column, column + cell.columnSpan))
    const isSmall = table.place.leaf.block.columns > columnsUprightMax
    const room: CellRoom = { width, isHead: this.#isHead(side), isSmall }
    const around = within(cell, within(row, table.place.leaf.around))
    return { cell, room, columns: this.#columns(start, start + width), ...contentOf(cell, source, around, room, table) }
  }

  #columns(from: number, to: number): number {
    let end = 0
    return this.#widths.filter((width) => (end += width) > from && end <= to).length
  }
}

function contentOf(cell: BookCell, source: TableCell, around: Around, room: CellRoom, { notesAt }: TableSide) {
  const inside = roomIn(cell, room)
  const printed: Printed = { blocks: source.blocks, printed: cell.blocks, around, room: inside, notesAt }
  const look: Look = { style: inside.cell.style, around }
  return { printed, look }
}

function itemsOf(passages: Passages, isBefore: boolean, isAfter: boolean, change: CellChange | null): Item[] {
  if (!isBefore || !isAfter) return passages.on(isBefore ? "before" : "after")
  return change?.kind === "changed" ? passages.changed(change.passages) : passages.same()
}

function captionLines(
  { isGoal }: Union,
  places: Sides<PlacedTable>,
  change: ChangedTable | null,
  notesAt: string,
): Line[] {
  const look = (side: Side): Look | null => {
    const place = places[side]
    if (place === null) return null
    const { caption, id } = place.leaf.block
    const goal = side === "after" ? { id } : {}
    if (caption !== undefined) return { style: "Caption", around: within(caption, place.leaf.around), ...goal }
    if (side === "before" || !isGoal(id)) return null
    return { style: "AfterTable", around: place.leaf.around, layout: { keepNext: true }, ...goal }
  }
  const looks = { before: look("before"), after: look("after") }
  if (looks.before === null && looks.after === null) return []
  return [{ type: "line", words: captionWords(places, change?.caption, notesAt), looks, staysWith: "next" }]
}

function noteLines(places: Sides<PlacedTable>, change: ChangedTable | null, notesAt: string): Line[] {
  const notes = { before: notesOf(places.before), after: notesOf(places.after) }
  const lines = notesInOrder(change?.notes ?? unchanged(notes)).map(({ numbers, change }): Line => {
    const printed = {
      before: printedNote(notes.before, numbers.before),
      after: printedNote(notes.after, numbers.after),
    }
    const { before, after } = printed
    const arounds = { before: (before ?? after)?.around, after: (after ?? before)?.around } as {
      before: Around
      after: Around
    }
    const look = (side: Side): Look | null => {
      const note = printed[side]
      if (note === null) return null
      return { style: "TableNote", around: note.around, ...(side === "after" ? { id: `${notesAt}${note.label}` } : {}) }
    }
    return {
      type: "line",
      words: [
        ...saidWords(before?.label ?? null, after?.label ?? null, arounds).map(labelled),
        ...saidWords(before && " ", after && " ", arounds),
        ...noteWords(printed, change),
      ],
      looks: { before: look("before"), after: look("after") },
      staysWith: "previous",
    }
  })
  const end = (side: Side): Look | null => {
    const place = places[side]
    return place === null ? null : { style: "AfterTable", around: { ...place.leaf.around, dir: "ltr" } }
  }
  const looks = { before: end("before"), after: end("after") }
  return [...lines, { type: "line", words: [], looks, staysWith: "previous" }]
}

function labelled(word: Word): Word {
  return word.thing.type === "text" ? { ...word, thing: { type: "label", text: word.thing.text } } : word
}

function notesOf(place: PlacedTable | null): PrintedNotes | null {
  if (place === null) return null
  return { notes: place.passage.notes ?? [], printed: place.leaf.block.notes, around: place.leaf.around }
}

/** The notes of a table that is in one text alone, or the same in both. */
function unchanged(notes: Sides<PrintedNotes>): NoteChange[] {
  const { before, after } = notes
  const latest = after ?? before
  return (latest?.notes ?? []).map((note, number): NoteChange => {
    if (before === null) return { kind: "added", number, after: note }
    if (after === null) return { kind: "removed", number, before: note }
    return { kind: "same", after: note, numbers: { before: number, after: number } }
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
