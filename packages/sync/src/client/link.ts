import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import { encodeMessage, messageBounds, messageNumbers, syncNumbers } from "../protocol/index.ts"
import type { Clock } from "../clock.ts"
import type { Outbox } from "./outbox.ts"
import { Silence } from "./silence.ts"
import { abnormalClose, listen, type Transport, type TransportClass, transportOpen } from "./transport.ts"

/** The server says something every 20 s; after this long without a word the connection is dead, whatever the socket believes. */
const silenceMs = 30_000
/** What may wait while a person composes or the device is read; beyond it the connection is dropped, and the next one brings the difference. */
const heldBytesMax = 1024 * 1024
const heldFramesMax = 2_000
/** As a WebSocket says it. */
const CONNECTING = 0
/** A batch of offline work: well below the bound of a step 2, since merging may add some bytes. */
const batchBytesMax = messageBounds.step2BytesMax / 2

export interface LinkContext {
  readonly Transport: TransportClass
  readonly clock: Clock
  readonly outbox: Outbox
  readonly ownClientId: number
  mayWrite(): boolean
  /** Whether the provider may hear of this connection; until then it is only got ready. */
  maySpeak(): boolean
  isHolding(): boolean
  /** Frames that came from the server are being applied; what the document does meanwhile is no edit. */
  following(apply: () => void): void
  /** What the server sent of the text, as it was sent: a document also has what it made of it itself. */
  received(update: Uint8Array): void
  /** The server says what it has, by its step 1. */
  asked(stateVector: Uint8Array): void
  /** The document no longer tells what own updates brought: they go themselves, before what it has. */
  isOutboxOvertaken(): boolean
  /** An own update that no message can carry. */
  onTooLarge(): void
  /** Called by the constructor. */
  onOpened(link: Link): void
}

/** A y-websocket provider makes its sockets by this class. */
export function linkClass(context: LinkContext): typeof WebSocket {
  // NOTE: of the WebSocket interface the provider uses what Link has; `link.test.ts` breaks if that grows.
  return class extends Link {
    constructor(url: string, protocols?: string[]) {
      super(context, url, protocols)
    }
  } as unknown as typeof WebSocket
}

/**
 * One connection, between the provider and the socket.
 *
 * 1. A session that may not write sends no document message.
 * 2. Nothing of the document is sent before the server's step 1 is answered: that answer holds all of it, so no message has a gap.
 * 3. Every document message that is sent is counted, and the outbox knows which was the first to carry each own update.
 * 4. Own presence is sent, never that of others (the provider echoes it).
 * 5. While what comes is held back, only receipts come through.
 * 6. Before it may speak, the provider takes it for one that is not open yet: nothing is sent, and what came, its end included, waits.
 */
export class Link {
  readonly OPEN = 1
  binaryType = "arraybuffer"
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly #context: LinkContext
  readonly #transport: Transport
  readonly #silence: Silence
  readonly #stopListening: () => void
  #held: ArrayBuffer[] = []
  #heldBytes = 0
  #sentCount = 0
  #hasAnswered = false
  #isClosed = false
  /** The socket is open, and nobody has been told. */
  #isOpenUnsaid = false
  #endUnsaid: { code: number; reason: string } | null = null

