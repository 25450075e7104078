import { type ChangedPart, changedParts } from "../protocol/index.ts"
import { changeRhythm } from "./bounds.ts"
import type { Clock } from "./ports.ts"

interface Publication {
  readonly due: Set<ChangedPart>
  /** When it was said last: that anything has changed, and that a part has. */
  saidAt: number
  readonly partSaidAt: Map<ChangedPart, number>
}

/**
 * What one connection is to be told has changed.
 * 1. What is added is said: at once, or when `changeRhythm` allows it, together with what came meanwhile.
 * 2. Nothing grows with the number of changes.
 */
export class Changes {
  readonly #clock: Clock
  readonly #say: (publicationId: string, of: ChangedPart[]) => void
  readonly #publications = new Map<string, Publication>()
  #isHeld = false
  #cancel: (() => void) | null = null

  constructor(clock: Clock, say: (publicationId: string, of: ChangedPart[]) => void) {
    this.#clock = clock
    this.#say = say
  }

  /** Whether it will be said anyhow. */
  isDue(publicationId: string, part: ChangedPart): boolean {
    return this.#publications.get(publicationId)?.due.has(part) ?? false
  }

  add(publicationId: string, part: ChangedPart): void {
    let publication = this.#publications.get(publicationId)
    if (publication === undefined) {
      publication = { due: new Set(), saidAt: Number.NEGATIVE_INFINITY, partSaidAt: new Map() }
      this.#publications.set(publicationId, publication)
    }
    publication.due.add(part)
    this.#sayDue()
  }

  /** Nothing is said until `release`. */
  hold(): void {
    this.#isHeld = true
    this.stop()
  }

  release(): void {
    this.#isHeld = false
    this.#sayDue()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #sayDue(): void {
    if (this.#isHeld) return
    this.stop()
    const now = this.#clock.now()
    let soonestMs = Number.POSITIVE_INFINITY
    for (const [publicationId, publication] of this.#publications) {
      const waits = [...publication.due].map((part) => ({ part, waitMs: waitOf(publication, part, now) }))
      const ripe = waits.filter(({ waitMs }) => waitMs <= 0).map(({ part }) => part)
      for (const part of ripe) {
        publication.due.delete(part)
        publication.partSaidAt.set(part, now)
      }
      if (ripe.length > 0) {
        publication.saidAt = now
        this.#say(
          publicationId,
          changedParts.filter((part) => ripe.includes(part)),
        )
      }
      for (const part of publication.due) soonestMs = Math.min(soonestMs, waitOf(publication, part, now))
    }
    if (soonestMs !== Number.POSITIVE_INFINITY && !this.#isHeld)
      this.#cancel = this.#clock.setTimer(() => this.#sayDue(), soonestMs)
  }
}

function waitOf({ saidAt, partSaidAt }: Publication, part: ChangedPart, now: number): number {
  return Math.max(
    rest(changeRhythm.anyMs, saidAt, now),
    rest(changeRhythm.partMs[part], partSaidAt.get(part) ?? Number.NEGATIVE_INFINITY, now),
  )
}

/** NOTE: a clock that was set back must not silence anybody. */
function rest(ms: number, since: number, now: number): number {
  return since > now ? 0 : since + ms - now
}
