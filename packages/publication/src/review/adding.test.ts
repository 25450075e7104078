import { describe, expect, it } from "vitest"
import type { ThreadId } from "../ids.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { dayMs, publicationId } from "../testing/world.ts"
import { reviewBounds } from "./thread.ts"

const places = (world: ReviewWorld, id: string) => {
  const { place } = world.thread(id)
  const readers = world.state.privateThreads[id as ThreadId]?.readers
  return readers === undefined ? place : { place, ...readers }
}

describe("a comment", () => {
  it("lives in the stream of those for whom it was written", () => {
    const world = ReviewWorld.sample()
    expect(world.comments("p-ngo-1", "s02", "for-all")).toBe("done")
    expect(world.comments("p-gha-1", "s02", "usual")).toBe("done")
    expect(world.comments("p-gha-1", "s02", "shared", { audience: "secretariat" })).toBe("done")
    expect(world.comments("p-iom-5", "s02", "in-house", { audience: "secretariat" })).toBe("done")
    expect(world.comments("p-gha-1", null, "general", { audience: "section" })).toBe("done")
    expect(world.comments("p-gha-1", null, "general-own")).toBe("done")
    expect(["for-all", "usual", "shared", "in-house", "general", "general-own"].map((id) => places(world, id))).toEqual(
      [
        "review:s02",
        "delegation:pub-2016.gha",
        "shared:pub-2016.gha",
        "delegation:pub-2016.iom",
        "review:pub-2016",
        "delegation:pub-2016.gha",
      ],
    )
    expect(world.thread("usual")).toMatchObject({ organization: "gha", audience: "delegation", author: "p-gha-1" })
  })

  it("has a stream of its own where not all of the standing one's readers may read the section", () => {
    const world = ReviewWorld.sample().with("s11", { audience: "writers" })
    world.comments("p-gha-1", "s11", "own", { audience: "delegation" })
    expect(places(world, "own")).toEqual({
      place: "thread:own",
      organizations: ["gha"],
      people: [],
      secretariat: false,
    })
    expect(world.readsThread("p-gha-1", "own")).toBe(true)
    expect(world.readsThread("p-gha-2", "own")).toBe(false)
    // A reviewer may join the organisation of an author tomorrow.
    world.with("s05", { audience: "members", state: "open-for-comments", until: null })
    world.comments("p-eiu-1", "s05", "authors", { audience: "delegation" })
    expect(places(world, "authors")).toMatchObject({ place: "thread:authors", organizations: ["eiu"] })
  })

  it("on a State's text is seen by its author's organisation, that State and the secretariat", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-1", "s07-phl", "k", { audience: "section" })
    const readers = Object.keys(world.state.members).filter((personId) => world.readsThread(personId, "k"))
    expect(readers).toEqual([
      "p-gha-1",
      "p-gha-2",
      "p-phl-1",
      "p-phl-2",
      "p-iom-1",
      "p-iom-2",
      "p-iom-3",
      "p-iom-4",
      "p-iom-5",
    ])
    world.comments("p-phl-1", "s07-phl", "own", { audience: "section" })
    expect(world.thread("own").place).toBe("review:s07-phl")
  })

  it("of an observer of a State is theirs, not their delegation's", () => {
    const world = ReviewWorld.sample()
    const person = { orgId: "gha", role: "observer", name: "Efua Mensah", language: "en" } as const
    world.does("p-iom-1", { type: "setMember", personId: "p-gha-9", ...person })
    expect(world.comments("p-gha-9", "s02", "k", { audience: "delegation" })).toBe("no-organization-streams")
    expect(world.comments("p-gha-9", "s02", "k", { audience: "secretariat" })).toBe("done")
    expect(places(world, "k")).toEqual({
      place: "thread:k",
      organizations: [],
      people: ["p-gha-9"],
      secretariat: true,
    })
    expect(["p-gha-9", "p-iom-5", "p-gha-1"].map((reader) => world.readsThread(reader, "k"))).toEqual([
      true,
      true,
      false,
    ])
  })

  it("of a drafter stays inside the delegation, whatever they ask for", () => {
    const world = ReviewWorld.sample()
    expect(world.comments("p-gha-2", "s02", "k1", { audience: "section" })).toBe("stays-inside")
    expect(world.comments("p-gha-2", "s02", "k1", { audience: "secretariat" })).toBe("stays-inside")
    expect(world.comments("p-gha-2", "s02", "k1")).toBe("done")
    expect(world.thread("k1").place).toBe("delegation:pub-2016.gha")
    world.comments("p-ngo-1", "s02", "k2")
    expect(world.reviews("p-gha-2", { type: "replyToComment", threadId: "k2", body: "And we?" })).toBe("stays-inside")
    expect(world.reviews("p-gha-2", { type: "replyToComment", threadId: "k1", body: "And we?" })).toBe("done")
  })

  it("is answered with the reason that stands in the way", () => {
    const world = ReviewWorld.sample()
    expect(world.comments("p-ngo-1", "s01", "k")).toBe("under-revision")
    expect(world.comments("p-ngo-1", "s07-swe", "k")).toBe("no-such-section")
    expect(world.comments("p-ngo-1", "s99", "k")).toBe("no-such-section")
    expect(world.comments("p-nobody", "s02", "k")).toBe("not-a-member")
    expect(world.comments("p-rcp-1", null, "k")).toBe("observers-comment-on-sections")
    expect(world.comments("p-gsu-1", null, "k")).toBe("observers-comment-on-sections")
    expect(world.reviews("p-ngo-1", { type: "addComment", body: "x", quote: "words" })).toBe("words-without-section")
    world.at += 30 * dayMs
    expect(world.comments("p-ngo-1", "s02", "k")).toBe("comments-ended")
    expect(world.threads.size).toBe(0)
  })

  it("is posted once, however often it is sent under its id", () => {
    const world = ReviewWorld.sample()
    expect(world.comments("p-ngo-1", "s02", "k")).toBe("done")
    expect(world.comments("p-ngo-1", "s02", "k")).toBe("nothing to do")
    expect(world.comments("p-ngo-2", "s02", "k")).toBe("comment-id-taken")
    world.with("s02", { state: "closed", until: null })
    expect(world.comments("p-ngo-1", "s02", "k")).toBe("nothing to do")
  })

  it("gets another id where a hidden thread has the wanted one, so that nobody is told of that", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-1", "s02", "k")
    expect(world.comments("p-ngo-1", "s02", "k")).toBe("done")
    expect(world.thread("k").author).toBe("p-gha-1")
    expect(world.thread("made-1")).toMatchObject({ author: "p-ngo-1", place: "review:s02" })
  })

  it("is of whoever posts it, and of the organisation that they acted for", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-1", "s02", "k", { audience: "section" })
    world.does("p-iom-1", {
      type: "setMember",
      personId: "p-gha-1",
      orgId: "swe",
      role: "focal-point",
      name: "Akosua Frimpong",
      language: "en",
    })
    expect(world.thread("k")).toMatchObject({ author: "p-gha-1", organization: "gha" })
  })
})

