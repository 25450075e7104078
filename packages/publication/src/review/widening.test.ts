import { describe, expect, it } from "vitest"
import { displayMember } from "../members.ts"
import type { PersonId } from "../ids.ts"
import { ReviewWorld } from "../testing/review-world.ts"

const widen = (audience: "delegation" | "secretariat" | "section", body?: string) =>
  ({ type: "widenComment", threadId: "k", audience, ...(body === undefined ? {} : { body }) }) as const
const reply = (body: string, threadId = "k") => ({ type: "replyToComment", threadId, body }) as const

describe("a drafter's comment", () => {
  function inside(): ReviewWorld {
    const world = ReviewWorld.sample()
    world.comments("p-gha-2", "s02", "k", { body: "Our figure is wrong, I fear.", quote: "measure", targets: ["10.7"] })
    world.reviews("p-gha-1", reply("Ask the ministry."))
    return world
  }

  it("is widened by its focal point, as a comment of its own in the words that others are to read", () => {
    const world = inside()
    expect(world.reviews("p-gha-2", widen("section"))).toBe("widened-by-others")
    expect(world.reviews("p-gha-1", widen("section", "Please check the figure."))).toBe("done")
    const outer = world.openedFrom("k")
    expect(outer).toMatchObject({ place: "review:s02", author: "p-gha-2", organization: "gha", audience: "section" })
    expect(outer).toMatchObject({ targets: ["10.7"], anchor: { quote: { exact: "measure" } }, state: "open" })
    expect(outer.comments.map(({ body, id }) => [id, body])).toEqual([[outer.id, "Please check the figure."]])
    expect(world.asked).toMatchObject({ threadId: outer.id, isMarked: true, isNeeded: false })
    expect(displayMember(world.sees("p-ngo-1"), outer.author).name).toBe("Ghana")
    expect(JSON.stringify(world.seenBy("p-ngo-1"))).not.toMatch(/ministry|I fear/)
  })

  it("stays inside with its talk, which goes on there", () => {
    const world = inside()
    world.reviews("p-gha-1", widen("section"))
    expect(world.reviews("p-gha-2", reply("They say 14."))).toBe("done")
    expect(world.thread("k").comments).toHaveLength(3)
    expect(world.openedFrom("k").comments).toHaveLength(1)
    expect(world.readsThread("p-iom-1", "k")).toBe(false)
  })

  it("is widened once, and further as what it then is", () => {
    const world = inside()
    expect(world.reviews("p-gha-1", widen("delegation"))).toBe("nothing to do")
    expect(world.reviews("p-gha-1", widen("secretariat"))).toBe("done")
    expect(world.reviews("p-gha-1", widen("secretariat"))).toBe("nothing to do")
    expect(world.reviews("p-gha-1", widen("section"))).toBe("comment-widened")
    const shared = world.openedFrom("k")
    expect(shared.place).toBe("shared:pub-2016.gha")
    const further = { type: "widenComment", threadId: shared.id, audience: "section" } as const
    expect(world.reviews("p-iom-1", further)).toBe("widened-by-others")
    expect(world.reviews("p-gha-1", { ...further, audience: "delegation" })).toBe("comment-only-widens")
    expect(world.reviews("p-gha-1", further)).toBe("done")
  })

  it("is the delegation's once others see it: its focal point changes and withdraws it, its drafter does not", () => {
    const world = inside()
    world.reviews("p-gha-1", widen("section"))
    const { id } = world.openedFrom("k")
    const edit = { type: "editComment", threadId: id, commentId: id, body: "We fear it is 15." } as const
    const withdraw = { type: "withdrawComment", threadId: id } as const
    expect(world.reviews("p-gha-2", edit)).toBe("not-your-comment")
    expect(world.reviews("p-gha-2", withdraw)).toBe("not-your-comment")
    expect(world.reviews("p-gha-2", reply("It is 15.", id))).toBe("stays-inside")
    expect(world.reviews("p-swe-1", withdraw)).toBe("not-your-comment")
    expect(world.reviews("p-gha-1", edit)).toBe("done")
    expect(world.reviews("p-gha-1", withdraw)).toBe("done")
    expect(world.reviews("p-gha-2", { ...edit, threadId: "k", commentId: "k" })).toBe("done")
  })

  it("is widened while there is time for comments, and mentions nobody then who does not read it", () => {
    const world = inside()
    expect(world.reviews("p-gha-1", widen("section", "@{p-gsu-1}"))).toBe("mention-unread")
    expect(world.reviews("p-gha-1", widen("section", " "))).toBe("comment-empty")
    world.with("s02", { state: "under-revision" })
    expect(world.reviews("p-gha-1", widen("section"))).toBe("under-revision")
  })
})

