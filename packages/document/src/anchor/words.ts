import type { LineKind } from "../canonical/lines.ts"
import { readDepthMax } from "../canonical/source.ts"
import { type Container, contentOf, idAttribute, isBlockId, isContainerContent } from "../form/index.ts"
import { QuotedText, type TextSpan } from "./quote.ts"
import type { Sign } from "./shown-signs.ts"

/** A section's tree in one of its homes: the shared types, or an editor. `E` are elements, `T` names what words are in. */
export interface WordTree<E, T> {
  childrenOf(element: E): readonly unknown[]
  element(child: unknown): E | null
  text(child: unknown): { readonly of: T; readonly text: string } | null
  nameOf(element: E): string
  attributeOf(element: E, name: string): unknown
  /** Whether this build can show it as the block that it says it is. */
  isShown(element: E, container: Container): boolean
}

/** A line of the text, by offsets in all of it. */
export interface WordLine extends TextSpan {
  readonly kind: LineKind
  /** The ids of the blocks around it, from the outermost to its own; "" for one without. */
  readonly blocks: readonly string[]
}

/** A text and where it stands in the whole. */
export interface WordPiece<T> extends TextSpan {
  readonly of: T
}

/** A stretch of a text. */
export interface WordRun<T> {
  readonly of: T
  readonly index: number
  readonly length: number
}

/**
 * The words of a section in reading order, every line apart by a line break: those of the blocks, behind each table its notes, and at the
 * end the notes of the section, in the order in which they are referred to. What this build cannot read, and notes that nothing refers to,
 * have no words here. A target is its code; a note's or another reference has no length.
 */
export class Words<T> {
  readonly quoted: QuotedText
  readonly lines: readonly WordLine[]
  readonly pieces: readonly WordPiece<T>[]
  readonly #byText: ReadonlyMap<T, WordPiece<T>>

  constructor(quoted: QuotedText, lines: readonly WordLine[], pieces: readonly WordPiece<T>[]) {
    this.quoted = quoted
    this.lines = lines
    this.pieces = pieces
    this.#byText = new Map(pieces.map((piece) => [piece.of, piece]))
  }

  static of<E, T>(root: E, tree: WordTree<E, T>): Words<T> {
    const walk = new Walk(root, tree)
    return new Words(new QuotedText(walk.text, walk.signs), walk.lines, walk.pieces)
  }

  /** The stretches of texts that a span of the words is made of. */
  runsIn({ start, end }: TextSpan): WordRun<T>[] {
    const runs: WordRun<T>[] = []
    for (let i = this.#firstPiece(start); i < this.pieces.length; i++) {
      const piece = this.pieces[i]
      if (piece === undefined || piece.start >= end) break
      const from = Math.max(start, piece.start)
      const length = Math.min(end, piece.end) - from
      if (length > 0) runs.push({ of: piece.of, index: from - piece.start, length })
    }
    return runs
  }

  hasWords(span: TextSpan): boolean {
    return this.runsIn(span).length > 0
  }

  linesIn({ start, end }: TextSpan): WordLine[] {
    return this.lines.filter((line) => line.start < end && line.end > start)
  }

  /** Where a place in a text is; null where that is not among the words. */
  offsetOf(text: T, index: number): number | null {
    const piece = this.#byText.get(text)
    return piece === undefined ? null : Math.min(piece.start + index, piece.end)
  }

  #firstPiece(start: number): number {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.pieces[middle]?.end ?? 0) > start) high = middle
      else low = middle + 1
    }
    return low
  }
}

class Walk<E, T> {
  readonly lines: WordLine[] = []
  readonly signs: Sign[] = []
  readonly pieces: WordPiece<T>[] = []
  readonly #tree: WordTree<E, T>
  readonly #parts: string[] = []
  #length = 0
  readonly #bodies = new Map<string, E[]>()
  readonly #sectionNotes = new Set<string>()
  /** The notes of the tables around, from the outermost on. */
  readonly #tables: Set<string>[] = []

