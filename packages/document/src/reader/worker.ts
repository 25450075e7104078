import { parentPort } from "node:worker_threads"
import { MalformedUpdateError } from "../update/index.ts"
import { Desk } from "./desk.ts"
import type { FromWorker, ToWorker } from "./messages.ts"
import { tasks } from "./tasks.ts"

/** The reader's thread: one message at a time, so answers to one text come in the order of the questions. */

if (parentPort === null) throw new Error("The reader's worker runs in a worker thread only.")
const port = parentPort
const desk = new Desk()
const waiting = new Map<number, Extract<ToWorker, { type: "ask" }>>()

port.on("message", (message: ToWorker) => {
  try {
    handle(message)
  } catch (error) {
    waiting.delete(message.id)
    const isMalformed = error instanceof MalformedUpdateError
    // What goes wrong with a text must not carry its words into a log; Yjs names bytes and types only.
    send({ type: "failure", id: message.id, isMalformed, message: error instanceof Error ? error.message : "unknown" })
  }
})

function handle(message: ToWorker): void {
  switch (message.type) {
    case "ask": {
      const known = desk.fromKept(message.question, message.at, message.section)
      if (known === null) {
        waiting.set(message.id, message)
        send({ type: "wanted", id: message.id })
      } else {
        send({ type: "answer", id: message.id, answer: known.answer })
      }
      return
    }
    case "parts": {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (asked === undefined || message.parts === null) return
      const { question, at, section } = asked
      const answer = (
        desk.fromKept(question, at, section) ?? { answer: desk.fromParts(question, at, section, message.parts) }
      ).answer
      send({ type: "answer", id: message.id, answer })
      return
    }
    case "do": {
      const run = tasks[message.task] as (...args: readonly unknown[]) => unknown
      send({ type: "answer", id: message.id, answer: run(...message.args) })
    }
  }
}

function send(message: FromWorker): void {
  const bytes = message.type === "answer" ? message.answer : null
  // Whole buffers change hands; a copy of a large text would hold up everybody on the other side.
  const isWhole = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength
  port.postMessage(message, isWhole ? [bytes.buffer as ArrayBuffer] : [])
}
