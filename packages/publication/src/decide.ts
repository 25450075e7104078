import type { Command } from "./commands.ts"
import type { PublicationEvent } from "./events.ts"
import type { PersonId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import type { Refusal } from "./refusals.ts"
import type { StreamName } from "./streams.ts"

export interface Actor {
  personId: PersonId
  at: number
  newId(): string
}

export interface DecidedEvent {
  stream: StreamName
  event: PublicationEvent
}

export type Decision = { events: DecidedEvent[] } | { refusal: Refusal }

export function decide(_state: Publication, _command: Command, _actor: Actor): Decision {
  throw new Error("not yet")
}
