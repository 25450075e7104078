import { describe, expect, it } from "vitest"
import type { SectionId, ThreadId } from "../ids.ts"
import { MoveIdSchema } from "../passages/passage.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { moveThreads } from "./moving.ts"
import { openThreadsIn, threadsById, threadsIn } from "./threads.ts"

const moveId = MoveIdSchema.parse("m1")
const anchor = { quote: { exact: "measure", prefix: "so ", suffix: "" }, blockId: "b9" }

function move(world: ReviewWorld, from: string, to: string, ...ids: string[]): string[] {
  const words = ids.map((id) => ({ threadId: id as ThreadId, anchor }))
  const ends = { from: world.section(from), to: world.section(to) }
  const events = moveThreads(world.state, world.threads, { ...ends, moveId, words })
  for (const { stream, event } of events) world.append(stream, event, "p-iom-2" as never)
  return events.map(({ stream, event }) => `${event.type} ${stream}`)
}

describe("threads whose words move into another section", () => {
  it("go along under the same id, with all that was said, and can come back", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k", { quote: "measure" })
    world.reviews("p-iom-2", { type: "replyToComment", threadId: "k", body: "Done." })
    expect(move(world, "s02", "s03", "k", "no-such")).toEqual(["threadGone review:s02", "threadCopied review:s03"])
    expect(world.thread("k")).toMatchObject({ sectionId: "s03", place: "review:s03", state: "answered", anchor })
    expect(world.thread("k").comments).toHaveLength(2)
    expect(threadsIn(world.threads, "review:s02" as never)).toMatchObject([{ id: "k", isGone: true }])
    const open = () => ["s02", "s03"].map((id) => openThreadsIn(world.threads, id as SectionId))
    expect(open()).toEqual([0, 1])
    expect(world.reviews("p-ngo-1", { type: "replyToComment", threadId: "k", body: "Thank you." })).toBe("done")

    expect(move(world, "s03", "s02", "k")).toEqual(["threadGone review:s03", "threadCopied review:s02"])
    expect(world.thread("k")).toMatchObject({ sectionId: "s02", place: "review:s02", isGone: false })
    expect(world.thread("k").comments).toHaveLength(3)
    expect(open()).toEqual([1, 0])
    expect(move(world, "s03", "s02", "k")).toEqual([])
  })

  it("stay in their stream where all of its readers may read the other section too", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-1", "s02", "k", { quote: "measure" })
    world.comments("p-ngo-1", "s07-phl", "waiting", { quote: "days" })
    expect(move(world, "s02", "s03", "k")).toEqual(["threadMoved delegation:pub-2016.gha"])
    expect(world.thread("k")).toMatchObject({ sectionId: "s03", anchor })
    expect(move(world, "s07-phl", "s03", "waiting")).toEqual(["threadMoved thread:waiting"])
    expect(world.state.privateThreads["waiting" as ThreadId]).toMatchObject({ sectionId: "s03" })
  })

  it("have a stream of their own where not all of them may", () => {
    const world = ReviewWorld.sample().with("s11", { audience: "writers" })
    world.comments("p-gha-1", "s02", "k", { quote: "measure" })
    expect(move(world, "s02", "s11", "k")).toEqual(["threadGone delegation:pub-2016.gha", "threadCopied thread:k"])
    expect(world.readsThread("p-gha-1", "k")).toBe(true)
    const seen = (personId: string) => threadsById(world.seenBy(personId), "k" as ThreadId).map(({ isGone }) => isGone)
    expect(seen("p-gha-1")).toEqual([true, false])
    expect(seen("p-gha-2")).toEqual([true])
    expect(world.reviews("p-gha-2", { type: "replyToComment", threadId: "k", body: "x" })).toBe("no-such-comment")
  })
})
