import { cellPlaces, type Table } from "@codraft/document/canonical"
import { type CellChange, type PassageChange, passagesOf, type RowChange } from "@codraft/document/compare"
import { type BookCell, type BookInline, type BookRow, plainText } from "../book/index.ts"
import { within } from "../docx/inline.ts"
import { entriesOf } from "../redline/entries.ts"
import { type Leaf, leavesOf } from "../redline/leaves.ts"
import { printedNote } from "../redline/note-lines.ts"
import { LineReading, type PrintedLine } from "../redline/words.ts"
import { shortened } from "./places.ts"
import type { Named } from "./phrases.ts"
import type { SectionCorrections } from "./section-corrections.ts"

interface TableSide {
  readonly leaf: Extract<Leaf, { type: "table" }>
  readonly table: Table
}

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>

/** What is to be corrected in a table: its caption, rows, cells and notes. */
export function tableCorrections(
  section: SectionCorrections,
  before: TableSide,
  after: TableSide,
  change: ChangedTable,
  place: string,
): void {
  const { instructions } = section
  const { phrases } = instructions
  const caption = `${place}, ${phrases.caption}`
  const { caption: changed } = change
  if (changed?.kind === "changed") section.line(caption, captionReading(before, after).words(changed.line))
  else if (changed?.kind === "added") section.add(place, instructions.inserting(phrases.insert, [textOfCaption(after)]))
  else if (changed?.kind === "removed") section.add(place, instructions.said(phrases.deleteCaption))
  if (change.columns.added + change.columns.removed > 0) {
    section.print(place, instructions.phrases.replaceTable, [after.leaf])
  } else new Rows(section, before, after, place).rows(change.rows)
  notes(section, before, after, change, place)
}

/** The words of a table that is inserted, row by row. */
export function tableLines(
  { block }: TableSide["leaf"],
  textOf: (content: readonly BookInline[]) => string,
  hasCaption = true,
): string[] {
  const caption = hasCaption && block.caption !== undefined ? [textOf(block.caption.content)] : []
  return [...caption, ...block.rows.map((row) => textOfRow(row, textOf))]
}

function textOfRow({ cells }: BookRow, textOf: (content: readonly BookInline[]) => string = plainText): string {
  return cells.map((cell) => textOfCell(cell, textOf)).join(" | ")
}

function textOfCell({ blocks }: BookCell, textOf: (content: readonly BookInline[]) => string = plainText): string {
  const leaves = leavesOf(blocks, { language: "", dir: "ltr" })
  return leaves
    .flatMap((leaf) => (leaf.type === "line" || leaf.type === "item" ? [textOf(leaf.block.content)] : []))
    .filter((text) => text !== "")
    .join(" ")
}

class Rows {
  readonly #section: SectionCorrections
  readonly #before: TableSide
  readonly #after: TableSide
  readonly #place: string
  readonly #columnOf: ReadonlyMap<BookCell, number>

  constructor(section: SectionCorrections, before: TableSide, after: TableSide, place: string) {
    this.#section = section
    this.#before = before
    this.#after = after
    this.#place = place
    this.#columnOf = cellPlaces(before.leaf.block.rows.map(({ cells }) => cells)).columnOf
  }

