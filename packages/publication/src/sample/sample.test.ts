import { describe, expect, it } from "vitest"
import { describeEnd } from "../end.ts"
import { RecordedSchema } from "../events.ts"
import { PublicationStateSchema } from "../publication.ts"
import { World } from "../testing/world.ts"
import { sampleEvents, samplePublication, sampleSections } from "./index.ts"

const seededAt = Date.UTC(2026, 10, 24, 8)
const world = World.replay(sampleEvents(seededAt))

describe("the sample publication", () => {
  it("folds, event by event, into a state of the right shape", () => {
    for (const recorded of world.log) expect(() => RecordedSchema.parse(recorded)).not.toThrow()
    expect(PublicationStateSchema.parse(world.state)).toEqual(world.state)
  })

  it("has everything that its file has, under the same ids", () => {
    const { organizations, members, sections, calendar, title, timeZone, createdAt } = world.state
    expect(Object.keys(organizations)).toEqual(samplePublication.organizations.map(({ id }) => id))
    expect(Object.keys(members)).toEqual(samplePublication.people.map(({ id }) => id))
    expect(Object.keys(sections)).toEqual(samplePublication.sections.map(({ id }) => id))
    expect(calendar).toHaveLength(samplePublication.calendar.length)
    expect(title).toBe(samplePublication.publication.title)
    expect(timeZone).toBe("Europe/Zurich")
    expect(new Date(createdAt ?? 0).getUTCFullYear()).toBe(2016)
    for (const section of samplePublication.sections) {
      expect(world.section(section.id)).toMatchObject({ state: section.state, audience: section.audience })
    }
  })

  it("keeps comments open for two weeks from the moment it is seeded, until 18:00 in Zurich", () => {
    const open = Object.values(world.state.sections).filter(({ state }) => state === "open-for-comments")
    expect(open).toHaveLength(11)
    for (const { until } of open) expect(until && describeEnd(until)).toBe("8 December 2026, 18:00 (Europe/Zurich)")
    expect(world.log.filter(({ at }) => at > Date.UTC(2016, 11, 31)).map(({ event }) => event.type)).toEqual(
      open.map(() => "sectionStateSet"),
    )
  })

  it("is the same whenever it is made for the same moment", () => {
    expect(sampleEvents(seededAt)).toEqual(sampleEvents(seededAt))
  })

  it("obeys the rules that commands are held to", () => {
    for (const { id, leadPerson, coAuthors } of Object.values(world.state.sections)) {
      for (const personId of [leadPerson, ...coAuthors]) {
        expect(world.can(personId, "readSection", id).allowed, `${personId} ${id}`).toBe(true)
      }
    }
  })

  it("seeds the text of every section, in its own direction, with notes that find their words", () => {
    expect(sampleSections.map(({ id }) => id)).toEqual(Object.keys(world.state.sections))
    expect(sampleSections.filter(({ dir }) => dir === "rtl").map(({ id }) => id)).toEqual(["s07-mar"])
    const blocks = sampleSections.flatMap((section) => section.blocks)
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
    for (const block of blocks) {
      if (block.type === "table") for (const row of block.rows) expect(row).toHaveLength(block.header.length)
      if (block.type !== "paragraph") continue
      for (const { after } of block.footnotes ?? []) expect(block.text.split(after)).toHaveLength(2)
    }
  })
})
