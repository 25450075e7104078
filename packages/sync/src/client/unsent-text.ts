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
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]))
  const unsent = new Characters()
  for (const struct of structs) if (wordsOf(struct) !== null) unsent.add(struct.id.client, spanOf(struct))
  const settled = new Characters()
  const lines: string[] = []
  for (const root of doc.share.values()) collectLines(root, unsent, settled, lines)
  for (const [client, deleted] of ds.clients) {
    for (const { clock, len } of deleted) settled.add(client, { from: clock, to: clock + len })
  }
  for (const struct of structs) {
    const words = wordsOf(struct)
    if (words === null) continue
    const left = settled.outside(struct.id.client, spanOf(struct)).map((span) => moved(span, -struct.id.clock))
    if (left.length > 0) lines.push(quote(words, left))
  }
  return lines.join("\n")
}

function wordsOf(struct: Y.Item | Y.GC | Y.Skip): string | null {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : null
}

function collectLines(type: SharedType, unsent: Characters, settled: Characters, lines: string[]): void {
  let text = ""
  const found: Span[] = []
  for (const item of standingItems(type)) {
    const words = wordsOf(item)
    if (words !== null) {
      for (const span of unsent.within(item.id.client, spanOf(item))) {
        settled.add(item.id.client, span)
        found.push(moved(span, text.length - item.id.clock))
      }
      text += words
    } else if (item.content instanceof Y.ContentType) {
      text += " "
      collectLines(item.content.type, unsent, settled, lines)
    }
  }
  for (const item of standingValues(type)) {
    if (item.content instanceof Y.ContentType) collectLines(item.content.type, unsent, settled, lines)
  }
  if (found.length > 0)
    lines.push(quote(text, found.map((span) => widenedToWords(text, span)).reduce(joined, [])).trim())
}

/** From one character to before another. */
interface Span {
  readonly from: number
  readonly to: number
}

function spanOf(struct: Y.Item | Y.GC | Y.Skip): Span {
  return { from: struct.id.clock, to: struct.id.clock + struct.length }
}

function moved({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by }
}

/** `spans` in order, with one more that begins no earlier than the last. */
function joined(spans: readonly Span[], next: Span): Span[] {
  const last = spans.at(-1)
  if (!last || last.to < next.from) return [...spans, next]
  return [...spans.slice(0, -1), { from: last.from, to: Math.max(last.to, next.to) }]
}

function quote(text: string, spans: readonly Span[]): string {
  return spans.map(({ from, to }) => text.slice(from, to)).join(" … ")
}

/** A letter alone says nothing: the rest of its word comes along. */
function widenedToWords(text: string, { from, to }: Span): Span {
  const isLetter = (at: number) => at >= 0 && /[\p{L}\p{M}\p{N}'’-]/u.test(text.charAt(at))
  while (isLetter(from) && isLetter(from - 1)) from -= 1
  while (isLetter(to - 1) && isLetter(to)) to += 1
  return { from, to }
}

/** Some characters of a document, by client and clock. */
class Characters {
  readonly #spans = new Map<number, Span[]>()

  add(client: number, span: Span): void {
    const spans = this.#spans.get(client)
    if (spans) spans.push(span)
    else this.#spans.set(client, [span])
  }

  /** The parts of a span that are here, in order. */
  within(client: number, { from, to }: Span): Span[] {
    const cut = (this.#spans.get(client) ?? []).map((span) => ({
      from: Math.max(span.from, from),
      to: Math.min(span.to, to),
    }))
    return cut
      .filter((span) => span.from < span.to)
      .sort((a, b) => a.from - b.from)
      .reduce(joined, [])
  }

  /** The parts of a span that are not here, in order. */
  outside(client: number, span: Span): Span[] {
    const rest: Span[] = []
    let { from } = span
    for (const inside of this.within(client, span)) {
      if (from < inside.from) rest.push({ from, to: inside.from })
      from = inside.to
    }
    return from < span.to ? [...rest, { from, to: span.to }] : rest
  }
}
