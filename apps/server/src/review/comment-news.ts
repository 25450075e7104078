import {
  commentsSeen,
  type PersonId,
  type Recorded,
  type Seen,
  type StreamName,
  type ThreadId,
} from "@codraft/publication"
import type { Position } from "@codraft/storage"

interface Said {
  readonly position: Position
  readonly author: Recorded["author"]
  readonly threadId: ThreadId
  /** Which of its thread's comments it is, from 1. */
  readonly ordinal: number
}

/** Where in each stream of comments something was said: who was there last at a position has not read what came behind it. */
export class CommentNews {
  readonly #said = new Map<StreamName, Said[]>()
  /** How many comments of a thread a stream has told of. */
  readonly #counts = new Map<string, number>()

  take({ stream, position, author, event }: Recorded): void {
    if (event.type !== "commentAdded" && event.type !== "commentReplied" && event.type !== "threadCopied") return
    const { threadId } = event
    const key = `${stream} ${threadId}`
    const before = this.#counts.get(key) ?? 0
    const ordinal = event.type === "threadCopied" ? event.thread.comments.length : before + 1
    this.#counts.set(key, ordinal)
    const said = this.#said.get(stream) ?? []
    said.push({ position, author, threadId, ordinal })
    this.#said.set(stream, said)
  }

  /** How much others have said behind this position, without what the person has opened since. */
  since(stream: StreamName, after: Position, personId: PersonId, seen: Seen): number {
    const said = this.#said.get(stream) ?? []
    let count = 0
    for (let i = said.length - 1; i >= 0; i -= 1) {
      const one = said[i]
      if (one === undefined || one.position <= after) break
      if (one.author !== personId && one.ordinal > commentsSeen(seen, one.threadId)) count += 1
    }
    return count
  }
}
