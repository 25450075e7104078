import type { Direction } from "@codraft/document/canonical"
import type { Book, BookInline, BookPart } from "./book.ts"

/** As deep as the contents go: a part, what is in it, and once more. */
export const contentsRanksMax = 3

export interface ContentsEntry {
  /** Of the part or heading. */
  readonly id: string
  /** 1 for a part at the top level. */
  readonly rank: number
  /** May be empty. */
  readonly number: string
  readonly title: string
  readonly language: string
  readonly dir: Direction
}

/** What the contents of a book list: its parts and their headings, in reading order. */
export function contentsOf({ parts }: Book): ContentsEntry[] {
  return parts.flatMap(entriesOf).filter(({ rank, title }) => rank <= contentsRanksMax && title !== "")
}

function entriesOf(part: BookPart): ContentsEntry[] {
  const { id, depth, number, title, language, dir } = part
  const headings = part.blocks.flatMap((block): ContentsEntry[] => {
    if (block.type !== "heading" || block.id === undefined) return []
    const own = { language: block.language ?? language, dir: block.dir ?? dir }
    return [{ id: block.id, rank: block.rank, number: block.number ?? "", title: plainText(block.content), ...own }]
  })
  return [{ id, rank: depth + 1, number, title, language, dir }, ...headings]
}

/** The words of a line, without notes. */
export function plainText(content: readonly BookInline[]): string {
  const words = content.map((part) => {
    if (part.type === "text") return part.text
    if (part.type === "reference") return part.words
    if (part.type === "link") return part.content.map((piece) => (piece.type === "text" ? piece.text : " ")).join("")
    return part.type === "break" ? " " : ""
  })
  return words.join("").trim()
}
