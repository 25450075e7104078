import type { DecidedEvent } from "../decision.ts"
import type { PublicationEvent } from "../events.ts"
import type { ThreadId } from "../ids.ts"
import type { MoveId } from "../passages/passage.ts"
import type { Publication } from "../publication.ts"
import type { Section } from "../section.ts"
import { parseStream, streams } from "../streams.ts"
import { placed } from "./ruling.ts"
import { mayAllRead } from "./who-reads.ts"
import type { Readers } from "./readers.ts"
import type { Anchor, Thread } from "./thread.ts"
import { type Threads, threadsById } from "./threads.ts"

/**
 * Threads go along with their words into another section, under the same id, in the append that moves the words. To be asked only
 * where all who can read the words then could read them before (`withMarks` of a passage): a thread is shown to nobody new.
 */
export function moveThreads(
  state: Publication,
  threads: Threads,
  move: {
    from: Pick<Section, "id">
    to: Section
    moveId?: MoveId
    /** Whose words are in the passage, and where those are now; without an anchor it stays as it is. */
    words: readonly { threadId: ThreadId; anchor?: Anchor }[]
  },
): DecidedEvent[] {
  return move.words.flatMap(({ threadId, anchor }) => {
    const thread = threadsById(threads, threadId).find(({ isGone, sectionId }) => !isGone && sectionId === move.from.id)
    if (thread === undefined) return []
    const moved = { ...thread, sectionId: move.to.id, anchor: anchor ?? thread.anchor }
    const ofMove = move.moveId === undefined ? {} : { moveId: move.moveId }
    const gone: PublicationEvent = { type: "threadGone", ...placed(thread), ...ofMove }
    const kind = parseStream(thread.place)?.kind
    if (kind === "review") return along(gone, { ...moved, place: streams.review(move.to.id) })
    const readers = readersOf(thread)
    if (kind === "thread" || readers === null || mayAllRead(state, move.to, readers)) {
      const { anchor: words, sectionId } = moved
      const event: PublicationEvent = { type: "threadMoved", ...placed(thread), sectionId, anchor: words, ...ofMove }
      return [{ stream: thread.place, event }]
    }
    return along(gone, { ...moved, place: streams.thread(thread.id) }, readers)
  })
}

function along(gone: PublicationEvent & { place: Thread["place"] }, thread: Thread, readers?: Readers): DecidedEvent[] {
  const { id: threadId, place, publicationId, sectionId } = thread
  const told = readers === undefined ? {} : { readers }
  return [
    { stream: gone.place, event: gone },
    { stream: place, event: { type: "threadCopied", place, threadId, publicationId, sectionId, thread, ...told } },
  ]
}

/** Whom the standing stream is for that the thread has lived in. */
function readersOf({ place }: Thread): Readers | null {
  const parsed = parseStream(place)
  if (parsed?.kind !== "delegation" && parsed?.kind !== "shared") return null
  return { organizations: [parsed.orgId], people: [], secretariat: parsed.kind === "shared" }
}
