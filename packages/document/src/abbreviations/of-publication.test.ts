import { expect, it } from "vitest"
import { fullFormsMax, joinAbbreviations, publicationAbbreviationsMax } from "./of-publication.ts"

const iom = { short: "IOM", full: "International Organization for Migration" }

it("names each abbreviation once, where it first stands, with the section that explains it", () => {
  expect(
    joinAbbreviations([
      { sectionId: "s01", language: "en", found: [{ short: "GFMD", full: null }, iom] },
      { sectionId: "s02", language: "en", found: [iom, { short: "GFMD", full: "Global Forum" }] },
    ]),
  ).toEqual([
    { short: "GFMD", language: "en", first: "s01", forms: [{ full: "Global Forum", sectionId: "s02" }] },
    { short: "IOM", language: "en", first: "s01", forms: [{ full: iom.full, sectionId: "s01" }] },
  ])
})

it("tells full forms apart that differ in more than capitals, and languages altogether", () => {
  const explained = (sectionId: string, full: string, language = "en") => ({
    sectionId,
    language,
    found: [{ short: "GCM", full }],
  })
  const joined = joinAbbreviations([
    explained("s01", "Global Compact for Migration"),
    explained("s02", "global compact for migration"),
    explained("s03", "Global Compact for Safe, Orderly and Regular Migration"),
    explained("s04", "Pacte mondial sur les migrations", "fr"),
  ])
  expect(joined.map(({ language, forms }) => [language, forms.map(({ sectionId }) => sectionId)])).toEqual([
    ["en", ["s01", "s03"]],
    ["fr", ["s04"]],
  ])
})

it("lists no more than can be read", () => {
  const found = Array.from({ length: publicationAbbreviationsMax + 1 }, (_, at) => ({ short: `A${at}B`, full: null }))
  expect(joinAbbreviations([{ sectionId: "s01", language: "en", found }])).toHaveLength(publicationAbbreviationsMax)
  const forms = Array.from({ length: fullFormsMax + 1 }, (_, at) => ({
    sectionId: `s${at}`,
    language: "en",
    found: [{ short: "AB", full: `Form ${at}` }],
  }))
  expect(joinAbbreviations(forms)[0]?.forms).toHaveLength(fullFormsMax)
})
