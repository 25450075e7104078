import type { NoteChange, PassageChange } from "@codraft/document/compare"
import { type Around, within } from "../docx/inline.ts"
import { captionWords } from "./captions.ts"
import { columnsOf, type Slot, woven, type WovenSlot } from "./grid.ts"
import type { Grid, Item, Line, Row } from "./items.ts"
import type { Look } from "./looks.ts"
import { movedLines } from "./moved-lines.ts"
import { notesInOrder, noteWords, printedNote, type PrintedNotes } from "./note-lines.ts"
import type { Moved, PlacedTable, Union } from "./passages.ts"
import { cellPairs, type KeptRow, type RowPair, rowPairs } from "./row-pairs.ts"
import { Rows, tableSide, type TableSide } from "./rows.ts"
import { type Side, type Sides, sides } from "./sides.ts"
import { saidWords, type Word } from "./words.ts"

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>

/** A table that is in one text or in both; `change` is null where it is in one, or the same in both. */
export function tableItems(union: Union, places: Sides<PlacedTable>, change: ChangedTable | null): Item[] {
  const notesAt = `table ${union.nextTable()} note `
  const tables = { before: tableSide(places.before, notesAt), after: tableSide(places.after, notesAt) }
  const { before, after } = tables
  const latest = after ?? before
  if (latest === null) return []
  const grid =
    before !== null && after !== null
      ? (sharedGrid(union, { before, after }, change) ?? bothGrids(union, { before, after }))
      : aloneGrid(union, tables, latest)
  return [...captionLines(union, places, change, notesAt), grid, ...noteLines(places, change, notesAt)]
}

/** One that stands elsewhere: what is at its old place, and what at its new one. */
export function movedTableItems(
  union: Union,
  places: { readonly before: PlacedTable; readonly after: PlacedTable },
  change: ChangedTable | null,
): Moved {
  const notesAt = { before: `table ${union.nextTable()} note `, after: `table ${union.nextTable()} note ` }
  const tables = {
    before: tableSide(places.before, notesAt.before),
    after: tableSide(places.after, notesAt.after),
  }
  const { before, after } = tables
  if (before === null || after === null) throw new TypeError("What moved stands somewhere in both texts.")
  const pairs = (change === null ? unchangedRows(before) : rowPairs(change.rows)).map(
    (pair): RowPair =>
      pair.before === null || pair.after === null || pair.change === undefined
        ? pair
        : { ...pair, moved: { before: pair.before, after: pair.after, change: pair.change } },
  )
  const rows = new Rows(union, tables, ({ span }) => span)
  const on = (side: Side, table: TableSide): Item[] => {
    const alone = { before: null, after: null, [side]: places[side] }
    const grid = gridOf(
      table,
      pairs.flatMap(({ moved, ...pair }): Row[] => {
        const at = pair[side]
        const cells = alonesOf(table.slots[at ?? -1] ?? [], side)
        const said = moved === undefined ? {} : { moved }
        return at === null ? [] : [rows.row({ before: null, after: null, [side]: at, ...said }, cells)]
      }),
    )
    return [...captionLines(union, alone, null, notesAt[side]), grid, ...noteLines(alone, null, notesAt[side])]
  }
  return movedLines(union, on("before", before), on("after", after))
}

function aloneGrid(union: Union, tables: Sides<TableSide>, table: TableSide): Grid {
  const side = tables.after === null ? "before" : "after"
  const rows = new Rows(union, tables, ({ span }) => span)
  return gridOf(
    table,
    table.slots.map((slots, at) => rows.row({ before: null, after: null, [side]: at }, alonesOf(slots, side))),
  )
}

