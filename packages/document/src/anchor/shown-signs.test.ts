import { describe, expect, it } from "vitest"
import { QuotedText } from "./quote.ts"
import type { Sign } from "./shown-signs.ts"

const shown = { "^": "footnote", "~": "tablenote", "@": "crossreference", "#": "number" } as const

/** A text in which ^, ~, @ and # stand where a footnote, a table's note, a reference and the number of a line are shown. */
function text(written: string): QuotedText {
  const signs: Sign[] = []
  let words = ""
  for (const character of written) {
    if (character in shown) signs.push({ at: words.length, shows: shown[character as keyof typeof shown] })
    else words += character
  }
  return new QuotedText(words, signs)
}

function found(written: string, exact: string): string | number {
  const searched = text(written)
  const { span, hits } = searched.find({ exact })
  return span === null ? hits : searched.text.slice(span.start, span.end)
}

const report = [
  "#II#Costs of migration",
  "#Remittances reach many families after migration.^ The cost of sending fell in all regions^^ but one, see @ and @.",
  "#It fell by seven~ per cent (@), as the committee found in @, and it will fall",
].join("\n")

describe("a quote is found with what is shown between its words", () => {
  it.each([
    ["the number of a note behind a full stop", "migration.12 The cost", "migration. The cost"],
    ["the number of a note as it is copied from a word processor", "migration.[12] The cost", "migration. The cost"],
    ["the number of a note in superscript", "migration.¹² The cost", "migration. The cost"],
    ["the number of a note at its end", "families after migration.12", "families after migration."],
    ["the numbers of two notes at once", "all regions13, 14 but one", "all regions but one"],
    ["those of more notes than one", "migration.1 The cost of sending fell in all regions2,3 but", /^migration.*but$/],
    ["the letter of a table's note", "by sevena per cent", "by seven per cent"],
    ["the words of a reference", "but one, see paragraph 14 and Table 3.", "but one, see  and ."],
    ["the words of a reference at its end", "found in chapter II, section A.1", "found in"],
    [
      "the words of a reference in signs of quotation",
      "found in “The cost of care”, and it will",
      "found in , and it will",
    ],
    ["the number alone of a reference", "per cent (14), as the", "per cent (), as the"],
    ["a reference that leads nowhere", "per cent ([paragraph ?]), as the", "per cent (), as the"],
    ["a reference in another language", "per cent (la sección A), as", 0],
    ["the number of its paragraph", "14. Remittances reach", "Remittances reach"],
    ["the sign of its item", "(b) Remittances reach", "Remittances reach"],
    ["the number of the next paragraph", "and Table 3.\n15. It fell by seven", "and .\nIt fell by seven"],
    ["all of these", "14. Remittances reach many families after migration.¹² The", /^Remittances.*The$/],
  ])("%s", (_what, exact, words) => {
    if (words instanceof RegExp) expect(found(report, exact)).toMatch(words)
    else expect(found(report, exact)).toBe(words)
  })

  it.each([
    [
      "Arabic, with the digits of its own",
      "تراجعت التكاليف^ في المنطقة",
      "تراجعت التكاليف١٢ في المنطقة",
      "تراجعت التكاليف في المنطقة",
    ],
    ["Arabic, with a reference", "انظر @، ثم", "انظر الفقرة ١٤، ثم", "انظر ، ثم"],
    ["Arabic, with its vowels", "التكاليف في المنطقة", "التَّكَالِيفُ في المنطقة", "التكاليف في المنطقة"],
    ["Arabic, without its vowels", "التَّكَالِيفُ في المنطقة", "التكاليف في المنطقة", "التَّكَالِيفُ في المنطقة"],
    ["Arabic, with a line that is filled", "التكاليف في المنطقة", "التكـــاليف في", "التكاليف في"],
    ["Arabic, with other digits", "بنسبة ٧ في المائة", "بنسبة 7 في", "بنسبة ٧ في"],
    [
      "French, a note before the full stop",
      "les « coûts »^ de l’envoi",
      'les "coûts"3 de l\'envoi',
      "les « coûts » de l’envoi",
    ],
    [
      "French, with spaces that do not break",
      "coûts\u00a0: 3\u202f%^\u00a0;",
      "coûts : 3 %4 ;",
      "coûts\u00a0: 3\u202f%\u00a0;",
    ],
    ["French, with a reference", "voir le @, et", "voir le paragraphe\u00a014, et", "voir le , et"],
    ["soft hyphens", "ré\u00adgio\u00adnal^ et", "régional1 et", "ré\u00adgio\u00adnal et"],
    ["Russian, with a reference", "см. @ доклада", "см. п.\u00a014 доклада", "см.  доклада"],
    ["Chinese, with a reference", "费用见@所述", "费用见第2章所述", "费用见所述"],
  ])("%s", (_what, written, exact, words) => {
    expect(found(written, exact)).toBe(words)
  })
})

describe("a quote that leaves words out is found", () => {
  it.each([
    ["by a sign", "Remittances reach … cost of sending fell", /^Remittances reach.*sending fell$/],
    ["by dots", "Remittances reach ... cost of sending fell", /^Remittances reach.*sending fell$/],
    ["in brackets", "Remittances reach [...] cost of sending fell", /^Remittances reach.*sending fell$/],
    ["more than once", "Remittances (…) families … sending fell", /^Remittances reach.*sending fell$/],
    ["at its ends", "… reach many families …", /^reach many families$/],
  ])("%s", (_how, exact, words) => {
    expect(found(report, exact)).toMatch(words)
  })

  it("from the nearest beginning", () => {
    expect(found("the cost, then the cost of sending it", "the cost … sending")).toBe("the cost of sending")
  })

  it("but not with too few letters, in another order, or far apart", () => {
    expect(found(report, "Remittances … it")).toBe(0)
    expect(found(report, "sending fell … Remittances reach")).toBe(0)
    expect(found(`first words ${"and so on ".repeat(300)} last words`, "first words … last words")).toBe(0)
  })
})

describe("a quote is not found", () => {
  it.each([
    ["with digits where no note is", "many12 families"],
    ["with other words where a reference is", "but one, see the report and"],
    ["with other words behind the number", "migration.12 A cost"],
    ["of which nothing but the number is left", "12"],
    ["with a number too long for a note", "migration.123456 The cost"],
  ])("%s", (_what, exact) => {
    expect(found(report, exact)).toBe(0)
  })

  it("where it stands twice", () => {
    expect(found("see the cost^ of it; see the cost^ of it", "the cost3 of it")).toBe(2)
  })

  it("in no time that anybody would notice, whatever it is", () => {
    const began = performance.now()
    expect(found("1^".repeat(20_000), `${"1".repeat(4_999)}b`)).toBe(0)
    expect(found("a ^@".repeat(5_000), `${"a1".repeat(2_400)}b`)).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
