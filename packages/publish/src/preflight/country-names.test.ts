import type { Block, CanonicalContent, Inline, TextRun } from "@codraft/document/canonical"
import { describe, expect, it } from "vitest"
import { type PublicationContent, publicationContent } from "../content/index.ts"
import { samplePublicationState, sampleVersion } from "../testing/sample-version.ts"
import { countryNames } from "./country-names.ts"
import { blockersOf, preflight } from "./preflight.ts"

const text = (text: string, more: Partial<TextRun> = {}): TextRun => ({ type: "text", text, ...more })
const paragraph = (id: string, ...content: Inline[]): Block => ({ type: "paragraph", id, content })

/** The sample, with one section whose text is this. */
function version(blocks: readonly Block[], more: Partial<CanonicalContent> = {}): PublicationContent {
  const sample = sampleVersion()
  const sections = sample.sections.map((section) =>
    section.id === "s05" && section.text !== null
      ? { ...section, text: { ...section.text, blocks, footnotes: [], ...more } }
      : section,
  )
  return { ...sample, sections }
}

/** Each as "block: what → offered", with how often and why it may stay. */
function found(content: PublicationContent): string[] {
  return countryNames(content).map(
    ({ block = "-", what, offered, count, exemption }) =>
      `${block}: ${what} → ${offered}${count === 1 ? "" : ` x${count}`}${exemption === undefined ? "" : ` (${exemption})`}`,
  )
}

const facts = { openComments: new Map(), closed: new Set<never>(), writing: new Map(), targets: new Map() }
const listed = (content: PublicationContent, exemptions?: ReadonlyMap<string, string>) =>
  preflight(content, facts, "submission", exemptions).filter(({ check }) => check === "country-name")

