import type { Refusal } from "@codraft/publication"
import * as Y from "yjs"
import {
  closeCodes,
  decodeMessage,
  MalformedMessageError,
  type Message,
  MessageTooLargeError,
} from "../protocol/index.ts"
import { Allowance } from "./allowance.ts"
import { roomBounds } from "./bounds.ts"
import { Outlet } from "./outlet.ts"
import type { Clock, ServerLink, TextConnection, TextSession } from "./ports.ts"
import { type Announcement, decodeAnnouncements } from "./presence.ts"
import { asking, firstStance, isListenedTo, type Stance } from "./stance.ts"
import { WaitingLine } from "./waiting-line.ts"

/** A step 2 or update message that waits to be judged. */
export interface Submission {
  readonly update: Uint8Array
  readonly isStep2: boolean
}

/** The room of a connection, as the connection sees it. */
export interface ConnectionRoom {
  readonly isLoaded: boolean
  /** Nothing more is taken in. */
  readonly isStopping: boolean
  stateVector(): Uint8Array
  diff(stateVector: Uint8Array): Uint8Array | Promise<Uint8Array>
  /** The connection has something to judge. */
  submitted(connection: Connection): void
  announced(connection: Connection, announcements: readonly Announcement[]): void
  wantsPresence(connection: Connection): void
  becameStale(): void
  refused(connection: Connection, refusal: Refusal): void
  left(connection: Connection, code: number | null): void
}

/**
 * One client in one room: what it sends waits here, in order, until the room judges it.
 * 1. It is asked for what it has, and answered, only once the room has loaded.
 * 2. What it sent before it left is judged all the same: those may be somebody's last words.
 * 3. After a refusal none of its document messages is looked at; it stays as a reader.
 */
export class Connection implements TextConnection {
  readonly session: TextSession
  readonly outlet: Outlet
  /** The one client that this connection speaks for in the section's presence, once it has named it. */
  presentClient: number | null = null
  readonly #room: ConnectionRoom
  readonly #allowance: Allowance
  readonly #questions: Allowance
  /** Changes that came while the room was loading. */
  readonly #earlyChanges = new WaitingLine<Message>()
  /** Of everything else that came, the latest of each type: it says more than those before it. */
  readonly #early = new Map<Message["type"], Message>()
  readonly #waiting = new WaitingLine<Submission>()
  #waitingBytes = 0
  #stance: Stance = firstStance
  #receipted = 0

  constructor(room: ConnectionRoom, session: TextSession, link: ServerLink, clock: Clock) {
    this.#room = room
    this.session = session
    this.outlet = new Outlet(link, clock, {
      stateVector: () => room.stateVector(),
      diff: (stateVector) => room.diff(stateVector),
      becameLive: () => room.wantsPresence(this),
      becameStale: () => room.becameStale(),
      closed: (code) => room.left(this, code),
    })
    this.#allowance = new Allowance(clock, roomBounds.messagesBurstMax, roomBounds.messagesPerSecondMax)
    this.#questions = new Allowance(clock, roomBounds.questionsBurstMax, roomBounds.questionsPerSecondMax)
  }

  get stance(): Stance {
    return this.#stance
  }

  get next(): Submission | undefined {
    return this.#waiting.next
  }

  receive(frame: Uint8Array): void {
    if (this.outlet.isClosed || this.#room.isStopping) return
    if (!this.#allowance.take()) return this.close(closeCodes.overload, "too-many-messages")
    try {
      const message = decodeMessage(frame)
      if (this.#room.isLoaded) this.#take(message)
      else if (!isChange(message)) this.#early.set(message.type, message)
      else if (this.#hasRoomFor(frame.byteLength)) this.#earlyChanges.push(message)
    } catch (error) {
      if (error instanceof MessageTooLargeError) this.close(closeCodes.tooLarge, "too-large")
      else if (error instanceof MalformedMessageError) this.close(closeCodes.malformed, "malformed")
      else throw error
    }
  }

  closed(): void {
    if (this.outlet.isClosed) return
    this.outlet.end()
    this.#room.left(this, null)
  }

  /** Closes from this side; what waits is dropped, its sender has no receipt for it. */
  close(code: number, reason: string): void {
    this.#waiting.clear()
    this.outlet.close(code, reason)
  }

  /** The room has loaded: asks for what the client has, and takes what it sent meanwhile. */
  open(): void {
    this.adopt(asking(this.#stance))
    this.#waitingBytes = 0
    for (let change = this.#earlyChanges.shift(); change !== undefined; change = this.#earlyChanges.shift()) {
      this.#takeSafely(change)
    }
    for (const message of this.#early.values()) if (!this.outlet.isClosed) this.#takeSafely(message)
    this.#early.clear()
  }

  /** The next submission, taken out of the line. */
  shift(): Submission | undefined {
    const submission = this.#waiting.shift()
    if (submission !== undefined) this.#waitingBytes -= submission.update.byteLength
    return submission
  }

  /** Where it stands after the room has judged, and what is to be durable is: tells the client. */
  adopt(stance: Stance): void {
    const before = this.#stance
    this.#stance = stance
    if (!isListenedTo(stance)) this.#waiting.clear()
    if (stance.asked > before.asked) this.outlet.send({ type: "step1", stateVector: this.#room.stateVector() })
    if (stance.counted > this.#receipted) {
      this.#receipted = stance.counted
      this.outlet.send({ type: "receipt", count: stance.counted })
    }
    if (stance.refusal !== null && before.refusal === null) {
      const { code, message } = stance.refusal
      this.outlet.send({ type: "denied", code, message })
      this.#room.refused(this, stance.refusal)
    }
    if (stance.ending !== null) this.close(closeCodes[stance.ending], stance.ending)
  }

  #takeSafely(message: Message): void {
    try {
      this.#take(message)
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error
      this.close(closeCodes.malformed, "malformed")
    }
  }

  #take(message: Message): void {
    switch (message.type) {
      case "step1":
        if (!this.#questions.take()) return this.close(closeCodes.overload, "too-many-questions")
        return this.outlet.ask(checkedStateVector(message.stateVector))
      case "step2":
      case "update":
        return this.#submit({ update: message.update, isStep2: message.type === "step2" })
      case "awareness":
        return this.#room.announced(this, decodeAnnouncements(message.update))
      case "queryAwareness":
        if (!this.#questions.take()) return this.close(closeCodes.overload, "too-many-questions")
        return this.#room.wantsPresence(this)
      case "denied":
      case "receipt":
        throw new MalformedMessageError("Only the server says that.")
      default:
        return message satisfies never
    }
  }

  #submit(submission: Submission): void {
    if (!isListenedTo(this.#stance) || !this.#hasRoomFor(submission.update.byteLength)) return
    this.#waiting.push(submission)
    this.#room.submitted(this)
  }

  #hasRoomFor(bytes: number): boolean {
    this.#waitingBytes += bytes
    if (this.#waitingBytes <= roomBounds.queuedBytesMax) return true
    this.close(closeCodes.overload, "too-much-waiting")
    return false
  }
}

function isChange(message: Message): boolean {
  return message.type === "step2" || message.type === "update"
}

function checkedStateVector(stateVector: Uint8Array): Uint8Array {
  try {
    Y.decodeStateVector(stateVector)
    return stateVector.slice()
  } catch (error) {
    throw new MalformedMessageError("The state vector could not be read.", { cause: error })
  }
}
