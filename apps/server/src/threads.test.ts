import { EventEmitter } from "node:events"
import type { Worker } from "node:worker_threads"
import { TextWorkError } from "@codraft/sync/work"
import { expect, it } from "vitest"
import { TextThread } from "./threads.ts"

/** A worker that the test answers for. */
class FakeWorker extends EventEmitter {
  readonly asked: { id: number; job: string }[] = []

  postMessage(message: { id: number; job: string }): void {
    this.asked.push(message)
  }

  async terminate(): Promise<number> {
    this.emit("exit", 1)
    return 1
  }
}

function threadOf() {
  const workers: FakeWorker[] = []
  const thread = new TextThread(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker as unknown as Worker
  })
  return { thread, workers }
}

it("fails what a worker was at when it died, and goes on with a new one", async () => {
  const { thread, workers } = threadOf()
  const lost = thread.work.refill([], 1)
  workers[0]?.emit("exit", 1)
  await expect(lost).rejects.toBeInstanceOf(TextWorkError)

  const answer = thread.work.refill([], 2)
  const id = workers[1]?.asked[0]?.id
  workers[1]?.emit("message", { id, result: null })
  expect(await answer).toBeNull()
})

it("starts no new worker before it has work for it", async () => {
  const { thread, workers } = threadOf()
  await thread.close()
  expect(workers).toHaveLength(1)
})
