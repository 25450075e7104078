import { describe, expect, it } from "vitest"
import type { PersonId, SectionId } from "../ids.ts"
import { flatOutline, outline } from "../outline.ts"
import { allThreads } from "../review/threads.ts"
import { publicationId } from "../testing/world.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { visibleTo } from "../visibility.ts"
import { type Coverage, coverage, type TargetCoverage } from "./coverage.ts"
import type { CoverageSources, TargetsInText } from "./links.ts"
import { placesMax, placesOf } from "./places.ts"

type Texts = Record<string, Partial<TargetsInText>>

/** What a person reads, where the texts are as said and all others are empty. */
function sourcesOf(world: ReviewWorld, who: string, texts: Texts = {}): CoverageSources {
  const nodes = flatOutline(outline(visibleTo(world.state, who as PersonId)))
  const read = Object.entries(texts).map(
    ([id, text]) => [id as SectionId, { isWritten: true, named: [], ...text }] as const,
  )
  return { nodes, texts: new Map(read), threads: allThreads(world.seenBy(who)) }
}
const mapOf = (world: ReviewWorld, who = "p-iom-1", texts: Texts = {}): Coverage =>
  coverage(publicationId, sourcesOf(world, who, texts))

function row({ targets }: Coverage, code: string): TargetCoverage {
  const found = targets.find((target) => target.code === code)
  if (found === undefined) throw new Error(`no target ${code}`)
  return found
}
const chip = (code: string, block = "b1", count = 1) => ({ named: [{ code, block, count, words: "" }] })

describe("what bears on a target", () => {
  it("is what the outline files under it, what texts name, and comments by how far they are", () => {
    const world = ReviewWorld.sample().open("s02")
    for (const id of ["k1", "k2", "k3", "k4"]) world.comments("p-ngo-1", "s02", id, { targets: ["10.7"] })
    world.reviews("p-iom-2", { type: "replyToComment", threadId: "k2", body: "Yes." })
    world.reviews("p-iom-2", { type: "resolveComment", threadId: "k3", outcome: "noted" })
    world.reviews("p-ngo-1", { type: "withdrawComment", threadId: "k4" })
    const { sections, organizations } = row(mapOf(world, "p-iom-1", { s02: chip("10.7", "b1", 2) }), "10.7")
    expect(sections["s02"]).toEqual({ outline: 1, text: 2, open: 1, answered: 1, resolved: 1 })
    const commenting = world.thread("k1").organization
    expect(organizations[commenting]).toEqual({ open: 1, answered: 1, resolved: 1 })
  })

  it("is nothing where there is nothing: no zero stands for it", () => {
    const { sections, organizations } = row(mapOf(ReviewWorld.sample()), "14.1")
    expect([sections, organizations]).toEqual([{}, {}])
    expect(row(mapOf(ReviewWorld.sample()), "4.b").sections).toEqual({ s02: { outline: 1 } })
  })

  it("counts an indicator for its target, and a target once for a comment that names both", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-ngo-1", "s02", "k1", { targets: ["10.7", "10.7.2", "10.7.1"] })
    expect(row(mapOf(world), "10.7").sections["s02"]).toEqual({ outline: 1, open: 1 })
  })

  it("stands under the publication's id where it is on the whole", () => {
    const world = ReviewWorld.sample()
    world.comments("p-ngo-1", null, "k1", { targets: ["8.7"] })
    expect(row(mapOf(world), "8.7").sections[publicationId]).toEqual({ open: 1 })
  })

  it("is the text of a State for that State, and comments for whose they are", () => {
    const world = ReviewWorld.sample()
    const { organizations } = row(mapOf(world, "p-gha-1", { "s07-gha": chip("3.8") }), "3.8")
    expect(organizations["gha" as keyof typeof organizations]).toEqual({ text: 1 })
  })

  it("is no chip that says a code without a target", () => {
    expect(mapOf(ReviewWorld.sample(), "p-iom-1", { s02: chip("10.9") }).targets).toHaveLength(170)
  })
})