describe("the words of a comment", () => {
  it("are found by the text, and only readers of the section get a mark", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", "s02", "k1", { quote: "measure" })
    expect(world.asked).toEqual({
      sectionId: "s02",
      threadId: "k1",
      words: { quote: { exact: "measure", prefix: "", suffix: "" } },
      isMarked: true,
      isNeeded: true,
    })
    expect(world.thread("k1").anchor).toEqual({ quote: { exact: "measure", prefix: "", suffix: "" }, blockId: "b1" })
    const start = { item: { client: 7, clock: 3 }, assoc: 0 }
    const end = { item: { client: 7, clock: 9 }, assoc: -1 }
    const quote = { exact: "measure", prefix: "p".repeat(1_000), suffix: "s".repeat(1_000) }
    world.comments("p-gha-1", "s02", "k2", { anchor: { start, end, quote } })
    expect(world.asked).toMatchObject({ isMarked: false, isNeeded: true, words: { start, end } })
    expect(world.thread("k2").anchor).toMatchObject({ start, end, quote: { prefix: "p".repeat(400) } })
    world.comments("p-ngo-1", "s02", "k3")
    expect(world.asked).toBeNull()
    expect(world.thread("k3").anchor).toBeNull()
  })

  it("that the text has not, or not once, are refused with how often it has them", () => {
    const world = ReviewWorld.sample()
    const asks = (quote: string) => {
      const decision = world.decideReview("p-ngo-1", { type: "addComment", sectionId: "s02", quote, body: "x" })
      return "refusal" in decision ? decision.refusal.message : "posted"
    }
    world.text = () => ({ kind: "hits", hits: 0 })
    expect(asks("gone")).toBe("These words are not in the section as it stands now. Your comment was not posted.")
    world.text = () => ({ kind: "hits", hits: 3 })
    expect(asks("the")).toContain("stand in the section 3 times.")
    world.text = () => ({ kind: "too-long" })
    expect(asks("long")).toContain("at most 5000 characters")
    expect(asks("x".repeat(reviewBounds.quoteCharactersMax + 1))).toContain("at most 5000 characters")
  })
})

