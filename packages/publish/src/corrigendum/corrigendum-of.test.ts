import type { Block, CanonicalContent, Inline, Note } from "@codraft/document/canonical"
import { SectionIdSchema, SectionTitleSchema } from "@codraft/publication"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compareVersions } from "../compare/index.ts"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { twoVersions } from "../testing/two-versions.ts"
import { textWords } from "../redline/words.ts"
import { corrigendumOf } from "./index.ts"
import { correctionsIn } from "./reading.ts"

const sample = sampleVersion()
const numbering = { headings: true, paragraphs: true, tables: true, figures: true }

function section(blocks: Block[] | null, more: Partial<FrozenSection> = {}, footnotes?: Note[]): FrozenSection {
  const [first] = sample.sections
  if (first === undefined) throw new TypeError("The sample has sections")
  const text: CanonicalContent | null =
    blocks === null
      ? null
      : {
          format: "codraft.section",
          formatVersion: 3,
          language: "en",
          dir: "ltr",
          blocks,
          ...(footnotes === undefined ? {} : { footnotes }),
        }
  const id = SectionIdSchema.parse("one")
  return { ...first, id, number: "7.2", title: SectionTitleSchema.parse("Costs"), numbering, text, ...more }
}

function version(...sections: FrozenSection[]): PublicationContent {
  return { ...sample, sections }
}

const text = (words: string): Inline[] => (words === "" ? [] : [{ type: "text", text: words }])
const p = (id: string, words: string | Inline[]): Block => ({
  type: "paragraph",
  id,
  content: typeof words === "string" ? text(words) : words,
})
const h = (id: string, level: 1 | 2, words: string): Block => ({ type: "heading", id, level, content: text(words) })

function lines(before: PublicationContent, after: PublicationContent): string[] {
  return corrigendumOf(compareVersions(before, after)).map(({ place, instruction }) =>
    `${place}: ${instruction.map(({ text }) => text).join("")}`.replaceAll("\u00A0", " "),
  )
}

/** What is said of one paragraph, without its place. */
function said(before: string, after: string, language: "en" | "fr" | "es" = "en"): string[] {
  const of = (words: string): PublicationContent => {
    const one = version(section([p("a", words)]))
    return { ...one, publication: { ...one.publication, originalLanguage: language } }
  }
  return lines(of(before), of(after)).map((line) => line.slice(line.indexOf(": ") + 2))
}

