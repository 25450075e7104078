import { describe, expect, it } from "vitest"
import { samplePublicationState, sampleTexts, sampleVersion } from "../testing/sample-version.ts"
import { publicationContent } from "./freeze.ts"
import { PublicationContentSchema } from "./index.ts"

describe("the value of a version", () => {
  it("holds the sections in reading order, each with its text, in the shape that is documented", () => {
    const version = sampleVersion()
    expect(PublicationContentSchema.parse(structuredClone(version))).toEqual(version)
    expect(version.sections[0]).toMatchObject({ number: "1", title: "Foreword", depth: 0 })
    expect(version.sections.every(({ text }) => text !== null)).toBe(true)
  })

  it("says number and title alone of a section that is to follow", () => {
    const { sections } = sampleVersion(["s04"])
    expect(sections.find(({ id }) => id === "s04")).toMatchObject({ number: "4", text: null })
  })

  it("has the texts of States in the order of their names, whatever their order in the outline", () => {
    const publication = samplePublicationState()
    const turned = Object.values(publication.sections).map((section) =>
      section.ownerOrg === "swe"
        ? { ...section, rank: "Zz" }
        : section.ownerOrg === "phl"
          ? { ...section, rank: "a0" }
          : section,
    )
    const { version } = sampleVersion()
    const sections = Object.fromEntries(turned.map((section) => [section.id, section]))
    const frozen = publicationContent({ publication: { ...publication, sections }, version, texts: new Map() })
    const states = frozen.sections.filter(({ textClass }) => textClass === "national")
    expect(states.map(({ number, title }) => `${number} ${title}`)).toEqual([
      "7.1 Canada",
      "7.2 Costa Rica",
      "7.3 Ghana",
      "7.4 Morocco",
      "7.5 Philippines",
      "7.6 Sweden",
    ])
  })

  it("names nobody but organizations that answer for a section", () => {
    const said = JSON.stringify(sampleVersion())
    const people = Object.values(samplePublicationState().members)
    expect(people.length).toBeGreaterThan(5)
    for (const { personId } of people) expect(said).not.toContain(`"${personId}"`)
  })

  it("is the same for the same texts", () => {
    expect(sampleVersion()).toEqual(sampleVersion())
    expect(sampleTexts().size).toBe(20)
  })
})
