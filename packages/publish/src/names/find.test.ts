import { describe, expect, it } from "vitest"
import { findNames } from "./find.ts"
import { nameList, rightForms } from "./list.ts"

const languages = ["en", "fr", "es", "ar"] as const

/** Each as "what the text has → what is offered". */
function found(text: string, language = "en"): string[] {
  return findNames(text, language).map(({ start, end, offered }) => `${text.slice(start, end)} → ${offered}`)
}

describe("names that differ from the list", () => {
  it("finds what partners write, with the form that stands for it, its code and its place", () => {
    const text = "Workers left South Korea for Moldova."
    expect(findNames(text, "en")).toEqual([
      { start: 13, end: 24, found: "South Korea", offered: "Republic of Korea", iso3: "KOR" },
      { start: 29, end: 36, found: "Moldova", offered: "Republic of Moldova", iso3: "MDA" },
    ])
  })

  it.each([
    ["Türkiye, Eswatini and North Macedonia", ["Turkey", "Swaziland", "the former Yugoslav Republic of Macedonia"]],
    ["Ivory Coast, Cape Verde, East Timor", ["Côte d’Ivoire", "Cabo Verde", "Timor-Leste"]],
    ["Burma, Laos, Vietnam", ["Myanmar", "Lao People’s Democratic Republic", "Viet Nam"]],
    ["Russia, Syria, Tanzania", ["Russian Federation", "Syrian Arab Republic", "United Republic of Tanzania"]],
    ["Iran and Palestine", ["Iran (Islamic Republic of)", "State of Palestine"]],
    [
      "the UK, the USA, Holland",
      ["United Kingdom of Great Britain and Northern Ireland", "United States of America", "Netherlands"],
    ],
    ["Korea, Rep.; Korea, Dem. People’s Rep.", ["Republic of Korea", "Democratic People’s Republic of Korea"]],
  ])("in English: %s", (text, offered) => {
    expect(findNames(text, "en").map((one) => one.offered)).toEqual(offered)
  })

  it.each([
    "the Republic of Korea, the Democratic People's Republic of Korea and the Republic of Moldova",
    "the former Yugoslav Republic of Macedonia; The former Yugoslav Republic of Macedonia",
    "Iran (Islamic Republic of), the Islamic Republic of Iran, the Plurinational State of Bolivia",
    "Guinea, Papua New Guinea, Equatorial Guinea, Guinea-Bissau, the Congo, the Democratic Republic of the Congo",
    "Niger, Nigeria, Georgia, South Africa, South Sudan, Jordan Chad, Czechia and the Czech Republic",
    "the United Kingdom, the United States, Hong Kong, China, and Taiwan Province of China",
    "Turkey, Swaziland, Côte d'Ivoire, Cabo Verde, Viet Nam",
  ])("passes over what is right: %s", (text) => {
    expect(found(text)).toEqual([])
  })

  it("passes over every form that the list calls right, in its case and in capitals", () => {
    for (const language of languages)
      for (const name of nameList.names)
        for (const form of rightForms(name, language)) {
          expect(found(`${form}.`, language), form).toEqual([])
          expect(found(form.toUpperCase(), language), form).toEqual([])
        }
  })

  it("finds every other form of the list, and in capitals too where those are of no right form", () => {
    for (const language of languages)
      for (const name of nameList.names) {
        const right = rightForms(name, language).map((form) => form.toUpperCase())
        for (const form of name.other?.[language] ?? []) {
          const [only, ...more] = findNames(`(${form})`, language)
          expect([only?.found, only?.iso3, more], form).toEqual([form, name.iso3, []])
          const capitals = form.toUpperCase()
          if (form.length > 3 && !right.includes(capitals))
            expect(findNames(capitals, language)[0]?.iso3, form).toBe(name.iso3)
        }
      }
  })

  it("finds whole words in the case of a name: no adjective, no bird, but a possessive", () => {
    expect(found("Moldovan and Syrian workers ate turkey from holland-style ovens in Iranian towns")).toEqual([])
    expect(found("Moldova's and Syria’s plans; Russia-based firms; pre-Korea")).toEqual([
      "Moldova → Republic of Moldova",
      "Syria → Syrian Arab Republic",
      "Russia → Russian Federation",
      "Korea → Republic of Korea",
    ])
  })

  it("knows phrases that hold a form and are no name of a country", () => {
    expect(found("Palestine refugees received US$ 10 and 20 US dollars from the University of Macedonia")).toEqual([])
    expect(found("la Autoridad Palestina y los refugiados de Palestina", "es")).toEqual([])
    expect(found("la péninsule de Corée", "fr")).toEqual([])
    expect(found("JOIN US")).toEqual([])
    expect(found("US")).toEqual(["US → United States of America"])
  })

  it("reads names that stand behind their own comma, and two names with a comma between them", () => {
    expect(found("Congo, the Democratic Republic of the; Macedonia, FYR")).toEqual([
      "Congo, the Democratic Republic of the → Democratic Republic of the Congo",
      "Macedonia, FYR → the former Yugoslav Republic of Macedonia",
    ])
    expect(found("the Congo, the Democratic Republic of the Congo")).toEqual([])
    expect(found("Korea, Republic of Korea")).toEqual(["Korea → Republic of Korea"])
  })

  it("leaves addresses of pages and mailboxes alone", () => {
    expect(found("See https://example.org/Syria/Laos, www.Vietnam.example and Moldova@example.org; Syria")).toEqual([
      "Syria → Syrian Arab Republic",
    ])
  })

  it("reads French behind articles and elisions", () => {
    expect(found("de la Moldavie, de l’Iran, d'Irak, en Corée du Sud et au Nigeria", "fr")).toEqual([
      "Moldavie → République de Moldova",
      "Iran → Iran (République islamique d’)",
      "Irak → Iraq",
      "Corée du Sud → République de Corée",
      "Nigeria → Nigéria",
    ])
    expect(
      found("l’ex-République yougoslave de Macédoine, la République islamique d'Iran, la République de Moldova", "fr"),
    ).toEqual([])
  })

  it("reads Spanish, where another list is right", () => {
    expect(found("Corea del Sur, Kenia, Costa de Marfil, EE. UU. y Trinidad y Tobago", "es")).toEqual([
      "Corea del Sur → República de Corea",
      "Kenia → Kenya",
      "Costa de Marfil → Côte d’Ivoire",
      "EE. UU. → Estados Unidos de América",
      "Trinidad y Tobago → Trinidad y Tabago",
    ])
    expect(found("la ex República Yugoslava de Macedonia y la República Bolivariana de Venezuela", "es")).toEqual([])
  })

  it("reads Arabic with what is written as one with a name, with and without hamza and vowel signs", () => {
    expect(found("كوريا الجنوبية وروسيا", "ar")).toEqual(["كوريا الجنوبية → جمهورية كوريا", "روسيا → الاتحاد الروسي"])
    expect(found("وبسوريا لفلسطين", "ar")).toEqual(["سوريا → الجمهورية العربية السورية", "فلسطين → دولة فلسطين"])
    expect(found("ايران", "ar")).toEqual(["ايران → إيران (جمهورية - الإسلامية)"])
    expect(found("سُورِيَا", "ar")).toEqual(["سُورِيَا → الجمهورية العربية السورية"])
    expect(findNames("للفاتيكان", "ar")).toMatchObject([{ found: "الفاتيكان", iso3: "VAT" }])
    expect(found("وجمهورية كوريا وبالجمهورية العربية السورية ولدولة فلسطين والاتحاد الروسي", "ar")).toEqual([])
  })

  it("finds a name however its accents, spaces and hyphens are coded", () => {
    expect(found("Türkiye".normalize("NFD"))).toHaveLength(1)
    expect(found("South\u00a0Korea")).toEqual(["South\u00a0Korea → Republic of Korea"])
    expect(found("Congo–Brazzaville")).toEqual(["Congo–Brazzaville → Congo"])
    expect(found("Côte d’Ivoire".normalize("NFD"))).toEqual([])
  })

  it("says nothing of a language that it has no names in", () => {
    expect(findNames("Южная Корея, South Korea", "ru")).toEqual([])
  })
})
