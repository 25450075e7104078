import { MessageChannel, type MessagePort } from "node:worker_threads"
import { expect, it } from "vitest"
import * as Y from "yjs"
import type { TextWorker } from "../server/index.ts"
import { createRoomWorld, sectionId } from "../testing/room-world.ts"
import { connectTextWork, createTextWork, serveTextWork, TextWorkError, type WorkPort } from "./index.ts"

function connected(work: TextWorker = createTextWork()) {
  const { port1, port2 } = new MessageChannel()
  serveTextWork(workPort(port2), work)
  return { worker: connectTextWork(workPort(port1)), close: () => port1.close() }
}

function workPort(port: MessagePort): WorkPort {
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    on: (event, listener) => port.on(event, listener as (value: unknown) => void),
  }
}

it("[ROOM19] [ROOM23] [ROOM34] a room works the same with its worker in another thread", async () => {
  const { worker, close } = connected()
  const world = await createRoomWorld({ worker })
  const ana = await world.person("ana").joins()
  ana.types("long ".repeat(30_000))
  const counted = async (count: number) => {
    while ((ana.receipts.at(-1) ?? 0) < count) await world.rest()
  }
  await counted(2)
  await world.hub.compact(sectionId)
  ana.root.delete(0, 1)
  await counted(3)
  while (ana.root.length === 0) await world.rest()
  expect(ana.root.length).toBe(1)
  close()
})

it("sends a view without the rest of its buffer", async () => {
  const pool = new Uint8Array(4096)
  const update = Y.encodeStateAsUpdate(new Y.Doc())
  pool.set(update, 50)
  let received = 0
  const { worker, close } = connected({
    ...createTextWork(),
    diff: async (parts) => {
      received = parts[0]?.buffer.byteLength ?? 0
      return parts[0] ?? update
    },
  })
  await worker.diff([pool.subarray(50, 50 + update.byteLength)], Y.encodeStateVector(new Y.Doc()))
  expect(received).toBe(update.byteLength)
  close()
})

it("a job that fails rejects by name, and the next one works", async () => {
  const { worker, close } = connected()
  await expect(worker.compact([new Uint8Array([255])], new Uint8Array())).rejects.toThrow(TextWorkError)
  expect(await worker.refill([], 2 ** 32)).toBeInstanceOf(Uint8Array)
  close()
})

it("jobs that wait reject when the thread ends", async () => {
  const listeners = new Map<string, (value: never) => void>()
  const worker = connectTextWork({
    postMessage: () => undefined,
    on: (event, listener) => listeners.set(event, listener),
  })
  const waiting = worker.diff([], new Uint8Array())
  listeners.get("exit")?.(1 as never)
  await expect(waiting).rejects.toThrow("has ended")
  await expect(worker.diff([], new Uint8Array())).rejects.toThrow(TextWorkError)
})
