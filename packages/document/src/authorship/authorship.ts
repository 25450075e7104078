import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import { type AuthorRun, appendRun, joinRuns, sliceRuns } from "../canonical/author-run.ts"
import type { SectionLanguage } from "../canonical/reading.ts"
import { Attributions, type AttributionsState } from "./attributions.ts"
import { type AuthoredLine, authoredLines } from "./lines.ts"
import {
  againMin,
  matchLater,
  matchMoving,
  matchReturned,
  matchStretches,
  matchWithin,
  Source,
  stretchMin,
  Target,
} from "./matching.ts"
import { changedPieces, type Piece } from "./pieces.ts"
import { Removed, type RemovedState } from "./removed.ts"

/** An entry of a text stream. */
export interface AuthoredEntry {
  /** null: the server, which writes for nobody. */
  readonly author: string | null
  readonly at: number
  /** Yjs update (v1) that needs nothing but the entries before it. */
  readonly update: Uint8Array
  /**
   * The authors of the text that the entry puts in, in its order, where it says so itself: words that come from
   * elsewhere keep theirs. What it does not reach is the entry's author's.
   */
  readonly credits?: readonly AuthorRun[]
}

interface State {
  readonly bytes: number
  readonly doc: Uint8Array
  readonly attributions: AttributionsState
  readonly removed: RemovedState
}

/** How long after words were cut they may be pasted and still be whose they were. */
const pasteMs = 15 * 60 * 1000

/** The log tells only the first of two people who take the same words away to move them; the other only puts them in. */
const togetherMs = 60 * 1000

/**
 * Who wrote each passage of a text, found by going through the entries of its log in order.
 * 1. Text is its entry's author's, unless the entry says whose it is (`credits`).
 * 2. Words that one entry takes away and puts in again keep their authors: a split, a join, a change of type, a drag.
 * 3. So do words that the same person took away before and brings back: by undo to where they were, as the same block, or
 *    elsewhere within `pasteMs` if they are `stretchMin` characters or more. Copies are whose who made them.
 */
export class Authorship {
  readonly #doc = new Y.Doc()
  readonly #attributions: Attributions
  readonly #removed: Removed
  readonly #origin = Symbol("entry")
  #entry: AuthoredEntry | null = null
  #bytes = 0

  /** From nothing, or from where `encode` left off. */
  constructor(encoded?: Uint8Array) {
    const state = encoded && (decoding.readAny(decoding.createDecoder(encoded)) as State)
    this.#attributions = state ? Attributions.from(state.attributions) : new Attributions()
    this.#removed = state ? Removed.from(state.removed) : new Removed()
    if (state) {
      this.#bytes = state.bytes
      Y.applyUpdate(this.#doc, state.doc)
    }
    this.#doc.on("afterTransaction", (transaction: Y.Transaction) => {
      if (transaction.origin === this.#origin && this.#entry !== null) this.#attribute(transaction, this.#entry)
    })
  }

  /** Of the entries taken in: what the memory taken depends on. */
  get bytes(): number {
    return this.#bytes
  }

