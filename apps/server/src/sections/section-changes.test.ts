import type { SectionId } from "@codraft/publication"
import { expect, it } from "vitest"
import { type ChangesDeps, SectionChanges } from "./section-changes.ts"
import type { Session } from "../sessions.ts"

it("begins to compare no more texts than it has time for, and goes on where it stopped when it is asked again", async () => {
  let now = 0
  const ids = ["s1", "s2", "s3", "s4"] as SectionId[]
  const begun: string[] = []
  const finish: (() => void)[] = []
  const deps = {
    log: {
      heads: async (streams: string[]) => new Map(streams.map((stream) => [stream, 5])),
      read: async () => [{ author: "somebody", position: 5, at: 1 }],
    },
    // Time passes only while somebody waits for it.
    clock: {
      now: () => now,
      setTimer: (ring: () => void, delayMs: number) => {
        const waiting = setImmediate(() => {
          now += delayMs
          ring()
        })
        return () => clearImmediate(waiting)
      },
    },
    reader: {
      changes: (text: string) => {
        begun.push(text)
        return new Promise((resolve) => finish.push(() => resolve({ count: 2, lines: "[]" })))
      },
    },
    publications: {
      view: () => ({ publication: { sections: Object.fromEntries(ids.map((id) => [id, {}])) } }),
      readable: () => ({ section: { language: "en", dir: "ltr" } }),
    },
    history: { readable: async () => ({ earliest: 0 }) },
    authors: {},
    past: { parts: async (id: string) => id },
    reads: { of: async () => new Map(ids.map((id) => [id, 3])) },
  } as unknown as ChangesDeps
  const changes = new SectionChanges(deps)
  const ask = async () => {
    const news = await changes.ofPublication({ personId: "p" } as Session, "pub" as never)
    return ids.map((id) => news?.[id]?.changed)
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))

  expect(await ask()).toEqual([null, null, null, null])
  await turn()
  expect(begun).toEqual(["s1"])
  for (const end of finish.splice(0)) end()
  expect(await ask()).toEqual([2, null, null, null])
  await turn()
  expect(begun).toEqual(["s1", "s2"])
})

it("tells of all sections but the one whose text cannot be compared, and tries that again later", async () => {
  let now = 0
  let tries = 0
  const failures: unknown[] = []
  const ids = ["s1", "s2", "s3"] as SectionId[]
  const deps = {
    log: {
      heads: async (streams: string[]) => new Map(streams.map((stream) => [stream, 5])),
      read: async () => [{ author: "somebody", position: 5, at: 1 }],
    },
    clock: { now: () => now, setTimer: () => () => {} },
    reader: {
      changes: async (text: string) => {
        if (text === "s2" && ++tries < 3) throw new Error("broken")
        return { count: 2, lines: "[]" }
      },
    },
    publications: {
      view: () => ({ publication: { sections: Object.fromEntries(ids.map((id) => [id, {}])) } }),
      readable: () => ({ section: { language: "en", dir: "ltr" } }),
    },
    history: { readable: async () => ({ earliest: 0 }) },
    authors: {},
    past: { parts: async (id: string) => id },
    reads: { of: async () => new Map(ids.map((id) => [id, 3])) },
    failed: (id: SectionId) => failures.push(id),
  } as unknown as ChangesDeps
  const changes = new SectionChanges(deps)
  const session = { personId: "p" } as Session
  const ask = async () => {
    const news = await changes.ofPublication(session, "pub" as never)
    return ids.map((id) => news?.[id]?.changed)
  }
  expect([await ask(), await ask(), tries]).toEqual([[2, null, 2], [2, null, 2], 1])
  // Whoever opens the section asks at once.
  await expect(changes.ofSection(session, "s2" as SectionId)).rejects.toThrow("broken")
  now += 60_000
  expect(await ask()).toEqual([2, 2, 2])
  expect(failures).toEqual(["s2", "s2"])
})
