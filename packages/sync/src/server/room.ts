import type { Refusal, SectionId } from "@codraft/publication"
import type { Log, Position, Snapshots } from "@codraft/storage"
import { closeCodes } from "../protocol/index.ts"
import { backpressure, rhythm, roomBounds } from "./bounds.ts"
import { Connection, type ConnectionRoom, type Submission } from "./connection.ts"
import { conflictOf } from "./conflict.ts"
import { type Draft, draftBatch, factsIn, type Taken } from "./draft.ts"
import { fanOut, type Update } from "./fan-out.ts"
import { type Followers, mayBuildOnDeleted } from "./followers.ts"
import type { JointWrite, Lead, Seat } from "./joint-write.ts"
import type {
  Bus,
  Clock,
  HubObserver,
  ServerLink,
  TextConnection,
  TextSession,
  TextState,
  TextWorker,
  Written,
} from "./ports.ts"
import type { Announcement } from "./presence.ts"
import { keepAliveFrame, type PresenceFeed } from "./presence-feed.ts"
import { SectionText } from "./section-text.ts"
import { draftLarge, draftWrite, type Write } from "./solo.ts"
import { after } from "./stance.ts"
import { type Work, WorkQueue } from "./work-queue.ts"

export interface RoomDeps {
  readonly log: Log
  readonly snapshots: Snapshots
  readonly clock: Clock
  readonly worker: TextWorker
  readonly clientId: number
  readonly feed: PresenceFeed
  readonly bus: Bus | undefined
  readonly observer: HubObserver
  /** Which messages may be for something that has left the text. */
  lookInto(): ReturnType<Followers["lookInto"]>
  /** Such a message: has it judged, here or together with other texts. */
  follow(room: Room, taken: Taken): Promise<void>
  /** The room is to be forgotten: it has been idle, or has failed. */
  over(room: Room): void
}

/**
 * One section's text and everybody who has it open.
 * 1. Nobody is asked for or told anything before the stored text has been loaded.
 * 2. What is received is judged in the order of its connection, against all that is logged and all that is about to be.
 * 3. One append runs at a time; what arrives meanwhile goes into the next one together.
 * 4. Nobody is told of a change, and no receipt is sent, before it is in the log. If that fails, nobody is told anything: every connection
 *    is closed with 4500, and the room is thrown away with all that was not logged.
 * 5. The log may be ahead of the room, never behind: another server's entries are read, and what was judged without them is judged anew.
 */
export class Room implements ConnectionRoom {
  readonly sectionId: SectionId
  readonly #deps: RoomDeps
  readonly #text: SectionText
  readonly #members = new Set<Connection>()
  /** Who came while the text was loading, also those who have left again. */
  #early: Connection[] = []
  readonly #queue = new WorkQueue((submission) => this.#mayBeLate(submission))
  #state: "loading" | "open" | "over" = "loading"
  #isWorking = false
  #usedBy = 0
  #compactsFrom = Number.NEGATIVE_INFINITY
  #isStopping = false
  #heardOf: Position = 0
  #isLookingForBlocks = false
  #cancelCheck: (() => void) | null = null
  #cancelIdle: (() => void) | null = null
  readonly #loaded: Promise<void>
  #whenRested: (() => void)[] = []

  constructor(sectionId: SectionId, deps: RoomDeps) {
    this.sectionId = sectionId
    this.#deps = deps
    const { log, snapshots, worker, observer } = deps
    const snapshotUnreadable = (error: unknown) => observer.failed?.(sectionId, "snapshot", error)
    this.#text = new SectionText(`text:${sectionId}`, { log, snapshots, worker, snapshotUnreadable })
    this.#loaded = this.#load()
    // Whoever waits for it hears of the failure; whoever is connected is closed.
    this.#loaded.catch(() => undefined)
  }