  add(entry: AuthoredEntry): void {
    this.#entry = entry
    this.#bytes += entry.update.byteLength
    Y.applyUpdate(this.#doc, entry.update, this.#origin)
    this.#entry = null
  }

  /** The lines of the canonical content (`linesOf`), each with the runs that it is made of; of an earlier moment if given. */
  lines(section: SectionLanguage, doc: Y.Doc = this.#doc): AuthoredLine[] {
    return authoredLines(doc, section, (client, clock, length) => this.#attributions.runs(client, clock, length))
  }

  /** Whose these characters are, in this order. */
  runs(spans: readonly { client: number; clock: number; length: number }[]): AuthorRun[] {
    return joinRuns(...spans.map(({ client, clock, length }) => this.#attributions.runs(client, clock, length)))
  }

  /** Who removed anything from a block since a time, as far as that is remembered. */
  removers(block: string | null, since: number): Set<string | null> {
    return this.#removed.removers(block, since)
  }

  /** All of it, to go on from later: with the same build only. */
  encode(): Uint8Array {
    const state: State = {
      bytes: this.#bytes,
      doc: Y.encodeStateAsUpdate(this.#doc),
      attributions: this.#attributions.state,
      removed: this.#removed.state,
    }
    const encoder = encoding.createEncoder()
    encoding.writeAny(encoder, state as never)
    return encoding.toUint8Array(encoder)
  }

  destroy(): void {
    this.#doc.destroy()
  }

  #attribute(transaction: Y.Transaction, entry: AuthoredEntry): void {
    const { inserted, deleted } = changedPieces(transaction)
    const sources = deleted.map((piece) => new Source({ ...piece, runs: this.#runsOf(piece) }))
    deleted.forEach(({ spans }, i) => {
      const source = sources[i]
      if (source !== undefined) this.#removed.add(source, spans, entry.author, entry.at)
    })
    const known = entry.credits ? credited(inserted, entry.credits) : this.#foundAgain(inserted, sources, entry)
    this.#note(transaction, known, entry)
  }

  #runsOf({ spans }: Piece): AuthorRun[] {
    return this.runs(spans)
  }

  #foundAgain(inserted: readonly Piece[], sources: readonly Source[], { author, at }: AuthoredEntry): Known[] {
    const targets = inserted.map((piece) => new Target(piece))
    inserted.forEach(({ text, spans }, i) => {
      let offset = 0
      this.#removed.restored(text, spans, author).forEach((runs, span) => {
        if (runs !== null) targets[i]?.give(offset, runs)
        offset += spans[span]?.length ?? 0
      })
    })
    const recent = (): Source[] => this.#removed.since(at - pasteMs, author)
    if (targets.some(({ isWhole, text }) => isWhole && text.length >= againMin)) matchReturned(targets, recent())
    matchWithin(targets, sources)
    const gaps = (): Target[] => targets.flatMap((target) => target.gaps())
    const there = this.#removed.from(author, new Set(gaps().map(({ block }) => block)))
    if (there.length > 0) matchLater(gaps(), there)
    const long = gaps().filter(({ text }) => text.length >= stretchMin)
    if (long.length > 0) matchStretches(long, recent())
    const moving = gaps().filter(({ isWhole, text }) => isWhole || text.length >= stretchMin)
    if (moving.length > 0) matchMoving(moving, this.#removed.since(at - togetherMs, author, false))
    return inserted.flatMap(({ spans }, i) => (targets[i]?.found ?? []).flatMap((found) => placed(spans, found)))
  }

  /** Every item that came, in order: with the authors found for it, or with the entry's. */
  #note({ beforeState, afterState }: Y.Transaction, known: readonly Known[], { author, at }: AuthoredEntry): void {
    const byClient = new Map<number, Known[]>()
    for (const one of known) byClient.set(one.client, [...(byClient.get(one.client) ?? []), one])
    afterState.forEach((after, client) => {
      const before = beforeState.get(client) ?? 0
      if (after <= before) return
      const runs: AuthorRun[] = []
      let clock = before
      for (const one of (byClient.get(client) ?? []).toSorted((a, b) => a.clock - b.clock)) {
        appendRun(runs, { author, at, length: one.clock - clock })
        for (const run of one.runs) appendRun(runs, run)
        clock = one.clock + lengthOf(one.runs)
      }
      appendRun(runs, { author, at, length: after - clock })
      this.#attributions.add(client, before, runs)
    })
  }
}

/** Items of a client whose authors are known. */
interface Known {
  readonly client: number
  readonly clock: number
  readonly runs: readonly AuthorRun[]
}

/** Brings runs over a piece of text to the items that it is made of. */
function placed(
  spans: Piece["spans"],
  { from, runs }: { readonly from: number; readonly runs: readonly AuthorRun[] },
): Known[] {
  const to = from + lengthOf(runs)
  const known: Known[] = []
  let start = 0
  for (const { client, clock, length } of spans) {
    const first = Math.max(from, start)
    const last = Math.min(to, start + length)
    if (last > first) {
      known.push({ client, clock: clock + first - start, runs: sliceRuns(runs, first - from, last - from) })
    }
    start += length
  }
  return known
}

/** In the order in which the entry wrote them. */
function credited(inserted: readonly Piece[], credits: readonly AuthorRun[]): Known[] {
  let at = 0
  return inserted
    .flatMap(({ spans }) => spans)
    .toSorted((a, b) => a.client - b.client || a.clock - b.clock)
    .map(({ client, clock, length }) => {
      const runs = sliceRuns(credits, at, at + length)
      at += length
      return { client, clock, runs }
    })
}

function lengthOf(runs: readonly AuthorRun[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0)
}
