import { closeCodes, encodeMessage, type Message } from "../protocol/index.ts"
import { backpressure } from "./bounds.ts"
import { Drain } from "./drain.ts"
import { Missed } from "./missed.ts"
import type { Clock, ServerLink } from "./ports.ts"

/** What a connection's outlet needs of the text. */
export interface TextSource {
  /** Encoded clocks of the text as it is in the log. */
  stateVector(): Uint8Array
  /** What is in the log beyond a state vector: at once, or from the worker. */
  diff(stateVector: Uint8Array): Uint8Array | Promise<Uint8Array>
  /** It has the whole text now: for the first time, or again after it had fallen behind. */
  becameLive(): void
  /** It does not take what it is sent: `check` is to be called from time to time. */
  becameStale(): void
  /** It was closed from this side. */
  closed(code: number): void
}

/** Which message carries a difference: the answer to a question, or news. */
type Owed = "step2" | "update"

/**
 * silent: has not asked for the text. answering: a difference is being made; what is logged meanwhile follows it.
 * live: has everything. stale: had everything up to `has`, and did not take it fast enough; `missed` is what came since.
 */
type Flow =
  | { readonly kind: "silent" }
  | {
      readonly kind: "answering"
      readonly owed: Owed
      readonly at: Uint8Array
      readonly missed: Missed
      askedAgain: Uint8Array | null
    }
  | { readonly kind: "live" }
  | {
      readonly kind: "stale"
      readonly has: Uint8Array
      readonly owed: Owed
      readonly missed: Missed
      readonly drain: Drain
    }

/**
 * The outgoing side of one connection.
 * 1. It is sent nothing of the text before it has asked, and everything after that, once.
 * 2. Beyond `backpressure` nothing is forwarded; when it has drained, one difference makes up for all that was missed.
 * 3. However often it asks, one answer is in the making.
 */
export class Outlet {
  readonly #link: ServerLink
  readonly #clock: Clock
  readonly #source: TextSource
  #flow: Flow = { kind: "silent" }
  #isClosed = false
  /** The size of the last answer to its own question, which alone may be more than may be buffered. */
  #answerBytes = 0

  constructor(link: ServerLink, clock: Clock, source: TextSource) {
    this.#link = link
    this.#clock = clock
    this.#source = source
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  get isStale(): boolean {
    return this.#flow.kind === "stale" && !this.#isClosed
  }

  get isLive(): boolean {
    return this.#flow.kind === "live"
  }

  send(message: Message): void {
    this.sendFrame(encodeMessage(message))
  }

  sendFrame(frame: Uint8Array): void {
    if (this.#isClosed) return
    this.#link.send(frame)
  }

  close(code: number, reason: string): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#link.close(code, reason)
    this.#source.closed(code)
  }

  /** The other end has gone. */
  end(): void {
    this.#isClosed = true
  }

  /** The client asks for what it lacks. */
  ask(stateVector: Uint8Array): void {
    const flow = this.#flow
    if (flow.kind === "answering") flow.askedAgain = stateVector
    else if (flow.kind === "stale") this.#flow = { ...flow, has: stateVector, owed: "step2" }
    else this.#answer(stateVector, "step2")
  }

  /** News from the log: the update, and the frame that holds it, which is made once for many. False: not sent now. */
  forward(update: Uint8Array, frame: Uint8Array): boolean {
    const flow = this.#flow
    if (flow.kind === "answering" || flow.kind === "stale") flow.missed.add(update)
    if (flow.kind !== "live") return false
    this.sendFrame(frame)
    this.#watch()
    return true
  }

  /** Looks whether a stale connection has drained, or never will. Called every `backpressure.checkMs`. */
  check(): void {
    const flow = this.#flow
    if (flow.kind !== "stale" || this.#isClosed) return
    const state = flow.drain.check(this.#link.bufferedBytes, this.#clock.now(), this.#answerBytes)
    if (state === "hopeless") this.close(closeCodes.overload, "too-slow")
    else if (state === "drained") {
      if (flow.owed === "step2") this.#answer(flow.has, "step2")
      else this.#catchUp(flow.missed, flow.has)
    }
  }

  #answer(stateVector: Uint8Array, owed: Owed): void {
    const flow: Flow = {
      kind: "answering",
      owed,
      at: this.#source.stateVector(),
      missed: new Missed(),
      askedAgain: null,
    }
    this.#flow = flow
    const update = this.#source.diff(stateVector)
    if (update instanceof Uint8Array) this.#answered(update)
    else
      update.then(
        (update) => this.#answered(update),
        () => this.close(closeCodes.failure, "failure"),
      )
  }

  #answered(update: Uint8Array): void {
    const flow = this.#flow
    if (flow.kind !== "answering" || this.#isClosed) return
    const frame = encodeMessage({ type: flow.owed, update })
    if (flow.owed === "step2") this.#answerBytes = frame.byteLength
    this.sendFrame(frame)
    if (flow.askedAgain !== null) this.#answer(flow.askedAgain, "step2")
    else this.#catchUp(flow.missed, flow.at)
  }

  /** It has the text as it was at `since`, and not what it missed since then. */
  #catchUp(missed: Missed, since: Uint8Array): void {
    const update = missed.merged()
    if (update === "too-much") return this.#answer(since, "update")
    this.#flow = { kind: "live" }
    if (update !== null) this.send({ type: "update", update })
    this.#source.becameLive()
    this.#watch()
  }

  #watch(): void {
    const buffered = this.#link.bufferedBytes
    if (buffered <= backpressure.staleBytes) return
    this.#flow = {
      kind: "stale",
      has: this.#source.stateVector(),
      owed: "update",
      missed: new Missed(),
      drain: new Drain(buffered, this.#clock.now()),
    }
    this.#source.becameStale()
  }
}
