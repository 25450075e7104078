/** A fact as its stream has it. */
export interface RecordedEvent {
  stream: string
  position: number
  /** The server's time; orders events of different streams. */
  at: number
  author: string
  event: { type: string; [field: string]: unknown }
}

/** Beyond this the fold refuses: a browser is no place for it. */
const eventsMax = 500_000

/**
 * The state that follows from the events of some streams.
 *
 * The state depends on which events there are, not on when they arrived: they count in the order of their time, then stream, then
 * position. So a stream can be forgotten, and two windows with the same streams show the same.
 */
export class EventFold<S> {
  readonly #own: Folding<S>
  readonly #more = new Set<Pick<Folding<unknown>, "take" | "reset">>()
  readonly #streams = new Map<string, RecordedEvent[]>()
  #count = 0

  constructor(initial: S, apply: (state: S, recorded: RecordedEvent) => S) {
    this.#own = new Folding(initial, apply)
  }

  /** The same object until an event came or a stream went. */
  get state(): S {
    return this.#own.state(() => this.#inOrder())
  }

  /** 0: nothing of that stream yet. */
  position(stream: string): number {
    return this.#streams.get(stream)?.at(-1)?.position ?? 0
  }

  /** `recorded.position` must be the next of its stream. */
  add(recorded: RecordedEvent): void {
    if (recorded.position !== this.position(recorded.stream) + 1) throw new Error("an event is missing before this one")
    if (this.#count === eventsMax) throw new Error(`more than ${eventsMax} events`)
    this.#count += 1
    const events = this.#streams.get(recorded.stream)
    if (events) events.push(recorded)
    else this.#streams.set(recorded.stream, [recorded])
    this.#own.take(recorded)
    for (const folding of this.#more) folding.take(recorded)
  }

  forget(stream: string): void {
    const events = this.#streams.get(stream)
    if (!events) return
    this.#count -= events.length
    this.#streams.delete(stream)
    this.#own.reset()
    for (const folding of this.#more) folding.reset()
  }

  /** Something else that follows from the same events, from now on kept up with them; asked for, it is as new as `state`. */
  also<T>(initial: T, apply: (state: T, recorded: RecordedEvent) => T): () => T {
    const folding = new Folding(initial, apply)
    folding.reset()
    this.#more.add(folding)
    return () => folding.state(() => this.#inOrder())
  }

  #inOrder(): RecordedEvent[] {
    return [...this.#streams.values()].flat().sort(inOrder)
  }
}

/** One state, and the last event that is in it. */
class Folding<S> {
  readonly #initial: S
  readonly #apply: (state: S, recorded: RecordedEvent) => S
  #folded: { state: S; last: RecordedEvent | null } | null

  constructor(initial: S, apply: (state: S, recorded: RecordedEvent) => S) {
    this.#initial = initial
    this.#apply = apply
    this.#folded = { state: initial, last: null }
  }

  take(recorded: RecordedEvent): void {
    const folded = this.#folded
    const isLast = folded && (folded.last === null || inOrder(folded.last, recorded) < 0)
    this.#folded = isLast ? { state: this.#apply(folded.state, recorded), last: recorded } : null
  }

  reset(): void {
    this.#folded = null
  }

  state(all: () => RecordedEvent[]): S {
    if (this.#folded === null) {
      const events = all()
      this.#folded = { state: events.reduce(this.#apply, this.#initial), last: events.at(-1) ?? null }
    }
    return this.#folded.state
  }
}

function inOrder(a: RecordedEvent, b: RecordedEvent): number {
  if (a.stream === b.stream) return a.position - b.position
  if (a.at !== b.at) return a.at - b.at
  return a.stream < b.stream ? -1 : 1
}
