import { can } from "../can.ts"
import type { Actor, Decision } from "../decision.ts"
import { withStreams } from "../decision.ts"
import { type Recorded, streamOf } from "../events.ts"
import type { SectionId, ThreadId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { refusalOf } from "../refusals.ts"
import { canJoin } from "../visibility.ts"
import { streams } from "../streams.ts"
import type { SeenCommand } from "./commands.ts"
import { threadFor } from "./ruling.ts"
import { at, emptyTable, put, type Table } from "./table.ts"
import type { Threads } from "./threads.ts"

/** What one person has looked at in one publication, from their own stream. */
export interface Seen {
  /** How many comments of each thread. */
  readonly threads: Table<number>
  /** How far each `review:` stream, by its id. */
  readonly reviews: Table<number>
}

export const nothingSeen: Seen = { threads: emptyTable(), reviews: emptyTable() }

export function commentsSeen(seen: Seen, threadId: ThreadId): number {
  return at(seen.threads, threadId) ?? 0
}

/** How far they have looked at the comments there; null: they never have. Zero: when there were none yet. */
export function reviewSeenUpTo(seen: Seen, id: SectionId | Publication["id"]): number | null {
  return at(seen.reviews, id) ?? null
}

/** Forward only. */
export function applyToSeen(seen: Seen, publicationId: Publication["id"], { event, stream }: Recorded): Seen {
  if (event.type !== "threadSeen" && event.type !== "reviewSeen") return seen
  if (stream !== streamOf(publicationId, event)) return seen
  if (event.type === "threadSeen") {
    if (event.comments <= commentsSeen(seen, event.threadId)) return seen
    return { ...seen, threads: put(seen.threads, event.threadId, event.comments) }
  }
  const id = event.sectionId ?? event.publicationId
  return event.position <= (reviewSeenUpTo(seen, id) ?? -1)
    ? seen
    : { ...seen, reviews: put(seen.reviews, id, event.position) }
}

/** Looking again at what one has seen gives no event. */
export function decideSeen(
  state: Publication,
  threads: Threads,
  seen: Seen,
  command: SeenCommand,
  actor: Actor,
): Decision {
  const { personId } = actor
  const { publicationId } = command
  if (publicationId !== state.id) return { refusal: refusalOf("no-such-publication") }
  const taking = can(state, personId, "readPublication")
  if (!taking.allowed) return { refusal: taking.refusal }
  const restsOn = [streams.person(personId)]
  if (command.type === "markThreadSeen") {
    const thread = threadFor(state, threads, actor, command.threadId)
    if (thread === null) return { refusal: refusalOf("no-such-comment") }
    const comments = Math.min(command.comments, thread.comments.length)
    if (comments <= commentsSeen(seen, thread.id)) return withStreams(state, [], restsOn)
    return withStreams(state, [{ type: "threadSeen", personId, publicationId, threadId: thread.id, comments }], restsOn)
  }
  const { sectionId = null, position } = command
  const id = sectionId ?? publicationId
  if (!canJoin(state, personId, streams.review(id))) return { refusal: refusalOf("no-such-section") }
  const events =
    position <= (reviewSeenUpTo(seen, id) ?? -1)
      ? []
      : [{ type: "reviewSeen" as const, personId, publicationId, sectionId, position }]
  return withStreams(state, events, restsOn)
}
