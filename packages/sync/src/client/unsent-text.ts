import * as Y from "yjs"
import { type SharedType, standingItems, standingValues } from "./shared-type.ts"

/** Whether an update brings words. */
export function insertsText(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.some((struct) => wordsOf(struct) !== null)
}

/**
 * The words that some own updates brought, for the person to copy: in the order of the text and widened to whole words where they
 * still stand in `doc`, a line per block; after them those that stand nowhere any more because someone deleted what was around them.
 * Words that the updates themselves deleted again are left out.
 */
export function unsentText(doc: Y.Doc, updates: readonly Uint8Array[]): string {
  if (updates.length === 0) return ""
  const unsent = Y.decodeUpdate(Y.mergeUpdates([...updates]))
  const ranges = new Ranges()
  for (const struct of unsent.structs) if (wordsOf(struct) !== null) ranges.add(struct.id, struct.length)
  const standing = new Ranges()
  const lines: string[] = []
  for (const root of doc.share.values()) collectLines(root, ranges, standing, lines)
  for (const struct of unsent.structs) {
    const words = wordsOf(struct)
    if (words === null) continue
    const isGone = (offset: number) =>
      !standing.has(struct.id.client, struct.id.clock + offset) &&
      !Y.isDeleted(unsent.ds, Y.createID(struct.id.client, struct.id.clock + offset))
    const left = pieces(words, isGone)
    if (left !== "") lines.push(left)
  }
  return lines.join("\n")
}

function wordsOf(struct: Y.Item | Y.GC | Y.Skip): string | null {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : null
}

/** The characters of a string that are wanted, runs of them joined by an ellipsis where others stood between. */
function pieces(words: string, isWanted: (offset: number) => boolean): string {
  const runs: string[] = []
  let wasWanted = false
  for (let offset = 0; offset < words.length; offset += 1) {
    const isWantedNow = isWanted(offset)
    if (isWantedNow && wasWanted) runs.push((runs.pop() ?? "") + words[offset])
    else if (isWantedNow) runs.push(words[offset] ?? "")
    wasWanted = isWantedNow
  }
  return runs.join(" … ")
}

function collectLines(type: SharedType, ranges: Ranges, standing: Ranges, lines: string[]): void {
  let text = ""
  const isUnsent: boolean[] = []
  for (const item of standingItems(type)) {
    const words = wordsOf(item)
    if (words !== null) {
      for (let offset = 0; offset < words.length; offset += 1) {
        const isIn = ranges.has(item.id.client, item.id.clock + offset)
        if (isIn) standing.add(Y.createID(item.id.client, item.id.clock + offset), 1)
        isUnsent.push(isIn)
      }
      text += words
    } else if (item.content instanceof Y.ContentType) {
      text += " "
      isUnsent.push(false)
      collectLines(item.content.type, ranges, standing, lines)
    }
  }
  for (const item of standingValues(type)) {
    if (item.content instanceof Y.ContentType) collectLines(item.content.type, ranges, standing, lines)
  }
  if (!isUnsent.includes(true)) return
  widenToWords(text, isUnsent)
  lines.push(pieces(text, (offset) => isUnsent[offset] === true).trim())
}

/** A letter alone says nothing: the rest of its word comes along. Scripts without spaces give the whole run, which does no harm. */
function widenToWords(text: string, isUnsent: boolean[]): void {
  const isInWord = (offset: number) => /[\p{L}\p{M}\p{N}'’-]/u.test(text[offset] ?? " ")
  const spread = (from: number, step: 1 | -1) => {
    for (let offset = from; isInWord(offset) && isInWord(offset - step); offset += step) {
      if (isUnsent[offset]) break
      isUnsent[offset] = true
    }
  }
  const edges = isUnsent.flatMap((isIn, offset) => (isIn ? [offset] : []))
  for (const offset of edges) {
    spread(offset + 1, 1)
    spread(offset - 1, -1)
  }
}

/** Which characters, by client and clock. */
class Ranges {
  readonly #clients = new Map<number, { from: number; to: number }[]>()

  add(id: Y.ID, length: number): void {
    const ranges = this.#clients.get(id.client) ?? []
    const last = ranges.at(-1)
    if (last?.to === id.clock) last.to += length
    else ranges.push({ from: id.clock, to: id.clock + length })
    this.#clients.set(id.client, ranges)
  }

  has(client: number, clock: number): boolean {
    return (this.#clients.get(client) ?? []).some(({ from, to }) => from <= clock && clock < to)
  }
}
