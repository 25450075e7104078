import type { LostThread, Reader } from "@codraft/document/reader"
import { parseStream, type SectionId, type Thread } from "@codraft/publication"
import { type Clock, type Hub, serverAuthor } from "@codraft/sync/server"
import type { Publications } from "../publications/publications.ts"

interface LostMarksDeps {
  clock: Clock
  hub: Pick<Hub, "parts" | "write">
  reader: Pick<Reader, "anchoredThreads" | "remarkLost">
  publications: Pick<Publications, "known" | "threadsOn">
  failed: (sectionId: SectionId, error: unknown) => void
}

/** Whoever deletes words and writes them again, or undoes, has done so by then. */
const LOOKS_AFTER_MS = 30_000
/** So long at most between two looks at a text whose lost words do not come back. */
const LOOKS_AFTER_MAX_MS = 16 * 60_000
/** Looked for at once; the others are when the text has changed again. */
const LOST_MAX = 300
/** Writes nothing. */
const NOBODY = 2 ** 49

/**
 * Puts the marks of comments back on words that came back without them, all or some: where the quote stands in one place only, with what
 * was before or behind it, or the rest of it around or by itself. Each text is looked at some time after it changed, once for all that changed in between.
 */
export class LostMarks {
  readonly #deps: LostMarksDeps
  readonly #due = new Map<SectionId, () => void>()
  /** Where to go on among the lost ones of a section that has many. */
  readonly #offsets = new Map<SectionId, number>()
  readonly #delays = new Map<SectionId, number>()

  constructor(deps: LostMarksDeps) {
    this.#deps = deps
  }

  /** Something was written to the text. */
  changed(sectionId: SectionId): void {
    if (this.#due.has(sectionId)) return
    const look = () => {
      this.#due.delete(sectionId)
      void this.look(sectionId).catch((error: unknown) => this.#deps.failed(sectionId, error))
    }
    this.#due.set(sectionId, this.#deps.clock.setTimer(look, this.#delays.get(sectionId) ?? LOOKS_AFTER_MS))
  }

  stop(): void {
    for (const cancel of this.#due.values()) cancel()
    this.#due.clear()
  }

  async look(sectionId: SectionId): Promise<void> {
    const { hub, reader } = this.#deps
    const { position, parts } = await hub.parts(sectionId)
    const lost = await this.#lostIn(sectionId, position, parts)
    if (lost.length === 0) return void this.#delays.delete(sectionId)
    // Nobody has to wait for what will be found nowhere.
    const { marked } = await reader.remarkLost({ parts, clientId: NOBODY, threads: lost })
    const found = new Set(marked.map(({ threadId }) => threadId))
    const threads = lost.filter(({ threadId }) => found.has(threadId))
    if (threads.length === 0) {
      const delayMs = 2 * (this.#delays.get(sectionId) ?? LOOKS_AFTER_MS)
      this.#delays.set(sectionId, Math.min(delayMs, LOOKS_AFTER_MAX_MS))
      return
    }
    this.#delays.delete(sectionId)
    await hub.write(sectionId, serverAuthor, async (basis) => {
      const { update } = await reader.remarkLost({ parts: basis.parts, clientId: basis.clientId, threads })
      return update
    })
  }

  async #lostIn(sectionId: SectionId, position: number, parts: readonly Uint8Array[]): Promise<LostThread[]> {
    const { reader, publications } = this.#deps
    const section = publications.known(sectionId)?.section
    const threads = publications.threadsOn(sectionId).filter(isMarked)
    if (section === undefined || threads.length === 0) return []
    const { language, dir } = section
    const asked = { key: sectionId, position, parts: async () => [...parts], language, dir }
    const present = new Map((await reader.anchoredThreads(asked)).map(({ threadId, words }) => [threadId, words]))
    const lost = threads.flatMap(({ id, anchor }) =>
      anchor === null || hasAll(anchor.quote.exact, present.get(id)) ? [] : [{ threadId: id, quote: anchor.quote }],
    )
    const offset = this.#offsets.get(sectionId) ?? 0
    const start = offset < lost.length ? offset : 0
    if (lost.length > LOST_MAX) this.#offsets.set(sectionId, start + LOST_MAX)
    else this.#offsets.delete(sectionId)
    return lost.slice(start, start + LOST_MAX)
  }
}

/** Whether a thread has all words of its quote, or has others: what was written into them is no loss. */
function hasAll(quote: string, words: string | undefined): boolean {
  if (words === undefined) return false
  if (words === quote) return true
  const parts = words.split(betweenParts)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return length >= quote.length || !parts.every((part) => quote.includes(part))
}

/** As the reader says words that stand apart. */
const betweenParts = " … "

function isMarked({ place, anchor }: Thread): boolean {
  return anchor !== null && parseStream(place)?.kind === "review"
}
