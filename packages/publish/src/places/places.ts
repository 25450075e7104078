import { linesOf } from "@codraft/document/canonical"
import type { ThreadVersion } from "@codraft/publication"
import type { Book, BookBlock, BookList, BookPart } from "../book/book.ts"
import { bookOf } from "../book/book-of.ts"
import { blockAddress } from "../book/print-section.ts"
import type { PublicationContent } from "../content/content.ts"

/** A piece of a version's text that something can be said about: a paragraph, heading, item, caption, note, or one in a cell. */
export interface FrozenPlace extends Pick<ThreadVersion, "block" | "kind" | "paragraph"> {
  /** Its words, as those of a text are told; its number is none of them. */
  readonly text: string
}

/** A section of a version with its places, in the order of its text. Plain data. */
export interface SectionPlaces extends Pick<ThreadVersion, "sectionId" | "sectionNumber"> {
  readonly title: string
  /** Null where the section is to follow. */
  readonly places: readonly FrozenPlace[] | null
}

/** A place as the book has it, under its address in the book. */
export type NamedPlace = Omit<ThreadVersion, "number" | "quote">

/** Every place of a book by its address, in reading order; notes stand behind the text that refers to them. */
export function placesInBook(book: Book): Map<string, NamedPlace> {
  const places = new Map<string, NamedPlace>()
  for (const part of book.parts) {
    const sectionId = part.id as ThreadVersion["sectionId"]
    for (const [address, name] of new PlaceNames(part).names) {
      const block = address.slice(blockAddress(part.id, "").length)
      places.set(address, { sectionId, sectionNumber: part.number, block, ...name })
    }
  }
  return places
}

/** Every place of a version, numbered as it is printed. */
export function placesOf(content: PublicationContent): SectionPlaces[] {
  const parts = new Map(bookOf(content).parts.map((part) => [part.id, part]))
  return content.sections.map(({ id, number, title, text }) => {
    const part = parts.get(id)
    const section = { sectionId: id, sectionNumber: number, title }
    if (text === null || part === undefined) return { ...section, places: null }
    const names = new PlaceNames(part).names
    const places = linesOf(text).flatMap((line): FrozenPlace[] => {
      const name = line.id === undefined ? undefined : names.get(blockAddress(id, line.id))
      return line.id === undefined || name === undefined ? [] : [{ block: line.id, ...name, text: line.text }]
    })
    return { ...section, places }
  })
}

type PlaceName = Pick<ThreadVersion, "kind" | "paragraph">

/** What each place of a part is called by, going through it in its order. */
class PlaceNames {
  readonly names = new Map<string, PlaceName>()
  /** The number of the paragraph that a list belongs to: the last one, as long as no heading has come since. */
  #paragraph = ""

  constructor(part: BookPart) {
    for (const block of part.blocks) this.#block(block)
    this.#notes(part.notes)
  }

  #block(block: BookBlock): void {
    switch (block.type) {
      case "paragraph":
        this.#paragraph = bare(block.number)
        return this.#name(block.id, "paragraph", this.#paragraph)
      case "heading":
        this.#paragraph = ""
        return this.#name(block.id, "heading", bare(block.number))
      case "quote":
        return this.#name(block.id, "paragraph", "")
      case "list":
        return this.#list(block, this.#paragraph)
      case "table": {
        const number = bare(block.number)
        this.#name(block.caption?.id, "table", number)
        for (const { cells } of block.rows) for (const { blocks } of cells) this.#cell(blocks, number)
        return this.#notes(block.notes)
      }
      case "figure":
        return this.#name(block.caption?.id, "figure", bare(block.number))
      default:
        return block satisfies never
    }
  }

  #list({ ordered, items }: BookList, above: string): void {
    for (const item of items) {
      const own = ordered && above !== "" ? `${above} ${itemLabel(item.mark)}` : above
      this.#name(item.id, "item", own)
      for (const inner of item.lists) this.#list(inner, own)
    }
  }

  /** Whatever stands in a cell is in the table. */
  #cell(blocks: readonly BookBlock[], table: string): void {
    for (const block of blocks) {
      if (block.type === "list") this.#items(block, table)
      else if (block.type === "table") this.#block(block)
      else this.#name(block.type === "figure" ? block.caption?.id : block.id, "table", table)
    }
  }

  #items({ items }: BookList, table: string): void {
    for (const item of items) {
      this.#name(item.id, "table", table)
      for (const inner of item.lists) this.#items(inner, table)
    }
  }

  #notes(notes: Book["parts"][number]["notes"]): void {
    for (const { id, label } of notes) this.#name(id, "note", bare(label))
  }

  #name(id: string | undefined, kind: PlaceName["kind"], paragraph: string): void {
    if (id !== undefined) this.names.set(id, { kind, paragraph: paragraph.slice(0, paragraphMax) })
  }
}

/** As `ThreadVersion` takes it. */
const paragraphMax = 60

/** "(a)", "a)"; what Word would write as "1." is "(1)" behind the number of a paragraph. */
function itemLabel(mark: string): string {
  return mark.endsWith(")") ? mark : `(${bare(mark)})`
}

/** "12." is paragraph 12. */
function bare(number: string | undefined): string {
  return (number ?? "").replace(/[.\s]+$/u, "")
}