describe("the body of a comment", () => {
  const kept = (body: string) => {
    const world = ReviewWorld.sample()
    const answer = world.comments("p-ngo-1", "s02", "k", { body })
    return answer === "done" ? world.thread("k").comments[0]?.body : answer
  }

  it.each([
    ["  said twice \n", "said twice"],
    ["one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"],
    ["a\tb\u0000c\u0007d\u009fe", "a bcde"],
    ["half \ud800 a sign", "half \ufffd a sign"],
    ["<b>bold</b> & @{nobody", "<b>bold</b> & @{nobody"],
    ["\u202bنص\u202c", "\u202bنص\u202c"],
    [" \n\u0000 ", "comment-empty"],
    ["x".repeat(10_000), "x".repeat(10_000)],
    ["x".repeat(10_001), "comment-too-long"],
  ])("is plain text: %j", (written, found) => {
    expect(kept(written)).toBe(found)
  })

  it("mentions those who read it, and nobody else", () => {
    const world = ReviewWorld.sample()
    const says = (personId: string, id: string, body: string, audience: "delegation" | "section" = "section") =>
      world.comments(personId, "s02", id, { body, audience })
    expect(says("p-gha-1", "k1", "@{p-ngo-1} and @{p-iom-2}, see here")).toBe("done")
    expect(says("p-gha-1", "k2", "@{p-gha-2} see here", "delegation")).toBe("done")
    expect(says("p-gha-1", "k3", "@{p-iom-2} see here", "delegation")).toBe("mention-unread")
    expect(says("p-gha-1", "k3", "@{p-gsu-1} see here")).toBe("mention-unread")
    expect(says("p-gha-1", "k3", "@{p-nobody} see here")).toBe("no-such-person")
    const many = Array.from({ length: reviewBounds.mentionsMax + 1 }, (_, n) => `@{p-${n}}`).join(" ")
    expect(says("p-gha-1", "k3", many)).toBe("too-many-mentions")
  })

  it("names no drafter to somebody who may not know the name", () => {
    const world = ReviewWorld.sample().with("s02", { audience: "writers" })
    const decision = world.decideReview("p-desa-1", { type: "addComment", sectionId: "s02", body: "@{p-swe-2}?" })
    expect(decision).toMatchObject({ refusal: { code: "mention-unread", details: { person: "Sweden" } } })
  })
})

