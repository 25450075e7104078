import { type AlignmentType, type IParagraphOptions, Paragraph, type ParagraphChild, Tab, Table, TextRun } from "docx"
import type { BookBlock, BookHeading, BookInline, BookList, BookNote, BookPart } from "../book/index.ts"
import { Bookmarks } from "./bookmarks.ts"
import { figureOf } from "./figures.ts"
import { Footnotes } from "./footnotes.ts"
import type { WordImage } from "./images.ts"
import { type Around, InlineWriter, titleAround, within } from "./inline.ts"
import { type MarkPlace, type Numbered, Numberings } from "./numbering.ts"
import { PartNumbers } from "./part-numbers.ts"
import { headingStyle } from "./styles.ts"
import { tableOf } from "./tables.ts"

export type Child = Paragraph | Table

/** Where a block stands, and what room it has there. */
export interface Room {
  /** Of a line, in twentieths of a point. */
  readonly width: number
  /** Of a cell of a table. */
  readonly cell?: { readonly style: string; readonly alignment: (typeof AlignmentType)[keyof typeof AlignmentType] }
}

const indentStep = 567
const cellIndentStep = 300

/** Where the marks of lines stand. */
export const paragraphPlace: MarkPlace = { level: 0, indent: { left: 0, hanging: 0 }, tab: indentStep }

export function headingPlace(level: number): MarkPlace {
  return { level: level - 1, indent: { left: indentStep, hanging: indentStep } }
}

export function itemPlace(depth: number, { cell }: Room): MarkPlace {
  const step = cell !== undefined ? cellIndentStep : indentStep
  return { level: Math.min(depth, 8), indent: { left: step * (depth + 1), hanging: step } }
}

/** Makes the blocks of a book. Invariant: every number stands as the book has it, counted by Word or written as text. */
export class BlockWriter {
  readonly bookmarks = new Bookmarks()
  readonly footnotes: Footnotes
  readonly inline: InlineWriter
  readonly images: ReadonlyMap<string, WordImage>
  readonly numberings = new Numberings()
  readonly #partNumbers = new PartNumbers(this.numberings)
  /** What references lead to. */
  readonly #goals: ReadonlySet<string>
  #lists = 0
  #pictures = 0
  #tables = 0
  readonly #book: Around
  /** Of the part at hand. */
  #around: Around

