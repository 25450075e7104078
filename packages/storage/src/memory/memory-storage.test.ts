import { StorageError } from "@codraft/storage"
import { createMemoryStorage } from "@codraft/storage/memory"
import { everyEntry, type StorageRig, storageContract, storageModel } from "@codraft/storage/testing"
import { expect, it } from "vitest"

async function open(): Promise<StorageRig> {
  let storage = createMemoryStorage()
  const crash = async () => {
    storage = storage.crash()
    return storage
  }
  return {
    storage,
    crash,
    reopen: async () => {
      await storage.close()
      return await crash()
    },
    fill: async () => storage.faults.setFull(true),
    free: async () => storage.faults.setFull(false),
    remove: async () => {},
  }
}

storageContract("memory", open)
storageModel("memory", open)

const one = { at: 1, author: "p-iom-1", data: new Uint8Array([1]) }
const words = [{ stream: "text:a", entries: [one] }]

it("holds writes back while it is paused, and makes them in order when it goes on", async () => {
  const { log, faults, ...storage } = memory()
  faults.pause()
  const appended = log.append(words)
  const again = log.append([{ stream: "text:a", entries: [one], expected: 1 }])
  expect([storage.waiting(), (await log.heads(["text:a"])).get("text:a")]).toEqual([2, 0])
  faults.resume()
  expect((await appended).get("text:a")).toBe(1)
  expect((await again).get("text:a")).toBe(2)
})

it("fails one write with the error it was given, and keeps nothing of it", async () => {
  const { log, faults } = memory()
  faults.failNext(new StorageError("the disk is on fire"))
  await expect(log.append(words)).rejects.toThrow("on fire")
  expect((await log.append(words)).get("text:a")).toBe(1)
})

it("cuts the caller off after the write: it is on the disk, and the caller never hears", async () => {
  const { log, faults, crash } = memory()
  faults.cutAfterWrite()
  let hasHeard = false
  void log.append(words).finally(() => {
    hasHeard = true
  })
  await log.append([{ stream: "text:b", entries: [one] }])
  expect(hasHeard).toBe(false)
  expect(await everyEntry(crash().log, "text:a")).toHaveLength(1)
})

it("loses what was waiting when it crashes, and never answers for it", async () => {
  const { log, faults, crash } = memory()
  await log.append(words)
  faults.pause()
  let hasHeard = false
  void log.append(words).finally(() => {
    hasHeard = true
  })
  const after = crash()
  faults.resume()
  expect(await everyEntry(after.log, "text:a")).toHaveLength(1)
  expect(hasHeard).toBe(false)
})

function memory() {
  const storage = createMemoryStorage()
  return { log: storage.log, faults: storage.faults, crash: () => storage.crash(), waiting: () => storage.waiting }
}
