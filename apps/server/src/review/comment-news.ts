import {
  commentsSeen,
  parseStream,
  type PersonId,
  type Recorded,
  reviewSeenUpTo,
  type Seen,
  type StreamName,
  type ThreadId,
} from "@codraft/publication"
import type { Position } from "@codraft/storage"

interface Said {
  readonly position: Position
  readonly author: Recorded["author"]
  readonly threadId: ThreadId
  /** Which of its thread's comments it is, from 1; of a thread that has come here, its last one. */
  readonly ordinal: number
  readonly hasCome: boolean
}

/** Where in each stream of comments something was said: who was there last at a position has not read what came behind it. */
export class CommentNews {
  readonly #said = new Map<StreamName, Said[]>()
  /** How many comments of a thread a stream has told of. */
  readonly #counts = new Map<string, number>()
  /** Where each comment of a thread was said first, by its ordinal less one. */
  readonly #origins = new Map<ThreadId, { stream: StreamName; position: Position; author: Recorded["author"] }[]>()

  take({ stream, position, author, event }: Recorded): void {
    if (event.type === "threadGone") return this.#forget(stream, event.threadId)
    if (event.type !== "commentAdded" && event.type !== "commentReplied" && event.type !== "threadCopied") return
    const { threadId } = event
    const key = `${stream} ${threadId}`
    const hasCome = event.type === "threadCopied"
    const ordinal = hasCome ? event.thread.comments.length : (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, ordinal)
    const speaker = hasCome ? (event.thread.comments.at(-1)?.author ?? author) : author
    const said = this.#said.get(stream) ?? []
    said.push({ position, author: speaker, threadId, ordinal, hasCome })
    this.#said.set(stream, said)
    if (hasCome) return
    const origins = this.#origins.get(threadId) ?? []
    origins[ordinal - 1] = { stream, position, author }
    this.#origins.set(threadId, origins)
  }

  /**
   * How much others have said behind this position, without what the person has opened since. In a thread that has come from elsewhere
   * with its words only that is new which was new where it was said.
   */
  since(stream: StreamName, after: Position, personId: PersonId, seen: Seen): number {
    const said = this.#said.get(stream) ?? []
    let count = 0
    for (let i = said.length - 1; i >= 0; i -= 1) {
      const one = said[i]
      if (one === undefined || one.position <= after) break
      if (one.hasCome) count += this.#newOf(one, personId, seen)
      else if (one.author !== personId && one.ordinal > commentsSeen(seen, one.threadId)) count += 1
    }
    return count
  }

  #newOf({ threadId, ordinal: last, author }: Said, personId: PersonId, seen: Seen): number {
    let count = 0
    for (let ordinal = last; ordinal > commentsSeen(seen, threadId); ordinal -= 1) {
      const origin = this.#origins.get(threadId)?.[ordinal - 1]
      // It has just been opened to more readers, as a thread of its own: to them all of it is one.
      if (origin === undefined) return count + (count === 0 && author !== personId ? 1 : 0)
      if (!isNewAt(origin, seen)) break
      if (origin.author !== personId) count += 1
    }
    return count
  }

  /** What is not there any more is no news there. */
  #forget(stream: StreamName, threadId: ThreadId): void {
    const said = this.#said.get(stream)
    if (said !== undefined)
      this.#said.set(
        stream,
        said.filter((one) => one.threadId !== threadId),
      )
  }
}

/** Where one has never looked nothing is new; of single threads and those of an organisation only what was opened counts. */
function isNewAt({ stream, position }: { stream: StreamName; position: Position }, seen: Seen): boolean {
  const parsed = parseStream(stream)
  if (parsed?.kind !== "review") return true
  const upTo = reviewSeenUpTo(seen, parsed.id)
  return upTo !== null && position > upTo
}
