import * as Y from "yjs"
import { idAttribute, rootName } from "../form/index.ts"
import { idOf } from "./span.ts"

/** Where in the log of a text blocks may have been cut. Plain data: it goes into the reader's worker. */
export interface CutQuery {
  /** The text before the first of the entries. */
  readonly parts: readonly Uint8Array[]
  readonly entries: readonly { readonly author: string | null; readonly update: Uint8Array }[]
  /** Blocks of the text itself. */
  readonly ids: readonly string[]
  readonly author: string
  /** The state vector of the text from which they were cut, and how many characters they had there. */
  readonly seen: Uint8Array
  readonly characters: number
}

export type CutFound =
  /** This entry took them out, all of them, and did nothing else to them. */
  | { readonly kind: "cut"; readonly entry: number }
  /** Nothing in these entries took any of them out. */
  | { readonly kind: "earlier" }
  /** They went otherwise: others took them out, or one after the other, or what was written into them went in the same entry. */
  | { readonly kind: "otherwise" }

/**
 * Finds the entry that took blocks out of a text, the last one that did. What its author had not seen of them may have gone with them, and
 * goes along; what they had seen must be all that they say they cut.
 */
export function findCut({ parts, entries, ids, author, seen, characters }: CutQuery): CutFound {
  const known = knownBy(seen)
  if (known === null) return { kind: "otherwise" }
  // What is deleted is counted, so it must be there still.
  const doc = new Y.Doc({ gc: false })
  for (const part of parts) Y.applyUpdate(doc, part)
  const root = doc.get(rootName, Y.XmlElement)
  const wanted = new Set(ids)
  const concerned = new Set<unknown>([root])
  let present = blocksNamed(root, wanted)
  let found: CutFound = { kind: "earlier" }
  let entry = 0
  doc.on("afterTransaction", (transaction: Y.Transaction) => {
    const isConcerned = [...transaction.changed].some(([type, keys]) => concerned.has(type) || keys.has(idAttribute))
    if (!isConcerned) return
    const before = present
    present = blocksNamed(root, wanted)
    if (![...before.keys()].some((id) => !present.has(id))) return
    const isWhole = before.size === wanted.size && present.size === 0
    const isCut = isWhole && entries[entry]?.author === author && isPure([...before.values()], transaction)
    const isAll = isCut && charactersOf([...before.values()], transaction, known) === characters
    found = isAll ? { kind: "cut", entry } : { kind: "otherwise" }
  })
  for (const { update } of entries) {
    Y.applyUpdate(doc, update)
    entry += 1
  }
  doc.destroy()
  return found
}

/** Null for bytes that are no state vector. */
function knownBy(seen: Uint8Array): ReadonlyMap<number, number> | null {
  try {
    return Y.decodeStateVector(seen)
  } catch {
    return null
  }
}

function blocksNamed(root: Y.XmlElement, wanted: ReadonlySet<string>): Map<string, Y.XmlElement> {
  const blocks = new Map<string, Y.XmlElement>()
  for (const child of root.toArray()) {
    const id = idOf(child)
    if (child instanceof Y.XmlElement && wanted.has(id) && !blocks.has(id)) blocks.set(id, child)
  }
  return blocks
}

/** Whether the transaction put nothing into the blocks, as one may that holds an hour's work offline. */
function isPure(blocks: readonly Y.XmlElement[], { beforeState, afterState, doc }: Y.Transaction): boolean {
  const inside = new Set<unknown>(blocks)
  for (const [client, end] of afterState) {
    const from = beforeState.get(client) ?? 0
    if (from >= end) continue
    for (const struct of doc.store.clients.get(client) ?? []) {
      if (!(struct instanceof Y.Item) || struct.id.clock < from) continue
      // A line whose words were cut stays as another block.
      if (struct.parentSub === idAttribute) continue
      for (let type = struct.parent; type instanceof Y.AbstractType; type = type.parent)
        if (inside.has(type)) return false
    }
  }
  return true
}

/** The characters that the blocks had before the transaction, as far as the state vector knows them. */
function charactersOf(
  blocks: readonly Y.XmlElement[],
  { deleteSet }: Y.Transaction,
  known: ReadonlyMap<number, number>,
): number {
  let count = 0
  const visit = (type: Y.XmlElement | Y.XmlText): void => {
    // oxlint-disable-next-line no-underscore-dangle -- the items of a type, deleted ones too, which Yjs lists nowhere else
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted && !Y.isDeleted(deleteSet, item.id)) continue
      const { content, id, length } = item
      if (content instanceof Y.ContentString)
        count += Math.min(length, Math.max(0, (known.get(id.client) ?? 0) - id.clock))
      if (!(content instanceof Y.ContentType)) continue
      if (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText) visit(content.type)
    }
  }
  for (const block of blocks) visit(block)
  return count
}
