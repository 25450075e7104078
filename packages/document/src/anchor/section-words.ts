import * as Y from "yjs"
import { sourceOf } from "../canonical/from-doc.ts"
import { firstItem } from "../canonical/items.ts"
import type { LineKind } from "../canonical/lines.ts"
import { isReadableBlock, readDepthMax } from "../canonical/source.ts"
import { type Container, contentOf, idAttribute, isBlockId, isContainerContent, rootName } from "../form/index.ts"
import { QuotedText, type TextSpan } from "./quote.ts"

/** A line of the text, by offsets in all of it. */
export interface WordLine extends TextSpan {
  readonly kind: LineKind
  /** The ids of the blocks around it, from the outermost to its own; "" for one without. */
  readonly blocks: readonly string[]
}

/** A shared text and where it stands in the whole. */
export interface WordPiece extends TextSpan {
  readonly shared: Y.XmlText
}

/** A stretch of a shared text. */
export interface SharedRun {
  readonly shared: Y.XmlText
  readonly index: number
  readonly length: number
}

/**
 * The words of a section in reading order, every line apart by a line break: those of the blocks, behind each table its notes, and at the
 * end the notes of the section, in the order in which they are referred to. What this build cannot read, and notes that nothing refers to,
 * have no words here. A target is its code; a note's or another reference has no length.
 */
export class SectionWords {
  readonly quoted: QuotedText
  readonly lines: readonly WordLine[]
  readonly pieces: readonly WordPiece[]
  readonly #byShared: ReadonlyMap<Y.XmlText, WordPiece>

  constructor(doc: Y.Doc) {
    const walk = new Walk(doc.get(rootName, Y.XmlElement))
    this.quoted = new QuotedText(walk.text)
    this.lines = walk.lines
    this.pieces = walk.pieces
    this.#byShared = new Map(walk.pieces.map((piece) => [piece.shared, piece]))
  }

  /** The stretches of shared texts that a span of the words is made of. */
  runsIn({ start, end }: TextSpan): SharedRun[] {
    const runs: SharedRun[] = []
    for (let i = this.#firstPiece(start); i < this.pieces.length; i++) {
      const piece = this.pieces[i]
      if (piece === undefined || piece.start >= end) break
      const from = Math.max(start, piece.start)
      const length = Math.min(end, piece.end) - from
      if (length > 0) runs.push({ shared: piece.shared, index: from - piece.start, length })
    }
    return runs
  }

  linesIn({ start, end }: TextSpan): WordLine[] {
    return this.lines.filter((line) => line.start < end && line.end > start)
  }

  /** Where a place in a shared text is; null where that is not among the words. */
  offsetOf(type: unknown, index: number): number | null {
    const piece = type instanceof Y.XmlText ? this.#byShared.get(type) : undefined
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

type Child = ReturnType<Y.XmlElement["toArray"]>[number]

/** What stands in a line, not below it. */
const linePartNames = new Set(["link", "linebreak", "target", "crossreference", "footnoteref"])

class Walk {
  readonly lines: WordLine[] = []
  readonly pieces: WordPiece[] = []
  readonly #parts: string[] = []
  #length = 0
  readonly #bodies = new Map<string, Y.XmlElement[]>()
  readonly #sectionNotes = new Set<string>()
  /** The notes of the tables around, from the outermost on. */
  readonly #tables: Set<string>[] = []

  constructor(root: Y.XmlElement) {
    const blocks = root.toArray()
    for (const child of blocks) if (isNamed(child, "footnotes") && isShown(child, "root")) this.#keepBodies(child)
    this.#blocks(blocks, "root", [], 0)
    this.#notes(this.#sectionNotes)
  }

  get text(): string {
    return this.#parts.join("")
  }

  #keepBodies(container: Y.XmlElement): void {
    for (const body of container.toArray()) {
      if (!isNamed(body, "footnote") || !isShown(body, "notes")) continue
      const note = body.getAttribute("__note")
      if (note !== undefined) this.#bodies.set(note, [...(this.#bodies.get(note) ?? []), body])
    }
  }

  #notes(notes: ReadonlySet<string>): void {
    for (const note of notes) {
      for (const body of this.#bodies.get(note) ?? []) this.#line(body, "note", [])
      // Referred to in a table and outside, it stands where it was referred to first.
      this.#bodies.delete(note)
    }
  }

  #blocks(children: readonly Child[], container: Container, around: readonly string[], depth: number): void {
    if (depth > readDepthMax) return
    for (const child of children) {
      if (!(child instanceof Y.XmlElement) || child.nodeName === "footnotes" || !isShown(child, container)) continue
      this.#block(child, around, depth)
    }
  }

