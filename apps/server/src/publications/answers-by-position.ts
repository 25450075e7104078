import type { ContentRequest } from "@codraft/document/reader"
import type { Section, SectionId } from "@codraft/publication"
import type { Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"

interface Known<T> {
  readonly position: Position
  readonly language: string
  readonly answer: Promise<T>
}

/** Texts of which the answer is kept; those not asked after for longest are asked again. */
const knownMax = 500

/** One question about texts, whose answer is kept by its position in the log: only what was written in since is read again. */
export class AnswersByPosition<T> {
  readonly #hub: Pick<Hub, "parts">
  readonly #ask: (request: ContentRequest) => Promise<T>
  /** In order of use, the last used last. */
  readonly #known = new Map<SectionId, Known<T>>()

  constructor(hub: Pick<Hub, "parts">, ask: (request: ContentRequest) => Promise<T>) {
    this.#hub = hub
    this.#ask = ask
  }

  /** Of the text at `head` or later. */
  of({ id, language, dir }: Section, head: Position): Promise<T> {
    const known = this.#known.get(id)
    this.#known.delete(id)
    if (known && known.position >= head && known.language === language) {
      this.#known.set(id, known)
      return known.answer
    }
    const answer = this.#hub
      .parts(id)
      .then(({ position, parts }) => this.#ask({ key: id, position, parts: async () => [...parts], language, dir }))
    this.#known.set(id, { position: head, language, answer })
    // A failure is the asker's, and the next one asks anew.
    answer.catch(() => this.#known.delete(id))
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= knownMax) break
      this.#known.delete(oldest)
    }
    return answer
  }
}