/** Both tables in one, row by row and cell by cell; null where no row has anything of both. */
function sharedGrid(union: Union, { before, after: table }: Both, change: ChangedTable | null): Grid | null {
  const pairs = change === null ? unchangedRows(table) : rowPairs(change.rows)
  const counts = { before: before.widths.length, after: table.widths.length }
  const areKept =
    counts.before === counts.after && (change === null || change.columns.added + change.columns.removed === 0)
  const columns = columnsOf(counts, areKept ? table.widths.map((_, i) => [i, i]) : (change?.columns.kept ?? []))
  const tables = { before: areKept ? { ...before, widths: table.widths } : before, after: table }
  const rows = new Rows(union, tables, ({ span }) => span)
  let isShared = false
  const made = pairs.flatMap((pair): Row[] => {
    const slots = { before: slotsIn(before, pair.before), after: slotsIn(table, pair.after) }
    if (pair.before === null) return [rows.row(pair, alonesOf(slots.after, "after"))]
    if (pair.after === null) return [rows.row(pair, alonesOf(slots.before, "before"))]
    const cells = pair.change && woven(columns, slots.before, slots.after)
    if (cells && pair.change && areEachOthers(cells, pair.change)) {
      isShared = true
      return [rows.row(pair, cells)]
    }
    // Where its cells were merged or divided, a row went, and came anew.
    return [
      rows.row({ before: pair.before, after: null }, alonesOf(slots.before, "before")),
      rows.row({ before: null, after: pair.after }, alonesOf(slots.after, "after")),
    ]
  })
  if (!isShared || !isSound(made, columns.length)) return null
  const width = sum(table.widths)
  const all = columns.map(
    ({ before: was, after: now }) => (now === null ? before.widths[was ?? -1] : table.widths[now]) ?? 0,
  )
  const share = areKept ? 1 : width / Math.max(sum(all), 1)
  return { ...gridOf(table, made), widths: all.map((each) => Math.round(each * share)), isCrowded: !areKept }
}

/** Whether every row fills the grid, and what goes on from above has something above it, also while nothing is decided yet. */
function isSound(rows: readonly Row[], columns: number): boolean {
  let above = new Map<number, number>()
  return rows.every(({ cells }) => {
    const merged = new Map<number, number>()
    let column = 0
    const goesOn = cells.every(({ looks }) => {
      const latest = looks.after ?? looks.before
      if (latest === null) return false
      const from = column
      column += latest.columns
      if (latest.merge !== "none") merged.set(from, latest.columns)
      return latest.merge !== "goes on" || above.get(from) === latest.columns
    })
    above = merged
    return goesOn && column === columns
  })
}

/** All rows of the one, and then all of the other, in a grid that both fit in. */
function bothGrids(union: Union, tables: Both): Grid {
  // Rounded widths add up to a little more in the one than in the other: both tables end with the same column.
  const total = Math.max(sum(tables.before.widths), sum(tables.after.widths))
  const filling = ({ widths }: TableSide) => [...widths.slice(0, -1), total - sum(widths.slice(0, -1))]
  const filled = { before: filling(tables.before), after: filling(tables.after) }
  const widths = sharedWidths([filled.before, filled.after])
  const span = ({ column, span }: Slot, side: Side) => {
    const own = filled[side]
    const from = sum(own.slice(0, column))
    const to = from + sum(own.slice(column, column + span))
    let end = 0
    return widths.filter((width) => (end += width) > from && end <= to).length
  }
  const rows = new Rows(union, tables, span)
  const made = sides.flatMap((side) =>
    tables[side].slots.map((slots, at) => rows.row({ before: null, after: null, [side]: at }, alonesOf(slots, side))),
  )
  return { ...gridOf(tables.after, made), widths }
}

type Both = Readonly<Record<Side, TableSide>>

function gridOf({ place, widths }: TableSide, rows: readonly Row[]): Grid {
  const { block: table, around } = place.leaf
  return { type: "grid", table, around, widths, isCrowded: false, rows }
}

function slotsIn({ slots }: TableSide, at: number | null): readonly Slot[] {
  return slots[at ?? -1] ?? []
}

function alonesOf(slots: readonly Slot[], side: Side): WovenSlot[] {
  return slots.map((slot) => ({ before: null, after: null, [side]: slot }))
}

function unchangedRows({ place }: TableSide): RowPair[] {
  return place.passage.rows.map((row, i) => ({ before: i, after: i, change: { kind: "same", after: row } }))
}

/** Whether the cells that a row has of both are those that the comparison takes for each other's. */
function areEachOthers(cells: readonly WovenSlot[], change: KeptRow): boolean {
  const others = new Map(cellPairs(change).map(({ before, after }) => [after, before]))
  return cells.every(({ before, after }) => {
    if (before === null || after === null || after.merge === "goes on") return true
    return others.get(after.at) === before.at
  })
}

/** The columns of a grid in which the rows of both tables lie. */
function sharedWidths(tables: readonly (readonly number[])[]): number[] {
  const ends = new Set<number>()
  for (const widths of tables) {
    let end = 0
    for (const width of widths) ends.add((end += width))
  }
  return [...ends].toSorted((a, b) => a - b).map((end, i, all) => end - (all[i - 1] ?? 0))
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
