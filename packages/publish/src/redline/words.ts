import type { Inline } from "@codraft/document/canonical"
import { compareContents, type LinePart } from "@codraft/document/compare"
import type { BookFigure, BookInline, BookText } from "../book/index.ts"
import { type Around, within } from "../docx/inline.ts"
import type { On, Side } from "./sides.ts"

export type Thing = Exclude<BookInline, { type: "link" }>

/** Something in a line that one text or both have. */
export interface Word {
  readonly on: On
  readonly thing: Thing | Picture | { readonly type: "tab" } | { readonly type: "label"; readonly text: string }
  readonly around: Around
  /** Of the link that it is in. */
  readonly url?: string
  /** What the notes of the table around are called as places. */
  readonly notesAt?: string
  /** What is the same thing in the text before: as it looks there, or as its notes are counted there. */
  readonly was?: { readonly thing: Thing; readonly around: Around }
  /** It stands elsewhere in the other text. */
  readonly move?: number
}

export interface Picture {
  readonly type: "picture"
  readonly figure: BookFigure
  readonly width: number
}

/** A line as it is printed, beside the text that it was printed from. */
export interface PrintedLine {
  readonly content: readonly Inline[]
  readonly printed: readonly BookInline[]
  readonly around: Around
  readonly notesAt?: string | undefined
}

/** The words of a line that both texts have, given what became of them; `parts` of one that is divided are those of its lines. */
export class LineReading {
  readonly #before: Reading
  readonly #after: Reading

  constructor(before: readonly PrintedLine[], after: readonly PrintedLine[]) {
    this.#before = new Reading(before)
    this.#after = new Reading(after)
  }

  words(parts: readonly LinePart[]): Word[] {
    return parts.flatMap((part): Word[] => {
      if (part.kind === "removed") return this.#before.take(part.content).map((piece) => one("before", piece))
      if (part.kind === "added") return this.#after.take(part.content).map((piece) => one("after", piece))
      const was = this.#before.take(part.kind === "kept" ? part.content : part.before)
      return paired(was, this.#after.take(part.kind === "kept" ? part.content : part.after))
    })
  }
}

/** A line that reads the same in both texts, though numbers in it may differ. */
export function sameWords(before: PrintedLine, after: PrintedLine): Word[] {
  return paired(new Reading([before]).all(), new Reading([after]).all())
}

export function wordsOn(side: Side, line: PrintedLine): Word[] {
  return new Reading([line]).all().map((piece) => one(side, piece))
}

/** Plain text, such as a title, compared word by word. */
export function textWords(before: string, after: string, arounds: { before: Around; after: Around }): Word[] {
  const printed = (side: Side, text: string): PrintedLine => {
    const content = text === "" ? [] : [{ type: "text" as const, text }]
    return { content, printed: content, around: arounds[side] }
  }
  const reading = new LineReading([printed("before", before)], [printed("after", after)])
  return reading.words(textParts(before, after, arounds.after.language))
}

export function textParts(before: string, after: string, language: string): LinePart[] {
  const content = (text: string): Inline[] => (text === "" ? [] : [{ type: "text", text }])
  if (before === after) return [{ kind: "kept", content: content(after) }]
  const format = { format: "codraft.section", formatVersion: 1, language, dir: "ltr" } as const
  const contents = [before, after].map((text) => ({
    ...format,
    blocks: [{ type: "paragraph" as const, id: "line", content: content(text) }],
  }))
  const [was, now] = contents
  const change = was && now ? compareContents(was, now).passages[0] : undefined
  if (change?.kind === "changed" && change.type === "line") return [...change.line]
  return [
    { kind: "removed", content: content(before) },
    { kind: "added", content: content(after) },
  ]
}

/** Words that one side says before a line, such as the number of a table. */
export function saidWords(
  before: string | null,
  after: string | null,
  arounds: { before: Around; after: Around },
): Word[] {
  const text = (said: string): BookText => ({ type: "text", text: said })
  if (before !== null && before === after) return [{ on: "both", thing: text(before), around: arounds.after }]
  return [
    ...(before === null ? [] : [{ on: "before" as const, thing: text(before), around: arounds.before }]),
    ...(after === null ? [] : [{ on: "after" as const, thing: text(after), around: arounds.after }]),
  ]
}

interface Piece {
  readonly thing: Thing
  readonly around: Around
  readonly url?: string
  readonly notesAt?: string
}

function one(on: On, piece: Piece): Word {
  return { on, ...piece }
}

/** The things of printed lines one after the other. */
class Reading {
  readonly #pieces: { size: number; isText: boolean; piece: Piece }[] = []