  constructor(root: E, tree: WordTree<E, T>) {
    this.#tree = tree
    for (const container of this.#elements(root, "footnotes"))
      if (tree.isShown(container, "root")) this.#keepBodies(container)
    this.#blocks(root, "root", [], 0)
    this.#notes(this.#sectionNotes)
  }

  get text(): string {
    return this.#parts.join("")
  }

  #elements(parent: E, name?: string): E[] {
    return this.#tree.childrenOf(parent).flatMap((child) => {
      const element = this.#tree.element(child)
      return element === null || (name !== undefined && this.#tree.nameOf(element) !== name) ? [] : [element]
    })
  }

  #keepBodies(container: E): void {
    for (const body of this.#elements(container, "footnote")) {
      if (!this.#tree.isShown(body, "notes")) continue
      const note = this.#tree.attributeOf(body, "__note") as string
      this.#bodies.set(note, [...(this.#bodies.get(note) ?? []), body])
    }
  }

  #notes(notes: ReadonlySet<string>): void {
    for (const note of notes) {
      for (const body of this.#bodies.get(note) ?? []) this.#line(body, "note", [])
      // Referred to in a table and outside, it stands where it was referred to first.
      this.#bodies.delete(note)
    }
  }

  #blocks(parent: E, container: Container, around: readonly string[], depth: number): void {
    if (depth > readDepthMax) return
    for (const block of this.#elements(parent)) {
      const name = this.#tree.nameOf(block)
      if (name !== "footnotes" && this.#tree.isShown(block, container)) this.#block(block, name, around, depth)
    }
  }

  #block(block: E, name: string, around: readonly string[], depth: number): void {
    const content = contentOf(name)
    if (content === "inline") this.#line(block, name as LineKind, around)
    else if (content === "items") this.#list(block, around)
    else if (content === "rows") this.#table(block, around, depth)
  }

  #list(list: E, around: readonly string[]): void {
    const within = [...around, this.#idOf(list)]
    for (const item of this.#elements(list)) {
      this.#line(item, "item", within)
      for (const inner of this.#elements(item, "list")) this.#list(inner, [...within, this.#idOf(item)])
    }
  }

  #table(table: E, around: readonly string[], depth: number): void {
    const notes = new Set<string>()
    this.#tables.push(notes)
    for (const row of this.#elements(table)) {
      for (const cell of this.#elements(row)) {
        const within = [...around, this.#idOf(table), this.#idOf(row), this.#idOf(cell)]
        if (isContainerContent(contentOf(this.#tree.nameOf(cell)))) this.#blocks(cell, "blocks", within, depth + 1)
      }
    }
    this.#tables.pop()
    this.#notes(notes)
  }

  #line(block: E, kind: LineKind, around: readonly string[]): void {
    if (this.lines.length > 0) this.#add("\n")
    const start = this.#length
    this.#sign("number")
    this.#inline(block)
    const own = this.#tables.length > 0 && kind !== "caption" && kind !== "note" ? "cell" : kind
    this.lines.push({ kind: own, blocks: [...around, this.#idOf(block)], start, end: this.#length })
  }

  #inline(element: E): void {
    for (const child of this.#tree.childrenOf(element)) {
      const text = this.#tree.text(child)
      const part = text === null ? this.#tree.element(child) : null
      if (text !== null) {
        const start = this.#length
        this.#add(text.text)
        this.pieces.push({ of: text.of, start, end: this.#length })
      } else if (part !== null) this.#part(part)
    }
  }

  #part(part: E): void {
    const name = this.#tree.nameOf(part)
    if (name === "link") this.#inline(part)
    else if (name === "linebreak") this.#add("\n")
    else if (name === "target") this.#add(String(this.#tree.attributeOf(part, "__code")))
    else if (name === "footnoteref") this.#refer(part)
    else if (name === "crossreference") this.#sign("crossreference")
  }

  #sign(shows: Sign["shows"]): void {
    this.signs.push({ at: this.#length, shows })
  }

  #refer(reference: E): void {
    const note = this.#tree.attributeOf(reference, "__note")
    if (!isBlockId(note)) return
    const isOfTable = this.#tree.attributeOf(reference, "__kind") === "tablenote"
    this.#sign(isOfTable ? "tablenote" : "footnote")
    const table = isOfTable ? this.#tables.at(-1) : undefined
    ;(table ?? this.#sectionNotes).add(note as string)
  }

  #idOf(element: E): string {
    const id = this.#tree.attributeOf(element, idAttribute)
    return isBlockId(id) ? (id as string) : ""
  }

  #add(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }
}