  constructor(context: LinkContext, url: string, protocols?: string[]) {
    this.#context = context
    this.#transport = new context.Transport(url, protocols)
    this.#transport.binaryType = "arraybuffer"
    this.#silence = new Silence(context.clock, silenceMs, () => this.#fail("the server is silent"))
    this.#stopListening = listen(this.#transport, {
      opened: () => {
        this.#silence.heard()
        if (context.maySpeak()) this.onopen?.()
        else this.#isOpenUnsaid = true
      },
      received: (data) => this.#receive(data),
      closed: (code, reason) => this.#closed(code, reason),
    })
    context.onOpened(this)
  }

  get readyState(): number {
    return this.#isOpenUnsaid ? CONNECTING : this.#transport.readyState
  }

  /** It may speak from now on. */
  speak(): void {
    if (this.#isClosed) return
    if (this.#isOpenUnsaid) {
      this.#isOpenUnsaid = false
      // It may be closing by now, and tell of its end a moment later: the provider would speak to nobody.
      if (this.#endUnsaid === null && this.#transport.readyState === transportOpen) {
        this.onopen?.()
        if (!this.#context.isHolding()) this.release()
      }
    }
    if (this.#endUnsaid !== null) this.#closed(this.#endUnsaid.code, this.#endUnsaid.reason)
  }

  /** What the provider sends: passed on, held back, split or counted. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#isClosed) return
    const decoder = decoding.createDecoder(frame)
    const number = decoding.readVarUint(decoder)
    if (number === messageNumbers.awareness) return this.#sendPresence(decoding.readVarUint8Array(decoder))
    if (number !== messageNumbers.sync) return this.#transport.send(frame)
    const kind = decoding.readVarUint(decoder)
    if (kind === syncNumbers.step1) this.#transport.send(frame)
    else if (this.#context.mayWrite()) this.#sendDocument(kind, decoding.readVarUint8Array(decoder))
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#silence.stop()
    this.#held = []
    this.#stopListening()
    this.#transport.close()
  }

  /** The composition has ended: what waited comes through. */
  release(): void {
    if (this.#isOpenUnsaid) return
    const held = this.#held
    this.#held = []
    this.#heldBytes = 0
    for (const data of held) this.#deliver(data)
  }

  /** Sends what no message of this connection carries yet, even if the server may have it. */
  sendUnsent(): void {
    if (this.#hasAnswered && !this.#isClosed && this.#context.mayWrite()) this.#sendInBatches()
  }

  #sendDocument(kind: number, update: Uint8Array): void {
    if (kind === syncNumbers.step2) {
      this.#hasAnswered = true
      if (this.#context.isOutboxOvertaken()) this.#sendInBatches()
      if (update.byteLength <= messageBounds.step2BytesMax) this.#count("step2", update)
      else this.#sendInBatches()
    } else if (this.#hasAnswered) {
      if (update.byteLength <= messageBounds.updateBytesMax) this.#count("update", update)
      else if (update.byteLength <= messageBounds.step2BytesMax) this.#count("step2", update)
      else this.#context.onTooLarge()
    }
  }

  #count(type: "step2" | "update", update: Uint8Array): void {
    this.#sentCount += 1
    this.#context.outbox.sent(this.#sentCount)
    this.#transport.send(encodeMessage({ type, update }) as Uint8Array<ArrayBuffer>)
  }

  /** Much offline work, as several steps 2, each within the bound: earlier ones first, so that none has a gap. */
  #sendInBatches(): void {
    const entries = this.#context.outbox.entries.filter((entry) => entry.sentAs === null)
    if (entries.some(({ update }) => update.byteLength > messageBounds.step2BytesMax)) return this.#context.onTooLarge()
    let batch: typeof entries = []
    let batchBytes = 0
    const sendBatch = () => {
      if (batch.length === 0) return
      this.#sentCount += 1
      for (const entry of batch) entry.sentAs = this.#sentCount
      const update = Y.mergeUpdates(batch.map((entry) => entry.update))
      this.#transport.send(encodeMessage({ type: "step2", update }) as Uint8Array<ArrayBuffer>)
      batch = []
      batchBytes = 0
    }
    for (const entry of entries) {
      if (batchBytes + entry.update.byteLength > batchBytesMax) sendBatch()
      batch.push(entry)
      batchBytes += entry.update.byteLength
    }
    sendBatch()
  }

  #sendPresence(update: Uint8Array): void {
    const decoder = decoding.createDecoder(update)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      if (client !== this.#context.ownClientId) continue
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
      const own = encodeMessage({ type: "awareness", update: encoding.toUint8Array(encoder) })
      return this.#transport.send(own as Uint8Array<ArrayBuffer>)
    }
  }

  #receive(data: unknown): void {
    this.#silence.heard()
    if (!(data instanceof ArrayBuffer)) return this.#fail("the server sent something that is no binary frame")
    const isReceipt = new Uint8Array(data)[0] === messageNumbers.receipt
    const isHeld = this.#isOpenUnsaid || (!isReceipt && this.#context.isHolding())
    if (!isHeld) return this.#deliver(data)
    this.#held.push(data)
    this.#heldBytes += data.byteLength
    if (this.#heldBytes > heldBytesMax || this.#held.length > heldFramesMax)
      this.#fail("too much came that has to wait")
  }

  #deliver(data: ArrayBuffer): void {
    if (this.#isClosed) return
    try {
      const stateVector = stateVectorIn(new Uint8Array(data))
      if (stateVector) this.#context.asked(stateVector)
      this.#context.following(() => this.onmessage?.({ data }))
      const text = textIn(new Uint8Array(data))
      if (text) this.#context.received(text)
    } catch {
      // Whatever the provider cannot read, a new connection begins with the whole difference.
      this.#fail("the server sent what could not be read")
    }
  }

  #fail(reason: string): void {
    this.#transport.close()
    this.#closed(abnormalClose, reason)
  }

  #closed(code: number, reason: string): void {
    if (this.#isClosed) return
    if (!this.#context.maySpeak()) {
      this.#endUnsaid ??= { code, reason }
      return
    }
    this.#isClosed = true
    this.#silence.stop()
    this.#held = []
    this.#stopListening()
    this.onclose?.({ code, reason })
  }
}

/** The state vector in a frame of the server's that asks for what it lacks. */
function stateVectorIn(frame: Uint8Array): Uint8Array | null {
  if (frame[0] !== messageNumbers.sync || frame[1] !== syncNumbers.step1) return null
  return decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2)))
}

/** The Yjs update in a frame of the server's, as long as it may be: the bounds of messages are for what clients send. */
export function textIn(frame: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(frame)
  if (decoding.readVarUint(decoder) !== messageNumbers.sync) return null
  if (decoding.readVarUint(decoder) === syncNumbers.step1) return null
  return decoding.readVarUint8Array(decoder)
}
