import type { BlockNumber, Note } from "@codraft/document/canonical"
import {
  type Comparison,
  type NoteChange,
  type Passage,
  type PassageChange,
  passagesOf,
} from "@codraft/document/compare"
import { type BookInline, type BookNote, type BookPart, plainText } from "../book/index.ts"
import type { FrozenSection } from "../content/index.ts"
import { type Entry, entriesOf } from "../redline/entries.ts"
import { type Leaf, leavesOf } from "../redline/leaves.ts"
import { printedNote } from "../redline/note-lines.ts"
import type { Side } from "../redline/sides.ts"
import { LineReading, type PrintedLine, type Word } from "../redline/words.ts"
import { type Correction, Instructions } from "./correction.ts"
import type { Named, Phrases } from "./phrases.ts"
import { capital, type Placed, placeOf, placesIn } from "./places.ts"
import { correctionsIn, type LineCorrections } from "./reading.ts"
import { printedLeaves } from "./printed.ts"
import { tableCorrections, tableLines } from "./table-corrections.ts"

/** A section as one of the versions has it. */
export interface SectionSide {
  readonly section: FrozenSection
  readonly part: BookPart
  readonly numbers: ReadonlyMap<string, BlockNumber>
}

interface TextOfSide {
  readonly leaves: readonly Leaf[]
  readonly passages: readonly Passage[]
}

/** What is to be inserted at the place at hand, as words and as what it is. */
interface Inserted {
  readonly lines: string[]
  readonly leaves: Leaf[]
  readonly under: string
}

/** What is to be corrected in the text of a section, in reading order. */
export class SectionCorrections {
  readonly corrections: Correction[] = []
  /** Whether what follows has other numbers. */
  isRenumbered = false
  readonly instructions: Instructions
  readonly #before: SectionSide
  readonly #after: SectionSide
  readonly #sides: Readonly<Record<Side, TextOfSide>>
  readonly #places: readonly Placed[]
  readonly #own: string
  readonly #notes: readonly NoteChange[]
  /** The notes that went with the line that referred to them. */
  readonly #gone = new Set<number>()
  #behind: Named | null = null
  #inserted: Inserted = { lines: [], leaves: [], under: "" }

  constructor(before: SectionSide, after: SectionSide, { footnotes }: Comparison, phrases: Phrases) {
    this.#before = before
    this.#after = after
    this.#notes = footnotes
    this.instructions = new Instructions(phrases, before.section.language)
    this.#sides = { before: sideOf(before), after: sideOf(after) }
    const ids = this.#sides.before.passages.map(({ id }) => id)
    this.#places = placesIn(before.section, this.#sides.before.leaves, before.numbers, ids, phrases)
    this.#own = phrases.section(before.section.number, before.section.title)
    this.#inserted = { ...this.#inserted, under: this.#own }
  }

  add(place: string, instruction: Correction["instruction"]): void {
    this.corrections.push({ place: capital(place), instruction })
  }

