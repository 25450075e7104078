import { type PublicationEvent, streamOf } from "./events.ts"
import type { PersonId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import type { Refusal } from "./refusals.ts"
import type { StreamName } from "./streams.ts"

/** Who acts, when, and where new ids come from (unique in the whole workspace). */
export interface Actor {
  personId: PersonId
  at: number
  newId(): string
}

export interface DecidedEvent {
  stream: StreamName
  event: PublicationEvent
}

export interface Decided {
  events: DecidedEvent[]
  /** The streams whose state this rests on; those that the events go to are not all of them. */
  restsOn: StreamName[]
}

export type Decision = Decided | { refusal: Refusal }

/** What the parts of `decide` answer: events, still without their streams, or a no. */
export type Ruling = PublicationEvent[] | Refusal

/** Each event with the stream that it goes to. */
export function withStreams(state: Publication, ruling: readonly PublicationEvent[], restsOn: StreamName[]): Decided {
  const events = ruling.map((event) => {
    const stream = streamOf(state.id, event)
    if (stream === null) throw new Error(`no stream for ${event.type}`)
    return { stream, event }
  })
  return { restsOn, events }
}
