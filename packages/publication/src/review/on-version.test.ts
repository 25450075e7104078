import { beforeEach, describe, expect, it } from "vitest"
import { BlobHashSchema } from "../images/index.ts"
import type { PersonId } from "../ids.ts"
import { refusalOf } from "../refusals.ts"
import { streams } from "../streams.ts"
import { frozenWords, ReviewWorld } from "../testing/review-world.ts"
import { dayMs, publicationId } from "../testing/world.ts"
import { asSeen } from "./as-seen.ts"

let world: ReviewWorld
const until = () => world.at + 3 * dayMs

/** Ghana, Sweden and the authors of a chapter have Rev.1, and may comment on it for three days. */
beforeEach(() => {
  world = ReviewWorld.sample()
  const hash = BlobHashSchema.parse("ab".repeat(32))
  const version = { number: 1, kind: "revision" as const, symbol: "IDM/2016/1/Rev.1", title: "Rev.1", note: "" }
  const event = { type: "versionFrozen" as const, ...version, contentSha256: hash, recordSha256: hash }
  world.append(streams.publication(publicationId), event, "p-iom-1" as PersonId)
  const to = ["gha", "swe", "eiu"] as never
  expect(world.does("p-iom-1", { type: "circulateVersion", version: 1, to, commentUntil: until() })).toBe("done")
  world.frozen = frozenWords("s02")
})

function comments(personId: string, threadId: string, more: object = {}, sectionId = "s02"): string {
  const version = { number: 1, sectionId, block: "b12", quote: "safe and orderly", ...more } as never
  const { audience } = more as { audience?: "section" }
  return world.reviews(personId, {
    type: "addComment",
    threadId,
    body: "Say more.",
    version,
    ...(audience === undefined ? {} : { audience }),
  })
}

const reads = (personId: string, threadId: string) => world.readsThread(personId, threadId)

describe("a comment on a version", () => {
  it("keeps where in the version it was made, and is anchored where the draft has the words", () => {
    expect(comments("p-gha-1", "k", { audience: "section" })).toBe("done")
    expect(world.asked).toMatchObject({
      sectionId: "s02",
      words: { quote: { exact: "safe and orderly" }, blockId: "b12", isOfOtherText: true },
      isMarked: true,
      isNeeded: false,
    })
    expect(world.thread("k")).toMatchObject({
      place: "review:s02",
      sectionId: "s02",
      anchor: { blockId: "b1" },
      version: { number: 1, sectionId: "s02", block: "b12", paragraph: "12", quote: { exact: "safe and orderly" } },
    })
  })

  it("stays on the words of the version where the draft has others", () => {
    world.text = () => ({ kind: "hits", hits: 0 })
    expect(comments("p-gha-1", "k", { audience: "section" })).toBe("done")
    const { anchor } = world.thread("k")
    expect(anchor).toEqual({
      quote: { exact: "safe and orderly", prefix: "must be ", suffix: " migration" },
      blockId: "b12",
    })
  })

  it("may be on a whole paragraph", () => {
    comments("p-gha-1", "k", { quote: undefined })
    expect(world.thread("k").version?.quote).toBeNull()
  })

  it("is taken until the date of the organization, and then refused with it", () => {
    world.at = until()
    const ended = { refusal: { code: "version-comments-ended" } }
    const version = { number: 1, sectionId: "s02", block: "b12" } as never
    const command = { type: "addComment", body: "Late.", version } as const
    expect(world.decideReview("p-gha-1", command)).toMatchObject(ended)
    expect(world.decideReview("p-eiu-1", command)).toMatchObject(ended)
    world.does("p-iom-1", { type: "circulateVersion", version: 1, to: ["gha"] as never, commentUntil: until() })
    expect(comments("p-gha-1", "k")).toBe("done")
    expect(world.decideReview("p-eiu-1", command)).toMatchObject(ended)
    expect(comments("p-iom-2", "by-secretariat", { audience: "section" })).toBe("done")
  })

  it("is there when it is sent again, also after the date", () => {
    comments("p-gha-1", "k")
    world.at = until()
    expect(comments("p-gha-1", "k")).toBe("nothing to do")
  })

  it("is not asked whether the section takes comments at present: the date of the version decides", () => {
    world.with("s02", { state: "under-revision", until: null })
    expect(world.comments("p-gha-1", "s02", "on-draft")).toBe("under-revision")
    expect(comments("p-gha-1", "k")).toBe("done")
    world.with("s02", { state: "submitted" })
    expect(comments("p-gha-1", "too-late")).toBe("submitted")
    const version = { number: 1, sectionId: "s02", block: "b12" } as never
    const ruling = world.decideReview("p-gha-1", { type: "addComment", body: "Late.", version })
    expect(ruling).toMatchObject({ refusal: { message: "This section has been submitted; nobody may comment on it." } })
  })

  it("is nobody's whose organization has not got the version: as if there were none", () => {
    expect(comments("p-can-1", "k")).toBe("no-such-version")
    expect(comments("p-gha-1", "k", { number: 2 })).toBe("no-such-version")
  })

  it("is on none where the version says that it has not got the words", () => {
    world.frozen = refusalOf("section-to-follow", { section: "Baselines" })
    expect(comments("p-gha-1", "k")).toBe("section-to-follow")
    expect(comments("p-can-1", "k")).toBe("no-such-version")
    world.frozen = null
    expect(comments("p-gha-1", "k")).toBe("no-such-paragraph")
  })

  it("goes to the same readers as a comment of that person on the section", () => {
    for (const audience of ["delegation", "secretariat", "section"] as const) {
      world.comments("p-gha-1", "s02", `usual-${audience}`, { audience })
      comments("p-gha-1", audience, { audience })
      expect(world.thread(audience).place).toBe(world.thread(`usual-${audience}`).place)
    }
    world.frozen = frozenWords("s07-phl")
    comments("p-gha-1", "national", { audience: "section" }, "s07-phl")
    expect(world.thread("national").place).toBe("thread:national")
    expect(reads("p-phl-1", "national")).toBe(true)
  })
})

