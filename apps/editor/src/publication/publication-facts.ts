import { apply, emptyPublication, type PersonId, type Publication, streams } from "@codraft/publication"
import { EventStore, type EventStoreStatus } from "@codraft/sync/client"
import { replaceEqualDeep } from "@tanstack/react-query"
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
  #store: EventStore<Publication> | null = null

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

  /** Follows the streams until the returned function is called. */
  follow(): () => void {
    const { publication, positions } = this.#fetched
    const store = new EventStore<Publication>({
      url: socketUrl("/sync/events"),
      // All that the fetched state was folded from: with fewer, sections would be gone from the screen until theirs has come.
      streams: [
        ...new Set([streams.publication(publication.id), streams.person(this.#personId), ...Object.keys(positions)]),
      ],
      // The comments of a section are joined while it is open: all of them would be megabytes.
      joinsByItself: (stream) => !stream.startsWith("review:"),
      initial: emptyPublication(publication.id),
      apply: (state, recorded) => apply(state, recorded as Parameters<typeof apply>[1]),
      clock: browserClock,
      random: Math.random,
      WebSocket: BrowserSocket,
    })
    this.#store = store
    const forget = store.subscribe(() => this.#changed())
    const retry = () => store.reconnect()
    addEventListener("online", retry)
    this.#changed()
    return () => {
      removeEventListener("online", retry)
      forget()
      store.destroy()
      if (this.#store === store) this.#store = null
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
