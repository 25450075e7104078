import * as Y from "yjs"
import { idAttribute, isBlockId } from "../form/index.ts"
import { itemOf, lastAttribute } from "../canonical/items.ts"

/** Characters with consecutive clocks of one Yjs client. */
export interface Span {
  readonly client: number
  readonly clock: number
  readonly length: number
  /** The item before which it was put: what an undo brings back goes where its deleted self is. */
  readonly before: { readonly client: number; readonly clock: number } | null
}

/** Unbroken text that a change put in or took away. */
export interface Piece {
  readonly text: string
  readonly spans: readonly Span[]
  /** The id of the block around it. */
  readonly block: string | null
  /** The run of text that it stands in came or went with it. */
  readonly isWhole: boolean
}

export interface ChangedPieces {
  readonly inserted: Piece[]
  readonly deleted: Piece[]
}

/**
 * What text a transaction put in and took away; to be asked while it ends, as long as deleted items still have their content.
 * What it put in and took away again is neither.
 */
export function changedPieces(transaction: Y.Transaction): ChangedPieces {
  return { inserted: insertedPieces(transaction), deleted: deletedPieces(transaction) }
}

type TextItem = Y.Item & { content: Y.ContentString; parent: Y.XmlText }

/** Dead items between two living ones that are looked past. */
const deadItemsMax = 2000

function insertedPieces(transaction: Y.Transaction): Piece[] {
  const { beforeState, afterState, doc } = transaction
  const items: TextItem[] = []
  afterState.forEach((after, client) => {
    const before = beforeState.get(client) ?? 0
    if (after <= before) return
    const structs = doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const item = structs[i]
      if (isText(item) && !item.deleted) items.push(item)
    }
  })
  const isNew = (item: Y.Item): boolean => !isOld(transaction, item)
  return grouped(items, (item) => {
    if (item.deleted || !item.countable) return "passed"
    return isNew(item) && isText(item) ? "joined" : "end"
  }).map((group) => pieceOf(group, (text) => isNewType(transaction, text)))
}

function deletedPieces(transaction: Y.Transaction): Piece[] {
  const items: TextItem[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (isText(item) && isOld(transaction, item)) items.push(item)
  })
  const wentNow = (item: Y.Item): boolean => Y.isDeleted(transaction.deleteSet, item.id)
  return grouped(items, (item) => {
    if (!isOld(transaction, item) || !item.countable) return "passed"
    if (!item.deleted) return "end"
    if (!wentNow(item)) return "passed"
    return isText(item) ? "joined" : "end"
  }).map((group) => pieceOf(group, (text) => itemOf(text)?.deleted === true))
}

/** Items that stand side by side, in the order of the text. */
function grouped(items: readonly TextItem[], judge: (item: Y.Item) => "joined" | "passed" | "end"): TextItem[][] {
  const seen = new Set<Y.Item>()
  const groups: TextItem[][] = []
  const walk = (from: Y.Item, side: "left" | "right"): TextItem[] => {
    const found: TextItem[] = []
    let dead = 0
    for (let item = from[side]; item !== null && dead < deadItemsMax; item = item[side]) {
      const judgement = judge(item)
      if (judgement === "end") break
      if (judgement === "passed") dead += 1
      else found.push(item as TextItem)
    }
    return found
  }
  for (const item of items) {
    if (seen.has(item)) continue
    const group = [...walk(item, "left").reverse(), item, ...walk(item, "right")]
    for (const member of group) seen.add(member)
    groups.push(group)
  }
  return groups
}

function pieceOf(items: readonly TextItem[], isWhole: (text: Y.XmlText) => boolean): Piece {
  const [first] = items
  return {
    text: items.map(({ content }) => content.str).join(""),
    spans: items.map(({ id, length, rightOrigin }) => ({
      client: id.client,
      clock: id.clock,
      length,
      before: rightOrigin,
    })),
    block: first === undefined ? null : blockOf(first.parent),
    isWhole: first !== undefined && isWhole(first.parent),
  }
}

function isText(item: unknown): item is TextItem {
  return item instanceof Y.Item && item.content instanceof Y.ContentString && item.parent instanceof Y.XmlText
}

function isOld({ beforeState }: Y.Transaction, { id }: Y.Item): boolean {
  return id.clock < (beforeState.get(id.client) ?? 0)
}

function isNewType(transaction: Y.Transaction, type: Y.XmlText): boolean {
  const item = itemOf(type)
  return item !== null && !isOld(transaction, item)
}

/** Read from the item itself: a block that has just gone still says what it was. */
function blockOf(text: Y.XmlText): string | null {
  for (let element = text.parent; element instanceof Y.XmlElement; element = element.parent) {
    const id = lastAttribute(element, idAttribute)
    if (isBlockId(id)) return id as string
  }
  return null
}
