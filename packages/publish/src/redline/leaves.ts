import type {
  BookBlock,
  BookFigure,
  BookHeading,
  BookItem,
  BookList,
  BookParagraph,
  BookQuote,
  BookTable,
} from "../book/index.ts"
import { type Around, within } from "../docx/inline.ts"

/** A block of a book as a comparison goes through it: lists are what their items say of them. */
export type Leaf = { readonly around: Around } & (
  | { readonly type: "line"; readonly block: BookParagraph | BookHeading | BookQuote }
  | { readonly type: "item"; readonly block: BookItem; readonly list: ListOfLeaf; readonly later: readonly string[] }
  | { readonly type: "table"; readonly block: BookTable }
  | { readonly type: "figure"; readonly block: BookFigure }
)

export interface ListOfLeaf {
  readonly block: BookList
  /** 0 for one that is in no other. */
  readonly depth: number
}

/** In the order of `passagesOf` the text that was printed. */
export function leavesOf(blocks: readonly BookBlock[], outer: Around): Leaf[] {
  return blocks.flatMap((block): Leaf[] => {
    const around = within(block, outer)
    if (block.type === "list") return itemsOf(block, around, 0)
    if (block.type === "table") return [{ type: "table", block, around }]
    return block.type === "figure" ? [{ type: "figure", block, around }] : [{ type: "line", block, around }]
  })
}

function itemsOf(list: BookList, around: Around, depth: number): Leaf[] {
  return list.items.flatMap((item, i): Leaf[] => {
    const own = within(item, around)
    const later = list.items.slice(i + 1).map(({ mark }) => mark)
    return [
      { type: "item", block: item, around: own, list: { block: list, depth }, later },
      ...item.lists.flatMap((deeper) => itemsOf(deeper, within(deeper, own), depth + 1)),
    ]
  })
}
