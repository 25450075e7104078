import type { Block } from "@codraft/document/canonical"
import { type MovedPassage, type Passage, type PassageChange, passagesOf } from "@codraft/document/compare"
import type { BookBlock } from "../book/index.ts"
import type { Room } from "../docx/blocks.ts"
import type { Around } from "../docx/inline.ts"
import { type Entry, entriesOf } from "./entries.ts"
import { figureLines } from "./figures.ts"
import type { Item, Line } from "./items.ts"
import { type Leaf, leavesOf } from "./leaves.ts"
import { type Look, lookOf } from "./looks.ts"
import type { Side, Sides } from "./sides.ts"
import { movedLines, moving } from "./moved-lines.ts"
import { movedTableItems, tableItems } from "./tables.ts"
import { LineReading, type PrintedLine, sameWords, type Word, wordsOn } from "./words.ts"

/** Blocks as they are printed, beside those that they were printed from. */
export interface Printed {
  readonly blocks: readonly Block[]
  readonly printed: readonly BookBlock[]
  readonly around: Around
  readonly room: Room
  /** What the notes of the table around are called as places. */
  readonly notesAt?: string | undefined
}

/** What is the same for all that is in a redline. */
export interface Union {
  readonly isGoal: (id: string | undefined) => boolean
  /** Numbers that are given once. */
  readonly nextMove: () => number
  readonly nextTable: () => number
}

/** What stands in the one text, or in both. */
interface Place {
  readonly leaf: Leaf
  readonly passage: Passage
  readonly room: Room
  readonly notesAt: string | undefined
}

export interface PlacedTable extends Place {
  readonly leaf: Extract<Leaf, { type: "table" }>
  readonly passage: Extract<Passage, { type: "table" }>
}

export interface PlacedFigure extends Place {
  readonly leaf: Extract<Leaf, { type: "figure" }>
  readonly passage: Extract<Passage, { type: "image" }>
}

/** Passages that are in another text on the other side, by their places, as they are shown here. */
export type Elsewhere = Readonly<Record<Side, ReadonlyMap<number, readonly Item[]>>>

const nowhere: Elsewhere = { before: new Map(), after: new Map() }

/** Makes two rows of passages one. */
export class Passages {
  readonly #union: Union
  readonly #elsewhere: Elsewhere
  readonly #places: { before: readonly Place[]; after: readonly Place[] }

  constructor(union: Union, printed: Sides<Printed>, elsewhere: Elsewhere = nowhere) {
    this.#union = union
    this.#elsewhere = elsewhere
    this.#places = { before: placesOf(printed.before), after: placesOf(printed.after) }
  }

  /** All of one text. */
  on(side: Side): Item[] {
    return this.#places[side].flatMap((place) => this.#one(side, place))
  }

