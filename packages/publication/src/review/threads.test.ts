import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Recorded } from "../events.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { now, publicationId } from "../testing/world.ts"
import { applyToThread } from "./apply-to-thread.ts"
import { applyToSeen, commentsSeen, decideSeen, nothingSeen, reviewSeenUpTo, type Seen } from "./seen.ts"
import type { SeenCommand } from "./commands.ts"
import { at, emptyTable, entriesOf, put, type Table } from "./table.ts"
import { applyToThreads, emptyThreads, threadsById } from "./threads.ts"

describe("a table", () => {
  it("holds what a map holds, and no table that it was made from changes", () => {
    const key = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("constructor", "__proto__", "", "Aa", "BB"))
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 300 }), (entries) => {
        let table: Table<number> = emptyTable()
        const map = new Map<string, number>()
        const before: [Table<number>, Map<string, number>][] = []
        for (const [name, value] of entries) {
          before.push([table, new Map(map)])
          table = put(table, name, value)
          map.set(name, value)
        }
        for (const [one, same] of [...before, [table, map] as const]) {
          expect(one.size).toBe(same.size)
          expect(new Map(entriesOf(one))).toEqual(same)
        }
        for (const [name, value] of map) expect(at(table, name)).toBe(value)
        expect(at(table, "not there")).toBeUndefined()
      }),
    )
  })

  it("tells keys apart that have the same hash", () => {
    const [one, other] = twoOfOneHash()
    const table = put(put(put(emptyTable<number>(), one, 1), other, 2), one, 3)
    expect([at(table, one), at(table, other), table.size]).toEqual([3, 2, 2])
  })
})

describe("a thread", () => {
  it("takes any event on any stream without fail, and only its own change it", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k", { quote: "measure" })
    world.reviews("p-iom-2", { type: "replyToComment", threadId: "k", body: "Done.", commentId: "r1" })
    world.reviews("p-iom-2", { type: "resolveComment", threadId: "k", outcome: "noted" })
    const thread = world.thread("k")
    for (const recorded of world.log) {
      if ("threadId" in recorded.event) continue
      expect(applyToThread(thread, recorded)).toBe(thread)
      expect(applyToThread(null, recorded)).toBeNull()
    }
    const own = world.log.filter(({ event }) => "threadId" in event)
    expect(own).toHaveLength(3)
    for (const recorded of own) {
      expect(applyToThreads(world.threads, { ...recorded, stream: "review:s03" as never })).toBe(world.threads)
      expect(applyToThreads(emptyThreads("pub-2017" as never), recorded).size).toBe(0)
    }
    const unknown = { ...own[0], event: { type: "unknown", place: "review:s02", threadId: "k" } } as never as Recorded
    expect(applyToThreads(world.threads, unknown)).toBe(world.threads)
  })

  it("is added once; what is said of one that is not there says nothing", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k")
    const added = world.log.find(({ event }) => event.type === "commentAdded") as Recorded
    const once = applyToThreads(emptyThreads(publicationId), added)
    expect(applyToThreads(once, { ...added, at: now + 1 })).toBe(once)
    const resolved = { ...added, event: { type: "commentWithdrawn", place: added.stream, threadId: "k2" } } as Recorded
    expect(applyToThreads(once, resolved)).toBe(once)
  })
})

describe("what somebody has seen", () => {
  it("goes forward only, in their own stream, as far as they may read", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k")
    world.comments("p-gha-1", "s02", "hidden")
    world.reviews("p-iom-2", { type: "replyToComment", threadId: "k", body: "Done." })
    let seen: Seen = nothingSeen
    const marks = (input: Omit<SeenCommand, "publicationId">, personId = "p-ngo-2") => {
      const command = { publicationId, ...input } as SeenCommand
      const actor = { personId: personId as never, at: now, newId: () => "n" }
      const decision = decideSeen(world.state, world.threads, seen, command, actor)
      if ("refusal" in decision) return decision.refusal.code
      for (const { stream, event } of decision.events) {
        expect(stream).toBe(`person:${personId}`)
        seen = applyToSeen(seen, publicationId, { stream, position: 1, at: now, author: "system", event })
      }
      return decision.events.length
    }
    const thread = (comments: number, threadId = "k") => ({ type: "markThreadSeen", threadId, comments }) as never
    const review = (position: number, sectionId?: string) => ({ type: "markReviewSeen", position, sectionId }) as never
    expect([marks(thread(1)), marks(thread(1)), marks(thread(9)), marks(thread(9))]).toEqual([1, 0, 1, 0])
    expect(commentsSeen(seen, "k" as never)).toBe(2)
    expect([marks(review(3, "s02")), marks(review(2, "s02")), marks(review(2))]).toEqual([1, 0, 1])
    expect(reviewSeenUpTo(seen, "s02" as never)).toBe(3)
    expect([marks(thread(1, "hidden")), marks(thread(1, "no-such"))]).toEqual(["no-such-comment", "no-such-comment"])
    expect([marks(review(1, "s07-swe")), marks(review(1, "s99"))]).toEqual(["no-such-section", "no-such-section"])
    expect(marks(review(1), "p-nobody")).toBe("not-a-member")
    expect(threadsById(world.threads, "k" as never)).toHaveLength(1)
  })
})

/** The birthday of 32 bits: some 77,000 words have two of one hash as often as not. */
function twoOfOneHash(): [string, string] {
  const known = new Map<number, string>()
  for (let n = 0; ; n += 1) {
    const word = `word-${n}`
    let hash = 0x811c9dc5
    for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
    const other = known.get(hash)
    if (other !== undefined) return [other, word]
    known.set(hash, word)
  }
}
