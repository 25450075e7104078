import { array, assert, boolean, constantFrom, nat, pre, property, record } from "fast-check"
import { describe, expect, it } from "vitest"
import { excerptOf } from "./excerpt.ts"
import { fold, foldedLine } from "./fold.ts"
import { isOfLanguage, Search, type SearchOptions, spansIn } from "./search.ts"

const found = (text: string, query: string, options: Partial<SearchOptions> = {}) =>
  spansIn(text, query, { match: "phrase", ...options }).map(({ start, end }) => text.slice(start, end))

describe("a phrase", () => {
  it.each([
    ["accents", "L’équipe a été créée à Genève", "creee a geneve", ["créée à Genève"]],
    ["ñ by n", "El niño y la niña", "nin", ["niñ", "niñ"]],
    ["accents of their own", "cafe\u0301s", "cafés", ["cafe\u0301s"]],
    ["capitals", "MIGRATION and migration", "Migration", ["MIGRATION", "migration"]],
    ["ligatures", "le cœur, the o\ufb03ce", "coeur", ["cœur"]],
    ["printed ligatures", "the o\ufb03ce", "office", ["o\ufb03ce"]],
    ["curly quotes", "the State’s “own” text", `state's "own"`, ["State’s “own”"]],
    ["French quotes and narrow spaces", "il dit\u00a0: «\u202foui\u202f»", ': " oui "', [": «\u202foui\u202f»"]],
    ["kinds of hyphens", "2015–2016, long\u2011term", "long-term", ["long\u2011term"]],
    ["soft hyphens", "mi\u00adgra\u00adtion", "migration", ["mi\u00adgra\u00adtion"]],
    ["line breaks", "one\ntwo", "one two", ["one\ntwo"]],
    ["sharp s", "Die Straße", "strasse", ["Straße"]],
    ["final sigma", "ΟΔΟΣ οδός", "οδοσ", ["ΟΔΟΣ", "οδός"]],
    ["wide forms", "ＩＯＭ", "iom", ["ＩＯＭ"]],
    ["Arabic vowel signs", "الهِجْرَةُ الدولية", "الهجرة", ["الهِجْرَةُ"]],
    ["Arabic hamza and alef", "الأمم المتحدة إلى آخر", "الامم المتحده الي اخر", ["الأمم المتحدة إلى آخر"]],
    ["Arabic tatweel", "هـــجرة", "هجره", ["هـــجرة"]],
    ["Arabic digits", "عام ٢٠١٦", "2016", ["٢٠١٦"]],
    ["Chinese", "国际移民组织的移民政策", "移民", ["移民", "移民"]],
    ["pairs of surrogates", "a 😀b", "😀B", ["😀b"]],
  ])("is found whatever its %s", (_what, text, query, expected) => {
    expect(found(text, query)).toEqual(expected)
  })

  it("begins and ends with whole characters", () => {
    expect(found("Straße", "s")).toEqual(["S"])
    expect(found("o\ufb03ce", "f")).toEqual([])
    expect(found("한국", "하")).toEqual([])
    expect(found("が", "か")).toEqual([])
  })

  it("keeps to its capitals where asked", () => {
    expect(found("Bill, bill, BILL", "Bill", { matchCase: true })).toEqual(["Bill"])
    expect(found("État, état", "Etat", { matchCase: true })).toEqual(["État"])
  })

  it("is whole words where asked, by letters or by a dictionary", () => {
    expect(found("State, States, state-owned, l'État", "state", { wholeWords: true })).toEqual(["State", "state"])
    expect(found("l’État et l’étatisme", "etat", { wholeWords: true })).toEqual(["État"])
    expect(found("mi\u00adgrants", "mi", { wholeWords: true })).toEqual([])
    expect(found("国际移民组织", "移民", { wholeWords: true })).toEqual(["移民"])
    expect(found("国际移民组织", "际移", { wholeWords: true })).toEqual([])
  })

  it("may be spaces or punctuation alone; of nothing nothing is found", () => {
    expect(found("two  spaces", "  ")).toEqual(["  "])
    expect(found("10.7, 10.8", "10.7")).toEqual(["10.7"])
    expect(found("anything", "")).toEqual([])
    expect(new Search("\u00ad\u0301", { match: "phrase" }).isEmpty).toBe(true)
  })
})

