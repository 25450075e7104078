import type { AnchoredThread, Reader, WordsPlace } from "@codraft/document/reader"
import {
  numberingOf,
  parseStream,
  type Publication,
  type Section,
  type SectionId,
  soughtWords,
  streams,
  type Thread,
} from "@codraft/publication"
import type { Log } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { PublicationNumbers } from "../publications/publication-numbers.ts"

/** Where the words of a thread are now, and what they say now. */
export type WordsNow = WordsPlace & { readonly words: string }

interface AnchorsDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "anchoredThreads" | "findWords">
  hub: Pick<Hub, "parts">
  numbers: Pick<PublicationNumbers, "starts">
}

interface Known {
  /** The position of the text and all that its numbers depend on. */
  readonly at: string
  readonly marked: Promise<readonly AnchoredThread[]>
  /** Of threads without marks, as far as somebody has asked. */
  readonly unmarked: Map<string, WordsNow | null>
}

/** Sections whose answers are kept: those of a large publication. */
const KNOWN_MAX = 60

/** Where comments stand in the texts: asked of each text once, as long as nothing is written in it. */
export class SectionAnchors {
  readonly #deps: AnchorsDeps
  readonly #known = new Map<SectionId, Known>()

  constructor(deps: AnchorsDeps) {
    this.#deps = deps
  }

  /** Of those of these threads that have words in the text. */
  async of(
    publication: Publication,
    section: Section,
    threads: readonly Thread[],
  ): Promise<ReadonlyMap<Thread["id"], WordsNow>> {
    const { hub, log, numbers, reader } = this.#deps
    const { id, language, dir } = section
    const setting = numberingOf(section)
    const isCounted = Object.values(setting).some((isOn) => isOn)
    const starts = isCounted ? (await numbers.starts(publication)).get(id) : undefined
    const numbering = starts && { setting, starts }
    const stream = streams.text(id)
    const head = (await log.heads([stream])).get(stream) ?? 0
    const at = JSON.stringify([head, language, dir, numbering])
    const request = async () => {
      const { position, parts } = await hub.parts(id)
      return { key: id, position, parts: async () => [...parts], language, dir, numbering }
    }
    let known = this.#known.get(id)
    if (known?.at !== at) {
      known = { at, marked: request().then((asked) => reader.anchoredThreads(asked)), unmarked: new Map() }
      this.#keep(id, known)
    }
    const places = new Map<Thread["id"], WordsNow>()
    for (const place of await known.marked) places.set(place.threadId as Thread["id"], place)
    const { unmarked } = known
    const inside = threads.flatMap((thread) => {
      const anchor = soughtWords(thread)
      return anchor === null || parseStream(thread.place)?.kind === "review" ? [] : { threadId: thread.id, anchor }
    })
    const unknown = inside.filter(({ threadId }) => !unmarked.has(threadId))
    if (unknown.length > 0) {
      const asked = { ...(await request()), anchors: unknown.map(({ anchor }) => anchor) }
      const answers = await reader.findWords(asked)
      unknown.forEach(({ threadId }, index) => {
        const answer = answers[index]
        const words = answer?.kind === "found" ? { ...answer.words, words: answer.words.quote.exact } : null
        unmarked.set(threadId, words)
      })
    }
    for (const { threadId } of inside) {
      const words = unmarked.get(threadId)
      if (words) places.set(threadId, words)
    }
    return places
  }

  #keep(id: SectionId, known: Known): void {
    this.#known.delete(id)
    this.#known.set(id, known)
    known.marked.catch(() => {
      if (this.#known.get(id) === known) this.#known.delete(id)
    })
    const [oldest] = this.#known.keys()
    if (this.#known.size > KNOWN_MAX && oldest !== undefined) this.#known.delete(oldest)
  }
}
