import { describe, expect, it } from "vitest"
import { isIndicatorCode, isTargetCode } from "../target-codes.ts"
import {
  editions,
  suggestTargets,
  goalLabel,
  goals,
  indicatorByCode,
  indicators,
  targetByCode,
  targetLabel,
  targets,
} from "./index.ts"

const codes = (query: string) => suggestTargets(query).map(({ code }) => code)

describe("the target catalogue", () => {
  it("holds the 17 goals and 169 targets, and their codes are the ones that are accepted", () => {
    expect(goals).toHaveLength(17)
    expect(targets).toHaveLength(169)
    expect(targets.every(({ code, goal }) => isTargetCode(code) && code.startsWith(`${goal}.`))).toBe(true)
    expect(["10.8", "18.1", "10.d", "17.20", "10", "10.7.2", "", "constructor"].some(isTargetCode)).toBe(false)
  })

  it("lists the indicators of each edition: 241 in 2016, 248 in 2024", () => {
    expect(editions.map((edition) => indicators(edition).length)).toEqual([241, 248])
    expect(indicators()).toBe(indicators("2016"))
    for (const edition of editions) {
      const listed = indicators(edition).map(({ code }) => code)
      expect(new Set(listed).size).toBe(listed.length)
      expect(listed.every((code) => isIndicatorCode(code, edition))).toBe(true)
    }
    for (const edition of editions) {
      const next = targets.map(({ code }) => {
        const known = indicators(edition).filter(({ target }) => target === code)
        return `${code}.${known.length + 1}`
      })
      expect(next.filter((code) => isIndicatorCode(code, edition))).toEqual([])
    }
  })

  it("gives a code the meaning that it has in the edition", () => {
    expect(indicatorByCode("13.1.1", "2016")?.label).not.toBe(indicatorByCode("13.1.1", "2024")?.label)
    expect(indicatorByCode("10.7.3", "2016")).toBeNull()
    expect(indicatorByCode("10.7.3", "2024")).toMatchObject({ target: "10.7", edition: "2024" })
  })

  it("finds targets by code and by words, those that name migration first", () => {
    expect(targetByCode("10.7")?.migration.relation).toBe("direct")
    expect(targetByCode("10.8")).toBeNull()
    expect(codes("10.7")).toEqual(["10.7"])
    expect(codes("17.1")).toHaveLength(11)
    expect(codes("remitt")[0]).toBe("10.c")
    expect(codes("legal identity")).toEqual(["16.9"])
    expect(codes("no such words")).toEqual([])
    expect(codes("  ")).toEqual([])
  })

  it("has a label of every target in the languages that people write in, and English for others", () => {
    for (const language of ["fr", "es", "ar"]) {
      for (const { code } of targets) expect(targetLabel(code, language)).toMatchObject({ language })
    }
    expect(targetLabel("10.7", "fr-CA").text).toBe("Migrations sûres, ordonnées et bien gérées")
    expect(targetLabel("10.7", "bn")).toEqual({ text: "Safe, orderly and well-governed migration", language: "en" })
  })

  it("finds targets by words of a language, whatever the accents, and by English ones all the same", () => {
    const found = (query: string, language: string) => suggestTargets(query, language).map(({ code }) => code)
    expect(found("sures ordonnees", "fr")).toEqual(["10.7"])
    expect(found("trabajo infantil", "es")).toEqual(["8.7"])
    expect(found("هجرة", "ar")[0]).toBe("10.7")
    expect(found("تحويلات", "ar")[0]).toBe("10.c")
    expect(found("remitt", "ar")[0]).toBe("10.c")
    for (const [query, language] of [
      ["trafic", "fr"],
      ["tráfico", "es"],
      ["الاتجار", "ar"],
    ] as const)
      expect(found(query, language)).not.toContain("15.7")
  })

  it("never takes trafficking in wildlife for trafficking in persons", () => {
    expect(codes("trafficking").slice(0, 3)).toEqual(["5.2", "8.7", "16.2"])
    expect(codes("trafficking")).not.toContain("15.7")
    expect(codes("poaching")).toEqual(["15.7", "15.c"])
  })

  it.each([
    ["human trafficking", "en"],
    ["trafficking in persons", "en"],
    ["traite", "fr"],
    ["trafic d’êtres humains", "fr"],
    ["traite des personnes", "en"],
    ["trata", "es"],
    ["trata de personas", "fr"],
    ["tráfico de seres humanos", "es"],
    ["الاتجار بالبشر", "ar"],
    ["اتجار", "en"],
    ["traf", "fr"],
  ])("offers the targets on trafficking in persons for “%s”, and none on wildlife", (query, language) => {
    const found = suggestTargets(query, language).map(({ code }) => code)
    expect(found.slice(0, 3)).toEqual(["5.2", "8.7", "16.2"])
    expect(found).not.toContain("15.7")
    expect(found).not.toContain("15.c")
  })

  it.each(["wildlife", "wildlife trafficking", "braconnage", "trafic d’espèces sauvages", "15.7"])(
    "offers the targets on wildlife for “%s”",
    (query) => {
      expect(codes(query)).toContain("15.7")
      expect(codes(query)).not.toContain("16.2")
    },
  )

  it("finds words of any of the languages, the nearest to migration first", () => {
    expect(codes("remesas")[0]).toBe("10.c")
    expect(codes("envois de fonds")[0]).toBe("10.c")
    const relations = suggestTargets("migr").map(({ migration }) => migration.relation ?? "none")
    expect(relations).toEqual([
      ...relations.filter((one) => one === "direct"),
      ...relations.filter((one) => one === "related"),
      ...relations.filter((one) => one === "none"),
    ])
  })
})

describe("the name of a goal", () => {
  it("is written in each language of the interface, and in English for others", () => {
    for (const { code, label } of goals) {
      for (const language of ["fr", "es"]) {
        const name = goalLabel(code, language)
        expect(name.language).toBe(language)
        expect(name.text).not.toBe("")
        expect(name.text).not.toBe(label)
      }
      expect(goalLabel(code, "ar")).toEqual({ text: label, language: "en" })
    }
  })
})