describe("a comment that says that no target fits", () => {
  it("is listed as such, in a row of its own", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-ngo-1", "s02", "k1", { targets: ["gap"] })
    const map = mapOf(world)
    expect(row(map, "gap").sections).toEqual({ s02: { open: 1 } })
    expect(map.summary.gaps).toBe(1)
    expect(map.targets.at(-1)?.code).toBe("gap")
  })
})

describe("the summary", () => {
  it("takes a target for drafted when there is text for it, and names those without", () => {
    const map = mapOf(ReviewWorld.sample(), "p-iom-1", { s04: {}, s14: chip("5.2") })
    // s04 is filed under 10.7 and 8.8, s14 under 17.18; 5.2 is named in a text.
    expect(map.summary.direct).toEqual({ of: 8, drafted: 4, named: 1, missing: ["4.b", "8.7", "10.c", "16.2"] })
    expect(map.written).toEqual(["s04", "s14"])
    expect(row(map, "17.14").isDrafted).toBe(true)
  })

  it("takes nothing for drafted that is only in the outline, or only commented on", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-ngo-1", "s02", "k1", { targets: ["10.7"] })
    expect(mapOf(world).summary.direct).toMatchObject({ of: 8, drafted: 0, named: 0 })
    expect(mapOf(world).summary.all).toMatchObject({ of: 169, drafted: 0 })
  })
})

describe("what a reader may not see", () => {
  it("is in no cell, count or sentence", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-gha-2", "s02", "k1", { targets: ["4.b"], audience: "delegation" })
    const texts = { "s07-swe": chip("4.b") }
    expect(row(mapOf(world, "p-gha-1", texts), "4.b").sections).toEqual({ s02: { outline: 1, open: 1 } })
    expect(row(mapOf(world, "p-swe-1", texts), "4.b").sections).toEqual({
      s02: { outline: 1 },
      "s07-swe": { text: 1 },
    })
    for (const stranger of ["p-bgd-1", "p-ngo-1", "p-iom-1"]) {
      const map = mapOf(world, stranger, texts)
      expect(row(map, "4.b").sections["s02"]).toEqual({ outline: 1 })
      expect(JSON.stringify(map)).not.toContain("s07-swe")
      expect(map.summary.direct.missing).toContain("4.b")
      for (const organization of ["gha", "swe"]) {
        const cell = { target: "4.b", organization }
        expect(placesOf(publicationId, sourcesOf(world, stranger, texts), cell).total).toBe(0)
      }
    }
  })

  it("counts once for those who see both a comment inside and what was widened of it", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-gha-2", "s02", "k1", { targets: ["10.c"], audience: "delegation" })
    world.reviews("p-gha-1", { type: "widenComment", threadId: "k1", audience: "section" })
    expect(row(mapOf(world, "p-gha-2"), "10.c").sections["s02"]).toEqual({ outline: 1, open: 1 })
  })
})

describe("the places of a cell", () => {
  it("are all that it counts", () => {
    const world = ReviewWorld.sample().open("s02")
    world.comments("p-ngo-1", "s02", "k1", { targets: ["10.7"] })
    world.comments("p-ngo-1", "s04", "k2", { targets: ["10.7"] })
    const sources = sourcesOf(world, "p-iom-1", { s02: chip("10.7", "b7", 2) })
    const { places, total } = placesOf(publicationId, sources, { target: "10.7", section: "s02" })
    expect(places.map(({ kind, named, thread }) => [kind, named?.block, thread?.id])).toEqual([
      ["outline", undefined, undefined],
      ["text", "b7", undefined],
      ["open", undefined, "k1"],
    ])
    expect(total).toBe(3)
  })

  it("are no more than anybody goes through", () => {
    const named = Array.from({ length: placesMax + 1 }, (_, n) => ({
      code: "10.7",
      block: `b${n}`,
      count: 1,
      words: "",
    }))
    const sources = sourcesOf(ReviewWorld.sample(), "p-iom-1", { s14: { named } })
    const found = placesOf(publicationId, sources, { target: "10.7", section: "s14" })
    expect([found.places.length, found.total]).toEqual([placesMax, placesMax + 1])
  })
})