  /** Two texts that read the same, though numbers in them may differ. */
  same(): Item[] {
    return this.#places.before.flatMap((was, i) => {
      const now = this.#places.after[i]
      return now === undefined ? [] : this.#same(was, now)
    })
  }

  changed(changes: readonly PassageChange[]): Item[] {
    const moves = new Moves(this.#union.nextMove)
    return entriesOf(changes).flatMap((entry) =>
      "from" in entry ? this.#left(entry.from, moves) : this.#entry(entry, moves),
    )
  }

  /** The same where all of it has moved: what stands at the old place, and what at the new one. */
  moved(changes: readonly PassageChange[]): Moved {
    const moves = new Moves(this.#union.nextMove)
    const entries = entriesOf(changes).flatMap((entry) => ("from" in entry ? [] : [entry]))
    const inOrder = entries
      .filter(({ before }) => before.length > 0)
      .toSorted((a, b) => (a.before[0] ?? 0) - (b.before[0] ?? 0))
    return {
      left: inOrder.flatMap((entry) => this.#left(entry, moves)),
      came: entries.flatMap((entry) => this.#came(entry, moves)),
    }
  }

  /** All of it has moved and reads the same. */
  movedAsItIs(): Moved {
    return this.moved(this.#places.after.map(({ passage }) => ({ kind: "same", after: passage })))
  }

  /** One passage that stands elsewhere, by its places in either text. */
  movedOne(before: number, after: number, change: MovedPassage): Moved {
    const moves = new Moves(this.#union.nextMove)
    const entry: Entry = { change, before: [before], after: [after], isMoved: true }
    return { left: this.#left(entry, moves), came: this.#came(entry, moves) }
  }

  #entry(entry: Entry, moves: Moves): Item[] {
    if (entry.isMoved) return this.#came(entry, moves)
    const { change } = entry
    const [was, now] = [this.#at("before", entry)[0], this.#at("after", entry)[0]]
    if (change.kind === "split" || change.kind === "joined") return this.#divided(entry, change)
    if (was === undefined || now === undefined) return this.#ones(entry)
    if (change.kind === "same") return this.#same(was, now)
    if (change.kind !== "changed") return this.#ones(entry)
    if (change.type === "line") {
      const reading = new LineReading([this.#printed(was)], [this.#printed(now)])
      return this.#line({ before: was, after: now }, reading.words(change.line))
    }
    if (change.type === "table" && isTable(was) && isTable(now))
      return tableItems(this.#union, { before: was, after: now }, change)
    if (change.type === "image" && isFigure(was) && isFigure(now))
      return figureLines(this.#union, { before: was, after: now }, change)
    return this.#ones(entry)
  }

  /** What is only in one of the texts, or has come in the place of something else. */
  #ones(entry: Entry): Item[] {
    return [
      ...this.#at("before", entry).flatMap((place) => this.#one("before", place)),
      ...this.#at("after", entry).flatMap((place) => this.#one("after", place)),
    ]
  }

  #left(entry: Entry, moves: Moves): Item[] {
    const whole = moves.whole(entry, () => this.#movedWhole(entry))
    if (whole !== null) return whole.left
    const move = moves.of(entry)
    return this.#at("before", entry).flatMap((place) =>
      this.#one("before", place).map((item) => moving(item, "before", move)),
    )
  }

  #came(entry: Entry, moves: Moves): Item[] {
    const { change } = entry
    const whole = moves.whole(entry, () => this.#movedWhole(entry))
    if (whole !== null) return whole.came
    const move = moves.of(entry)
    const [was, now] = [this.#at("before", entry)[0], this.#at("after", entry)[0]]
    if (change.kind === "changed" && change.type === "line" && was !== undefined && now !== undefined) {
      const reading = new LineReading([this.#printed(was)], [this.#printed(now)])
      const words = reading.words(change.line).flatMap((word): Word[] => {
        if (word.on === "before") return []
        if (word.on === "after") return [word]
        const { was: _, ...own } = word
        return [{ ...own, on: "after", ...(move === null ? {} : { move }) }]
      })
      return this.#line({ before: null, after: now }, words).map((item) => moving(item, "after", move, false))
    }
    return this.#at("after", entry).flatMap((place) =>
      this.#one("after", place).map((item) => moving(item, "after", move)),
    )
  }

  /** Of a table or an image that stands elsewhere. */
  #movedWhole(entry: Entry): Moved | null {
    const { change } = entry
    const [was, now] = [this.#at("before", entry)[0], this.#at("after", entry)[0]]
    if (was === undefined || now === undefined || (change.kind !== "same" && change.kind !== "changed")) return null
    if (isTable(was) && isTable(now)) {
      const changed = change.kind === "changed" && change.type === "table" ? change : null
      return movedTableItems(this.#union, { before: was, after: now }, changed)
    }
    return isFigure(was) && isFigure(now)
      ? movedLines(this.#union, this.#one("before", was), this.#one("after", now))
      : null
  }

  #same(was: Place, now: Place): Item[] {
    if (isTable(was) && isTable(now)) return tableItems(this.#union, { before: was, after: now }, null)
    if (isFigure(was) && isFigure(now)) return figureLines(this.#union, { before: was, after: now }, null)
    return this.#line({ before: was, after: now }, sameWords(this.#printed(was), this.#printed(now)))
  }

  #one(side: Side, place: Place): Item[] {
    const known = this.#elsewhere[side].get(this.#places[side].indexOf(place))
    if (known !== undefined) return [...known]
    const alone = { before: null, after: null, [side]: place }
    if (isTable(place)) return tableItems(this.#union, alone, null)
    if (isFigure(place)) return figureLines(this.#union, alone, null)
    return this.#line(alone, wordsOn(side, this.#printed(place)))
  }

  #divided(entry: Entry, change: Extract<PassageChange, { kind: "split" | "joined" }>): Item[] {
    const [before, after] = [this.#at("before", entry), this.#at("after", entry)]
    const reading = new LineReading(
      before.map((place) => this.#printed(place)),
      after.map((place) => this.#printed(place)),
    )
    const last = change.lines.length - 1
    return change.lines.flatMap(({ line }, i) => {
      const was = change.kind === "joined" ? before[i] : i === last ? before[0] : undefined
      const now = change.kind === "split" ? after[i] : i === last ? after[0] : undefined
      return this.#line({ before: was ?? null, after: now ?? null }, reading.words(line))
    })
  }

  #line(places: Sides<Place>, words: readonly Word[]): Line[] {
    const looks = { before: this.#look(places.before, "before"), after: this.#look(places.after, "after") }
    if (looks.before === null && looks.after === null && words.length === 0) return []
    return [{ type: "line", words, looks }]
  }

  /** Null for an empty paragraph, which nobody sees. */
  #look(place: Place | null, side: Side): Look | null {
    if (place === null || (place.leaf.type !== "line" && place.leaf.type !== "item")) return null
    const { leaf, room } = place
    const isGoal = (id: string | undefined) => side === "after" && this.#union.isGoal(id)
    const { type, content, id } = leaf.type === "item" ? { type: "item", ...leaf.block } : leaf.block
    if (type === "paragraph" && content.length === 0 && room.cell === undefined && !this.#union.isGoal(id)) return null
    return lookOf(leaf, room, isGoal)
  }

  #printed({ leaf, passage, notesAt }: Place): PrintedLine {
    const printed = leaf.type === "line" || leaf.type === "item" ? leaf.block.content : []
    const content =
      "content" in passage
        ? passage.content
        : passage.type === "unknown"
          ? [{ type: "text" as const, text: passage.text }]
          : []
    return { content, printed, around: leaf.around, notesAt }
  }

  #at(side: Side, entry: Entry): Place[] {
    return entry[side].flatMap((at) => this.#places[side][at] ?? [])
  }
}

/** What stands elsewhere: what is at its old place, and what at its new one. */
export interface Moved {
  readonly left: Item[]
  readonly came: Item[]
}

/** The moves of a section, each with what Word finds its two places by. */
class Moves {
  readonly #next: () => number
  readonly #numbers = new Map<Entry, number>()
  readonly #wholes = new Map<Entry, Moved | null>()

  constructor(next: () => number) {
    this.#next = next
  }

  /** Of what has more than one line: made once, for both places. */
  whole(entry: Entry, make: () => Moved | null): Moved | null {
    const known = this.#wholes.get(entry)
    if (known !== undefined) return known
    const made = make()
    this.#wholes.set(entry, made)
    return made
  }

  of(entry: Entry): number | null {
    const { change } = entry
    const isLine =
      (change.kind === "changed" && change.type === "line") || (change.kind === "same" && "content" in change.after)
    if (!isLine) return null
    const number = this.#numbers.get(entry) ?? this.#next()
    this.#numbers.set(entry, number)
    return number
  }
}

function placesOf(printed: Printed | null): Place[] {
  if (printed === null) return []
  const { blocks, around, room, notesAt } = printed
  const passages = passagesOf(blocks)
  return leavesOf(printed.printed, around).flatMap((leaf, i) => {
    const passage = passages[i]
    return passage === undefined ? [] : [{ leaf, passage, room, notesAt }]
  })
}

function isTable(place: Place): place is PlacedTable {
  return place.leaf.type === "table" && place.passage.type === "table"
}

function isFigure(place: Place): place is PlacedFigure {
  return place.leaf.type === "figure" && place.passage.type === "image"
}
