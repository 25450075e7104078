import { roomBounds } from "./bounds.ts"
import type { Connection, Submission } from "./connection.ts"
import type { Taken } from "./draft.ts"
import type { JointWrite } from "./joint-write.ts"
import type { Write } from "./solo.ts"
import { isCoveredByStep2, isListenedTo } from "./stance.ts"
import { WaitingLine } from "./waiting-line.ts"

/** What the room does next. A large update and a write of the server's own are judged alone, off the event loop's thread. */
export type Work =
  | { readonly kind: "batch"; readonly taken: readonly Taken[]; readonly isFull: boolean }
  | { readonly kind: "large"; readonly taken: Taken }
  /** It may be for something that has left the text: where it goes is found out first, while the others go on. */
  | { readonly kind: "late"; readonly taken: Taken }
  | { readonly kind: "write"; readonly write: Write }
  | { readonly kind: "joint"; readonly joint: JointWrite; readonly place: number }

/** A room's part in a write that several texts share. */
export interface JoinedWrite {
  readonly joint: JointWrite
  readonly place: number
  reject(error: unknown): void
}

/** Who waits to be judged: connections take turns, one message each; what one connection sent stays in its order. */
export class WorkQueue {
  readonly #connections = new Set<Connection>()
  readonly #writes = new WaitingLine<Write | JoinedWrite>()
  /** What they sent first is being looked into; what they sent after it waits. */
  readonly #aside = new Set<Connection>()
  readonly #cleared = new WaitingLine<Taken>()
  readonly #mayBeLate: (submission: Submission) => boolean

  constructor(mayBeLate: (submission: Submission) => boolean) {
    this.#mayBeLate = mayBeLate
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0 && this.#writes.length === 0 && this.#aside.size === 0
  }

  add(connection: Connection): void {
    if (!this.#aside.has(connection)) this.#connections.add(connection)
  }

  /** It is for this text after all, and is judged next. */
  clear(taken: Taken): void {
    this.#cleared.push(taken)
  }

  /** What it sent since is taken again. */
  release(connection: Connection): void {
    this.#aside.delete(connection)
    this.#connections.add(connection)
  }

  addWrite(write: Write | JoinedWrite): void {
    this.#writes.push(write)
  }

  takeWrites(): { reject(error: unknown): void }[] {
    const writes: { reject(error: unknown): void }[] = []
    for (let write = this.#writes.shift(); write !== undefined; write = this.#writes.shift()) writes.push(write)
    return writes
  }

  take(): Work | null {
    const write = this.#writes.shift()
    if (write !== undefined) {
      if ("joint" in write) return { kind: "joint", joint: write.joint, place: write.place }
      return { kind: "write", write }
    }
    const cleared = this.#cleared.shift()
    if (cleared !== undefined) {
      if (isLarge(cleared)) return { kind: "large", taken: cleared }
      return { kind: "batch", taken: [cleared], isFull: true }
    }
    const taken: Taken[] = []
    const authors = new Set<Connection>()
    let bytes = 0
    for (const connection of this.#connections) {
      const submission = connection.next
      if (submission === undefined) {
        this.#connections.delete(connection)
        continue
      }
      const one = { connection, submission }
      const isListened = isListenedTo(connection.stance) && !isCoveredByStep2(connection.stance, submission.isStep2)
      const isAlone = isLarge(one) || (isListened && this.#mayBeLate(submission))
      const isOneTooMany = authors.size >= roomBounds.batchAuthorsMax && !authors.has(connection)
      if ((isAlone && taken.length > 0) || isOneTooMany) return { kind: "batch", taken, isFull: true }
      connection.shift()
      // To the end of the line; the loop comes back to it.
      this.#connections.delete(connection)
      this.#connections.add(connection)
      if (isAlone) return this.#alone(one, isListened)
      taken.push(one)
      authors.add(connection)
      bytes += submission.update.byteLength
      if (taken.length >= roomBounds.batchMessagesMax || bytes >= roomBounds.batchBytesMax) {
        return { kind: "batch", taken, isFull: true }
      }
    }
    return taken.length === 0 ? null : { kind: "batch", taken, isFull: false }
  }

  #alone(taken: Taken, isListened: boolean): Work {
    if (!isListened || !this.#mayBeLate(taken.submission)) return { kind: "large", taken }
    this.#connections.delete(taken.connection)
    this.#aside.add(taken.connection)
    return { kind: "late", taken }
  }
}

function isLarge({ connection, submission }: Taken): boolean {
  const isBig = submission.update.byteLength > roomBounds.inlineBytesMax
  return isBig && !isCoveredByStep2(connection.stance, submission.isStep2)
}
