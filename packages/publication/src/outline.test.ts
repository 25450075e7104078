import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { SectionId } from "./ids.ts"
import { flatOutline, outline } from "./outline.ts"
import type { Publication } from "./publication.ts"
import { placeAt, ranksAround } from "./rank.ts"
import type { Section } from "./section.ts"
import { World } from "./testing/world.ts"

type Spot = Pick<Section, "annex" | "rank"> & { id: string; parentId: string | null }

function stateOf(spots: readonly Spot[]): Publication {
  const { state } = World.sample()
  const some = World.sample().section("s01")
  const sections = Object.fromEntries(
    spots.map((spot) => [
      spot.id,
      { ...some, ...spot, id: spot.id as SectionId, parentId: spot.parentId as SectionId | null },
    ]),
  )
  return { ...state, sections }
}

function lines(spots: readonly Spot[]): string[] {
  return flatOutline(outline(stateOf(spots))).map(({ number, section }) => `${number} ${section.id}`)
}

const spot = (id: string, parentId: string | null, rank: string, annex = false): Spot => ({ id, parentId, rank, annex })

describe("the outline", () => {
  it("numbers chapters, sections and annexes each in their own way", () => {
    expect(
      lines([
        spot("tables", "notes", "a0"),
        spot("notes", null, "a2", true),
        spot("names", null, "a3", true),
        spot("sweden", "states", "a1"),
        spot("ghana", "states", "a0"),
        spot("annual", "ghana", "a0"),
        spot("foreword", null, "Zz"),
        spot("states", null, "a0"),
      ]),
    ).toEqual([
      "1 foreword",
      "2 states",
      "2.1 ghana",
      "2.1.1 annual",
      "2.2 sweden",
      "Annex A notes",
      "A.1 tables",
      "Annex B names",
    ])
  })

  it("goes on after Annex Z with Annex AA", () => {
    const annexes = Array.from({ length: 28 }, (_, n) => spot(`x${String(n).padStart(2, "0")}`, null, "a0", true))
    expect(lines(annexes).slice(25)).toEqual(["Annex Z x25", "Annex AA x26", "Annex AB x27"])
  })

  it("orders by code units, not by the alphabet of a place, and equal ranks by id", () => {
    expect(lines([spot("c", null, "a0"), spot("b", null, "Zz"), spot("a", null, "a0")])).toEqual(["1 b", "2 a", "3 c"])
  })

  it("keeps a section whose parent has not arrived", () => {
    expect(lines([spot("child", "elsewhere", "a0"), spot("a", null, "b00")])).toEqual(["1 a", "2 child"])
  })

  it("opens a ring that two moves made at the same moment", () => {
    expect(lines([spot("b", "a", "a0"), spot("a", "b", "a0"), spot("c", "b", "a1"), spot("d", null, "a0")])).toEqual([
      "1 d",
      "2 a",
      "2.1 b",
      "2.1.1 c",
    ])
  })

  it("shows every section once, whatever the parents are", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g"]
    const parents = fc.tuple(...ids.map(() => fc.constantFrom(null, ...ids, "elsewhere")))
    const ranks = fc.tuple(...ids.map(() => fc.constantFrom("a0", "a1", "a2")))
    fc.assert(
      fc.property(parents, ranks, (parentIds, rankOf) => {
        const spots = ids.map((id, n) => spot(id, parentIds[n] ?? null, rankOf[n] ?? "a0"))
        const nodes = flatOutline(outline(stateOf(spots)))
        expect(nodes.map(({ section }) => section.id as string).sort()).toEqual(ids)
        expect(new Set(nodes.map(({ number }) => number)).size).toBe(ids.length)
      }),
    )
  })
})

describe("a rank", () => {
  it("puts a section exactly at the index asked for, also among equal ranks", () => {
    const siblings = fc.array(fc.constantFrom("a0", "a1", "a1V", "a2"), { maxLength: 8 })
    fc.assert(
      fc.property(siblings, fc.nat(8), (ranks, at) => {
        const before = ranks.sort().map((rank, n) => ({ id: `s${n}` as SectionId, rank }))
        const index = Math.min(at, before.length)
        const { rank, moved } = placeAt(before, index)
        const after = before.map((one) => moved.find(({ id }) => id === one.id) ?? one)
        after.splice(index, 0, { id: "new" as SectionId, rank })
        for (const [n, one] of after.entries()) {
          const next = after[n + 1]
          if (next === undefined) continue
          expect(one.rank <= next.rank).toBe(true)
          if (one.id === "new" || next.id === "new") expect(one.rank < next.rank).toBe(true)
        }
      }),
    )
  })

  it("gives those that are shown the same ranks whether or not others are hidden between", () => {
    const all = ["can!", "cri", "gha", "mar!", "phl", "swe!"]
    const isHidden = (name: string) => name.endsWith("!")
    const ranks = ranksAround(all, isHidden)
    expect(ranks.toSorted()).toEqual(ranks)
    expect(new Set(ranks).size).toBe(6)
    expect(ranks.filter((_, n) => !isHidden(all[n] ?? ""))).toEqual(ranksAround(["cri", "gha", "phl"], isHidden))
  })
})
