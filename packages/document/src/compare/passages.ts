import type {
  Block,
  BlockHead,
  Direction,
  Image,
  Inline,
  List,
  ListItem,
  Table,
  UnknownBlock,
} from "../canonical/index.ts"

/**
 * A text as a reader goes through it: paragraphs and items of lists in one row, tables and images between them. Lists are
 * what their items say of them, so that an item may come, go or move like any paragraph.
 */
export type Passage = LinePassage | ItemPassage | Table | Image | UnknownBlock

type LineBlock = Extract<Block, { content: readonly Inline[] }>
export type LinePassage = LineBlock

export interface ItemPassage extends BlockHead {
  readonly type: "item"
  /** The lists that it is in, outermost first. */
  readonly lists: readonly ListHead[]
  /** It is the first of its list. */
  readonly opens?: true
  readonly content: readonly Inline[]
}

export type ListHead = Omit<List, "items">

/** A passage that is one line. */
export type Line = LinePassage | ItemPassage

export function isLine(passage: Passage): passage is Line {
  return "content" in passage
}

export function passagesOf(blocks: readonly Block[]): Passage[] {
  return blocks.flatMap((block): Passage[] => (block.type === "list" ? itemsOf(block, []) : [block]))
}

function itemsOf({ items, ...list }: List, around: readonly ListHead[]): ItemPassage[] {
  const lists = [...around, list]
  return items.flatMap(({ content, lists: deeper = [], ...item }, i) => [
    { type: "item" as const, ...item, lists, ...(i === 0 ? { opens: true as const } : {}), content },
    ...deeper.flatMap((list) => itemsOf(list, lists)),
  ])
}

/** The blocks that these are the passages of. */
export function blocksOf(passages: readonly Passage[]): Block[] {
  const blocks: (Exclude<Block, List> | OpenList)[] = []
  let open: OpenList[] = []
  for (const passage of passages) {
    if (passage.type !== "item") {
      open = []
      blocks.push(passage)
      continue
    }
    const { type: _, lists, opens, ...item } = passage
    open.length = Math.min(open.length, opens === true ? lists.length - 1 : lists.length)
    for (const head of lists.slice(open.length)) {
      const list: OpenList = { ...head, items: [] }
      const holder = open.at(-1)?.items.at(-1)
      if (holder === undefined) blocks.push(list)
      else (holder.lists ??= []).push(list)
      open.push(list)
    }
    open.at(-1)?.items.push(item)
  }
  return blocks
}

interface OpenList extends ListHead {
  items: (Omit<ListItem, "lists"> & { lists?: OpenList[] })[]
}

/** The language in which a line is written. */
export function languageOf(line: Line, around: string): string {
  if (line.language !== undefined) return line.language
  const list = line.type === "item" ? line.lists.findLast(({ language }) => language !== undefined) : undefined
  return list?.language ?? around
}

/** What is to be seen of an item beside its words: how deep it is, how it is marked, and where its numbers begin. */
export function markOf({ lists, opens }: ItemPassage): ItemMark {
  const list = lists.at(-1)
  const dir = list?.dir ?? lists.findLast((outer) => outer.dir !== undefined)?.dir
  return {
    depth: lists.length,
    isOrdered: list?.ordered === true,
    ...(opens === true && list?.start !== undefined ? { start: list.start } : {}),
    ...(dir === undefined ? {} : { dir }),
  }
}

export interface ItemMark {
  readonly depth: number
  readonly isOrdered: boolean
  readonly start?: number
  readonly dir?: Direction
}
