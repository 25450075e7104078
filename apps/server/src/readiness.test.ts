import { StorageError, StorageFullError } from "@codraft/storage"
import { expect, it } from "vitest"
import { Readiness } from "./readiness.ts"

/** A clock whose one timer goes off when the test says so. */
function clockOf() {
  const due = new Set<() => void>()
  return {
    now: () => 0,
    setTimer(run: () => void) {
      due.add(run)
      return () => due.delete(run)
    },
    goOff() {
      for (const run of due) run()
    },
    due,
  }
}

function noAnswer(): Promise<void> {
  return new Promise(() => {})
}

it("has no problem when the storage can be written, and leaves no timer behind", async () => {
  const clock = clockOf()
  const readiness = new Readiness({ storage: { probe: async () => {} }, clock })
  expect(await readiness.problems()).toEqual([])
  expect(clock.due.size).toBe(0)
})

it.each([
  [new StorageFullError("ENOSPC"), "The disk is full"],
  [new StorageError("EIO"), "The storage cannot be written"],
  [new Error("anything"), "The storage cannot be written"],
])("says in words what is wrong: %s", async (cause, words) => {
  const readiness = new Readiness({ storage: { probe: () => Promise.reject(cause) }, clock: clockOf() })
  expect(await readiness.problems()).toEqual([expect.stringContaining(words)])
})

it("does not wait for ever for a storage that does not answer", async () => {
  const clock = clockOf()
  const readiness = new Readiness({ storage: { probe: noAnswer }, clock })
  const problems = readiness.problems()
  clock.goOff()
  expect(await problems).toEqual([expect.stringContaining("has not answered")])
})

it("makes one probe for all who ask at the same time", async () => {
  let probes = 0
  const storage = { probe: async () => void (probes += 1) }
  const readiness = new Readiness({ storage, clock: clockOf() })
  await Promise.all(Array.from({ length: 100 }, () => readiness.problems()))
  expect(probes).toBe(1)
  await readiness.problems()
  expect(probes).toBe(2)
})

it("is over as soon as the server begins to stop", async () => {
  const readiness = new Readiness({ storage: { probe: async () => {} }, clock: clockOf() })
  readiness.stop()
  expect(await readiness.problems()).toEqual(["The server is stopping."])
})