describe("a corrigendum", () => {
  it("names the chapter and the paragraph, and says what to read for what", () => {
    const blocks = (words: string) => [h("h1", 1, "One"), p("a", "First."), h("h2", 1, "Two"), p("b", words)]
    expect(
      lines(version(section(blocks("They met ten times."))), version(section(blocks("They met nine times.")))),
    ).toEqual(["Chapter II, paragraph 2: For “ten” read “nine”"])
  })

  it("takes so many words along that the place is the only one in its paragraph", () => {
    expect(said("Of ten States, ten replied.", "Of ten States, nine replied.")).toEqual([
      "For “States, ten” read “States, nine”",
    ])
    expect(said("In 2015 there were 15 of them.", "In 2015 there were 16 of them.")).toEqual([
      "For “were 15” read “were 16”",
    ])
    expect(said("Costs are very high here.", "Costs are high here.")).toEqual(["For “very high” read “high”"])
    expect(said("Costs are high here.", "Costs are very high here.")).toEqual(["For “are high” read “are very high”"])
  })

  it("replaces a line of which little is left", () => {
    const before = "Transfers that the workers send home to families each month are far above what was agreed."
    const after = "Goods which some traders move abroad for big companies are far above what was agreed."
    expect(said(before, after)).toEqual([`Replace the text with “${after}”`])
  })

  it("says what makes one line the other, each thing at a place that is there once", () => {
    const line = fc.array(fc.constantFrom("ten", "States", "met", "and", "the", "costs", "fell,"), { maxLength: 14 })
    const around = { language: "en", dir: "ltr" as const }
    fc.assert(
      fc.property(line, line, (was, now) => {
        const [before, after] = [was.join(" "), now.join(" ")]
        const words = textWords(before, after, { before: around, after: around })
        let rest = before
        let made = ""
        for (const { before: wrong, after: right } of correctionsIn(words).misreadings) {
          if (wrong !== "") expect(before.split(wrong)).toHaveLength(2)
          const at = wrong === "" ? 0 : rest.indexOf(wrong)
          expect(at).toBeGreaterThanOrEqual(0)
          made += rest.slice(0, at) + right
          rest = rest.slice(at + wrong.length)
        }
        expect((made + rest).replace(/\s+/g, " ").trim()).toBe(after)
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  it("speaks French and Spanish with their marks", () => {
    expect(said("They met ten times.", "They met nine times.", "fr")).toEqual(["Au lieu de « ten » lire « nine »"])
    expect(said("They met ten times.", "They met nine times.", "es")).toEqual(["Donde dice «ten» debe decir «nine»"])
  })

  it("inserts behind what is there in the version that is corrected, deletes, moves, and says what that does to numbers", () => {
    const before = version(section([p("a", "First of all."), p("b", "Second to none."), p("c", "Third time lucky.")]))
    const after = version(section([p("a", "First of all."), p("n", "New words here."), p("c", "Third time lucky.")]))
    expect(lines(before, after)).toEqual(["Section 7.2, paragraph 2: Replace the text with “New words here.”"])
    const longer = version(
      section([p("a", "First of all."), p("n", "New."), p("b", "Second to none."), p("c", "Third time lucky.")]),
    )
    const renumber = ": Renumber what follows, and the references to it, accordingly"
    expect(lines(before, longer)).toEqual(["Section 7.2: After paragraph 1, insert “New.”", renumber])
    expect(lines(longer, before)).toEqual(["Section 7.2: Delete paragraph 2", renumber])
    const moved = version(section([p("b", "Second to none."), p("c", "Third time lucky."), p("a", "First of all.")]))
    expect(lines(before, moved)[0]).toBe("Section 7.2: Move paragraph 1 to follow paragraph 3")
  })

  it("names paragraphs without numbers by their place under their heading", () => {
    const plain = { numbering: { headings: false, paragraphs: false, tables: false, figures: false } }
    const blocks = (words: string) => [p("a", "First."), h("h", 1, "Limits"), p("b", "One."), p("c", words)]
    expect(
      lines(version(section(blocks("Ten of them."), plain)), version(section(blocks("Nine of them."), plain))),
    ).toEqual(["Section 7.2, under “Limits”, second paragraph: For “Ten” read “Nine”"])
  })

  it("finds cells by their row and column, and rows", () => {
    const table = (rows: string[][]): Block => ({
      type: "table",
      id: "t",
      caption: { content: text("Costs") },
      rows: rows.map((cells, i) => ({
        cells: cells.map((words) => ({
          ...(i === 0 ? { header: "column" as const } : {}),
          blocks: [{ type: "paragraph", content: text(words) }],
        })),
      })),
    })
    const before = [
      ["Country", "2015"],
      ["Ghana", "10"],
      ["Sweden", "8"],
      ["Canada", "7"],
    ]
    const after = [
      ["Country", "2015"],
      ["Ghana", "12"],
      ["Sweden", "8"],
      ["Morocco", "6"],
    ]
    expect(lines(version(section([table(before)])), version(section([table(after)])))).toEqual([
      "Table 1, row “Ghana”, column “2015”: For “10” read “12”",
      "Table 1: Delete the row “Canada”",
      "Table 1: After the row “Sweden”, insert “Morocco | 6”",
    ])
  })

  it("corrects footnotes, and says where one is new", () => {
    const note = (id: string, words: string): Note => ({ id, content: text(words) as Note["content"] })
    const refer = (index: number): Inline => ({ type: "footnote", note: index })
    const before = version(
      section([p("a", [...text("Costs fell"), refer(0), ...text(" in all regions.")])], {}, [note("n", "IOM, 2014.")]),
    )
    const after = version(
      section([p("a", [...text("Costs fell"), refer(0), ...text(" in all regions"), refer(1), ...text(".")])], {}, [
        note("n", "IOM, 2015."),
        note("m", "World Bank."),
      ]),
    )
    expect(lines(before, after)).toEqual([
      "Section 7.2, paragraph 1: After “regions”, insert a footnote: “World Bank.”",
      "Section 7.2, footnote 1: For “2014” read “2015”",
    ])
  })

  it("corrects titles, and says what came of sections as a whole", () => {
    const blocks = [p("a", "Words.")]
    const renamed = { title: SectionTitleSchema.parse("Costs of moving") }
    expect(lines(version(section(blocks)), version(section(blocks, renamed)))).toEqual([
      "Section 7.2, title: For “Costs” read “Costs of moving”",
    ])
    expect(lines(version(section(null)), version(section(blocks)))).toEqual([
      "Section 7.2: Insert the text that was to follow:",
    ])
    const other = section(blocks, { id: SectionIdSchema.parse("two"), number: "7.3" })
    expect(lines(version(section(blocks)), version(section(blocks), other))).toEqual([
      "Section 7.3: After section 7.2, insert the section “Costs”:",
    ])
    expect(lines(version(section(blocks), other), version(section(blocks)))).toEqual([
      "Section 7.3: Delete the section",
    ])
  })

  it("says of words that only look otherwise that they do", () => {
    const looks = (formats: object): Inline[] => [
      { type: "text", text: "See " },
      { type: "text", text: "in situ", ...formats },
    ]
    const [before, after] = [looks({}), looks({ formats: ["italic"] })]
    expect(lines(version(section([p("a", before)])), version(section([p("a", after)])))).toEqual([
      "Section 7.2, paragraph 1: Correct the formatting of “in situ”",
    ])
  })

  it("has something to say of any two versions, whatever is in them", () => {
    fc.assert(
      fc.property(twoVersions, ([before, after]) => {
        for (const { instruction } of corrigendumOf(compareVersions(before, after)))
          expect(instruction.map(({ text }) => text).join("")).toMatch(/\S/)
      }),
      { numRuns: 60, seed: 2016 },
    )
  })

  it("has nothing to say of two versions that read the same", () => {
    expect(lines(sample, sample)).toEqual([])
  })
})