  /** With tables and images of the later text below it. */
  print(place: string, said: string, leaves: readonly Leaf[]): void {
    const instruction = this.instructions.said(`${said}:`)
    this.corrections.push({ place: capital(place), instruction, printed: printedLeaves(leaves, this.#after.part) })
  }

  passages(changes: readonly PassageChange[]): void {
    const entries = entriesOf(changes).flatMap((entry) => ("from" in entry ? [] : [entry]))
    const replaced = this.#replacements(entries)
    for (const entry of entries) {
      const replacing = replaced.get(entry)
      if (replacing === "placed") continue
      if (replacing !== undefined) {
        this.#flush()
        this.#replace(entry, replacing)
        continue
      }
      if (entry.change.kind === "added") {
        this.#inserted.lines.push(...this.#linesOf(entry))
        this.#inserted.leaves.push(...this.#leavesOf(entry))
        this.#renumbers("after", entry)
        continue
      }
      this.#flush()
      this.#entry(entry)
      const at = entry.before.at(-1)
      const placed = at === undefined ? undefined : this.#places[at]
      if (placed !== undefined && entry.change.kind !== "removed") {
        this.#behind = placed.thing
        this.#inserted = { lines: [], leaves: [], under: placed.thing.noun === "heading" ? this.#own : placed.under }
      }
    }
    this.#flush()
    this.#footnotes()
  }

  /** What is to be corrected in the words of a line, at a place. */
  line(place: string, words: readonly Word[]): number {
    const found = correctionsIn(words)
    return this.#say(place, found)
  }

  /** The words of a line that is inserted, with its notes. */
  textOf(content: readonly BookInline[]): string {
    const { phrases } = this.instructions
    const notes = content.flatMap((part): string[] => {
      if (part.type !== "note" || part.of !== "part") return []
      const words = this.#newNote(part.note)
      return words === null ? [] : [` [${phrases.named({ noun: "footnote", label: part.label })}: ${words}]`]
    })
    return plainText(content) + notes.join("")
  }

  goes(content: readonly BookInline[]): void {
    for (const part of content) if (part.type === "note" && part.of === "part") this.#gone.add(part.note)
  }

  #say(place: string, found: LineCorrections): number {
    const instructions = this.instructions.line(found, (note) => this.#newNote(note))
    for (const instruction of instructions) this.add(place, instruction)
    return instructions.length
  }

  #newNote(note: number): string | null {
    const isNew = this.#notes.some((change) => change.kind === "added" && change.number === note)
    return isNew ? plainText(this.#after.part.notes[note]?.content ?? []) : null
  }

  #entry(entry: Entry): void {
    const { phrases } = this.instructions
    const { change } = entry
    const at = entry.before[0] ?? -1
    const placed = this.#places[at]
    const leaf = this.#sides.before.leaves[at]
    if (placed === undefined || leaf === undefined) return
    const place = placeOf(placed, phrases)
    if (entry.isMoved) {
      this.add(placed.under, this.instructions.said(phrases.moveAfter(placed.thing, this.#behind)))
      this.#renumbers("before", entry)
    }
    switch (change.kind) {
      case "removed":
        this.add(placed.under, this.instructions.said(phrases.deleteThing(placed.thing)))
        if (leaf.type === "line" || leaf.type === "item") this.goes(leaf.block.content)
        this.#renumbers("before", entry)
        break
      case "split":
      case "joined":
        this.#divided(entry, change, place)
        break
      case "changed":
        this.#changed(entry, change, place)
        break
      case "same":
      case "added":
        break
      default:
        change satisfies never
    }
  }

  /** Lines that went, each with the line that came in its place, which is then said with it. */
  #replacements(entries: readonly Entry[]): Map<Entry, Entry | "placed"> {
    const replaced = new Map<Entry, Entry | "placed">()
    for (let at = 0; at < entries.length; at++) {
      const gone = runOf(entries, at, "removed")
      const came = runOf(entries, at + gone.length, "added")
      gone.forEach((was, i) => {
        const now = came[i]
        const [before, after] = [
          this.#sides.before.leaves[was.before[0] ?? -1],
          this.#sides.after.leaves[now?.after[0] ?? -1],
        ]
        if (now === undefined || before === undefined || !isAlike(before, after)) return
        replaced.set(was, now).set(now, "placed")
      })
      at += Math.max(gone.length + came.length - 1, 0)
    }
    return replaced
  }

  #replace(was: Entry, now: Entry): void {
    const at = was.before[0] ?? -1
    const [placed, leaf] = [this.#places[at], this.#sides.before.leaves[at]]
    if (placed === undefined || leaf === undefined) return
    const { phrases } = this.instructions
    this.add(placeOf(placed, phrases), this.instructions.inserting(phrases.replaceBy, this.#linesOf(now)))
    this.goes(contentOf(leaf))
    this.#behind = placed.thing
    this.#inserted = { lines: [], leaves: [], under: placed.thing.noun === "heading" ? this.#own : placed.under }
  }

  #changed(entry: Entry, change: Extract<PassageChange, { kind: "changed" }>, place: string): void {
    const [was, now] = [entry.before[0] ?? -1, entry.after[0] ?? -1]
    const [before, after] = [this.#sides.before.leaves[was], this.#sides.after.leaves[now]]
    if (before === undefined || after === undefined) return
    if (change.type === "line") {
      const words = this.#reading(entry).words(change.line)
      const said = this.line(place, words)
      if (said === 0 && before.type !== after.type)
        this.add(place, this.instructions.said(this.instructions.phrases.correctType))
    } else if (change.type === "table") {
      const tables = [this.#sides.before.passages[was], this.#sides.after.passages[now]] as const
      if (
        before.type !== "table" ||
        after.type !== "table" ||
        tables[0]?.type !== "table" ||
        tables[1]?.type !== "table"
      )
        return
      tableCorrections(this, { leaf: before, table: tables[0] }, { leaf: after, table: tables[1] }, change, place)
    } else if (change.type === "image") this.#image(change, before, after, place)
    else this.add(place, this.instructions.inserting(this.instructions.phrases.replaceBy, this.#linesOf(entry)))
  }

  #image(
    { before, after, caption }: Extract<PassageChange, { kind: "changed"; type: "image" }>,
    was: Leaf,
    now: Leaf,
    place: string,
  ): void {
    const { phrases } = this.instructions
    if (before.file?.blob !== after.file?.blob) {
      this.print(place, phrases.replaceImage, [now])
      return
    }
    const [old, is] = [captionOf(was), captionOf(now)]
    if (caption?.kind !== "same" && old !== is)
      this.add(`${place}, ${phrases.caption}`, this.instructions.forRead(old, is))
    const [credit, newCredit] = [before.credit ?? "", after.credit ?? ""]
    if (credit !== newCredit) this.add(`${place}, ${phrases.credit}`, this.instructions.forRead(credit, newCredit))
  }

  #divided(entry: Entry, change: Extract<PassageChange, { kind: "split" | "joined" }>, place: string): void {
    const { phrases } = this.instructions
    const reading = this.#reading(entry)
    const lines = change.lines.map(({ line }) => reading.words(line))
    this.line(place, lines.flat())
    if (change.kind === "split") {
      for (const at of entry.after.slice(1)) {
        const leaf = this.#sides.after.leaves[at]
        const words = leaf === undefined ? "" : beginning(contentOf(leaf))
        if (words !== "") this.add(place, this.instructions.said(phrases.beginParagraph(phrases.quoted(words))))
      }
    } else {
      entry.before.slice(1).forEach((at, i) => {
        const [placed, first] = [this.#places[at], this.#places[entry.before[i] ?? -1]]
        if (placed !== undefined && first !== undefined)
          this.add(placed.under, this.instructions.said(phrases.joinTo(placed.thing, first.thing)))
      })
    }
    this.#renumbers("before", entry)
  }

  #reading(entry: Entry): LineReading {
    const lines = (side: Side) => entry[side].flatMap((at) => this.#printed(side, at) ?? [])
    return new LineReading(lines("before"), lines("after"))
  }

  #printed(side: Side, at: number): PrintedLine | null {
    const [leaf, passage] = [this.#sides[side].leaves[at], this.#sides[side].passages[at]]
    if (leaf === undefined || passage === undefined || !("content" in passage)) return null
    return { content: passage.content, printed: contentOf(leaf), around: leaf.around }
  }

  #linesOf(entry: Entry): string[] {
    return entry.after.flatMap((at): string[] => {
      const leaf = this.#sides.after.leaves[at]
      if (leaf === undefined) return []
      if (leaf.type === "table") return tableLines(leaf, (content) => this.textOf(content))
      return [leaf.type === "figure" ? captionOf(leaf) : this.textOf(leaf.block.content)].filter((line) => line !== "")
    })
  }

  #flush(): void {
    const { lines, leaves, under } = this.#inserted
    const isQuoted = !leaves.some(({ type }) => type === "table" || type === "figure")
    if (isQuoted && lines.length === 0) return
    const { phrases } = this.instructions
    const where = this.#behind === null ? phrases.insertFirst : phrases.insertAfter(this.#behind)
    if (isQuoted) this.add(under, this.instructions.inserting(where, lines))
    else this.print(under, where, leaves)
    this.#inserted = { lines: [], leaves: [], under }
  }

  #leavesOf(entry: Entry): Leaf[] {
    return entry.after.flatMap((at) => this.#sides.after.leaves[at] ?? [])
  }

  #renumbers(side: Side, entry: Entry): void {
    const { numbers } = side === "before" ? this.#before : this.#after
    if (entry[side].some((at) => numbers.has(this.#sides[side].passages[at]?.id ?? ""))) this.isRenumbered = true
  }

  #footnotes(): void {
    const { phrases } = this.instructions
    for (const change of this.#notes) {
      if (change.kind === "removed" && !this.#gone.has(change.number)) {
        const label = this.#before.part.notes[change.number]?.label ?? ""
        this.add(this.#own, this.instructions.said(phrases.deleteThing({ noun: "footnote", label })))
      }
      if (change.kind !== "changed") continue
      const label = this.#before.part.notes[change.numbers.before]?.label ?? ""
      const place = `${this.#own}, ${phrases.named({ noun: "footnote", label })}`
      this.line(place, noteReading(this.#before, this.#after, change.numbers).words(change.line))
    }
  }
}

function noteReading(before: SectionSide, after: SectionSide, numbers: { before: number; after: number }): LineReading {
  const line = ({ section, part }: SectionSide, number: number) => {
    const notes: readonly Note[] = section.text?.footnotes ?? []
    const printed: readonly BookNote[] = part.notes
    return printedNote({ notes, printed, around: { language: part.language, dir: part.dir } }, number)
  }
  const [was, now] = [line(before, numbers.before), line(after, numbers.after)]
  return new LineReading(was === null ? [] : [was], now === null ? [] : [now])
}

function sideOf({ section, part }: SectionSide): TextOfSide {
  return {
    leaves: leavesOf(part.blocks, { language: part.language, dir: part.dir }),
    passages: passagesOf(section.text?.blocks ?? []),
  }
}

function runOf(entries: readonly Entry[], from: number, kind: "added" | "removed"): Entry[] {
  const end = entries.findIndex((entry, i) => i >= from && entry.change.kind !== kind)
  return entries.slice(from, end === -1 ? entries.length : end)
}

/** Whether one line may take the place of another: of the same kind, and neither is empty. */
function isAlike(before: Leaf, after: Leaf | undefined): boolean {
  if (after === undefined || contentOf(before).length === 0 || contentOf(after).length === 0) return false
  if (before.type === "item" || after.type === "item") return before.type === after.type
  return before.type === "line" && after.type === "line" && before.block.type === after.block.type
}

function contentOf(leaf: Leaf): readonly BookInline[] {
  return leaf.type === "line" || leaf.type === "item" ? leaf.block.content : []
}

export function captionOf({ block }: Leaf): string {
  if (!("caption" in block) || block.caption === undefined) return ""
  return plainText(block.caption.content)
}

/** So many words that a reader knows where it begins. */
function beginning(content: readonly BookInline[]): string {
  return plainText(content).split(/\s+/).slice(0, 5).join(" ")
}
