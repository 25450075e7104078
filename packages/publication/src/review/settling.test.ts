import { describe, expect, it } from "vitest"
import { ReviewWorld } from "../testing/review-world.ts"

const resolve = (outcome: "accepted" | "accepted-in-part" | "noted" | "not-taken-up", reason?: string) =>
  ({ type: "resolveComment", threadId: "k", outcome, ...(reason === undefined ? {} : { reason }) }) as const
const reopen = { type: "reopenComment", threadId: "k" } as const
const withdraw = { type: "withdrawComment", threadId: "k" } as const
const targets = (...codes: string[]) => ({ type: "setCommentTargets", threadId: "k", targets: codes }) as const

function commented(sectionId: string | null = "s02", author = "p-ngo-1"): ReviewWorld {
  const world = ReviewWorld.sample()
  world.comments(author, sectionId, "k", { audience: "section" })
  return world
}

/** Of everybody who reads the comment, those who may settle it. */
function whoSettles(world: ReviewWorld): string[] {
  return Object.keys(world.state.members).filter((personId) => {
    if (!world.readsThread(personId, "k")) return false
    return !("refusal" in world.decideReview(personId, resolve("noted")))
  })
}

describe("an outcome", () => {
  it("is set by those who answer for the text", () => {
    expect(whoSettles(commented("s02"))).toEqual(["p-iom-1", "p-iom-2"])
    expect(whoSettles(commented("s05"))).toEqual(["p-desa-1"])
    expect(whoSettles(commented("s11"))).toEqual(["p-iom-1", "p-iom-2"])
    expect(whoSettles(commented("s07-phl", "p-phl-1"))).toEqual(["p-phl-1"])
    expect(whoSettles(commented(null))).toEqual(["p-iom-1"])
    expect(commented("s02").reviews("p-iom-3", resolve("noted"))).toBe("not-your-part")
    expect(commented(null).reviews("p-iom-2", resolve("noted"))).toBe("editors-answer")
  })

  it("of what stays in one organisation is set by those who speak for it, of what is for the secretariat by a series editor too", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-2", "s02", "k")
    expect(whoSettles(world)).toEqual(["p-gha-1"])
    const shared = ReviewWorld.sample()
    shared.comments("p-gha-1", "s05", "k", { audience: "secretariat" })
    expect(whoSettles(shared)).toEqual(["p-iom-1"])
  })

  it("is set in every state of the text until that is submitted", () => {
    const world = commented().with("s02", { state: "closed", until: null })
    expect(world.reviews("p-iom-2", resolve("accepted"))).toBe("done")
    world.with("s02", { state: "submitted" })
    expect(world.reviews("p-iom-2", resolve("noted"))).toBe("submitted")
    expect(world.reviews("p-ngo-1", reopen)).toBe("submitted")
  })

  it("says who set it, when, and why where the comment is not taken up", () => {
    const world = commented()
    expect(world.reviews("p-iom-2", resolve("not-taken-up"))).toBe("reason-missing")
    expect(world.reviews("p-iom-2", resolve("not-taken-up", " \n"))).toBe("reason-missing")
    expect(world.reviews("p-iom-2", resolve("noted", "x".repeat(2_001)))).toBe("comment-too-long")
    expect(world.reviews("p-iom-2", resolve("not-taken-up", " Out of scope. "))).toBe("done")
    const settled = { state: "resolved", outcome: "not-taken-up", reason: "Out of scope.", resolvedBy: "p-iom-2" }
    expect(world.thread("k")).toMatchObject({ ...settled, resolvedAt: world.at })
    expect(world.reviews("p-iom-1", resolve("not-taken-up", "Out of scope."))).toBe("nothing to do")
    expect(world.reviews("p-iom-1", resolve("noted"))).toBe("done")
    expect(world.thread("k")).toMatchObject({ outcome: "noted", reason: null, resolvedBy: "p-iom-1" })
  })
})

