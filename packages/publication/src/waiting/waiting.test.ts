import { describe, expect, it } from "vitest"
import type { PersonId } from "../ids.ts"
import { allThreads } from "../review/threads.ts"
import { applyToSeen, nothingSeen, type Seen } from "../review/seen.ts"
import { publicationId } from "../testing/world.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import type { Section } from "../section.ts"
import { endingFor, waitingFor } from "./index.ts"

const day = 86_400_000

function waits(world: ReviewWorld, who: string, seen: Seen = nothingSeen): string[] {
  const personId = who as PersonId
  const threads = allThreads(world.seenBy(who))
  return waitingFor(world.state, threads, seen, { personId, now: world.at }).flatMap((one) =>
    one.kind === "end" ? [] : [`${one.kind} ${one.threadId}`],
  )
}

function opened(seen: Seen, who: string, threadId: string, comments: number): Seen {
  const event = {
    type: "threadSeen",
    personId: who as PersonId,
    publicationId,
    threadId: threadId as never,
    comments,
  } as const
  return applyToSeen(seen, publicationId, {
    stream: `person:${who}` as never,
    position: 1,
    at: 0,
    author: who as PersonId,
    event,
  })
}

describe("what comments ask of somebody", () => {
  it("is an answer of whoever leads the section, until there is one", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k")
    expect(waits(world, "p-iom-2")).toEqual(["answer k"])
    expect(waits(world, "p-iom-1")).toEqual([])
    world.reviews("p-iom-2", { type: "replyToComment", threadId: "k", body: "Done." })
    expect(waits(world, "p-iom-2")).toEqual([])
    expect(waits(world, "p-ngo-1")).toEqual(["reply k"])
    expect(waits(world, "p-ngo-1", opened(nothingSeen, "p-ngo-1", "k", 2))).toEqual([])
  })

  it("is an answer also to what they have recorded for an organisation themselves", () => {
    const world = ReviewWorld.sample()
    world.comments("p-iom-1", null, "k", { onBehalf: { organization: "ngo", source: "e-mail", date: "2016-10-30" } })
    expect(waits(world, "p-iom-1")).toEqual(["answer k"])
  })

  it("is a look at where they were mentioned, until they have opened that", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k", { body: "Would @{p-desa-1} know?" })
    expect(waits(world, "p-desa-1")).toEqual(["mention k"])
    expect(waits(world, "p-desa-1", opened(nothingSeen, "p-desa-1", "k", 1))).toEqual([])
  })

  it("is what they, or their organisation, have been asked to deal with, until that is settled", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k")
    world.reviews("p-iom-2", { type: "assignComment", threadId: "k", to: { orgId: "desa" } as never, due: null })
    expect(waits(world, "p-desa-1")).toEqual(["assignment k"])
    world.reviews("p-iom-2", { type: "resolveComment", threadId: "k", outcome: "noted" })
    expect(waits(world, "p-desa-1")).toEqual([])
  })

  it("is asked of nobody who does not read it", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-2", "s02", "k", { audience: "delegation" })
    expect(waits(world, "p-iom-2")).toEqual([])
  })
})

describe("what ends", () => {
  const now = ReviewWorld.sample().at
  const ana = "ana" as PersonId
  const ending = (id: string, days: number | null, over: Partial<Section>) => {
    const until = days === null ? null : { at: now + days * day, zone: "UTC" }
    return [id, { id, leadPerson: "bo", coAuthors: [], state: "open-for-comments", until, ...over }]
  }
  const of = (...sections: ReturnType<typeof ending>[]) =>
    endingFor({ ...ReviewWorld.sample().state, sections: Object.fromEntries(sections) }, ana, now).map(({ id }) => id)

  it("are own sections whose state ends within a week, soonest first", () => {
    const own = { leadPerson: ana }
    const sections = [
      ending("later", 6, own),
      ending("soon", 1, { coAuthors: [ana] }),
      ending("others", 1, {}),
      ending("far", 8, own),
      ending("endless", null, own),
    ]
    expect(of(...sections)).toEqual(["soon", "later"])
  })

  it("are none that have ended or are closed", () => {
    expect(
      of(ending("ended", -1, { leadPerson: ana }), ending("closed", 1, { leadPerson: ana, state: "closed" })),
    ).toEqual([])
  })
})
