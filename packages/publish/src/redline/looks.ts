import type { IParagraphOptions } from "docx"
import { headingPlace, itemPlace, paragraphPlace, type Room } from "../docx/blocks.ts"
import type { Around } from "../docx/inline.ts"
import type { MarkPlace } from "../docx/numbering.ts"
import { headingStyle } from "../docx/styles.ts"
import type { BookPart } from "../book/index.ts"
import type { Leaf } from "./leaves.ts"

/** How a paragraph looks in one of the texts. */
export interface Look {
  readonly style: string
  readonly around: Around
  /** Present where references or contents lead to it. */
  readonly id?: string | undefined
  readonly number?: LineNumber | undefined
  readonly layout?: IParagraphOptions
  readonly move?: number
}

/** The mark of a line. Lines of one sequence are counted on. */
export type LineNumber =
  | { readonly kind: "part"; readonly mark: string; readonly part: BookPart }
  | {
      readonly kind: "counted"
      readonly mark: string
      /** Lists are one sequence each; paragraphs and headings go on through the book. */
      readonly sequence: string | object
      readonly place: MarkPlace
      readonly later: readonly string[]
    }
  | { readonly kind: "bullet"; readonly mark: string; readonly place: MarkPlace }

/** How a line of the text looks. */
export function lookOf(
  leaf: Extract<Leaf, { type: "line" | "item" }>,
  room: Room,
  isGoal: (id: string | undefined) => boolean,
): Look {
  const { around, block } = leaf
  const inCell = room.cell === undefined ? {} : { layout: { alignment: room.cell.alignment } }
  const id = isGoal(block.id) ? block.id : undefined
  if (leaf.type === "item") {
    const { mark } = leaf.block
    const place = itemPlace(leaf.list.depth, room)
    const number: LineNumber = leaf.list.block.ordered
      ? { kind: "counted", mark, sequence: leaf.list.block, place, later: leaf.later }
      : { kind: "bullet", mark, place }
    return { style: room.cell?.style ?? "ListItem", around, id, number, ...inCell }
  }
  if (leaf.block.type === "heading") {
    const { level, rank, number: mark } = leaf.block
    const number = numbered(mark, `heading ${level}`, headingPlace(level))
    return { style: headingStyle(rank), around, id: block.id, number }
  }
  if (leaf.block.type === "quote") return { style: room.cell?.style ?? "Quote", around, id, ...inCell }
  const number = numbered(leaf.block.number, "paragraphs", paragraphPlace)
  return { style: room.cell?.style ?? "BodyText", around, id, number, ...inCell }
}

export function titleLook(part: BookPart, around: Around): Look {
  const number: LineNumber | undefined = part.number === "" ? undefined : { kind: "part", mark: part.number, part }
  return { style: headingStyle(part.depth + 1), around, id: part.id, number }
}

function numbered(mark: string | undefined, sequence: string, place: MarkPlace): LineNumber | undefined {
  return mark === undefined ? undefined : { kind: "counted", mark, sequence, place, later: [] }
}