describe("names of countries in a version", () => {
  it("are as the list has them in the sample", () => {
    expect(found(sampleVersion())).toEqual([])
  })

  it("are found in paragraphs, items, cells, captions, notes and alternative texts, each once in a block", () => {
    const content = version(
      [
        paragraph(
          "p",
          text("From Moldova to "),
          text("South ", { formats: ["bold"] }),
          text("Korea; Moldova’s share."),
        ),
        { type: "list", ordered: false, items: [{ id: "i", content: [text("Laos")] }] },
        {
          type: "table",
          caption: { id: "c", content: [text("Workers from Vietnam")] },
          rows: [{ cells: [{ header: "row", blocks: [paragraph("cell", text("Russia"))] }] }],
          notes: [{ id: "tn", content: [text("Without Syria.")] }],
        },
        { type: "image", id: "im", alt: "A map of Bolivia.", caption: { id: "ic", content: [text("Tanzania")] } },
      ],
      {
        footnotes: [
          {
            id: "fn",
            content: [text("Data of "), { type: "link", url: "https://x.example", content: [text("Iran")] }],
          },
        ],
      },
    )
    expect(found(content)).toEqual([
      "p: Moldova → Republic of Moldova x2",
      "p: South Korea → Republic of Korea",
      "i: Laos → Lao People’s Democratic Republic",
      "c: Vietnam → Viet Nam",
      "cell: Russia → Russian Federation",
      "tn: Syria → Syrian Arab Republic",
      "ic: Tanzania → United Republic of Tanzania",
      "fn: Iran → Iran (Islamic Republic of)",
      "im: Bolivia → Bolivia (Plurinational State of)",
    ])
  })

  it("are read in the language of each line and passage", () => {
    const content = version([
      {
        type: "paragraph",
        id: "fr",
        language: "fr",
        content: [text("Le Nigeria et la Belgique; "), text("Nigeria", { language: "en" })],
      },
      { type: "paragraph", id: "ar", language: "ar", content: [text("في كوريا الجنوبية")] },
      { type: "paragraph", id: "ru", language: "ru", content: [text("South Korea")] },
    ])
    expect(found(content)).toEqual(["fr: Nigeria → Nigéria", "ar: كوريا الجنوبية → جمهورية كوريا"])
  })

  it("are read through links and references in the middle of a name", () => {
    const link: Inline = { type: "link", url: "https://x.example", content: [text("Korea")] }
    const note: Inline = { type: "crossreference", section: "s02", form: "number", goal: "section" }
    const content = version([
      paragraph("right", text("the Republic of "), link),
      paragraph("wrong", text("South"), note, text(" "), link),
    ])
    expect(found(content)).toEqual(["wrong: South Korea → Republic of Korea"])
  })

  it("are found in titles of the publication and of sections, those that are to follow too", () => {
    const sample = sampleVersion(["s05"])
    const sections = sample.sections.map((section) =>
      section.id === "s05"
        ? { ...section, title: "Notes on Macedonia" }
        : section.id === "s03"
          ? { ...section, title: "Vietnam", language: "ar" }
          : section,
    )
    const publication = { ...sample.publication, title: "From Burma", titleI18n: { fr: "De Birmanie" } }
    expect(countryNames({ ...sample, publication, sections })).toEqual([
      { count: 1, what: "Burma", offered: "Myanmar" },
      { count: 1, what: "Birmanie", offered: "Myanmar" },
      expect.objectContaining({ section: expect.objectContaining({ id: "s03" }), what: "Vietnam" }),
      expect.objectContaining({ section: expect.objectContaining({ id: "s05" }), what: "Macedonia" }),
    ])
  })

  it("may stay as they are in quotations and in titles of works, which the list says", () => {
    const content = version([
      { type: "quote", id: "q", content: [text("We went to Burma.")] },
      paragraph(
        "p",
        text("He said “to Burma”, then Burma; see "),
        text("Burma Today", { formats: ["italic"] }),
        text("."),
      ),
      paragraph("all", text("Burma all in italics", { formats: ["italic"] })),
    ])
    expect(found(content)).toEqual([
      "q: Burma → Myanmar (quotation)",
      "p: Burma → Myanmar (quotation)",
      "p: Burma → Myanmar",
      "p: Burma → Myanmar (title)",
      "all: Burma → Myanmar",
    ])
    expect(listed(content).map(({ level, block, key }) => [level, block, key])).toEqual([
      ["blocker", "p", "country-name/s05/p/Burma"],
      ["blocker", "all", "country-name/s05/all/Burma"],
      ["exempt", "q", undefined],
      ["exempt", "p", undefined],
      ["exempt", "p", undefined],
    ])
  })

  it("are exempt one by one where an editor says why, by a key that changes of the text around leave alone", () => {
    const before = version([paragraph("p", text("The Bank of Moldova and Burma"))])
    const [bank] = listed(before)
    const exemptions = new Map([[bank?.key ?? "", "Name of an institution"]])
    const after = version([
      paragraph("x", text("New.")),
      paragraph("p", text("It is the Bank of Moldova; Burma, Burma")),
    ])
    expect(listed(after, exemptions)).toMatchObject([
      { level: "blocker", what: "Burma", count: 2 },
      { level: "exempt", what: "Moldova", exemption: "editor", reason: "Name of an institution", key: bank?.key },
    ])
    expect(blockersOf(listed(after, exemptions))).toEqual([{ check: "country-name", count: 2, isFinal: false }])
  })

  it("only warn before a draft", () => {
    const content = version([paragraph("p", text("Burma"))])
    const levels = preflight(content, facts, "draft").flatMap(({ check, level }) =>
      check === "country-name" ? [level] : [],
    )
    expect(levels).toEqual(["warning"])
  })

  it("of States that answer for sections are checked, and whether they are the State of the code", () => {
    const sample = sampleVersion()
    const renamed = (name: string, iso3: string) => ({
      ...sample,
      organizations: sample.organizations.map((one) => (one.iso3 === "GHA" ? { ...one, name, iso3 } : one)),
    })
    expect(countryNames(renamed("Moldova", "MDA"))).toEqual([
      { count: 1, what: "Moldova", offered: "Republic of Moldova" },
    ])
    expect(countryNames(renamed("Gabon", "GHA"))).toEqual([{ count: 1, what: "Gabon", offered: "Ghana" }])
    expect(countryNames(renamed("Ministry of Labour of Ghana", "GHA"))).toEqual([])
  })
})

describe("States of a publication in French", () => {
  it("have the French names of the list, and stand in the order of those", () => {
    const state = samplePublicationState()
    const organizations = Object.fromEntries(
      Object.entries(state.organizations).map(([id, one]) => [
        id,
        one.iso3 === "GHA" ? { ...one, name: "Germany", iso3: "DEU" } : one,
      ]),
    )
    const content = publicationContent({
      publication: { ...state, organizations, originalLanguage: "fr" },
      version: sampleVersion().version,
      texts: new Map(),
    })
    const states = content.sections.filter(({ textClass }) => textClass === "national")
    const named = new Map(content.organizations.map(({ id, name }) => [id, name]))
    expect(states.map(({ answeringOrg }) => named.get(answeringOrg))).toEqual([
      "Allemagne",
      "Canada",
      "Costa Rica",
      "Maroc",
      "Philippines",
      "Suède",
    ])
  })
})