describe("reopening and withdrawing", () => {
  it("is open to the author; a lead reopens too, but not what its author withdrew", () => {
    const world = commented()
    expect(world.reviews("p-ngo-1", reopen)).toBe("nothing to do")
    world.reviews("p-iom-2", resolve("noted"))
    expect(world.reviews("p-gha-1", reopen)).toBe("not-your-part")
    expect(world.reviews("p-ngo-1", reopen)).toBe("done")
    expect(world.thread("k")).toMatchObject({ state: "open", outcome: null, resolvedBy: null })
    expect(world.reviews("p-iom-2", withdraw)).toBe("not-your-comment")
    expect(world.reviews("p-ngo-1", withdraw)).toBe("done")
    expect(world.reviews("p-ngo-1", withdraw)).toBe("nothing to do")
    expect(world.reviews("p-iom-2", reopen)).toBe("comment-withdrawn")
    expect(world.reviews("p-iom-2", resolve("noted"))).toBe("comment-withdrawn")
    expect(world.reviews("p-ngo-1", reopen)).toBe("done")
    world.reviews("p-iom-2", resolve("noted"))
    expect(world.reviews("p-iom-2", reopen)).toBe("done")
    world.reviews("p-iom-2", resolve("noted"))
    expect(world.reviews("p-ngo-1", withdraw)).toBe("comment-resolved")
  })
})

describe("targets of a comment", () => {
  it("are set by its author and by those who answer for the text", () => {
    const world = commented()
    expect(world.reviews("p-gha-1", targets("10.7"))).toBe("not-your-comment")
    expect(world.reviews("p-ngo-1", targets("10.7", "10.7.2"))).toBe("done")
    expect(world.reviews("p-ngo-1", targets("10.7", "10.7.2"))).toBe("nothing to do")
    expect(world.reviews("p-iom-2", targets("gap"))).toBe("done")
    expect(world.thread("k")).toMatchObject({ targets: [], isGap: true, kind: "substantive" })
    expect(world.reviews("p-iom-2", { ...targets("gap"), kind: "editorial" })).toBe("done")
    expect(world.reviews("p-iom-2", targets("10.9"))).toBe("no-such-target")
    world.reviews("p-iom-2", resolve("noted"))
    expect(world.reviews("p-ngo-1", targets("4.b"))).toBe("comment-resolved")
    expect(world.reviews("p-iom-2", targets("4.b"))).toBe("done")
  })
})

describe("an assignment", () => {
  const assign = (to: object | null, due: string | null = null) =>
    ({ type: "assignComment", threadId: "k", to, due }) as Parameters<ReviewWorld["reviews"]>[1]

  it("goes to a person or an organisation that reads the comment, with a day", () => {
    const world = commented("s04", "p-eiu-1")
    world.open("s04")
    world.comments("p-eiu-1", "s04", "k")
    expect(world.reviews("p-desa-1", assign({ personId: "p-iom-3" }))).toBe("contributor-text")
    expect(world.reviews("p-eiu-1", assign({ personId: "p-iom-3" }, "2016-11-25"))).toBe("done")
    expect(world.reviews("p-eiu-1", assign({ personId: "p-iom-3" }, "2016-11-25"))).toBe("nothing to do")
    expect(world.thread("k")).toMatchObject({ assignee: { person: "p-iom-3" }, due: "2016-11-25" })
    expect(world.reviews("p-eiu-1", assign({ orgId: "desa" }))).toBe("done")
    expect(world.thread("k")).toMatchObject({ assignee: { organization: "desa" }, due: null })
    expect(world.reviews("p-eiu-1", assign({ personId: "p-rcp-1" }))).toBe("assignee-unread")
    expect(world.reviews("p-eiu-1", assign({ orgId: "rcp" }))).toBe("assignee-unread")
    expect(world.reviews("p-eiu-1", assign({ personId: "p-nobody" }))).toBe("no-such-person")
    expect(world.reviews("p-eiu-1", assign({ orgId: "nowhere" }))).toBe("no-such-organization")
    expect(world.reviews("p-eiu-1", assign(null))).toBe("done")
    world.reviews("p-eiu-1", resolve("noted"))
    expect(world.reviews("p-eiu-1", assign({ orgId: "desa" }))).toBe("comment-resolved")
  })
})
