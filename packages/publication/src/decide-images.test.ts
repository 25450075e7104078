import { describe, expect, it } from "vitest"
import type { StoreImage } from "./commands.ts"
import { imageBounds } from "./images/index.ts"
import type { PersonId, SectionId } from "./ids.ts"
import { streams } from "./streams.ts"
import { publicationId, World } from "./testing/world.ts"

const hash = (n: number) => n.toString(16).padStart(64, "0")
const chart = { blob: hash(1), mediaType: "image/png", bytes: 1000, width: 40, height: 30 } as const

function stores(world: World, personId: string, change: Partial<StoreImage> = {}): string {
  const sectionId = "s01" as SectionId
  const decision = world.decide(personId, { type: "storeImage", publicationId, sectionId, ...chart, ...change })
  if ("refusal" in decision) return decision.refusal.code
  for (const { stream, event } of decision.events) world.append(stream, event, personId as PersonId)
  return decision.events.length === 0 ? "nothing to do" : "done"
}

describe("storing an image", () => {
  it("says once which section has it", () => {
    const world = World.sample()
    expect([stores(world, "p-iom-1"), stores(world, "p-iom-1")]).toEqual(["done", "nothing to do"])
    expect(world.state.images).toEqual({ s01: { [chart.blob]: chart } })
    expect(world.log.at(-1)?.stream).toBe("section:s01")
  })

  it("is for those who may write the section", () => {
    expect(stores(World.sample(), "p-ngo-1")).toBe("not-your-part")
    expect(stores(World.sample().with("s01", { state: "closed" }), "p-iom-1")).toBe("closed")
    expect(stores(World.sample(), "p-iom-1", { sectionId: "s07-swe" as SectionId })).toBe("no-such-section")
  })

  it.each([
    ["image-too-heavy", { bytes: imageBounds.bytesMax + 1 }],
    ["drawing-too-heavy", { bytes: imageBounds.svgBytesMax + 1, mediaType: "image/svg+xml" }],
    ["image-too-many-pixels", { width: 10_000, height: 5001 }],
  ] as const)("is refused as %s", (code, change) => {
    expect(stores(World.sample(), "p-iom-1", change)).toBe(code)
  })

  it("ends where a section is full, by count and by weight", () => {
    const world = World.sample()
    for (let n = 1; n <= 20; n += 1) stores(world, "p-iom-1", { blob: hash(n), bytes: imageBounds.bytesMax })
    expect(stores(world, "p-iom-1", { blob: hash(99), bytes: 1 })).toBe("images-too-heavy")
    for (let n = 1; n <= 500; n += 1) stores(world, "p-iom-1", { sectionId: "s02" as SectionId, blob: hash(n) })
    expect(stores(world, "p-iom-1", { sectionId: "s02" as SectionId, blob: hash(999) })).toBe("too-many-images")
    expect(stores(world, "p-iom-1", { sectionId: "s02" as SectionId, blob: hash(7) })).toBe("nothing to do")
  })

  it("can be forgotten, and stored again", () => {
    const world = World.sample()
    stores(world, "p-iom-1")
    stores(world, "p-iom-1", { blob: hash(2) })
    const event = { type: "imagesForgotten", sectionId: "s01" as SectionId, blobs: [hash(1)] } as const
    world.append(streams.section(event.sectionId), { ...event, blobs: [...event.blobs] })
    expect(Object.keys(world.state.images[event.sectionId] ?? {})).toEqual([hash(2)])
    expect(stores(world, "p-iom-1")).toBe("done")
  })

  it("is seen by those who may read the section, and by nobody else", () => {
    const world = World.sample()
    expect(stores(world, "p-swe-1", { sectionId: "s07-swe" as SectionId })).toBe("done")
    expect(world.sees("p-swe-1").images).toHaveProperty("s07-swe")
    expect(world.sees("p-iom-1").images).toEqual({})
  })
})
