import { describe, expect, it } from "vitest"
import { apply } from "./apply.ts"
import { type PublicationEvent, type Recorded, streamOf } from "./events.ts"
import type { PersonId, SectionId } from "./ids.ts"
import type { StreamName } from "./streams.ts"
import { now, publicationId, World } from "./testing/world.ts"

const { state } = World.sample()

function applied(stream: string, event: unknown) {
  const recorded = { stream: stream as StreamName, position: 1, at: now, author: "system", event }
  return apply(state, recorded as Recorded)
}

describe("apply", () => {
  it("leaves the state as it is for what it does not know", () => {
    expect(applied("publication:pub-2016", { type: "thingInvented", words: "of a later build" })).toBe(state)
  })

  it("takes an event only from the stream that it belongs in", () => {
    const event: PublicationEvent = { type: "sectionRenamed", sectionId: "s01" as SectionId, title: "Preface" }
    expect(applied("section:s02", event)).toBe(state)
    expect(applied("publication:pub-2016", event)).toBe(state)
    expect(applied("section:s01", event)).not.toBe(state)
    expect(applied("publication:pub-2017", { type: "memberRemoved", personId: "p-iom-2" })).toBe(state)
  })

  it("has one stream for every event", () => {
    for (const { stream, event } of World.sample().log) expect(streamOf(publicationId, event)).toBe(stream)
  })

  it("does not take a section that another publication added, nor one twice", () => {
    const { id, ...section } = World.sample().section("s01")
    const added = { type: "sectionAdded", sectionId: "s50", publicationId: "pub-2017", ...section }
    expect(applied("section:s50", added)).toBe(state)
    expect(applied("section:s01", { ...added, sectionId: id, publicationId: "pub-2016", title: "Again" })).toBe(state)
  })

  it("never narrows an audience", () => {
    expect(applied("section:s01", { type: "sectionAudienceSet", sectionId: "s01", audience: "members" })).toBe(state)
  })

  it("takes back somebody who had left", () => {
    const world = World.sample()
    world.does("p-iom-1", { type: "removeMember", personId: "p-ngo-1" })
    expect(world.state.formerMembers).toHaveProperty("p-ngo-1")
    const back = {
      type: "setMember",
      personId: "p-ngo-1",
      orgId: "ngo",
      role: "reviewer",
      name: "Rosa Quintero",
      language: "es",
    } as const
    world.does("p-iom-1", back)
    expect(world.state.formerMembers).toEqual({})
    expect(world.state.members["p-ngo-1" as PersonId]?.name).toBe("Rosa Quintero")
  })

  it("keeps the calendar in the order of its dates", () => {
    const entry = { id: "d3b", what: "Corrigenda", start: "2016-10-25", end: "2016-10-25" }
    const { calendar } = applied("publication:pub-2016", { type: "calendarEntrySet", entry })
    expect(calendar.map(({ start }) => start).toSorted()).toEqual(calendar.map(({ start }) => start))
    expect(calendar).toHaveLength(9)
  })
})
