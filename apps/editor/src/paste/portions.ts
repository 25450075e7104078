import type { Block, Inline, List, ListItem, Table } from "@codraft/document"
import type { BaseSerializedNode } from "@lexical/clipboard"

/** A block on its way into the text: as it was read, or as another editor of ours has copied it. */
export type Piece = { weight: number } & (
  | {
      block: Block
      /** It goes on with the block before: a list or a table that is too long for one update. */
      continues: boolean
    }
  | { copied: BaseSerializedNode }
)

/** Longer lists and tables come in parts of about this weight. */
const partWeight = 100

/**
 * How much work a block is, in steps of about a paragraph: each line and each cell costs something, and so do many
 * characters.
 */
export function weightOf(block: Block): number {
  if (block.type === "list") return block.items.reduce((sum, item) => sum + itemWeight(item), 1)
  if (block.type === "table") return block.rows.reduce((sum, row) => sum + rowWeight(row), 1)
  return "content" in block ? lineWeight(block.content) : 1
}

function lineWeight(content: readonly Inline[]): number {
  return 1 + content.length * 0.2 + charactersOf(content) / 800
}

function itemWeight(item: ListItem): number {
  return lineWeight(item.content) + (item.lists ?? []).reduce((sum, list) => sum + weightOf(list), 0)
}

function rowWeight(row: Table["rows"][number]): number {
  return row.cells.reduce((sum, cell) => sum + cell.blocks.reduce((inner, block) => inner + weightOf(block), 0.5), 0)
}

function charactersOf(content: readonly Inline[]): number {
  return content.reduce((sum, part) => {
    if (part.type === "text") return sum + part.text.length
    return part.type === "link" ? sum + charactersOf(part.content) : sum + 1
  }, 0)
}

export function piecesOf(blocks: readonly Block[]): Piece[] {
  return blocks.flatMap((block) =>
    partsOf(block).map((part, at) => ({ block: part, continues: at > 0, weight: weightOf(part) })),
  )
}

/** Footnotes come along in their references. */
export function piecesOfCopy(nodes: readonly BaseSerializedNode[]): Piece[] {
  return nodes
    .filter(({ type }) => type !== "footnotes" && type !== "footnote")
    .map((copied) => ({ copied, weight: nodeWeight(copied) }))
}

function nodeWeight(node: BaseSerializedNode): number {
  if (node.children === undefined) return 0.5
  return node.children.reduce((sum, child) => sum + nodeWeight(child), 0.5)
}

/** Pieces, to be taken a few at a time. */
export class Portions {
  readonly total: number
  readonly #pieces: readonly Piece[]
  #next = 0
  #done = 0

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
    this.total = pieces.reduce((sum, piece) => sum + piece.weight, 0)
  }

  /** The share that has been taken, from 0 to 1. */
  get done(): number {
    return this.total === 0 ? 1 : this.#done / this.total
  }

  /** The next pieces, of about this weight together; none at the end. */
  take(weight: number): Piece[] {
    const taken: Piece[] = []
    let sum = 0
    for (;;) {
      const next = this.#pieces[this.#next]
      if (next === undefined || (taken.length > 0 && sum + next.weight > weight)) break
      taken.push(next)
      sum += next.weight
      this.#next += 1
    }
    this.#done += sum
    return taken
  }
}

function partsOf(block: Block): Block[] {
  if (block.type === "list") return listParts(block)
  if (block.type === "table") return tableParts(block)
  return [block]
}

function listParts(list: List): List[] {
  const groups = grouped(list.items, itemWeight, () => true)
  return groups.map((items, at) => (at === 0 ? { ...list, items } : { type: "list", ordered: list.ordered, items }))
}

/** Cut only where no cell reaches across. */
function tableParts(table: Table): Table[] {
  let reach = 0
  const cuts = table.rows.map((row, at) => {
    const isFree = at >= reach
    for (const cell of row.cells) reach = Math.max(reach, at + (cell.rowSpan ?? 1))
    return isFree
  })
  const groups = grouped(table.rows, rowWeight, (at) => cuts[at] === true)
  return groups.map((rows, at) => (at === 0 ? { ...table, rows } : { type: "table", rows }))
}

function grouped<T>(things: readonly T[], weigh: (thing: T) => number, mayCutBefore: (at: number) => boolean): T[][] {
  const groups: T[][] = [[]]
  let weight = 0
  things.forEach((thing, at) => {
    if (weight > partWeight && mayCutBefore(at)) {
      groups.push([])
      weight = 0
    }
    groups.at(-1)?.push(thing)
    weight += weigh(thing)
  })
  return groups
}
