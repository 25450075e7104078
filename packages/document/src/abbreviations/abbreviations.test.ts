import { describe, expect, it } from "vitest"
import { findAbbreviations } from "./abbreviations.ts"

const found = (...lines: string[]) => findAbbreviations(lines.map((text, place) => ({ place, text })))
const list = (...lines: string[]) => found(...lines).map(({ short, full, warnings }) => [short, full, ...warnings])

describe("the abbreviations of a text", () => {
  it.each([
    [
      "The International Organization for Migration (IOM) met. IOM wrote.",
      "IOM",
      "International Organization for Migration",
    ],
    ["The Sustainable Development Goals (SDGs) count. Two SDGs do.", "SDG", "Sustainable Development Goals"],
    [
      "Le Haut-Commissariat pour les réfugiés (HCR) a écrit. Le HCR suit.",
      "HCR",
      "Haut-Commissariat pour les réfugiés",
    ],
    [
      "la Organización Internacional para las Migraciones (OIM). La OIM.",
      "OIM",
      "Organización Internacional para las Migraciones",
    ],
    [
      "L’Organisation internationale pour les migrations (« OIM ») a lu. L’OIM suit.",
      "OIM",
      "Organisation internationale pour les migrations",
    ],
    [
      "the Global Forum on Migration and Development (GFMD), of which GFMD",
      "GFMD",
      "Global Forum on Migration and Development",
    ],
  ])("are found with their full form: %s", (text, short, full) => {
    expect(list(text)).toEqual([[short, full]])
  })

  it("take the words before the bracket where the letters are those of another language", () => {
    expect(list("كتبت المنظمة الدولية للهجرة (IOM) ثم أضافت IOM.")).toEqual([["IOM", "المنظمة الدولية للهجرة"]])
  })

  it("are used before they are explained, explained twice, or explained for nothing", () => {
    expect(list("GFMD met.", "The Global Forum on Migration and Development (GFMD).")).toEqual([
      ["GFMD", "Global Forum on Migration and Development", "used-before"],
    ])
    const twice = "Migration Governance Index (MGI)"
    expect(list(`The ${twice}.`, `The ${twice} and MGI.`)).toEqual([
      ["MGI", "Migration Governance Index", "explained-twice"],
    ])
    expect(list("The Migration Governance Index (MGI).")).toEqual([["MGI", "Migration Governance Index", "used-once"]])
  })

  it("may never be explained", () => {
    expect(list("What ICMPD said.")).toEqual([["ICMPD", null, "never-explained"]])
    expect(found("One.", "ICMPD and ICMPD")[0]).toMatchObject({ first: 1, uses: 2 })
  })

  it("are explained by a list or table of them, which is no use of them", () => {
    expect(list("GFMD: Global Forum on Migration and Development", "HLPF – high-level political forum")).toEqual([
      ["GFMD", "Global Forum on Migration and Development"],
      ["HLPF", "high-level political forum"],
    ])
    const cells = ["Short", "In full", "SDGs", "Sustainable Development Goals", "GHA", "12.5"]
    expect(
      findAbbreviations(cells.map((text, place) => ({ place, text, isCell: true }))).map(({ short, full }) => [
        short,
        full,
      ]),
    ).toEqual([
      ["SDG", "Sustainable Development Goals"],
      ["GHA", null],
    ])
    expect(list("IOM wrote.", "IOM: International Organization for Migration")).toEqual([
      ["IOM", "International Organization for Migration", "never-explained"],
    ])
  })

  it("are not made of United Nations as a noun, nor of General Assembly", () => {
    expect(list("The UN said so; the GA agreed.")).toEqual([
      ["UN", null, "not-abbreviated"],
      ["GA", null, "not-abbreviated"],
    ])
  })

  it("are no chapter numbers, codes or single letters", () => {
    expect(list("Chapter III, target 10.7, A and 4.b, in 2016, see XII.")).toEqual([])
  })

  it("are counted to a bound, however long the text", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")
    const many = letters.flatMap((a) => letters.map((b) => `Q${a}${b}`)).join(" ")
    expect(found(many)).toHaveLength(500)
  })
})
