import type {
  Block,
  CanonicalContent,
  Inline,
  Note,
  OwnCaption,
  Table,
  TableCell,
  TableRow,
} from "../canonical/index.ts"
import type {
  CaptionChange,
  CellChange,
  Comparison,
  LinePart,
  NoteChange,
  PassageChange,
  RowChange,
  TextHead,
} from "./comparison.ts"
import { blocksOf, type Passage } from "./passages.ts"
import { contentOf, type Piece } from "./tokens.ts"

type Side = "before" | "after"

/** One of the two texts that were compared, put together from nothing but the comparison. */
export function sideOf(comparison: Comparison, side: Side): CanonicalContent {
  const reading = new SideReading(side, numbersOf(comparison.footnotes, side))
  const footnotes = reading.notes(comparison.footnotes)
  return {
    ...headOf(comparison, side),
    blocks: reading.blocks(comparison.passages),
    ...(footnotes.length === 0 ? {} : { footnotes }),
  }
}

function headOf(comparison: Comparison, side: Side): TextHead {
  const { format, formatVersion, language, dir, before } = comparison
  return (side === "before" ? before : undefined) ?? { format, formatVersion, language, dir }
}

/** The number that a note has on this side, by the number that the comparison gives: that of the text after, where it has one. */
type Numbers = (note: number, kind: LinePart["kind"]) => number

function numbersOf(notes: readonly NoteChange[], side: Side): Numbers {
  const before = new Map(
    notes.flatMap((note) => ("numbers" in note ? [[note.numbers.after, note.numbers.before]] : [])),
  )
  return (note, kind) => (side === "before" && kind === "kept" ? (before.get(note) ?? note) : note)
}

class SideReading {
  readonly #side: Side
  readonly #footnotes: Numbers

  constructor(side: Side, footnotes: Numbers) {
    this.#side = side
    this.#footnotes = footnotes
  }

  blocks(changes: readonly PassageChange[], tablenotes: Numbers = (note) => note): Block[] {
    const passages = this.#inPlace(changes, (change): Passage[] => {
      if (change.kind === "split" || change.kind === "joined") return this.#divided(change, tablenotes)
      if (change.kind !== "changed") return this.#came(change)
      if (change.type === "unknown") return [change[this.#side]]
      if (change.type === "line") {
        return [{ ...change[this.#side], content: this.#line(change.line, tablenotes) }]
      }
      if (change.type === "image") {
        const caption = this.#caption(change.caption, tablenotes)
        return [{ ...change[this.#side], ...(caption === undefined ? {} : { caption }) }]
      }
      const numbers = numbersOf(change.notes, this.#side)
      const caption = this.#caption(change.caption, numbers)
      const notes = this.notes(change.notes)
      const table: Table = {
        ...change[this.#side],
        ...(caption === undefined ? {} : { caption }),
        rows: this.#inPlace(change.rows, (row) => this.#row(row, numbers)),
        ...(notes.length === 0 ? {} : { notes }),
      }
      return [table]
    })
    return blocksOf(passages)
  }

  #divided(change: Extract<PassageChange, { kind: "split" | "joined" }>, tablenotes: Numbers): Passage[] {
    const isWhole = (change.kind === "split") === (this.#side === "before")
    if (isWhole) {
      const looks = change.kind === "split" ? change.before : change.after
      return [
        {
          ...looks,
          content: this.#line(
            change.lines.flatMap(({ line }) => line),
            tablenotes,
          ),
        },
      ]
    }
    const lines =
      change.kind === "split"
        ? change.lines.map(({ after, line }) => ({ looks: after, line }))
        : change.lines.map(({ before, line }) => ({ looks: before, line }))
    return lines.map(({ looks, line }) => ({ ...looks, content: this.#line(line, tablenotes) }))
  }

  notes(changes: readonly NoteChange[]): Note[] {
    const numbered = changes.flatMap((change): [number, Note][] => {
      const number = "numbers" in change ? change.numbers[this.#side] : change.number
      if (change.kind === "changed") {
        const content = this.#line(change.line, (note) => note) as Note["content"]
        return [[number, { ...change[this.#side], content }]]
      }
      return this.#came(change).map((note) => [number, note])
    })
    return numbered.sort(([a], [b]) => a - b).map(([, note]) => note)
  }

  #row(change: RowChange, tablenotes: Numbers): TableRow[] {
    if (change.kind !== "changed") return this.#came(change)
    return [{ ...change[this.#side], cells: change.cells.flatMap((cell) => this.#cell(cell, tablenotes)) }]
  }

  #cell(change: CellChange, tablenotes: Numbers): TableCell[] {
    if (change.kind !== "changed") return this.#came(change)
    return [{ ...change[this.#side], blocks: this.blocks(change.passages, tablenotes) }]
  }

  #caption(change: CaptionChange | undefined, tablenotes: Numbers): OwnCaption | undefined {
    if (change === undefined) return undefined
    if (change.kind !== "changed") return this.#came(change)[0]
    return { ...change[this.#side], content: this.#line(change.line, tablenotes) }
  }

  /** What has moved is read where it stood on this side. */
  #inPlace<C extends { kind: string; move?: number }, T>(changes: readonly C[], read: (change: C) => T[]): T[] {
    const moved = new Map(changes.flatMap((change) => (change.kind === "left" ? [] : [[change.move, change]])))
    return changes.flatMap((change) => {
      if (change.move === undefined) return read(change)
      if ((change.kind === "left") !== (this.#side === "before")) return []
      return read(moved.get(change.move) ?? change)
    })
  }

  #came<T>(change: { kind: string; before?: T; after?: T }): T[] {
    if (change.kind === "same") return this.#of(change[this.#side] ?? change.after)
    return this.#of(change[this.#side])
  }

  #of<T>(thing: T | undefined): T[] {
    return thing === undefined ? [] : [thing]
  }

  #line(parts: readonly LinePart[], tablenotes: Numbers): Inline[] {
    const pieces = parts.flatMap((part): Piece[] => {
      const other = this.#side === "before" ? "added" : "removed"
      if (part.kind === other) return []
      const content = part.kind === "restyled" ? part[this.#side] : part.content
      return content.flatMap((inline): Piece[] => {
        if (inline.type === "link") return inline.content.map((within) => ({ inline: within, url: inline.url }))
        if (inline.type === "footnote")
          return [{ inline: { ...inline, note: this.#footnotes(inline.note, part.kind) } }]
        if (inline.type === "tablenote") return [{ inline: { ...inline, note: tablenotes(inline.note, part.kind) } }]
        return [{ inline }]
      })
    })
    return contentOf(pieces)
  }
}