describe("without an audience, a comment on a version", () => {
  it("answers those that circulated it, but for officers of a delegation, whose words stay inside", () => {
    world.comments("p-gha-1", "s02", "on-draft")
    comments("p-gha-1", "focal-point")
    comments("p-gha-2", "officer")
    expect(["on-draft", "focal-point", "officer"].map((id) => world.thread(id).place)).toEqual([
      "delegation:pub-2016.gha",
      "shared:pub-2016.gha",
      "delegation:pub-2016.gha",
    ])
  })
})

describe("of whoever does not read the section of the draft, a comment on a version", () => {
  const closed = "s09"
  beforeEach(() => {
    world.with(closed, { audience: "writers" })
    world.frozen = frozenWords(closed)
  })

  it("is for the own organization, or for the secretariat as well", () => {
    expect(comments("p-gha-1", "own", { audience: "delegation" }, closed)).toBe("done")
    expect(comments("p-gha-1", "shared", { audience: "secretariat" }, closed)).toBe("done")
    expect(comments("p-eiu-1", "authors", {}, closed)).toBe("done")
    expect(["own", "shared", "authors"].map((id) => world.thread(id).place)).toEqual([
      "delegation:pub-2016.gha",
      "shared:pub-2016.gha",
      "shared:pub-2016.eiu",
    ])
    expect(comments("p-gha-1", "all", { audience: "section" }, closed)).toBe("section-not-read")
    for (const id of ["own", "shared"]) expect(reads("p-gha-1", id)).toBe(true)
    expect(reads("p-iom-1", "own")).toBe(false)
    expect(reads("p-iom-1", "shared")).toBe(true)
    expect(reads("p-swe-1", "shared")).toBe(false)
  })

  it("tells nothing of the draft: its text is not asked, and what is written follows from the version alone", () => {
    const command = { type: "addComment", body: "Say more.", threadId: "k", audience: "secretariat" } as const
    const version = { number: 1, sectionId: closed, block: "b12", quote: "safe and orderly" } as never
    const decision = world.decideReview("p-gha-1", { ...command, version })
    expect(world.asked).toBeNull()
    expect(decision).toMatchObject({
      events: [{ event: { sectionId: null, anchor: { quote: frozenWords(closed).quote, blockId: "b12" } } }],
    })
  })

  it("stands with the section for those who read it, and there they answer", () => {
    comments("p-gha-1", "k", { audience: "secretariat" }, closed)
    const thread = world.thread("k")
    expect(asSeen(world.state, "p-gha-1" as PersonId, thread)).toBe(thread)
    const seen = asSeen(world.state, "p-iom-1" as PersonId, thread)
    expect(seen.sectionId).toBe(closed)
    expect(asSeen(world.state, "p-iom-1" as PersonId, thread)).toBe(seen)
    expect(world.reviews("p-iom-1", { type: "replyToComment", threadId: "k", body: "Thank you." })).toBe("done")
    expect(world.thread("k").state).toBe("answered")
    expect(world.reviews("p-gha-1", { type: "replyToComment", threadId: "k", body: "And this?" })).toBe("done")
    expect(world.reviews("p-iom-1", { type: "resolveComment", threadId: "k", outcome: "accepted" })).toBe("done")
  })

  it("is widened by its focal point to the secretariat, and to nobody else", () => {
    expect(comments("p-gha-2", "inside", { audience: "delegation" }, closed)).toBe("done")
    expect(comments("p-gha-2", "out", { audience: "secretariat" }, closed)).toBe("stays-inside")
    const widen = { type: "widenComment", threadId: "inside" } as const
    expect(world.reviews("p-gha-1", { ...widen, audience: "section" })).toBe("section-not-read")
    expect(world.reviews("p-gha-1", { ...widen, audience: "secretariat" })).toBe("done")
    const wider = world.openedFrom("inside")
    expect(wider).toMatchObject({ place: "shared:pub-2016.gha", sectionId: null, version: { paragraph: "12" } })
  })

  it("is widened no more after the date", () => {
    comments("p-gha-2", "inside", { audience: "delegation" }, closed)
    world.at = until()
    const widen = { type: "widenComment", threadId: "inside", audience: "secretariat" } as const
    expect(world.reviews("p-gha-1", widen)).toBe("version-comments-ended")
  })

  it("is an observer's own, whom the organization's streams are not for, and goes on with them", () => {
    const person = { orgId: "gha", role: "observer", name: "Efua Mensah", language: "en" } as const
    world.does("p-iom-1", { type: "setMember", personId: "p-gha-9" as PersonId, ...person } as never)
    expect(comments("p-gha-9", "k", { audience: "secretariat" }, closed)).toBe("done")
    expect(world.thread("k").place).toBe("thread:k")
    expect([reads("p-gha-9", "k"), reads("p-iom-1", "k"), reads("p-gha-1", "k")]).toEqual([true, true, false])
    expect(world.reviews("p-gha-9", { type: "replyToComment", threadId: "k", body: "More." })).toBe("done")
  })
})