  #block(block: Y.XmlElement, around: readonly string[], depth: number): void {
    const content = contentOf(block.nodeName)
    if (content === "inline") this.#line(block, block.nodeName as LineKind, around)
    else if (content === "items") this.#list(block, around)
    else if (content === "rows") this.#table(block, around, depth)
  }

  #list(list: Y.XmlElement, around: readonly string[]): void {
    const within = [...around, idOf(list)]
    for (const item of list.toArray()) {
      if (!(item instanceof Y.XmlElement)) continue
      this.#line(item, "item", within)
      for (const inner of item.toArray()) if (isNamed(inner, "list")) this.#list(inner, [...within, idOf(item)])
    }
  }

  #table(table: Y.XmlElement, around: readonly string[], depth: number): void {
    const notes = new Set<string>()
    this.#tables.push(notes)
    for (const row of table.toArray()) {
      if (!(row instanceof Y.XmlElement)) continue
      for (const cell of row.toArray()) {
        if (!(cell instanceof Y.XmlElement)) continue
        const within = [...around, idOf(table), idOf(row), idOf(cell)]
        if (isContainerContent(contentOf(cell.nodeName))) this.#blocks(cell.toArray(), "blocks", within, depth + 1)
      }
    }
    this.#tables.pop()
    this.#notes(notes)
  }

  #line(block: Y.XmlElement, kind: LineKind, around: readonly string[]): void {
    if (this.lines.length > 0) this.#add("\n")
    const start = this.#length
    this.#inline(block)
    const own = this.#tables.length > 0 && kind !== "caption" && kind !== "note" ? "cell" : kind
    this.lines.push({ kind: own, blocks: [...around, idOf(block)], start, end: this.#length })
  }

  #inline(element: Y.XmlElement): void {
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) {
        const start = this.#length
        this.#add(stringOf(child))
        this.pieces.push({ shared: child, start, end: this.#length })
      } else if (child instanceof Y.XmlElement && linePartNames.has(child.nodeName)) this.#part(child)
    }
  }

  #part(part: Y.XmlElement): void {
    if (part.nodeName === "link") this.#inline(part)
    else if (part.nodeName === "linebreak") this.#add("\n")
    else if (part.nodeName === "target") this.#add(part.getAttribute("__code") ?? "")
    else if (part.nodeName === "footnoteref") this.#refer(part)
  }

  #refer(reference: Y.XmlElement): void {
    const note = reference.getAttribute("__note")
    if (!isBlockId(note)) return
    const table = reference.getAttribute("__kind") === "tablenote" ? this.#tables.at(-1) : undefined
    ;(table ?? this.#sectionNotes).add(note as string)
  }

  #add(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }
}

function isNamed(child: Child, name: string): child is Y.XmlElement {
  return child instanceof Y.XmlElement && child.nodeName === name
}

function isShown(child: Y.XmlElement, container: Container): boolean {
  return isReadableBlock(sourceOf(child), container)
}

function idOf(element: Y.XmlElement): string {
  const id = element.getAttribute(idAttribute)
  return isBlockId(id) ? (id as string) : ""
}

/** Every unit as Yjs counts it. */
function stringOf(text: Y.XmlText): string {
  let string = ""
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    string += item.content instanceof Y.ContentString ? item.content.str : "\uFFFC".repeat(item.length)
  }
  return string
}
