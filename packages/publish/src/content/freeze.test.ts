import type { Block, Image } from "@codraft/document/canonical"
import { SectionIdSchema } from "@codraft/publication"
import { BlobHashSchema } from "@codraft/publication/images"
import { describe, expect, it } from "vitest"
import { samplePublicationState, sampleTexts, sampleVersion } from "../testing/sample-version.ts"
import { contentBytes } from "../manifest/index.ts"
import { imagesIn } from "../preflight/walk.ts"
import { publicationContent } from "./freeze.ts"
import { PublicationContentSchema } from "./index.ts"

const s04 = SectionIdSchema.parse("s04")

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

  it("has of images what the section was given, and knows nothing of any other", () => {
    const publication = samplePublicationState()
    const text = sampleTexts().get(s04)
    if (text === undefined) throw new Error("the sample has no such text")
    const image = (digit: string): Image => ({
      type: "image",
      alt: digit,
      file: { blob: digit.repeat(64), mediaType: "image/png", width: 4, height: 3 },
    })
    const blocks: Block[] = [
      image("a"),
      { type: "table", rows: [{ cells: [{ blocks: [image("a"), image("b")] }] }] },
      image("c"),
    ]
    const given = (digit: string, mediaType: "image/png" | "image/jpeg") => {
      const blob = BlobHashSchema.parse(digit.repeat(64))
      return { [blob]: { blob, mediaType, bytes: 9, width: 4, height: 3 } }
    }
    const elsewhere = Object.keys(publication.sections).find((id) => id !== s04) ?? ""
    const images = {
      [s04]: { ...given("a", "image/png"), ...given("c", "image/jpeg") },
      [elsewhere]: given("b", "image/png"),
    }
    const { sections } = publicationContent({
      publication: { ...publication, images },
      version: sampleVersion().version,
      texts: new Map([[s04, { ...text, blocks }]]),
    })
    const frozen = sections.find(({ id }) => id === s04)?.text
    const found = imagesIn(frozen?.blocks ?? [])
    expect(found.map(({ alt, file }) => [alt, file?.blob.slice(0, 1)])).toEqual([
      ["a", "a"],
      ["a", "a"],
      ["b", undefined],
      // Its bytes are of another kind than the text says.
      ["c", undefined],
    ])
  })

  it("has no half of a surrogate pair, whatever somebody has called a section: canonical JSON knows none", () => {
    const publication = samplePublicationState()
    const section = publication.sections[s04]
    if (section === undefined) throw new Error("the sample has no such section")
    const sections = { ...publication.sections, [s04]: { ...section, title: "Half \ud83d" } }
    const { version } = sampleVersion()
    const content = publicationContent({ publication: { ...publication, sections }, version, texts: new Map() })
    expect(new TextDecoder().decode(contentBytes(content))).toContain('"title":"Half \ufffd"')
  })

  it("is the same for the same texts", () => {
    expect(sampleVersion()).toEqual(sampleVersion())
    expect(sampleTexts().size).toBe(20)
  })
})
