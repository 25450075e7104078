import type { BookBlock, BookHead, BookInline, BookItem, BookNote, BookPart } from "../book/index.ts"
import type { Leaf } from "../redline/leaves.ts"

/** What is printed whole in a corrigendum, with the notes that it refers to. */
export interface Printed {
  readonly blocks: readonly BookBlock[]
  readonly notes: readonly BookNote[]
}

/** All of a section. */
export function printedPart({ blocks, notes, language, dir }: BookPart): Printed {
  return { blocks: blocks.map((block) => within(block, { language, dir })), notes }
}

/** Some passages of a section. */
export function printedLeaves(leaves: readonly Leaf[], { notes }: Pick<BookPart, "notes">): Printed {
  const blocks = leaves.map((leaf): BookBlock => {
    const { around } = leaf
    if (leaf.type !== "item") return within(leaf.block, around)
    const item: BookItem = { ...leaf.block, lists: [] }
    return within({ type: "list", ordered: leaf.list.block.ordered, items: [item] }, around)
  })
  return { blocks: withListsJoined(blocks), notes }
}

/** Items that stand together are one list. */
function withListsJoined(blocks: readonly BookBlock[]): BookBlock[] {
  const joined: BookBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.type === "list" && last?.type === "list" && last.ordered === block.ordered)
      joined[joined.length - 1] = { ...last, items: [...last.items, ...block.items] }
    else joined.push(block)
  }
  return joined
}

function within<B extends BookBlock>(block: B, { language, dir }: { language: string; dir: "ltr" | "rtl" }): B {
  return { ...block, language: block.language ?? language, dir: block.dir ?? dir }
}

/** Gathers what is printed into one part: places elsewhere are nowhere in it, and notes are those of this part. */
export class Gathered {
  readonly notes: BookNote[] = []

  blocks({ blocks, notes }: Printed): BookBlock[] {
    const places = new Map<number, number>()
    const noteAt = (note: number): number => {
      const known = places.get(note)
      if (known !== undefined) return known
      const text = notes[note]
      if (text === undefined) throw new TypeError("Words refer to a note that their section has not.")
      const place = this.notes.length
      places.set(note, place)
      this.notes.push(text)
      this.notes[place] = { ...text, content: this.#inlines(text.content, noteAt) }
      return place
    }
    return blocks.map((block) => this.#block(block, noteAt))
  }

  #block(block: BookBlock, noteAt: (note: number) => number): BookBlock {
    const line = (content: readonly BookInline[]) => this.#inlines(content, noteAt)
    const { id: _, ...own } = block
    switch (own.type) {
      case "heading": {
        // A corrigendum has no chapters, and no headings under them.
        const mark =
          own.number === undefined ? [] : [{ type: "text" as const, text: `${own.number} `, bold: true as const }]
        const words = line(own.content).map((part) => (part.type === "text" ? { ...part, bold: true as const } : part))
        return { type: "paragraph", ...headOf(own), content: [...mark, ...words] }
      }
      case "list":
        return { ...own, items: own.items.map((item) => this.#item(item, noteAt)) }
      case "table":
        return {
          ...own,
          ...(own.caption === undefined ? {} : { caption: { ...own.caption, content: line(own.caption.content) } }),
          rows: own.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({
              ...cell,
              blocks: cell.blocks.map((inner) => this.#block(inner, noteAt)),
            })),
          })),
          notes: own.notes.map((note) => ({ ...note, content: line(note.content) })),
        }
      case "figure":
        return {
          ...own,
          ...(own.caption === undefined ? {} : { caption: { ...own.caption, content: line(own.caption.content) } }),
        }
      case "paragraph":
      case "quote":
        return { ...own, content: line(own.content) }
      default:
        return own satisfies never
    }
  }

  #item(given: BookItem, noteAt: (note: number) => number): BookItem {
    const { id: _, ...item } = given
    return {
      ...item,
      content: this.#inlines(item.content, noteAt),
      lists: item.lists.map((list) => {
        const { id: _, ...own } = list
        return { ...own, items: own.items.map((inner) => this.#item(inner, noteAt)) }
      }),
    }
  }

  #inlines(content: readonly BookInline[], noteAt: (note: number) => number): BookInline[] {
    return content.map((part): BookInline => {
      if (part.type === "reference") return { type: "reference", words: part.words }
      return part.type === "note" && part.of === "part" ? { ...part, note: noteAt(part.note) } : part
    })
  }
}

function headOf({ language, dir }: BookHead): BookHead {
  return { ...(language === undefined ? {} : { language }), ...(dir === undefined ? {} : { dir }) }
}