  constructor(lines: readonly PrintedLine[]) {
    for (const { content, printed, ...own } of lines) {
      const { around, notesAt } = own
      const place = notesAt === undefined ? {} : { notesAt }
      content.forEach((inline, i) => {
        const shown = printed[i]
        if (shown === undefined) return
        if (inline.type === "link" && shown.type === "link") {
          inline.content.forEach((inner, k) => {
            const thing = shown.content[k]
            if (thing !== undefined) this.#add(inner, { thing, around, url: shown.url, ...place })
          })
        } else if (shown.type !== "link") this.#add(inline, { thing: shown, around, ...place })
      })
    }
  }

  #add(inline: Inline, piece: Piece): void {
    const isText = inline.type === "text"
    this.#pieces.push({ size: isText ? inline.text.length : 1, isText, piece })
  }

  all(): Piece[] {
    return this.#pieces.splice(0).map(({ piece }) => piece)
  }

  take(content: readonly Inline[]): Piece[] {
    return content.flatMap((inline): Piece[] => {
      if (inline.type === "link") return inline.content.flatMap((inner) => this.#next(inner))
      return this.#next(inline)
    })
  }

  #next(inline: Inline): Piece[] {
    const taken: Piece[] = []
    for (let left = inline.type === "text" ? inline.text.length : 1; left > 0; ) {
      const first = this.#pieces.shift()
      if (first === undefined) throw new TypeError("A comparison has more words than the text that was printed.")
      if (first.size <= left || !first.isText) {
        taken.push(first.piece)
        left -= first.size
        continue
      }
      const [head, tail] = cut(first.piece, left)
      taken.push(head)
      this.#pieces.unshift({ ...first, size: first.size - left, piece: tail })
      left = 0
    }
    return taken
  }
}

function cut(piece: Piece, at: number): [Piece, Piece] {
  const { thing } = piece
  if (thing.type !== "text") return [piece, piece]
  return [
    { ...piece, thing: { ...thing, text: thing.text.slice(0, at) } },
    { ...piece, thing: { ...thing, text: thing.text.slice(at) } },
  ]
}

/** What reads the same on both sides, thing by thing. */
function paired(before: readonly Piece[], after: readonly Piece[]): Word[] {
  const [was, now] = [[...before], [...after]]
  const words: Word[] = []
  for (let old = was.shift(), is = now.shift(); old !== undefined || is !== undefined; ) {
    if (old === undefined || is === undefined) {
      if (old !== undefined) words.push(one("before", old))
      if (is !== undefined) words.push(one("after", is))
      ;[old, is] = [was.shift(), now.shift()]
      continue
    }
    if (old.thing.type === "text" && is.thing.type === "text") {
      const size = Math.min(old.thing.text.length, is.thing.text.length)
      if (old.thing.text.length > size) {
        const [head, tail] = cut(old, size)
        was.unshift(tail)
        old = head
      }
      if (is.thing.text.length > size) {
        const [head, tail] = cut(is, size)
        now.unshift(tail)
        is = head
      }
    }
    words.push(...pairOf(old, is))
    ;[old, is] = [was.shift(), now.shift()]
  }
  return words
}

function pairOf(was: Piece, is: Piece): Word[] {
  if (!isSame(was, is)) return [one("before", was), one("after", is)]
  const isPlain = is.thing.type !== "note" && looksOf(was) === looksOf(is)
  return [{ ...one("both", is), ...(isPlain ? {} : { was: { thing: was.thing, around: was.around } }) }]
}

function isSame(was: Piece, is: Piece): boolean {
  if (was.url !== is.url || was.thing.type !== is.thing.type) return false
  if (was.thing.type === "text" && is.thing.type === "text") return was.thing.text === is.thing.text
  if (was.thing.type === "reference" && is.thing.type === "reference") return was.thing.words === is.thing.words
  if (was.thing.type === "note" && is.thing.type === "note") {
    return was.thing.of === is.thing.of && (is.thing.of === "part" || was.thing.label === is.thing.label)
  }
  return true
}

function looksOf({ thing, around }: Piece): string {
  if (thing.type !== "text") return ""
  const { text: _, ...formats } = thing
  const { language, dir } = within(thing, around)
  return JSON.stringify([Object.entries({ ...formats, language, dir }).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}
