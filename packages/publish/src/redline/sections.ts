import type { Block, CanonicalContent, Note } from "@codraft/document/canonical"
import type { NoteChange } from "@codraft/document/compare"
import type { BookPart } from "../book/index.ts"
import {
  type KeptSection,
  type PassagePlace,
  passageChanges,
  type PublicationComparison,
  type SectionChange,
  type SectionMove,
} from "../compare/index.ts"
import { type Around, titleAround } from "../docx/inline.ts"
import { lineWidth } from "../docx/pages.ts"
import { aroundsOf, type Books, textLine } from "./front.ts"
import type { Item, Line } from "./items.ts"
import { titleLook } from "./looks.ts"
import type { PrintedNotes } from "./note-lines.ts"
import { placesOf } from "./entries.ts"
import { type Elsewhere, Passages, type Printed, type Union } from "./passages.ts"
import type { Side, Sides } from "./sides.ts"
import { textWords } from "./words.ts"

/** A section of the publication as the redline has it. */
export interface RedlineSection {
  readonly parts: Sides<BookPart>
  readonly notes: Sides<PrintedNotes>
  readonly noteChanges: readonly NoteChange[]
  readonly items: readonly Item[]
}

/** What either text has of a section. */
export interface SectionSource {
  readonly part: BookPart
  readonly text: CanonicalContent | null
}

type Sources = Readonly<Record<Side, ReadonlyMap<string, SectionSource>>>

/** All sections in the order of the later text; what went, and what has moved, stands where it stood. */
export function redlineSections(
  { sections: changes, moves }: Pick<PublicationComparison, "sections" | "moves">,
  sources: Sources,
  union: Union,
  books: Books,
): RedlineSection[] {
  const elsewhere = elsewhereOf(changes, moves, sources, union)
  const moved = new Map<string, { left: Item[]; came: Item[]; move: number }>()
  for (const change of changes) {
    if (change.kind !== "kept" || !change.isMoved) continue
    const [before, after] = [sources.before.get(change.before.id), sources.after.get(change.after.id)]
    const passages = new Passages(
      union,
      { before: printedOf(before), after: printedOf(after) },
      elsewhere.get(change.after.id),
    )
    const move = union.nextMove()
    const items =
      change.text?.kind === "compared"
        ? passages.moved(change.text.comparison.passages)
        : { left: passages.on("before"), came: passages.on("after") }
    moved.set(change.after.id, { ...items, move })
  }
  return changes.map((change) => {
    const id = change.kind === "removed" || change.kind === "left" ? change.before.id : change.after.id
    const before = change.kind === "added" ? undefined : sources.before.get(id)
    const after = change.kind === "removed" || change.kind === "left" ? undefined : sources.after.get(id)
    const found = moved.get(id)
    if (change.kind === "left") return section({ before, after: undefined }, found?.left ?? [], [], books, found?.move)
    if (found !== undefined) return section({ before: undefined, after }, found.came, [], books, found.move)
    const passages = new Passages(union, { before: printedOf(before), after: printedOf(after) }, elsewhere.get(id))
    return section({ before, after }, itemsOf(change, passages), noteChanges(change), books)
  })
}

/** By section: what went into another one, and what came from one. */
function elsewhereOf(
  changes: readonly SectionChange[],
  moves: readonly SectionMove[],
  sources: Sources,
  union: Union,
): ReadonlyMap<string, Elsewhere> {
  const elsewhere = new Map<string, { before: Map<number, Item[]>; after: Map<number, Item[]> }>()
  const placesIn = new Map(
    changes.flatMap((change) => {
      if (change.kind === "left") return []
      return [
        [change.kind === "removed" ? change.before.id : change.after.id, placesOf(passageChanges(change))] as const,
      ]
    }),
  )
  const add = ({ section }: PassagePlace, side: Side, at: number, items: Item[]) => {
    const known = elsewhere.get(section) ?? { before: new Map(), after: new Map() }
    known[side].set(at, items)
    elsewhere.set(section, known)
  }
  for (const { from, to, change } of moves) {
    const was = placesIn.get(from.section)?.[from.at]?.before[0]
    const now = placesIn.get(to.section)?.[to.at]?.after[0]
    if (was === undefined || now === undefined) continue
    const printed = {
      before: printedOf(sources.before.get(from.section)),
      after: printedOf(sources.after.get(to.section)),
    }
    const { left, came } = new Passages(union, printed).movedOne(was, now, change)
    add(from, "before", was, left)
    add(to, "after", now, came)
  }
  return elsewhere
}

function itemsOf(change: SectionChange, passages: Passages): Item[] {
  if (change.kind === "kept" && change.text?.kind === "compared")
    return passages.changed(change.text.comparison.passages)
  return [...passages.on("before"), ...passages.on("after")]
}

function noteChanges(change: SectionChange): readonly NoteChange[] {
  const text: KeptSection["text"] = change.kind === "kept" ? change.text : null
  return text?.kind === "compared" ? text.comparison.footnotes : []
}

function section(
  { before, after }: { before: SectionSource | undefined; after: SectionSource | undefined },
  items: readonly Item[],
  noteChanges: readonly NoteChange[],
  books: Books,
  move?: number,
): RedlineSection {
  const parts = { before: before?.part ?? null, after: after?.part ?? null }
  return {
    parts,
    notes: { before: notesOf(before), after: notesOf(after) },
    noteChanges,
    items: [...headItems(parts, books, move), ...textItems(parts, books, items)],
  }
}

/** The title, and whose views the section gives. */
function headItems(parts: Sides<BookPart>, books: Books, move: number | undefined): Line[] {
  const { before, after } = parts
  const latest = after ?? before
  if (latest === null) return []
  const arounds = { before: aroundOf(before ?? latest), after: aroundOf(after ?? latest) }
  const said = move === undefined ? {} : { move }
  const inBooks = aroundsOf(books)
  const titles = {
    before: titleAround(before ?? latest, arounds.before, inBooks.before),
    after: titleAround(after ?? latest, arounds.after, inBooks.after),
  }
  const words = textWords(before?.title ?? "", after?.title ?? "", titles)
  const title: Line = {
    type: "line",
    words: words.map((word) => ({ ...word, ...said })),
    looks: {
      before: before && { ...titleLook(before, titles.before), ...said },
      after: after && { ...titleLook(after, titles.after), ...said },
    },
  }
  return [title, ...textLine("Byline", before?.viewsOf ?? "", after?.viewsOf ?? "", arounds)]
}

/** The text, or that it is to follow: what goes stands before what comes in its place, as programs expect it. */
function textItems({ before, after }: Sides<BookPart>, books: Books, items: readonly Item[]): Item[] {
  const said = (part: BookPart | null, book: Books["after"]) => (part?.isToFollow === true ? book.words.toFollow : "")
  const [was, now] = [said(before, books.before), said(after, books.after)]
  const toFollow = textLine("ToFollow", was, now, aroundsOf(books))
  return was === "" ? [...items, ...toFollow] : [...toFollow, ...items]
}

export function aroundOf({ language, dir }: BookPart): Around {
  return { language, dir }
}

function printedOf(source: SectionSource | undefined): Printed | null {
  if (source === undefined) return null
  const blocks: readonly Block[] = source.text?.blocks ?? []
  return { blocks, printed: source.part.blocks, around: aroundOf(source.part), room: { width: lineWidth.upright } }
}

function notesOf(source: SectionSource | undefined): PrintedNotes | null {
  if (source === undefined) return null
  const notes: readonly Note[] = source.text?.footnotes ?? []
  return { notes, printed: source.part.notes, around: aroundOf(source.part) }
}
