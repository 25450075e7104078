import { describe, expect, it } from "vitest"
import type { OrgId, PersonId, SectionId } from "./ids.ts"
import { displayMember } from "./members.ts"
import { emptyPublication } from "./publication.ts"
import { samplePublication } from "./sample/index.ts"
import type { StreamName } from "./streams.ts"
import { streams } from "./streams.ts"
import { publicationId, World } from "./testing/world.ts"
import { canJoin } from "./visibility.ts"

const world = World.sample()
const everybody = samplePublication.people.map(({ id }) => id)

function joins(personId: string, stream: StreamName): boolean {
  return canJoin(world.state, personId as PersonId, stream)
}

describe("a State's draft", () => {
  it.each([
    ["s07-swe", "swe"],
    ["s07-mar", "mar"],
    ["s07-can", "can"],
  ])("%s is not there at all for anybody outside its delegation", (sectionId, orgId) => {
    const { title, titleI18n, purpose } = world.section(sectionId)
    for (const person of samplePublication.people) {
      const id = sectionId as SectionId
      const isInside = person.org === orgId
      expect(joins(person.id, streams.section(id)), person.id).toBe(isInside)
      expect(joins(person.id, streams.text(id)), person.id).toBe(isInside)
      expect(joins(person.id, streams.review(id)), person.id).toBe(isInside)
      const seen = JSON.stringify(world.sees(person.id).sections)
      for (const words of [sectionId, purpose, `"title":"${title}"`, ...Object.values(titleI18n)]) {
        expect(seen.includes(words), `${person.id}: ${words}`).toBe(isInside)
      }
    }
  })

  it("leaves no gap in numbers or ranks", () => {
    const ranks = (personId: string) =>
      Object.values(world.sees(personId).sections)
        .filter(({ parentId }) => parentId === "s07")
        .map(({ id, rank }) => `${id} ${rank}`)
    expect(ranks("p-gha-1")).toEqual(["s07-cri a0", "s07-gha a1", "s07-phl a2"])
  })
})

describe("streams", () => {
  const of = (orgId: string) => ({
    delegation: streams.delegation(publicationId, orgId as OrgId),
    shared: streams.shared(publicationId, orgId as OrgId),
  })

  it("of a delegation are its own, and its shared one the secretariat's too", () => {
    const whoJoins = (stream: StreamName) => everybody.filter((personId) => joins(personId, stream))
    expect(whoJoins(of("swe").delegation)).toEqual(["p-swe-1", "p-swe-2"])
    const secretariat = ["p-iom-1", "p-iom-2", "p-iom-3", "p-iom-4", "p-iom-5"]
    expect(whoJoins(of("swe").shared)).toEqual(["p-swe-1", "p-swe-2", ...secretariat])
    expect(whoJoins(of("iom").delegation)).toEqual(secretariat)
  })

  it("of the publication are joined by everybody in it, its general comments not by recipients", () => {
    for (const personId of everybody) {
      expect(joins(personId, streams.publication(publicationId))).toBe(true)
      expect(joins(personId, streams.review(publicationId))).toBe(personId !== "p-gsu-1")
    }
    expect(joins("p-nobody", streams.publication(publicationId))).toBe(false)
  })

  it("of a person are that person's", () => {
    expect(joins("p-swe-1", streams.person("p-swe-1" as PersonId))).toBe(true)
    expect(joins("p-iom-1", streams.person("p-swe-1" as PersonId))).toBe(false)
  })

  it("of another publication, or of nothing, are nobody's", () => {
    expect(joins("p-iom-1", "publication:pub-2017" as StreamName)).toBe(false)
    expect(joins("p-iom-1", "shared:pub-2017.iom" as StreamName)).toBe(false)
    expect(joins("p-iom-1", "section:s99" as StreamName)).toBe(false)
    expect(joins("p-iom-1", "thread:t1" as StreamName)).toBe(false)
  })
})

describe("a section below another", () => {
  it("goes out of sight with the one above, when a writer's new role sees less", () => {
    const world = World.sample()
    const chapter = { title: "Limits of the index", textClass: "contributor", language: "en" } as const
    const people = { leadPerson: "p-eiu-1", coAuthors: ["p-desa-2"] }
    world.does("p-iom-1", { type: "addSection", parentId: "s04", ...chapter, ...people })
    expect(world.asks("p-desa-2", "writeSection", "new-0001")).toBe("yes")
    const role = { orgId: "desa", role: "observer", name: "Luis Arrieta", language: "es" } as const
    world.does("p-iom-1", { type: "setMember", personId: "p-desa-2", ...role })
    expect(world.asks("p-desa-2", "readSection", "s04")).toBe("There is no such section.")
    expect(world.asks("p-desa-2", "readSection", "new-0001")).toBe("There is no such section.")
  })
})

describe("a recipient", () => {
  it("sees who takes part, and no section", () => {
    const seen = world.sees("p-gsu-1")
    expect(seen.sections).toEqual({})
    expect(seen.calendar).toHaveLength(8)
  })
})

it("shows nothing of a publication to somebody who does not take part", () => {
  expect(world.sees("p-nobody")).toEqual(emptyPublication(publicationId))
})

describe("names", () => {
  const shown = (reader: string, personId: string) => displayMember(world.sees(reader), personId as PersonId)

  it("of drafters are known to their own organisation and the secretariat; to others they are their organisation", () => {
    const named = { name: "Johan Wikner", organization: "Sweden", isOrganizationOnly: false }
    expect(shown("p-swe-1", "p-swe-2")).toEqual(named)
    expect(shown("p-iom-5", "p-swe-2")).toEqual(named)
    const unnamed = { name: "Sweden", organization: "Sweden", isOrganizationOnly: true }
    for (const reader of ["p-gha-1", "p-desa-1", "p-ngo-1", "p-rcp-1", "p-gsu-1"]) {
      expect(shown(reader, "p-swe-2")).toEqual(unnamed)
      expect(JSON.stringify(world.sees(reader))).not.toContain("Wikner")
    }
  })

  it("of focal points and everybody else are known to all", () => {
    for (const reader of everybody) expect(shown(reader, "p-swe-1").name).toBe("Elin Sandqvist")
  })

  it("of somebody unknown are none", () => {
    expect(shown("p-iom-1", "p-nobody")).toEqual({ name: "Unknown person", organization: "", isOrganizationOnly: true })
  })
})