  constructor(around: Around, images: ReadonlyMap<string, WordImage>, goals: ReadonlySet<string>) {
    this.#book = around
    this.#around = around
    this.images = images
    this.#goals = goals
    this.footnotes = new Footnotes((note) => this.#footnote(note))
    this.inline = new InlineWriter(around.language, this.bookmarks, this.footnotes)
  }

  openPart(part: BookPart): Around {
    this.#around = { language: part.language, dir: part.dir }
    this.footnotes.openPart(part.notes)
    return this.#around
  }

  /** The heading of the part itself. */
  title(part: BookPart, own: Around): Paragraph {
    const around = titleAround(part, own, this.#book)
    const numbering = this.#partNumbers.next(part)
    const content: BookInline[] = [{ type: "text", text: part.title }]
    return this.#headingOf(part.depth + 1, part.id, part.number, numbering, content, around)
  }

  blocks(blocks: readonly BookBlock[], around: Around, room: Room): Child[] {
    return blocks.flatMap((block) => this.block(block, around, room))
  }

  block(block: BookBlock, outer: Around, room: Room): Child[] {
    const around = within(block, outer)
    switch (block.type) {
      case "paragraph": {
        const { id, number, content } = block
        if (content.length === 0 && room.cell === undefined && !this.isGoal(id)) return []
        const place = paragraphPlace
        const numbering = number === undefined ? null : this.numberings.next("paragraphs", number, place)
        return [this.#line("BodyText", around, content, { id, number, numbering, place }, room)]
      }
      case "heading":
        return [this.#heading(block, around)]
      case "quote":
        return [this.#line("Quote", around, block.content, { id: block.id }, room)]
      case "list":
        return this.#list(block, around, room, 0)
      case "table":
        return tableOf(block, around, room, this)
      case "figure":
        return figureOf(block, around, room, this, ++this.#pictures)
      default:
        return block satisfies never
    }
  }

  paragraph(
    style: string,
    { dir }: Around,
    children: readonly ParagraphChild[],
    options: IParagraphOptions = {},
  ): Paragraph {
    const bidirectional = dir === "rtl" ? { bidirectional: true } : {}
    return new Paragraph({ style, ...bidirectional, ...options, children })
  }

  marked(id: string | undefined, children: readonly ParagraphChild[]): ParagraphChild[] {
    return id === undefined ? [...children] : (this.bookmarks.around(id, children) as ParagraphChild[])
  }

  /** Whether a reference leads to it. */
  isGoal(id: string | undefined): boolean {
    return id !== undefined && this.#goals.has(id)
  }

  /** Where the notes of a table that begins here are: the beginning of what they are called as places. */
  openTable(): string {
    const place = `table ${++this.#tables} note `
    this.inline.tableNotes.push(place)
    return place
  }

  closeTable(): void {
    this.inline.tableNotes.pop()
  }

  #line(style: string, around: Around, content: readonly BookInline[], said: Said, room: Room): Paragraph {
    const words = this.inline.all(content, around)
    const { number, numbering, place } = said
    const isText = number !== undefined && numbering === null
    const options: IParagraphOptions = {
      ...(numbering ? { numbering } : {}),
      ...(isText && place !== undefined ? { indent: place.indent, leftTabStop: place.tab ?? place.indent.left } : {}),
      ...(room.cell === undefined ? {} : { alignment: room.cell.alignment }),
    }
    const mark = isText ? [this.inline.text(number, around), new TextRun({ children: [new Tab()] })] : []
    const marked = this.marked(this.isGoal(said.id) ? said.id : undefined, words)
    return this.paragraph(room.cell?.style ?? style, around, [...mark, ...marked], options)
  }

  #heading({ id, level, rank, number, content }: BookHeading, around: Around): Paragraph {
    const place = headingPlace(level)
    const numbering = number === undefined ? null : this.numberings.next(`heading ${level}`, number, place)
    return this.#headingOf(rank, id, number, numbering, content, around)
  }

  #headingOf(
    rank: number,
    id: string | undefined,
    number: string | undefined,
    numbering: Numbered | null,
    content: readonly BookInline[],
    around: Around,
  ): Paragraph {
    const isText = number !== undefined && number !== "" && numbering === null
    const mark = isText ? [this.inline.text(`${number}\u2003`, around)] : []
    const words = this.marked(id, [...mark, ...this.inline.all(content, around)])
    return this.paragraph(headingStyle(rank), around, words, numbering === null ? {} : { numbering })
  }

  #list(list: BookList, around: Around, room: Room, depth: number): Paragraph[] {
    const place = itemPlace(depth, room)
    const sequence = `list ${++this.#lists}`
    return list.items.flatMap((item, i) => {
      const own = within(item, within(list, around))
      const later = list.items.slice(i + 1).map(({ mark }) => mark)
      const numbering = list.ordered
        ? this.numberings.next(sequence, item.mark, place, later)
        : this.numberings.bullet(sequence, item.mark, place)
      const said = { id: item.id, number: item.mark, numbering, place }
      return [
        this.#line("ListItem", own, item.content, said, room),
        ...item.lists.flatMap((deeper) => this.#list(deeper, own, room, depth + 1)),
      ]
    })
  }

  #footnote(note: BookNote): Paragraph[] {
    const around = within(note, this.#around)
    const space = new TextRun({ text: " " })
    return [this.paragraph("FootnoteText", around, [space, ...this.inline.all(note.content, around)])]
  }
}

/** What is said of a line besides its words. */
interface Said {
  readonly id?: string | undefined
  readonly number?: string | undefined
  readonly numbering?: Numbered | null
  readonly place?: MarkPlace
}
