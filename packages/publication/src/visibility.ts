import type { PersonId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import type { StreamName } from "./streams.ts"

/** Whether this person may join this stream. Ask with the full state. */
export function canJoin(_state: Publication, _personId: PersonId, _stream: StreamName): boolean {
  throw new Error("not yet")
}

/** The state as folded from the streams that this person can join, and from nothing else. */
export function visibleTo(_state: Publication, _personId: PersonId): Publication {
  throw new Error("not yet")
}
