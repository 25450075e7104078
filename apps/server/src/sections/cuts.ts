import type { Reader } from "@codraft/document/reader"
import { type CutClaim, cutMsMax, type SectionId, streams } from "@codraft/publication"
import type { Entry, Log, Position } from "@codraft/storage"
import { decodeTextEntry } from "@codraft/sync/protocol"
import type { PastTexts } from "./past-texts.ts"

/** What somebody took out of a text, as the log has it. */
export interface LoggedCut {
  /** The text right before. */
  readonly parts: readonly Uint8Array[]
  readonly at: number
  readonly position: Position
}

export interface CutsDeps {
  readonly log: Log
  readonly reader: Pick<Reader, "findCut">
  readonly past: PastTexts
  readonly now: () => number
}

/**
 * Finds a cut by what its author says of it, latest entries first: nothing is believed that the log does not tell as well. Null where
 * the log tells otherwise, and where it was too long ago.
 */
export async function loggedCut(
  { log, reader, past, now }: CutsDeps,
  sectionId: SectionId,
  author: string,
  claim: CutClaim,
): Promise<LoggedCut | null> {
  const stream = streams.text(sectionId)
  const since = now() - cutMsMax
  const seen = Buffer.from(claim.seen, "base64")
  let to = (await log.heads([stream])).get(stream) ?? 0
  for (let stretches = 0; to > 0 && stretches < STRETCHES_MAX; stretches += 1) {
    const from = Math.floor((to - 1) / STRETCH_ENTRIES) * STRETCH_ENTRIES
    const stretch = await entriesOf(log, stream, from, to)
    const parts = await past.parts(sectionId, from)
    const entries = stretch.map((entry) => ({ author: entry.author, update: decodeTextEntry(entry.data).update }))
    const { characters, blockIds: ids } = claim
    const found = await reader.findCut({ parts, entries, ids, author, seen, characters })
    if (found.kind === "otherwise") return null
    if (found.kind === "cut") {
      const { at, position } = stretch[found.entry] as Entry
      return at < since ? null : { at, position, parts: await past.parts(sectionId, position - 1) }
    }
    if ((stretch[0]?.at ?? 0) < since) return null
    to = from
  }
  return null
}

async function entriesOf(log: Log, stream: string, from: Position, to: Position): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let at = from; at < to; at = entries.at(-1)?.position ?? to) {
    const page = await log.read(stream, at, { entries: to - at, bytes: PAGE_BYTES })
    if (page.length === 0) break
    entries.push(...page)
  }
  return entries
}

/** As long as the stretches that past texts are kept in. */
const STRETCH_ENTRIES = 1_000
/** Half an hour of a busy section, and no more than a few seconds' work. */
const STRETCHES_MAX = 30
const PAGE_BYTES = 256 * 1024