describe("what an organization said of a version by another way", () => {
  const records = (threadId: string, more: object = {}, by = "p-iom-1") => {
    const { sectionId = "s02", audience, ...onBehalf } = more as { sectionId?: string; audience?: "section" }
    const version = { number: 1, sectionId, block: "b12", quote: "safe and orderly" } as never
    return world.decideReview(by, {
      type: "addComment",
      threadId,
      body: "From the capital.",
      version,
      onBehalf: { organization: "gha", source: "e-mail", date: "2016-11-20", ...onBehalf },
      ...(audience === undefined ? {} : { audience }),
    })
  }
  const code = (decision: ReturnType<typeof records>) => ("refusal" in decision ? decision.refusal.code : "done")

  it("is recorded on it as a comment of that organization, with its paragraph", () => {
    const decision = records("k")
    expect(decision).toMatchObject({
      events: [
        {
          stream: "review:s02",
          event: { organization: "gha", onBehalf: { source: "e-mail" }, version: { number: 1, paragraph: "12" } },
        },
      ],
    })
    expect(world.asked).toMatchObject({ isMarked: true, words: { isOfOtherText: true } })
  })

  it("is recorded by series editors, of organizations that have the version", () => {
    expect(code(records("k", {}, "p-iom-2"))).toBe("editors-record")
    expect(code(records("k", {}, "p-gha-1"))).toBe("editors-record")
    expect(code(records("k", { organization: "nowhere" }))).toBe("no-such-organization")
    expect(records("k", { organization: "can" })).toMatchObject({
      refusal: { code: "not-circulated-to", details: { organization: "Canada" } },
    })
    world.does("p-iom-1", { type: "circulateVersion", version: 1, to: ["can"] as never })
    expect(code(records("k", { organization: "can" }))).toBe("done")
  })

  it("is taken after the date where it was received by then, and else refused with the date", () => {
    const until = Date.parse("2016-12-01T00:00:00+01:00")
    expect(world.state.timeZone).toBe("Europe/Zurich")
    world.does("p-iom-1", { type: "circulateVersion", version: 1, to: ["gha"] as never, commentUntil: until })
    world.at = until - 1
    expect(code(records("k", { date: "2016-12-05" }))).toBe("done")
    world.at = until
    expect(records("k", { date: "2016-12-01" })).toMatchObject({
      refusal: { code: "received-after-date", details: { organization: "Ghana", until: { at: until } } },
    })
    expect(code(records("k", { date: "2016-11-30" }))).toBe("done")
    // Opened again for one, its date is the later one.
    const later = until + 3 * dayMs
    world.does("p-iom-1", { type: "circulateVersion", version: 1, to: ["gha"] as never, commentUntil: later })
    expect(code(records("k", { date: "2016-12-01" }))).toBe("done")
  })

  it("is for the organization and the secretariat where the draft has that section no more", () => {
    const { s02: _, ...sections } = world.state.sections as Record<string, never>
    world.state = { ...world.state, sections }
    expect(records("k")).toMatchObject({ events: [{ stream: "shared:pub-2016.gha", event: { sectionId: null } }] })
    expect(world.asked).toBeNull()
  })
})
