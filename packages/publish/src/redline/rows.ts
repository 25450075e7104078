import type { CellChange } from "@codraft/document/compare"
import { cellPlaces } from "@codraft/document/canonical"
import type { BookRow } from "../book/index.ts"
import { type Around, within } from "../docx/inline.ts"
import { lineWidth } from "../docx/pages.ts"
import { type CellRoom, columnsUprightMax, roomIn } from "../docx/tables.ts"
import { type Slot, slotsOf, type WovenSlot } from "./grid.ts"
import type { Cell, CellLooks, Item, Row } from "./items.ts"
import { type Moved, Passages, type PlacedTable, type Printed, type Union } from "./passages.ts"
import { type CellPair, cellPairs, type MovedRow, type RowPair } from "./row-pairs.ts"
import { type Side, type Sides, sides } from "./sides.ts"

/** A table in one of the texts. */
export interface TableSide {
  readonly place: PlacedTable
  readonly slots: readonly (readonly Slot[])[]
  /** Of its columns, in twentieths of a point. */
  readonly widths: readonly number[]
  readonly notesAt: string
}

export function tableSide(place: PlacedTable | null, notesAt: string): TableSide | null {
  if (place === null) return null
  const { block } = place.leaf
  const isAcross = place.room.cell === undefined && block.columns > columnsUprightMax
  const room = isAcross ? lineWidth.across : place.room.width
  const columns = Math.max(block.widths.length, cellPlaces(block.rows.map(({ cells }) => cells)).columns)
  const widths = Array.from({ length: columns }, (_, i) => Math.round((block.widths[i] ?? 0) * room))
  return { place, slots: slotsOf(block.rows), widths, notesAt }
}

/** Reads rows of two tables as those of one. */
export class Rows {
  readonly #union: Union
  readonly #tables: Sides<TableSide>
  /** How many columns of the grid a cell takes up. */
  readonly #span: (slot: Slot, side: Side) => number
  readonly #moved = new Map<MovedRow, MovedCells>()

  constructor(union: Union, tables: Sides<TableSide>, span: (slot: Slot, side: Side) => number) {
    this.#union = union
    this.#tables = tables
    this.#span = span
  }

  /** `cells`: those that the row has of either table. */
  row(pair: RowPair, cells: readonly WovenSlot[]): Row {
    const rows = { before: this.#printed(pair, "before"), after: this.#printed(pair, "after") }
    const changes = new Map(
      (pair.change === undefined ? [] : cellPairs(pair.change)).map((each) => [each.after, each.change]),
    )
    return {
      rows,
      isHead: this.#isHead(pair, rows.after === null ? "before" : "after"),
      cells: cells.map((slots) => this.#cell(pair, slots, changes.get(slots.after?.at ?? -1) ?? null)),
    }
  }

  #printed(pair: Sides<number>, side: Side): BookRow | null {
    return this.#tables[side]?.place.leaf.block.rows[pair[side] ?? -1] ?? null
  }

  #isHead(pair: Sides<number>, side: Side): boolean {
    const headRows = this.#tables[side]?.place.leaf.block.headRows ?? 0
    return (pair[side] ?? headRows) < headRows
  }

  #cell(pair: RowPair, slots: WovenSlot, change: CellChange | null): Cell {
    const looks = { before: this.#looks(pair, slots, "before"), after: this.#looks(pair, slots, "after") }
    const { before, after } = looks
    if (before === null && after === null) throw new TypeError("A row has a cell that is in neither text.")
    const empty = {
      before: before && { style: before.style, around: before.around },
      after: after && { style: after.style, around: after.around },
    }
    return { looks, empty, items: this.#items(pair, slots, change) }
  }

  #looks(pair: Sides<number>, slots: WovenSlot, side: Side): (CellLooks & { style: string; around: Around }) | null {
    const [table, slot] = [this.#tables[side], slots[side]]
    if (table === null || slot === null) return null
    const room = this.#room(table, pair, slot, side)
    const others = sides.map((each) => slots[each]?.merge)
    return {
      cell: slot.cell,
      room,
      columns: this.#span(slot, side),
      // A cell that goes on in a row that one text has goes on in nothing in the other, which is seen by nobody.
      merge: others.includes("begins") ? "begins" : slot.merge,
      style: roomIn(slot.cell, room).cell.style,
      around: aroundOf(table, this.#printed(pair, side), slot),
    }
  }

  #room(table: TableSide, pair: Sides<number>, { column, span }: Slot, side: Side): CellRoom {
    return {
      width: sum(table.widths.slice(column, column + span)),
      isHead: this.#isHead(pair, side),
      isSmall: table.place.leaf.block.columns > columnsUprightMax,
    }
  }

  #items(pair: RowPair, slots: WovenSlot, change: CellChange | null): Item[] {
    const { before, after } = slots
    if ((after ?? before)?.merge === "goes on") return []
    if (pair.moved !== undefined) {
      const side = after === null ? "before" : "after"
      return this.#movedCells(pair.moved)[side].get(slots[side]?.at ?? -1) ?? this.#passages(pair, slots).on(side)
    }
    const passages = this.#passages(pair, slots)
    if (before === null || after === null) return passages.on(before !== null ? "before" : "after")
    return change?.kind === "changed" ? passages.changed(change.passages) : passages.same()
  }

  #passages(pair: Sides<number>, { before, after }: WovenSlot): Passages {
    return new Passages(this.#union, {
      before: this.#source(pair, before, "before"),
      after: this.#source(pair, after, "after"),
    })
  }

  #source(pair: Sides<number>, slot: Slot | null, side: Side): Printed | null {
    const table = this.#tables[side]
    const source = table?.place.passage.rows[pair[side] ?? -1]?.cells[slot?.at ?? -1]
    if (table === null || slot === null || source === undefined) return null
    const room = roomIn(slot.cell, this.#room(table, pair, slot, side))
    const around = aroundOf(table, this.#printed(pair, side), slot)
    return { blocks: source.blocks, printed: slot.cell.blocks, around, room, notesAt: table.notesAt }
  }

  /** What a row that moved has in its cells, at both places. */
  #movedCells(moved: MovedRow): MovedCells {
    const known = this.#moved.get(moved)
    if (known !== undefined) return known
    const cells: MovedCells = { before: new Map(), after: new Map() }
    for (const pair of cellPairs(moved.change)) {
      const { left, came } = this.#movedCell(moved, pair)
      cells.before.set(pair.before, left)
      cells.after.set(pair.after, came)
    }
    this.#moved.set(moved, cells)
    return cells
  }

  #movedCell(moved: MovedRow, { before, after, change }: CellPair): Moved {
    const slot = (side: Side, at: number) =>
      this.#tables[side]?.slots[moved[side]]?.find((each) => each.at === at && each.merge !== "goes on") ?? null
    const passages = this.#passages(moved, { before: slot("before", before), after: slot("after", after) })
    return change?.kind === "changed" ? passages.moved(change.passages) : passages.movedAsItIs()
  }
}

interface MovedCells {
  readonly before: Map<number, Item[]>
  readonly after: Map<number, Item[]>
}

function aroundOf({ place }: TableSide, row: BookRow | null, { cell }: Slot): Around {
  return within(cell, row === null ? place.leaf.around : within(row, place.leaf.around))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