describe("what a comment bears on", () => {
  const found = (...targets: (string | { code: string; edition: string })[]) => {
    const world = ReviewWorld.sample()
    const answer = world.comments("p-ngo-1", "s02", "k", { targets })
    if (answer !== "done") return answer
    const { targets: kept, isGap } = world.thread("k")
    return isGap ? "gap" : kept
  }

  it("is targets, indicators of an edition, nothing, or a gap alone", () => {
    expect(found("10.7", "4.b", "10.7")).toEqual(["10.7", "4.b"])
    expect(found("10.7.2")).toEqual([{ code: "10.7.2", edition: "2016" }])
    expect(found({ code: "10.7.3", edition: "2024" })).toEqual([{ code: "10.7.3", edition: "2024" }])
    expect(found()).toEqual([])
    expect(found("gap")).toBe("gap")
    expect(found("gap", "10.7")).toBe("gap-stands-alone")
  })

  it("has codes that exist, in the edition that is meant", () => {
    expect(found("10.9")).toBe("no-such-target")
    expect(found("10.7.3")).toBe("no-such-target")
    expect(found({ code: "10.7.2", edition: "1999" })).toBe("no-such-target")
    expect(found({ code: "10.7", edition: "2016" })).toBe("no-such-target")
  })

  it("is twenty at most", () => {
    const codes = Array.from({ length: 19 }, (_, n) => `17.${n + 1}`)
    expect(found(...codes, "10.7")).toHaveLength(20)
    expect(found(...codes, "10.7", "4.b")).toBe("too-many-targets")
  })
})

describe("a comment that came by another way", () => {
  const onBehalf = { organization: "ngo", source: "by e-mail", date: "2016-10-30" }

  it("is recorded by a series editor, also after the time for comments, in the name of its organisation", () => {
    const world = ReviewWorld.sample()
    expect(world.comments("p-iom-2", "s01", "k", { onBehalf })).toBe("editors-record")
    expect(world.comments("p-iom-1", "s01", "k", { onBehalf })).toBe("done")
    expect(world.thread("k")).toMatchObject({ author: "p-iom-1", organization: "ngo", onBehalf, place: "review:s01" })
    expect(world.comments("p-iom-1", "s07-swe", "k2", { onBehalf })).toBe("no-such-section")
    expect(world.comments("p-iom-1", "s02", "k2", { onBehalf, audience: "delegation" })).toBe("recorded-for-editors")
    expect(world.comments("p-iom-1", "s02", "k2", { onBehalf: { ...onBehalf, organization: "x" } })).toBe(
      "no-such-organization",
    )
    world.with("s01", { state: "submitted", until: null })
    expect(world.comments("p-iom-1", "s01", "k2", { onBehalf })).toBe("submitted")
  })

  it("is read by that organisation where it is for the secretariat, or on a State's text", () => {
    const world = ReviewWorld.sample()
    world.comments("p-iom-1", "s02", "k1", { onBehalf: { ...onBehalf, organization: "gha" }, audience: "secretariat" })
    expect(world.thread("k1").place).toBe("shared:pub-2016.gha")
    world.comments("p-iom-1", "s07-phl", "k2", { onBehalf })
    expect(world.state.privateThreads["k2" as ThreadId]?.readers.organizations).toEqual(["ngo", "phl"])
  })
})

describe("how many comments there can be", () => {
  it("is bounded by section and by publication", () => {
    const world = ReviewWorld.sample()
    const { openThreadsPerSectionMax: most } = reviewBounds
    world.comments("p-ngo-1", "s02", "k0")
    for (let n = 1; n < most; n += 1) {
      const event = { type: "commentAdded", ...commentOf(world), threadId: `k${n}` as ThreadId } as const
      world.threads = world.fold(event)
    }
    expect(world.comments("p-ngo-1", "s02", "more")).toBe("too-many-open-comments")
    expect(world.comments("p-ngo-1", "s03", "more")).toBe("done")
    world.reviews("p-ngo-1", { type: "withdrawComment", threadId: "k0" })
    expect(world.comments("p-ngo-1", "s02", "one-more")).toBe("done")
    expect(world.reviews("p-ngo-1", { type: "reopenComment", threadId: "k0" })).toBe("too-many-open-comments")
    world.threads = { ...world.threads, size: reviewBounds.threadsPerPublicationMax }
    expect(world.comments("p-ngo-1", "s03", "last")).toBe("too-many-comments")
  })
})

function commentOf(world: ReviewWorld) {
  const { place, sectionId, organization, kind, audience, targets, isGap, anchor } = world.thread("k0")
  return { place, publicationId, sectionId, organization, kind, audience, targets, isGap, anchor, body: "Say more." }
}