  rows(changes: readonly RowChange[]): void {
    const { instructions, add } = {
      instructions: this.#section.instructions,
      add: this.#section.add.bind(this.#section),
    }
    const { phrases } = instructions
    const movedFrom = movedRows(changes)
    let behind: Named | null = null
    let [was, now] = [0, 0]
    for (const change of changes) {
      if (change.kind === "left") was++
      else if (change.kind === "removed") {
        add(this.#place, instructions.said(phrases.deleteThing(this.#row(was++))))
      } else if (change.kind === "added") {
        const row = this.#after.leaf.block.rows[now++]
        const where = behind === null ? phrases.insertFirst : phrases.insertAfter(behind)
        if (row !== undefined)
          add(this.#place, instructions.inserting(where, [textOfRow(row, (words) => this.#section.textOf(words))]))
      } else {
        const at = change.move === undefined ? was++ : (movedFrom.get(change.move) ?? 0)
        const row = this.#row(at)
        if (change.move !== undefined) add(this.#place, instructions.said(phrases.moveAfter(row, behind)))
        if (change.kind === "changed") this.#cells(at, now, change.cells)
        now++
        behind = row
      }
    }
  }

  /** A row is called by its first cell, and one without words by its place. */
  #row(at: number): Named {
    const [first] = this.#before.leaf.block.rows[at]?.cells ?? []
    const words = first === undefined ? "" : textOfCell(first)
    return words === "" ? { noun: "row", place: at + 1 } : { noun: "row", words: shortened(words) }
  }

  /** A column is called by the last of its heads. */
  #column(cell: BookCell): Named {
    const column = this.#columnOf.get(cell) ?? 0
    const { rows, headRows } = this.#before.leaf.block
    const heads = rows.slice(0, headRows).flatMap(({ cells }) =>
      cells.filter((head) => {
        const start = this.#columnOf.get(head) ?? -1
        return start <= column && column < start + head.columnSpan
      }),
    )
    const words = textOfCell(heads.at(-1) ?? cell)
    return heads.length === 0 || words === ""
      ? { noun: "column", place: column + 1 }
      : { noun: "column", words: shortened(words) }
  }

  #cells(was: number, now: number, changes: readonly CellChange[]): void {
    const [before, after] = [this.#before.leaf.block.rows[was], this.#after.leaf.block.rows[now]]
    const [sourceBefore, sourceAfter] = [this.#before.table.rows[was], this.#after.table.rows[now]]
    const { phrases } = this.#section.instructions
    changes.forEach((change, i) => {
      const [cell, newCell] = [before?.cells[i], after?.cells[i]]
      const [source, newSource] = [sourceBefore?.cells[i], sourceAfter?.cells[i]]
      if (change.kind !== "changed" || !cell || !newCell || !source || !newSource) return
      const column = phrases.named(this.#column(cell))
      const place = `${this.#place}, ${phrases.named(this.#row(was))}, ${column}`
      const isOneLine = change.passages.every((passage) => passage.kind === "changed" && passage.type === "line")
      if (!isOneLine) {
        const [old, is] = [textOfCell(cell), textOfCell(newCell)]
        if (old !== is) this.#section.add(place, this.#section.instructions.forRead(old, is))
        return
      }
      const around = within(cell, this.#before.leaf.around)
      const [leaves, newLeaves] = [leavesOf(cell.blocks, around), leavesOf(newCell.blocks, around)]
      const [passages, newPassages] = [passagesOf(source.blocks), passagesOf(newSource.blocks)]
      for (const entry of entriesOf(change.passages)) {
        if ("from" in entry || entry.change.kind !== "changed" || entry.change.type !== "line") continue
        const line = (leaves: readonly Leaf[], from: typeof passages, at = -1): PrintedLine[] => {
          const [leaf, passage] = [leaves[at], from[at]]
          if (leaf === undefined || passage === undefined || !("content" in passage)) return []
          return [
            {
              content: passage.content,
              printed: "content" in leaf.block ? leaf.block.content : [],
              around: leaf.around,
            },
          ]
        }
        const reading = new LineReading(
          line(leaves, passages, entry.before[0]),
          line(newLeaves, newPassages, entry.after[0]),
        )
        this.#section.line(place, reading.words(entry.change.line))
      }
    })
  }
}

function movedRows(changes: readonly RowChange[]): Map<number, number> {
  const from = new Map<number, number>()
  let was = 0
  for (const change of changes) {
    if (change.kind === "left") from.set(change.move, was)
    const isHere =
      change.kind !== "added" && (change.kind === "left" || change.kind === "removed" || change.move === undefined)
    if (isHere) was++
  }
  return from
}

function captionReading(before: TableSide, after: TableSide): LineReading {
  const line = ({ leaf, table }: TableSide): PrintedLine[] => {
    const { caption } = leaf.block
    if (caption === undefined || table.caption === undefined) return []
    return [{ content: table.caption.content, printed: caption.content, around: within(caption, leaf.around) }]
  }
  return new LineReading(line(before), line(after))
}

function textOfCaption({ leaf }: TableSide): string {
  return plainText(leaf.block.caption?.content ?? [])
}

function notes(
  section: SectionCorrections,
  before: TableSide,
  after: TableSide,
  { notes }: ChangedTable,
  place: string,
): void {
  const { instructions } = section
  const { phrases } = instructions
  const side = ({ leaf, table }: TableSide) => ({
    notes: table.notes ?? [],
    printed: leaf.block.notes,
    around: leaf.around,
  })
  for (const change of notes) {
    if (change.kind === "added") {
      section.add(
        place,
        instructions.inserting(phrases.insert, [plainText(after.leaf.block.notes[change.number]?.content ?? [])]),
      )
    } else if (change.kind === "removed") {
      const label = before.leaf.block.notes[change.number]?.label ?? ""
      section.add(place, instructions.said(phrases.deleteThing({ noun: "note", label })))
    } else if (change.kind === "changed") {
      const [was, now] = [
        printedNote(side(before), change.numbers.before),
        printedNote(side(after), change.numbers.after),
      ]
      if (was === null || now === null) continue
      const name = phrases.named({ noun: "note", label: was.label })
      section.line(`${place}, ${name}`, new LineReading([was], [now]).words(change.line))
    }
  }
}