describe("words", () => {
  it("are all in the line, in any order", () => {
    expect(found("Policy on migration and policies", "migration policy", { match: "words" })).toEqual([
      "Policy",
      "migration",
    ])
    expect(found("Policy on people", "migration policy", { match: "words" })).toEqual([])
  })

  it("come without the punctuation around them, and once where they overlap", () => {
    expect(found("human rights", "“rights”, (human)", { match: "words" })).toEqual(["human", "rights"])
    expect(found("migrants", "migrant migrants", { match: "words" })).toEqual(["migrants"])
  })

  it("are told apart in Chinese", () => {
    expect(found("政策与移民", "移民政策", { match: "words" })).toEqual(["政策", "移民"])
  })
})

const pieces = array(
  constantFrom(
    ...Array.from("aAeEsSßéÉñœŒ\u0301\u00ad\u200d’'– -«\u00a0\u202fالأآةىيهــَُ\u0651移民政策😀が한ﬁΣςİı٢2xyz"),
  ),
  { maxLength: 30 },
)
const words = pieces.map((all) => all.join(""))
const kinds = record({
  match: constantFrom("words" as const, "phrase" as const),
  matchCase: boolean(),
  wholeWords: boolean(),
})

it("finds only what folds to what was asked for, in order and apart, whatever the text", () => {
  assert(
    property(words, words, nat(30), nat(6), kinds, (text, other, from, length, options) => {
      const query = `${text.slice(from, from + length)}${length % 2 ? "" : other.slice(0, 1)}`
      const asked = options.match === "phrase" ? [query] : query.split(/\s+/u)
      let last = 0
      for (const { start, end } of spansIn(text, query, options)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        last = end
        const counted = fold(text.slice(start, end), { keepsCase: options.matchCase })
        if (options.match === "phrase") expect(counted).toBe(fold(query, { keepsCase: options.matchCase }))
        else expect(asked.some((word) => fold(word, { keepsCase: options.matchCase }).includes(counted))).toBe(true)
      }
    }),
    { numRuns: 3000 },
  )
})

it("finds every phrase that is there as whole characters", () => {
  assert(
    property(words, words, words, (before, query, after) => {
      pre(fold(query[0] ?? "") !== "")
      const text = before + query + after
      const spans = spansIn(text, query, { match: "phrase" })
      expect(spans.length).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})

it("folds a line as it folds a text, and knows where each unit comes from", () => {
  assert(
    property(words, (text) => {
      const { folded, origins } = foldedLine(text)
      expect(folded).toBe(fold(text))
      if (origins !== null) expect(origins.starts).toHaveLength(folded.length)
    }),
  )
})

describe("an excerpt", () => {
  it("is the whole of a short line", () => {
    expect(excerptOf("a short line", [{ start: 2, end: 7 }])).toEqual({
      text: "a short line",
      spans: [{ start: 2, end: 7 }],
    })
  })

  it("shows what was found in its place, cut between words", () => {
    const text = `${"before ".repeat(40)}found here${" behind".repeat(80)} and found again`
    const spans = spansIn(text, "found", { match: "phrase" })
    const excerpt = excerptOf(text, spans)
    expect(excerpt.text.startsWith("…before")).toBe(true)
    expect(excerpt.text).toContain(" … ")
    expect(excerpt.text.endsWith("and found again")).toBe(true)
    expect(excerpt.spans.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(["found", "found"])
    expect(excerpt.text.length).toBeLessThan(320)
  })

  it("sets apart what is left out behind a full stop", () => {
    const cut = (line: string) => excerptOf(line, [{ start: 0, end: 5 }]).text
    expect(cut(`found, and ${"so on ".repeat(6)}then stop. ${"B".repeat(30)} end`)).toMatch(/then stop\. …$/)
    expect(cut(`found, and ${"so on ".repeat(20)}`)).toMatch(/on…$/)
  })

  it("keeps what was found as it is, whatever the line", () => {
    assert(
      property(array(words, { maxLength: 30 }), words, (lines, query) => {
        const text = lines.join(" ")
        const spans = spansIn(text, query, { match: "phrase" })
        const excerpt = excerptOf(text, spans)
        for (const [i, { start, end }] of excerpt.spans.entries()) {
          const span = spans[i]
          expect(excerpt.text.slice(start, end)).toBe(text.slice(span?.start, span?.end))
        }
        expect(excerpt.spans.length > 0).toBe(spans.length > 0)
      }),
    )
  })
})

it("knows a language by its tag", () => {
  expect(isOfLanguage("pt-BR", "pt")).toBe(true)
  expect(isOfLanguage("EN", "en")).toBe(true)
  expect(isOfLanguage("es", "e")).toBe(false)
})
