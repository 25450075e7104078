import type { Block } from "@codraft/document/canonical"
import { SectionIdSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { sampleVersion } from "../testing/sample-version.ts"
import { findPlaces, placesOf, type TypedPlace } from "./index.ts"

const paragraph = (id: string, text: string): Block => ({ type: "paragraph", id, content: [{ type: "text", text }] })
const content = sampleVersion(["s12"])
const places = placesOf({
  ...content,
  sections: content.sections.map((section) =>
    (section.id === "s02" || section.id === "s03") && section.text !== null
      ? {
          ...section,
          numbering: { ...section.numbering, paragraphs: true },
          text: {
            ...section.text,
            footnotes: [],
            blocks: [
              paragraph(`${section.id}-1`, "Costs fell in all regions but one."),
              paragraph(`${section.id}-2`, `They fell twice in ${section.id}, and they fell twice.`),
            ],
          },
        }
      : section,
  ),
})
const numbers = (id: string) =>
  places.find(({ sectionId }) => sectionId === id)?.places?.map(({ paragraph: number }) => number) ?? []
const titleOf = (id: string) => places.find(({ sectionId }) => sectionId === id)?.title ?? ""
const [first = "", second = ""] = numbers("s02")

function find(row: Partial<TypedPlace>) {
  const [answer] = findPlaces(places, [{ section: titleOf("s02"), paragraph: "", words: "", ...row }])
  if (answer?.kind === "found") return [answer.by, answer.place.block, answer.place.quote?.exact ?? null]
  return answer?.kind === "often" ? [answer.kind, answer.hits] : [answer?.kind]
}

describe("what a table says of a place in a version", () => {
  it("is found by its words, to the letter or alike", () => {
    expect(find({ words: "in all regions" })).toEqual(["exact", "s02-1", "in all regions"])
    expect(find({ words: "“IN ALL  regions”" })).toEqual(["alike", "s02-1", "in all regions"])
    expect(find({ words: "nobody wrote this" })).toEqual(["none"])
    expect(find({ words: "x".repeat(5_001) })).toEqual(["too-long"])
  })

  it("is told by its paragraph where the words stand more than once, and offered where they do so in that one", () => {
    expect(find({ section: "", words: "all regions but one" })).toEqual(["often", 2])
    expect(find({ section: "", words: "all regions but one", paragraph: `Para. ${first}.` })[1]).toBe("s02-1")
    expect(find({ words: "fell twice", paragraph: second })).toEqual(["often", 2])
  })

  it("is the paragraph of that number where there are no words, or the version has not got them", () => {
    for (const said of [first, `para. ${first}`, `Rev.1, párr. ${first}`, `§ ${first}.`]) {
      expect(find({ paragraph: said })).toEqual(["paragraph", "s02-1", null])
    }
    expect(find({ paragraph: first, words: "nobody wrote this" })).toEqual(["paragraph", "s02-1", null])
    expect(find({ paragraph: "9999" })).toEqual(["none"])
    // Paragraphs are numbered on through the publication: the number alone tells.
    expect(find({ section: "", paragraph: numbers("s03")[0] ?? "" })[1]).toBe("s03-1")
  })

  it("is in the section that somebody names, by the titles and numbers of the version", () => {
    const section = `${places.find(({ sectionId }) => sectionId === "s03")?.sectionNumber ?? ""}.`
    expect(find({ section, words: "all regions" })[1]).toBe("s03-1")
    expect(find({ sectionId: SectionIdSchema.parse("s03"), words: "all regions" })[1]).toBe("s03-1")
    expect(find({ section: "General comments", words: "all regions" })).toEqual(["none"])
    expect(find({ section: titleOf("s12"), words: "all regions" })).toEqual(["none"])
    // Too short to be looked for everywhere.
    expect(find({ section: "", words: "They" })).toEqual(["none"])
  })
})