describe("anybody else's comment", () => {
  it("is widened by its author", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k", { audience: "delegation" })
    expect(world.reviews("p-ngo-2", widen("section"))).toBe("widened-by-others")
    expect(world.reviews("p-ngo-1", widen("section"))).toBe("done")
  })
})

describe("a comment on a State's text", () => {
  function waiting(): ReviewWorld {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s07-phl", "k", { quote: "working days" })
    return world
  }
  const resolve = { type: "resolveComment", threadId: "k", outcome: "noted" } as const

  it("waits for the State while others who read it talk about it", () => {
    const world = waiting()
    expect(world.reviews("p-iom-1", reply("A fair point."))).toBe("done")
    expect(world.reviews("p-ngo-2", reply("We add a source."))).toBe("done")
    expect(world.reviews("p-phl-2", reply("Who speaks?"))).toBe("stays-inside")
    expect(world.thread("k")).toMatchObject({ state: "open", openedAs: null })
    expect(world.readsThread("p-gha-1", "k")).toBe(false)
    expect(world.reviews("p-iom-1", widen("section"))).toBe("state-opens-comment")
    expect(world.reviews("p-ngo-1", widen("section"))).toBe("state-opens-comment")
  })

  it.each([
    ["answers", reply("We have changed it."), { state: "answered" }],
    ["settles it", resolve, { state: "resolved", outcome: "noted" }],
    ["opens it", widen("section"), { state: "open" }],
  ] as const)("goes over whole to all who may read that text once the State %s", (_, act, found) => {
    const world = waiting()
    world.reviews("p-iom-1", reply("A fair point."))
    expect(world.reviews("p-phl-1", act)).toBe("done")
    const open = world.openedFrom("k")
    expect(open).toMatchObject({ ...found, place: "review:s07-phl", author: "p-ngo-1", openedAs: null })
    expect(open.comments.map(({ id }) => id).slice(0, 2)).toEqual([open.id, world.thread("k").comments[1]?.id])
    expect(open.comments).toHaveLength(act.type === "replyToComment" ? 3 : 2)
    expect(world.asked).toMatchObject({ threadId: open.id, isMarked: true, isNeeded: false })
    expect(world.readsThread("p-gha-1", open.id)).toBe(true)
    expect(world.readsThread("p-gha-1", "k")).toBe(false)
    for (const more of [
      reply("And?"),
      { ...resolve, outcome: "accepted" } as const,
      { type: "reopenComment", threadId: "k" } as const,
    ]) {
      expect(world.reviews("p-phl-1", more)).toBe("comment-opened")
    }
    expect(world.reviews("p-phl-1", widen("section"))).toBe("nothing to do")
  })

  it("goes over without a mark where its words are gone", () => {
    const world = waiting()
    world.text = () => ({ kind: "hits", hits: 0 })
    expect(world.reviews("p-phl-1", widen("section"))).toBe("done")
    expect(world.openedFrom("k").anchor).toMatchObject({ quote: { exact: "working days" }, blockId: "b1" })
  })

  it("by a delegation that widens it waits for that State as well", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-2", "s07-phl", "k")
    expect(world.reviews("p-gha-1", widen("section"))).toBe("done")
    const waiting = world.openedFrom("k")
    expect(waiting.place).toBe(`thread:${waiting.id}`)
    const readers = (Object.keys(world.state.members) as PersonId[]).filter((one) => world.readsThread(one, waiting.id))
    expect(readers.map((one) => world.state.members[one]?.orgId)).toEqual(expect.arrayContaining(["gha", "phl", "iom"]))
    expect(world.readsThread("p-swe-1", waiting.id)).toBe(false)
  })
})
