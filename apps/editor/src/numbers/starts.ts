import type { NumberCounts } from "@codraft/document"
import type { SectionId } from "@codraft/publication"
import type { PublicationFacts } from "../publication/publication-facts.ts"
import { request, RequestError } from "../workspace/request.ts"

type AllStarts = Readonly<Record<string, NumberCounts>>

/** Changes in the texts before this one are asked after so often, while somebody looks. */
const askAgainMs = 15_000
/** Facts come in flocks. */
const settleMs = 250

/** The last answer of this window, so that the next section has its numbers at once. */
let known: { publicationId: string; starts: AllStarts } | null = null

const open = new WeakMap<PublicationFacts, Starts>()

/** What is known of a publication's numbers in this window: asked for once, however many look. */
export function startsOf(facts: PublicationFacts): Starts {
  const starts = open.get(facts) ?? new Starts(facts)
  open.set(facts, starts)
  return starts
}

/**
 * How much is numbered before each section, by the server, which counts also what this person may not read. It is asked while
 * somebody subscribes.
 */
export class Starts {
  readonly #facts: PublicationFacts
  readonly #publicationId: string
  readonly #listeners = new Set<() => void>()
  #stop: (() => void) | null = null

  constructor(facts: PublicationFacts) {
    this.#facts = facts
    this.#publicationId = facts.publication().id
  }

  /** Null until the server has said so once. The same object until something in it changed. */
  before(sectionId: SectionId): NumberCounts | null {
    return known?.publicationId === this.#publicationId ? (known.starts[sectionId] ?? null) : null
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    this.#stop ??= this.#follow()
    return () => {
      this.#listeners.delete(onChange)
      if (this.#listeners.size > 0) return
      this.#stop?.()
      this.#stop = null
    }
  }

  #follow(): () => void {
    const asking = new AbortController()
    const { signal } = asking
    const ask = () => {
      if (document.visibilityState === "hidden") return
      const path = `/api/publications/${this.#publicationId}/numbers`
      request<{ starts: AllStarts }>(path, { signal }).then(
        ({ starts }) => this.#take(starts),
        (error) => {
          // Without an answer the numbers stay as they were, and it is asked again.
          if (!signal.aborted && !(error instanceof RequestError)) throw error
        },
      )
    }
    let seen = this.#facts.publication().sections
    let soon = 0
    const askSoon = () => {
      // A section may have been moved, or something of it is numbered that was not.
      const { sections } = this.#facts.publication()
      if (sections === seen) return
      seen = sections
      soon ||= window.setTimeout(() => {
        soon = 0
        ask()
      }, settleMs)
    }
    ask()
    const forget = this.#facts.subscribe(askSoon)
    const again = setInterval(ask, askAgainMs)
    document.addEventListener("visibilitychange", ask, { signal })
    addEventListener("online", ask, { signal })
    return () => {
      asking.abort()
      forget()
      clearTimeout(soon)
      clearInterval(again)
    }
  }

  #take(starts: AllStarts): void {
    const before = known?.publicationId === this.#publicationId ? known.starts : {}
    const isSame = (id: string) => JSON.stringify(before[id]) === JSON.stringify(starts[id])
    const kept = Object.entries(starts).map(
      ([id, counts]) => [id, isSame(id) ? (before[id] ?? counts) : counts] as const,
    )
    known = { publicationId: this.#publicationId, starts: Object.fromEntries(kept) }
    for (const listener of this.#listeners) listener()
  }
}
