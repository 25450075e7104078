import type { SectionId } from "@codraft/publication"
import { expect, it } from "vitest"
import { type ChangesDeps, SectionChanges } from "./section-changes.ts"
import type { Session } from "./sessions.ts"

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
