import { apply, emptyPublication, type PersonId, type Publication, streams } from "@codraft/publication"
import { EventStore, type EventStoreStatus, type RecordedEvent } from "@codraft/sync/client"
import { replaceEqualDeep } from "@tanstack/react-query"
import type { Changed, Live } from "../live/followed-list.ts"
import { browserClock, socketUrl } from "../workspace/browser.ts"
import { BrowserSocket } from "../workspace/browser-socket.ts"

export interface FetchedPublication {
  publication: Publication
  positions: Record<string, number>
  build: string | null
}

const nobody: readonly string[] = []
const connecting: EventStoreStatus = { kind: "connecting" }

/**
 * What is known of one publication in this window: the server's fold first, the live streams as soon as they have caught
 * up. It asks nothing and decides nothing.
 */
export class PublicationFacts {
  readonly #fetched: FetchedPublication
  /** What the store says, with what is the same as before left as it was: the live streams first tell what was fetched. */
  #known: { state: Publication | null; publication: Publication }
  readonly #personId: PersonId
  readonly #listeners = new Set<() => void>()
  readonly #changeListeners = new Set<(changed: Changed | null) => void>()
  #store: EventStore<Publication> | null = null
  /** Wanted streams that have been whole once, with all that is told of beside them. */
  readonly #whole = new Set<string>()
  /** What is joined beyond the fetched streams, and by how many. */
  readonly #wanted = new Map<string, number>()

  constructor(fetched: FetchedPublication, personId: PersonId) {
    this.#fetched = fetched
    this.#known = { state: null, publication: fetched.publication }
    this.#personId = personId
  }

  readonly publication = (): Publication => {
    const state = this.#store?.isLoaded ? this.#store.state : null
    if (state !== null && state !== this.#known.state) {
      this.#known = { state, publication: replaceEqualDeep(this.#known.publication, state) }
    }
    return this.#known.publication
  }
  readonly status = (): EventStoreStatus => this.#store?.status ?? connecting
  readonly present = (sectionId: string): readonly string[] => this.#store?.present(sectionId) ?? nobody

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Joins a stream that only some screens look at, until the returned function is called. */
  want(stream: string): () => void {
    this.#wanted.set(stream, (this.#wanted.get(stream) ?? 0) + 1)
    this.#store?.join(stream)
    return () => {
      const others = (this.#wanted.get(stream) ?? 1) - 1
      if (others > 0) this.#wanted.set(stream, others)
      else {
        this.#wanted.delete(stream)
        this.#whole.delete(stream)
        this.#store?.leave(stream)
      }
    }
  }

  /** What else follows from the events that are here; the same object until it changes. */
  also<T>(initial: T, apply: (state: T, recorded: RecordedEvent) => T): () => T {
    let of: { store: EventStore<Publication>; state: () => T } | null = null
    return () => {
      const store = this.#store
      if (store === null) return initial
      if (of?.store !== store) of = { store, state: store.also(initial, apply) }
      return of.state()
    }
  }

  /** Whether all of a wanted stream has come, and of those that are told of beside it. */
  readonly isWhole = (stream: string): boolean => {
    const store = this.#store
    if (store === null || !store.isLive(stream)) return false
    if (store.isCaughtUp) this.#whole.add(stream)
    return this.#whole.has(stream)
  }

  /** What has changed, also of what is not among the streams that are followed here. */
  readonly live: Live = {
    isConnected: () => this.#store?.isConnected ?? false,
    subscribe: (onChanged) => {
      this.#changeListeners.add(onChanged)
      return () => this.#changeListeners.delete(onChanged)
    },
  }

  /** Follows the streams until the returned function is called. */
  follow(): () => void {
    const { publication, positions } = this.#fetched
    const store = new EventStore<Publication>({
      url: socketUrl("/sync/events"),
      // All that the fetched state was folded from: with fewer, sections would be gone from the screen until theirs has come.
      streams: [
        ...new Set([streams.publication(publication.id), streams.person(this.#personId), ...Object.keys(positions)]),
      ],
      // The comments of a section are joined while it is open: all of them would be megabytes. Single threads are told of beside them.
      joinsByItself: (stream) => !stream.startsWith("review:"),
      initial: emptyPublication(publication.id),
      apply: (state, recorded) => apply(state, recorded as Parameters<typeof apply>[1]),
      onChanged: (changed) => {
        for (const listener of this.#changeListeners) listener(changed)
      },
      clock: browserClock,
      random: Math.random,
      WebSocket: BrowserSocket,
    })
    this.#store = store
    for (const stream of this.#wanted.keys()) store.join(stream)
    const forget = store.subscribe(() => this.#changed())
    const retry = () => store.reconnect()
    addEventListener("online", retry)
    this.#changed()
    return () => {
      removeEventListener("online", retry)
      forget()
      store.destroy()
      if (this.#store !== store) return
      this.#store = null
      this.#whole.clear()
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
