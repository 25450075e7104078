import * as Y from "yjs"
import { isContained } from "../client/contained.ts"
import { closeCodes, decodeMessage, encodeMessage, type Message } from "../protocol/index.ts"
import type { Accepted, ServerEnd } from "./network.ts"

/**
 * A text server of a few lines for tests of the client: it does what the protocol says, and what a test tells it to do instead.
 * What it has receipted is in `doc`.
 */
export class ScriptedServer {
  doc = new Y.Doc()
  /** Everything that came, of all connections, as `tab: message`. */
  readonly heard: string[] = []
  /** Updates as they came, for sizes. */
  readonly updates: Uint8Array[] = []
  mode: "receipts" | "logs-without-receipt" | "ignores" | "denies" = "receipts"
  /** What it says when it denies. */
  denial = { code: "section-closed", message: "The section is closed." }
  closesWith: number | null = null
  readonly #ends = new Set<ServerEnd>()

  get connectionCount(): number {
    return this.#ends.size
  }

  accept(who: string, end: ServerEnd): Accepted {
    const send = (message: Message) => end.send(encodeMessage(message))
    let count = 0
    let isDenied = false
    this.#ends.add(end)
    if (this.closesWith !== null) {
      end.close(this.closesWith, "scripted")
    } else {
      send({ type: "step1", stateVector: Y.encodeStateVector(this.doc) })
    }
    const document = (update: Uint8Array) => {
      this.updates.push(update.slice())
      if (isDenied || (this.mode === "denies" && !isContained(this.doc, update))) {
        if (!isDenied) send({ type: "denied", ...this.denial })
        isDenied = true
        return
      }
      if (this.mode === "ignores") return
      count += 1
      const before = Y.encodeStateVector(this.doc)
      Y.applyUpdate(this.doc, update)
      this.#toOthers(end, Y.encodeStateAsUpdate(this.doc, before))
      if (this.mode === "receipts") send({ type: "receipt", count })
    }
    return {
      receive: (frame) => {
        if (typeof frame === "string") throw new Error("text frames are not for here")
        const message = decodeMessage(frame)
        this.heard.push(`${who}: ${message.type}`)
        if (message.type === "step1") {
          send({ type: "step2", update: Y.encodeStateAsUpdate(this.doc, message.stateVector) })
        } else if (message.type === "step2" || message.type === "update") {
          document(message.update)
        }
      },
      closed: () => this.#ends.delete(end),
    }
  }

  /** A backup is put back: it has this and nothing else, and everybody comes again. */
  restore(backup: Uint8Array): void {
    this.doc = new Y.Doc()
    Y.applyUpdate(this.doc, backup)
    this.close(closeCodes.stopping)
  }

  /** A change by someone who is not simulated. */
  edit(change: (doc: Y.Doc) => void): void {
    const before = Y.encodeStateVector(this.doc)
    change(this.doc)
    this.#toOthers(null, Y.encodeStateAsUpdate(this.doc, before))
  }

  send(message: Message): void {
    for (const end of this.#ends) end.send(encodeMessage(message))
  }

  close(code: number): void {
    for (const end of this.#ends) end.close(code, "scripted")
  }

  #toOthers(author: ServerEnd | null, update: Uint8Array): void {
    for (const end of this.#ends) if (end !== author) end.send(encodeMessage({ type: "update", update }))
  }
}
