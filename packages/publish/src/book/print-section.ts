import {
  type Block,
  type BlockHead,
  type BlockNumber,
  type CanonicalContent,
  type GoalsOf,
  type Inline,
  itemMark,
  type List,
  type Note,
  noteLabel,
  shownReference,
} from "@codraft/document/canonical"
import { directionOf } from "@codraft/publication/direction"
import type { BookBlock, BookFigure, BookHead, BookInline, BookList, BookNote, BookPart, BookText } from "./book.ts"
import { printTable } from "./print-table.ts"

export interface SectionToPrint {
  readonly content: CanonicalContent
  /** Of the section in the outline. */
  readonly depth: number
  readonly numbers: ReadonlyMap<string, BlockNumber>
  readonly goalsOf: GoalsOf
  readonly addressOf: (blockId: string) => string
}

export function sectionAddress(sectionId: string): string {
  return sectionId
}

export function blockAddress(sectionId: string, blockId: string): string {
  return `${sectionId}-${blockId}`
}

/** The text of one section as it is printed. */
export function printSection(section: SectionToPrint): Pick<BookPart, "blocks" | "notes"> {
  const printer = new SectionPrinter(section)
  const { blocks, footnotes = [], language } = section.content
  return {
    blocks: printer.blocks(blocks, language),
    notes: printer.notes(footnotes, "footnote", language),
  }
}

/** Invariant: `language` is always that of what stands around the thing at hand. */
export class SectionPrinter {
  readonly #section: SectionToPrint
  /** Of the tables that are open, outermost first: notes of a table are lettered in its language. */
  readonly #tables: string[] = []
  /** The levels of the headings that what comes next stands under, outermost first. */
  #under: readonly number[] = []

  constructor(section: SectionToPrint) {
    this.#section = section
  }

  blocks(blocks: readonly Block[], language: string): BookBlock[] {
    return blocks.map((block) => this.#block(block, block.language ?? language))
  }

  #block(block: Block, language: string): BookBlock {
    const head = this.head(block)
    switch (block.type) {
      case "paragraph":
        return { type: "paragraph", ...head, ...this.number(block), content: this.inline(block.content, language) }
      case "heading":
        return {
          type: "heading",
          ...head,
          level: block.level,
          rank: this.#rank(block.level),
          ...this.number(block),
          content: this.inline(block.content, language),
        }
      case "quote":
        return { type: "quote", ...head, content: this.inline(block.content, language) }
      case "caption":
        return { type: "paragraph", ...head, content: this.inline(block.content, language) }
      case "list":
        return this.#list(block, language, 0)
      case "table":
        this.#tables.push(language)
        try {
          return printTable(block, language, this)
        } finally {
          this.#tables.pop()
        }
      case "image":
        return this.#figure(block, language)
      case "unknown":
        return { type: "paragraph", ...head, content: [{ type: "text", text: block.text }] }
      default:
        return block satisfies never
    }
  }

  #rank(level: number): number {
    this.#under = [...this.#under.filter((above) => above < level), level]
    return this.#section.depth + 1 + this.#under.length
  }

  head({ id, language, dir }: BlockHead): BookHead {
    const own = dir ?? (language === undefined ? undefined : directionOf(language))
    return {
      ...(id === undefined ? {} : { id: this.#section.addressOf(id) }),
      ...(language === undefined ? {} : { language }),
      ...(own === undefined ? {} : { dir: own }),
    }
  }

  number({ id }: BlockHead): { number?: string } {
    const number = id === undefined ? undefined : this.#section.numbers.get(id)
    return number === undefined ? {} : { number: number.shown }
  }

  inline(content: readonly Inline[], language: string): BookInline[] {
    return content.map((part): BookInline => {
      switch (part.type) {
        case "text":
          return textOf(part)
        case "break":
          return { type: "break" }
        case "link":
          return {
            type: "link",
            url: part.url,
            content: part.content.map((inner) => (inner.type === "text" ? textOf(inner) : { type: "break" })),
          }
        case "footnote":
          return {
            type: "note",
            of: "part",
            note: part.note,
            label: noteLabel("footnote", part.note, this.#section.content.language),
          }
        case "tablenote":
          return {
            type: "note",
            of: "table",
            note: part.note,
            label: noteLabel("tablenote", part.note, this.#tables.at(-1) ?? language),
          }
        case "target":
          return { type: "text", text: part.code }
        case "crossreference": {
          const { words, state } = shownReference(part, this.#section.goalsOf(part) ?? { state: "hidden" }, language)
          const to = part.block === undefined ? sectionAddress(part.section) : blockAddress(part.section, part.block)
          return { type: "reference", words, ...(state === "there" ? { to } : {}) }
        }
        default:
          return part satisfies never
      }
    })
  }

  notes(notes: readonly Note[], kind: "footnote" | "tablenote", language: string): BookNote[] {
    return notes.map((note, i) => ({
      ...this.head(note),
      label: noteLabel(kind, i, language),
      content: this.inline(note.content, note.language ?? language),
    }))
  }

  #list(list: List, language: string, depth: number): BookList {
    return {
      type: "list",
      ...this.head(list),
      ordered: list.ordered,
      items: list.items.map((item, i) => {
        const own = item.language ?? language
        const { number } = this.number(item)
        const counted = list.ordered ? itemMark((list.start ?? 1) + i, depth, own) : (bullets[depth % 3] ?? "•")
        return {
          ...this.head(item),
          mark: number ?? counted,
          content: this.inline(item.content, own),
          lists: (item.lists ?? []).map((deeper) => this.#list(deeper, deeper.language ?? own, depth + 1)),
        }
      }),
    }
  }

  #figure(image: Extract<Block, { type: "image" }>, language: string): BookFigure {
    const { file, alt, decorative, credit, scale, caption } = image
    return {
      type: "figure",
      ...this.head(image),
      ...(file === undefined ? {} : { file }),
      alt: decorative === true ? "" : (alt ?? ""),
      isDecorative: decorative === true,
      width: (scale ?? 100) / 100,
      ...this.number(image),
      ...(caption === undefined
        ? {}
        : { caption: { ...this.head(caption), content: this.inline(caption.content, caption.language ?? language) } }),
      ...(credit === undefined ? {} : { credit }),
    }
  }
}

const bullets = ["•", "–", "◦"]

function textOf({ text, formats = [], language }: Extract<Inline, { type: "text" }>): BookText {
  const formatted = Object.fromEntries(formats.map((format) => [format, true]))
  return {
    type: "text",
    text,
    ...formatted,
    ...(language === undefined ? {} : { language, dir: directionOf(language) }),
  }
}