  get isLoaded(): boolean {
    return this.#state === "open"
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  get connectionCount(): number {
    return this.#members.size
  }

  connect(session: TextSession, link: ServerLink): TextConnection {
    const connection = new Connection(this, session, link, this.#deps.clock)
    if (this.#members.size >= roomBounds.connectionsMax) connection.close(closeCodes.overload, "too-many-connections")
    else {
      this.#stayAwake()
      this.#members.add(connection)
      this.#deps.feed.join(connection)
      if (this.#state === "open") connection.open()
      else this.#early.push(connection)
    }
    return connection
  }

  /** A change of the server's own, with facts in the same append. */
  async write(author: string, makeUpdate: Write["makeUpdate"], facts: Write["facts"]): Promise<Written> {
    return this.#whileNeeded(
      () =>
        new Promise((resolve, reject) => {
          this.#queue.addWrite({ author, makeUpdate, facts, resolve, reject })
          this.#wake()
        }),
    )
  }

  /** Holds the room in memory while it is used; rejects if it cannot be loaded. */
  async held<T>(use: () => Promise<T>): Promise<T> {
    return this.#whileNeeded(use)
  }

  /** Comes to a write that this text shares with others, after all writes that it has been given. Only for a room that is held. */
  join(joint: JointWrite, place: number): void {
    this.#queue.addWrite({ joint, place, reject: (error) => joint.reject(error) })
    this.#wake()
  }

  /** A message that was looked into is for this text. */
  clear(taken: Taken): void {
    this.#queue.clear(taken)
    this.#wake()
  }

  refuse({ connection, submission }: Taken, refusal: Refusal): void {
    connection.adopt(after(connection.stance, submission.isStep2, { kind: "refused", refusal }))
  }

  /** Judges it when all texts that it concerns have come together. */
  leadOf(taken: Taken): Lead {
    return async (text) => {
      const { clock, worker, feed } = this.#deps
      if (taken.submission.update.byteLength > roomBounds.inlineBytesMax)
        return draftLarge(taken, text, clock.now(), worker, feed.presence)
      return draftBatch([taken], text, clock.now(), (client) => feed.presence.personOf(client))
    }
  }

  async textState(): Promise<TextState> {
    return this.#whileNeeded(async () => this.#text.state)
  }

  async compact(): Promise<void> {
    await this.#whileNeeded(() => this.#compact())
  }

  /** Another server has appended to this text. */
  hear(position: Position): void {
    this.#heardOf = Math.max(this.#heardOf, position)
    this.#wake()
  }

  /** Facts have changed: whoever may no longer read leaves. */
  refresh(): void {
    for (const connection of this.#members) {
      if (!connection.session.mayRead()) connection.close(closeCodes.notFound, "not-found")
    }
  }

  keepAlive(): void {
    for (const connection of this.#members) connection.outlet.sendFrame(keepAliveFrame)
  }

  /** Takes nothing more in, logs what it has taken, and closes. */
  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#state === "open") {
      this.#wake()
      await this.#rest()
    }
    this.#end(closeCodes.stopping, "stopping")
  }

  stateVector(): Uint8Array {
    return this.#text.stateVector()
  }

  diff(stateVector: Uint8Array): Uint8Array | Promise<Uint8Array> {
    return this.#text.diff(stateVector)
  }

  submitted(connection: Connection): void {
    this.#queue.add(connection)
    this.#wake()
  }

  announced(connection: Connection, announcements: readonly Announcement[]): void {
    const { feed } = this.#deps
    feed.announce(connection, announcements, (client) => this.#text.ledger.ownerOf(client))
    // A caret that comes with words is told after them.
    if (!this.#isWorking) feed.told()
  }

  wantsPresence(connection: Connection): void {
    this.#deps.feed.welcome(connection)
  }

  becameStale(): void {
    this.#cancelCheck ??= this.#deps.clock.setTimer(() => {
      this.#cancelCheck = null
      for (const connection of this.#members) connection.outlet.check()
      if ([...this.#members].some((connection) => connection.outlet.isStale)) this.becameStale()
    }, backpressure.checkMs)
  }

  refused(connection: Connection, refusal: Refusal): void {
    this.#deps.observer.refused?.(this.sectionId, connection.session.personId, refusal.code)
  }

  left(connection: Connection, code: number | null): void {
    if (!this.#members.delete(connection)) return
    this.#deps.feed.leave(connection)
    if (code !== null) this.#deps.observer.closed?.(this.sectionId, connection.session.personId, code)
    this.#mayIdle()
  }

  async #load(): Promise<void> {
    const startedAt = this.#deps.clock.now()
    try {
      await this.#text.load()
      if (this.#state !== "loading") return
      this.#state = "open"
      this.#deps.observer.roomLoaded?.(this.sectionId, this.#deps.clock.now() - startedAt)
    } catch (error) {
      this.#fail(error)
      throw error
    }
    for (const connection of this.#early.splice(0)) connection.open()
    // The server may have died between the loss of the last block and its replacement.
    if (this.#text.position > 0) this.#lookForBlocks()
    this.#wake()
    this.#mayIdle()
  }

  #wake(): void {
    if (!this.#isWorking && this.#state === "open") void this.#work()
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    try {
      for (;;) {
        if (this.#heardOf > this.#text.position) await this.#follow()
        const work = this.#queue.take()
        if (work === null) break
        await this.#do(work)
        if (this.#state !== "open") break
        if (work.kind === "batch" && work.isFull) await this.#turn()
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isWorking = false
    }
    this.#deps.feed.told()
    for (const rested of this.#whenRested.splice(0)) rested()
    this.#mayIdle()
  }

  #mayBeLate(submission: Submission): boolean {
    const looked = this.#deps.lookInto()
    return looked === "all" || (looked === "built-on-deleted" && mayBuildOnDeleted(submission, this.#text.ledger))
  }

  /** The room goes on meanwhile; what the same connection sent after it waits. */
  async #lookInto(taken: Taken): Promise<void> {
    const { connection } = taken
    try {
      await this.#whileNeeded(() => this.#deps.follow(this, taken))
    } catch (error) {
      // Its author has no receipt, keeps it, and comes again.
      if (this.#state === "open" && !this.#isStopping) this.#deps.observer.failed?.(this.sectionId, "follow", error)
      connection.close(closeCodes.failure, "failure")
    }
    this.#queue.release(connection)
    this.#wake()
  }

  async #do(work: Work): Promise<void> {
    if (work.kind === "late") {
      void this.#lookInto(work.taken)
      return
    }
    if (work.kind === "joint") {
      const tell: Seat["tell"] = (draft, heads) => this.#tell(work, draft, heads)
      return work.joint.take(work.place, { text: this.#text, follow: () => this.#follow(), tell })
    }
    for (let conflicts = 0; ; conflicts++) {
      const draft = await this.#draft(work)
      if (draft === null) return
      if (draft.entries.length === 0 && draft.facts.length === 0) return this.#tell(work, draft, new Map())
      try {
        const heads = await this.#deps.log.append(this.#text.appendOf(draft))
        this.#text.advance(draft)
        return this.#tell(work, draft, heads)
      } catch (error) {
        const conflict = conflictOf(error)
        const isOurs = conflict?.stream === this.#text.stream
        if (isOurs && conflicts < roomBounds.conflictsMax) await this.#follow()
        else {
          if (work.kind === "write") work.write.reject(error)
          // The facts of a write have moved on: for its author to decide anew, and nobody else's concern.
          if (conflict === null || isOurs) throw error
          return
        }
      }
    }
  }

  async #draft(work: Exclude<Work, { kind: "joint" | "late" }>): Promise<Draft | null> {
    const { clock, clientId, worker, feed } = this.#deps
    const at = clock.now()
    switch (work.kind) {
      case "batch":
        return draftBatch(work.taken, this.#text, at, (client) => feed.presence.personOf(client))
      case "large":
        return await draftLarge(work.taken, this.#text, at, worker, feed.presence)
      case "write":
        try {
          return await draftWrite(work.write, this.#text, at, clientId, worker, clock)
        } catch (error) {
          work.write.reject(error)
          return null
        }
      default:
        return work satisfies never
    }
  }

  /** The draft is in the log, or held nothing for it: says so to everybody whom it concerns. */
  #tell(work: Work, draft: Draft, heads: ReadonlyMap<string, Position>): void {
    for (const [connection, stance] of draft.stances) connection.adopt(stance)
    for (const error of draft.failures) this.#deps.observer.failed?.(this.sectionId, "judge", error)
    this.#forward(draft.updates)
    this.#deps.feed.told()
    if (work.kind === "write") work.write.resolve({ position: this.#text.position, facts: factsIn(draft.facts, heads) })
    if (heads.size > 0) this.#deps.bus?.publish({ type: "heads", heads: [...heads] })
    if (draft.entries.length === 0) return
    const bytes = draft.entries.reduce((sum, entry) => sum + entry.data.byteLength, 0)
    this.#deps.observer.committed?.(this.sectionId, draft.entries.length, bytes)
    if (draft.mayHaveEmptied) this.#lookForBlocks()
    const { tail } = this.#text
    if (tail.entries >= rhythm.compactAfterEntries || tail.bytes >= rhythm.compactAfterBytes)
      void this.#compactQuietly()
  }

  #forward(updates: readonly Update[]): void {
    const sent = fanOut(updates, this.#members)
    if (sent.messages > 0) this.#deps.observer.delivered?.(this.sectionId, sent.messages, sent.bytes)
  }

  /** Reads what other servers have appended, and tells it. */
  async #follow(): Promise<void> {
    for (;;) {
      const update = await this.#text.follow()
      if (update === null) break
      this.#forward([{ from: null, update }])
    }
    this.#heardOf = this.#text.position
  }

  /** Only the server refills an emptied text: two clients would do so twice. */
  #lookForBlocks(): void {
    if (this.#isLookingForBlocks) return
    this.#isLookingForBlocks = true
    const { worker, clientId, observer } = this.#deps
    const look = async () => {
      const missing = await worker.refill(this.#text.state.parts, clientId)
      this.#isLookingForBlocks = false
      if (missing === null || this.#state !== "open") return
      await this.write("system", (basis) => worker.refill(basis.parts, basis.clientId), [])
    }
    look().catch((error: unknown) => {
      this.#isLookingForBlocks = false
      observer.failed?.(this.sectionId, "refill", error)
    })
  }

  async #compact(): Promise<void> {
    const startedAt = this.#deps.clock.now()
    await this.#text.compact()
    this.#deps.observer.compacted?.(this.sectionId, this.#text.bytes, this.#deps.clock.now() - startedAt)
  }

  async #compactQuietly(): Promise<void> {
    const { clock } = this.#deps
    if (this.#text.isCompacting || this.#state !== "open" || clock.now() < this.#compactsFrom) return
    try {
      await this.#compact()
    } catch (error) {
      // The log has everything; later entries bring the next attempt.
      this.#compactsFrom = clock.now() + rhythm.compactAgainMs
      this.#deps.observer.failed?.(this.sectionId, "compaction", error)
    }
    this.#mayIdle()
  }

  /** Loads, and does not leave memory meanwhile. */
  async #whileNeeded<T>(use: () => Promise<T>): Promise<T> {
    this.#stayAwake()
    this.#usedBy += 1
    try {
      await this.#loaded
      if (this.#state !== "open") throw new RoomOverError(`The room of ${this.#text.stream} is over.`)
      return await use()
    } finally {
      this.#usedBy -= 1
      this.#mayIdle()
    }
  }

  #stayAwake(): void {
    this.#cancelIdle?.()
    this.#cancelIdle = null
  }

  #mayIdle(): void {
    if (this.#members.size > 0 || this.#cancelIdle !== null || this.#state !== "open" || this.#isStopping) return
    this.#cancelIdle = this.#deps.clock.setTimer(() => {
      this.#cancelIdle = null
      void this.#leaveMemory()
    }, rhythm.idleRoomMs)
  }

  async #leaveMemory(): Promise<void> {
    if (this.#isBusy) return
    if (this.#text.tail.entries >= rhythm.compactIdleAfterEntries) await this.#compactQuietly()
    this.#stayAwake()
    if (this.#isBusy) return
    this.#state = "over"
    this.#deps.over(this)
  }

  get #isBusy(): boolean {
    return (
      this.#members.size > 0 || this.#usedBy > 0 || this.#isWorking || !this.#queue.isEmpty || this.#text.isCompacting
    )
  }

  /** The next turn of the event loop, so that no flood holds it. */
  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#deps.clock.setTimer(resolve, 0)
    })
  }

  #rest(): Promise<void> {
    if (!this.#isWorking) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenRested.push(resolve)
    })
  }

  #fail(error: unknown): void {
    if (this.#state === "over") return
    this.#deps.observer.failed?.(this.sectionId, this.#state === "loading" ? "load" : "append", error)
    for (const write of this.#queue.takeWrites()) write.reject(error)
    this.#end(closeCodes.failure, reasonOf(error))
  }

  #end(code: number, reason: string): void {
    if (this.#state === "over") return
    this.#state = "over"
    this.#stayAwake()
    this.#cancelCheck?.()
    for (const connection of this.#members) connection.close(code, reason)
    this.#deps.over(this)
  }
}

/** The room was thrown away while somebody waited for it; the next one may do better. */
export class RoomOverError extends Error {
  override name = "RoomOverError"
}

/** Closing reasons are for the other end's diagnostics; what exactly went wrong stays here. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.name === "StorageFullError" ? "storage-full" : "failure"
}
