import type { Block, Direction, HeadingLevel, Inline, Note } from "@codraft/document"
import type { Languages } from "./languages.ts"
import { isAll, Line, withoutFormat } from "./line.ts"
import { type ListLine, listsOf, readMarker, typedMarker } from "./lists.ts"

/** What the line at hand becomes when it ends. */
export type Kind =
  | { type: "paragraph" | "quote" | "caption" }
  | { type: "heading"; level: HeadingLevel }
  | { type: "item"; level: number; list: string; isOrdered: boolean | null; number: number | null }

export interface Frame {
  kind: Kind
  dir: Direction | null
  /** The footnote whose text this is. */
  note: string | null
  /** The number or bullet that Word writes before an item. */
  marker: string
  /** The source calls it an item, but does not say of which list. */
  isLooseItem: boolean
}

export const plainFrame: Frame = {
  kind: { type: "paragraph" },
  dir: null,
  note: null,
  marker: "",
  isLooseItem: false,
}

/** The blocks of one container (the text, or a cell) as they come up in the source. */
export class Flow {
  readonly line = new Line()
  readonly #languages: Languages
  readonly #notes: Map<string, Note>
  readonly #read: (Block | ListLine)[] = []
  #frame: Frame = { ...plainFrame }

  /** The texts of footnotes go to `notes`, wherever they stand. */
  constructor(languages: Languages, notes: Map<string, Note>) {
    this.#languages = languages
    this.#notes = notes
  }

  get frame(): Frame {
    return this.#frame
  }

  /** Begins a line; answers the frame to go back to by `leave`. */
  enter(frame: Frame): Frame {
    this.endLine()
    const outer = this.#frame
    this.#frame = { ...frame }
    return outer
  }

  leave(outer: Frame): void {
    this.endLine()
    this.#frame = outer
  }

  add(block: Block): void {
    this.endLine()
    this.#read.push(block)
  }

  endLine(): void {
    if (this.line.isEmpty) return
    const { line, languages, frame } = { line: this.line, languages: this.#languages, frame: this.#looseItem() }
    const { paragraphs, language } = line.take()
    for (const content of isOneLine(frame.kind) ? [joined(paragraphs)] : paragraphs) {
      if (content.length === 0) continue
      const head = languages.headOf(language, frame.dir, textOf(content))
      const words = languages.passages(content, head)
      if (frame.note !== null) this.#addToNote(frame.note, { ...head, content: words.filter(isNoteText) })
      else this.#read.push(blockOf(frame, { ...head, content: words }))
    }
  }

  /** The blocks, with lists made of their items and captions put on their tables. */
  blocks(): Block[] {
    this.endLine()
    const blocks: Block[] = []
    let items: ListLine[] = []
    for (const next of this.#read) {
      if (next.type === "item") {
        items.push(next)
        continue
      }
      blocks.push(...listsOf(items))
      items = []
      const last = blocks.at(-1)
      if (next.type === "table" && next.caption === undefined && last?.type === "caption") {
        const { type: _, ...caption } = last
        blocks[blocks.length - 1] = { ...next, caption }
      } else blocks.push(next)
    }
    blocks.push(...listsOf(items))
    return blocks.map((block) => (block.type === "caption" ? { ...block, type: "paragraph" } : block))
  }

  /** A note is one line; what were paragraphs in it are lines of that. */
  #addToNote(note: string, line: Note): void {
    const known = this.#notes.get(note)
    const content = known === undefined ? line.content : [...known.content, { type: "break" as const }, ...line.content]
    this.#notes.set(note, { ...line, ...known, content })
  }

  #looseItem(): Frame {
    const marker = this.#frame.isLooseItem ? typedMarker.exec(this.line.start) : null
    if (marker === null) return this.#frame
    this.line.dropStart(marker[0].length)
    const kind: Kind = { type: "item", level: 1, list: "loose", isOrdered: null, number: null }
    return { ...this.#frame, kind, marker: marker[1] ?? "" }
  }
}

const isNoteText = (part: Inline): part is Note["content"][number] =>
  part.type !== "footnote" && part.type !== "tablenote"

const isOneLine = (kind: Kind) => kind.type !== "paragraph" && kind.type !== "quote"

function joined(paragraphs: readonly Inline[][]): Inline[] {
  return paragraphs.flatMap((content, at) => (at === 0 ? content : [{ type: "break" as const }, ...content]))
}

function blockOf(frame: Frame, line: { language?: string; dir?: Direction; content: Inline[] }): Block | ListLine {
  const { kind } = frame
  if (kind.type === "item") {
    const { content, ...head } = line
    const read = readMarker(frame.marker)
    const isOrdered = kind.isOrdered ?? read.isOrdered
    return {
      type: "item",
      level: kind.level,
      list: kind.list,
      isOrdered,
      number: kind.number ?? read.number,
      head,
      content,
    }
  }
  if (kind.type === "paragraph" || kind.type === "caption") return { type: kind.type, ...line }
  // Headings and quotes look as they look here, not as they looked elsewhere.
  const upright = isAll(line.content, "italic") ? withoutFormat(line.content, "italic") : line.content
  if (kind.type !== "heading") return { type: "quote", ...line, content: upright }
  return { type: "heading", level: kind.level, ...line, content: withoutFormat(upright, "bold") }
}

export function textOf(content: readonly Inline[]): string {
  return content
    .map((part) => (part.type === "text" ? part.text : part.type === "link" ? textOf(part.content) : " "))
    .join("")
}
