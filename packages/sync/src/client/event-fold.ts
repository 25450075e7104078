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
  readonly #initial: S
  readonly #apply: (state: S, recorded: RecordedEvent) => S
  readonly #streams = new Map<string, RecordedEvent[]>()
  #folded: { state: S; last: RecordedEvent | null } | null
  #count = 0

  constructor(initial: S, apply: (state: S, recorded: RecordedEvent) => S) {
    this.#initial = initial
    this.#apply = apply
    this.#folded = { state: initial, last: null }
  }

  /** The same object until an event came or a stream went. */
  get state(): S {
    this.#folded ??= this.#foldAll()
    return this.#folded.state
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
    const folded = this.#folded
    const isLast = folded && (folded.last === null || inOrder(folded.last, recorded) < 0)
    this.#folded = isLast ? { state: this.#apply(folded.state, recorded), last: recorded } : null
  }

  forget(stream: string): void {
    const events = this.#streams.get(stream)
    if (!events) return
    this.#count -= events.length
    this.#streams.delete(stream)
    this.#folded = null
  }

  #foldAll(): { state: S; last: RecordedEvent | null } {
    const events = [...this.#streams.values()].flat().sort(inOrder)
    return { state: events.reduce(this.#apply, this.#initial), last: events.at(-1) ?? null }
  }
}

function inOrder(a: RecordedEvent, b: RecordedEvent): number {
  if (a.stream === b.stream) return a.position - b.position
  if (a.at !== b.at) return a.at - b.at
  return a.stream < b.stream ? -1 : 1
}
