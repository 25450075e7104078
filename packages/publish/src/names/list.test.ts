import { describe, expect, it } from "vitest"
import { fold } from "./fold.ts"
import { NameListSchema, nameLanguage, nameList, nameOf, rightForms, stateName } from "./list.ts"

const languages = ["en", "fr", "es", "ar"] as const
const { names } = nameList

describe("the list of names", () => {
  it("has the shape that is documented, and says its day", () => {
    expect(NameListSchema.parse(nameList)).toEqual(nameList)
    expect(nameList.date).toBe("2016-11-01")
  })

  it("has every Member State, the two observer States, Cook Islands and Niue", () => {
    const count = (status: string) => names.filter((name) => name.status === status).length
    expect(count("member")).toBe(193)
    expect(names.filter(({ status }) => status === "observer").map(({ iso3 }) => iso3)).toEqual(["VAT", "PSE"])
    expect(names.filter(({ status }) => status === "non-member").map(({ iso3 }) => iso3)).toEqual(["COK", "NIU"])
    expect(count("area")).toBe(52)
  })

  it("has each code and each short form once", () => {
    expect(new Set(names.map(({ iso3 }) => iso3)).size).toBe(names.length)
    expect(new Set(names.map(({ m49 }) => m49)).size).toBe(names.length)
    for (const language of languages)
      expect(new Set(names.map(({ short }) => short[language])).size, language).toBe(names.length)
  })

  it("calls no form both right and wrong, nor gives one to two countries", () => {
    for (const language of languages) {
      const owners = new Map<string, string>()
      const clash: string[] = []
      const claim = (form: string, owner: string) => {
        const key = fold(form).text
        const other = owners.get(key)
        if (other !== undefined) clash.push(`${form}: ${other}, ${owner}`)
        owners.set(key, owner)
      }
      for (const phrase of nameList.phrases[language] ?? []) claim(phrase, "phrase")
      for (const name of names) {
        for (const form of rightForms(name, language)) claim(form, `${name.iso3} right`)
        for (const form of name.other?.[language] ?? []) claim(form, `${name.iso3} wrong`)
      }
      expect(clash, language).toEqual([])
    }
  })

  it("is written as print has it: composed accents, curved apostrophes, single spaces", () => {
    for (const name of names)
      for (const language of languages)
        for (const form of [...rightForms(name, language), ...(name.other?.[language] ?? [])]) {
          expect(form).toBe(form.normalize("NFC").trim())
          expect(form).not.toMatch(/'| {2}|[\u200b-\u200f]/u)
        }
  })

  it("has the names of 2016, not later ones", () => {
    expect(["TUR", "SWZ", "MKD", "CPV", "CZE"].map((iso3) => nameOf(iso3, "en"))).toEqual([
      "Turkey",
      "Swaziland",
      "the former Yugoslav Republic of Macedonia",
      "Cabo Verde",
      "Czechia",
    ])
  })

  it("names in the language of a tag, and nothing in a language or for a code that it does not have", () => {
    expect(nameOf("MDA", "fr-CH")).toBe("République de Moldova")
    expect(nameOf("KOR", "ar")).toBe("جمهورية كوريا")
    expect(nameOf("MDA", "ru")).toBeNull()
    expect(nameOf("XKX", "en")).toBeNull()
    expect(nameLanguage("ES-419")).toBe("es")
  })

  it("names a State as it is written where that is right, else in the publication's language", () => {
    expect(stateName({ name: "Morocco", iso3: "MAR" }, "fr")).toBe("Maroc")
    expect(stateName({ name: "États-Unis", iso3: "USA" }, "fr")).toBe("États-Unis")
    expect(stateName({ name: "IOM secretariat" }, "fr")).toBe("IOM secretariat")
    expect(stateName({ name: "Morocco", iso3: "MAR" }, "ru")).toBe("Morocco")
  })
})
