import { describe, expect, it } from "vitest"
import type { Block, CanonicalContent, Inline, Table } from "../canonical/index.ts"
import { plainText } from "../canonical/lines.ts"
import { compareContents } from "./index.ts"
import type { LinePart, PassageChange } from "./comparison.ts"
import { textOfPassage } from "./keys.ts"

function text(...blocks: (Block | string)[]): CanonicalContent {
  return {
    format: "codraft.section",
    formatVersion: 1,
    language: "en",
    dir: "ltr",
    blocks: blocks.map((block) => (typeof block === "string" ? paragraph(block) : block)),
  }
}

function paragraph(words: string, id?: string): Block {
  return { type: "paragraph", ...(id === undefined ? {} : { id }), content: inline(words) }
}

function inline(words: string): Inline[] {
  return words === "" ? [] : [{ type: "text", text: words }]
}

function table(...rows: string[][]): Table {
  const cells = (row: string[]) => row.map((words) => ({ blocks: [paragraph(words)] }))
  return { type: "table", rows: rows.map((row) => ({ cells: cells(row) })) }
}

function parts(line: readonly LinePart[]): string {
  return line
    .map((part) => {
      if (part.kind === "kept") return plainText(part.content)
      if (part.kind === "restyled") return `{~${plainText(part.after)}~}`
      return part.kind === "added" ? `{+${plainText(part.content)}+}` : `[-${plainText(part.content)}-]`
    })
    .join("")
}

/** A comparison as people mark it on paper. */
function marked(before: CanonicalContent, after: CanonicalContent): string[] {
  return compareContents(before, after).passages.map(markedPassage)
}

function markedPassage(change: PassageChange): string {
  const moved = "move" in change ? `(${change.move}) ` : ""
  if (change.kind === "same") return moved + textOfPassage(change.after)
  if (change.kind === "added") return `+ ${textOfPassage(change.after)}`
  if (change.kind === "removed") return `- ${textOfPassage(change.before)}`
  if (change.kind === "left") return `${moved}left`
  if (change.kind === "split" || change.kind === "joined") {
    return `${moved}~ ${change.lines.map(({ line }) => parts(line)).join(change.kind === "split" ? "{+¶+}" : "[-¶-]")}`
  }
  if (change.type === "line") return `${moved}~ ${parts(change.line)}`
  return `${moved}~ ${change.type}`
}

const words = (before: string, after: string): string | undefined =>
  marked(text(paragraph(before, "p")), text(paragraph(after, "p")))[0]

describe("the words of a line", () => {
  it.each([
    [
      "en",
      "It cost US$1,250.50 in 2014.",
      "It cost US$1,520.50 in 2015.",
      "US$[-1,250.50-]{+1,520.50+} in [-2014-]{+2015+}.",
    ],
    [
      "fr",
      "Elle coûte 1 250,5 dollars, soit 12 %.",
      "Elle coûte 1 520,5 dollars, soit 15 %.",
      "[-1 250,5-]{+1 520,5+} dollars, soit [-12-]{+15+} %.",
    ],
    [
      "fr",
      "Environ 12\u00A0500\u00A0000 personnes.",
      "Environ 12\u00A0600\u00A0000 personnes.",
      "[-12\u00A0500\u00A0000-]{+12\u00A0600\u00A0000+} personnes.",
    ],
    [
      "ar",
      "بلغت الكلفة ١٬٢٥٠ دولارا و١٢٫٥ في المائة.",
      "بلغت الكلفة ١٬٥٢٠ دولارا و١٢٫٥ في المائة.",
      "[-١٬٢٥٠-]{+١٬٥٢٠+} دولارا",
    ],
    [
      "zh",
      "移民政策对于可持续发展目标的实现非常重要。",
      "移民政策对于可持续发展目标的实现特别重要。",
      "实现[-非常-]{+特别+}重要。",
    ],
    ["en", "See figures 12 500 and 13.", "See figures 12 600 and 13.", "12 [-500-]{+600+} and"],
  ])("are numbers and words whole in each language (%s)", (language, before, after, said) => {
    const of = (words: string) => ({ ...text(paragraph(words, "p")), language })
    expect(marked(of(before), of(after))[0]).toContain(said)
  })

  it("are taken whole, with the space behind them", () => {
    expect(words("They fell in all regions.", "They fell sharply in all regions.")).toBe(
      "~ They fell {+sharply +}in all regions.",
    )
    expect(words("The second point.", "The third point.")).toBe("~ The [-second-]{+third+} point.")
    expect(words("They fell", "They fell again")).toBe("~ They fell{+ again+}")
  })

  it("that stand between changes by chance are part of the change", () => {
    expect(
      words(
        "States shall make the rates of the transfers lower by one half.",
        "States shall bring costs of all these payments down by one half.",
      ),
    ).toBe(
      "~ States shall [-make the rates of the transfers lower-]{+bring costs of all these payments down+} by one half.",
    )
  })

  it("do not take along the spaces around them", () => {
    expect(words("This volume for States is an early look.", "This volume for States is a new way.")).toBe(
      "~ This volume for States is [-an early look-]{+a new way+}.",
    )
    expect(words("what is, and where they go", "what is,  go")).toBe("~ what is, [-and where they-] go")
  })

  it("come and go as sentences where they are", () => {
    expect(words("One is here. Two is there.", "One is here. One was here. Two is there.")).toBe(
      "~ One is here. {+One was here. +}Two is there.",
    )
  })

  it("are those of the language: Chinese has no spaces", () => {
    const chinese = (sentence: string) => ({ ...text(paragraph(sentence, "p")), language: "zh-Hans" })
    expect(marked(chinese("移民在城市工作。"), chinese("移民在农村工作。"))).toEqual(["~ 移民在[-城市-]{+农村+}工作。"])
  })

  it("stay together where a part of one is set in another format", () => {
    const co2 = (formats: object): Inline[] => [
      { type: "text", text: "CO" },
      { type: "text", text: "2", ...formats },
      { type: "text", text: " fell." },
    ]
    const line = (content: Inline[]): Block => ({ type: "paragraph", id: "p", content })
    const flat: Inline[] = [{ type: "text", text: "CO2 fell." }]
    expect(marked(text(line(flat)), text(line(co2({ formats: ["subscript"] }))))).toEqual(["~ {~CO2~} fell."])
  })
})

describe("paragraphs", () => {
  it("that have nothing in common are never shown as one", () => {
    expect(marked(text("The second day."), text("Nobody answered then."))).toEqual([
      "- The second day.",
      "+ Nobody answered then.",
    ])
    expect(words("The second day.", "Nobody answered then.")).toBe("- The second day.")
  })

  it("are found again by what they say, without ids", () => {
    expect(
      marked(
        text("Remittances are sent home by workers.", "Costs are high."),
        text("A new beginning.", "Remittances are sent home each month by workers.", "Costs are high."),
      ),
    ).toEqual(["+ A new beginning.", "~ Remittances are sent home {+each month +}by workers.", "Costs are high."])
  })

  it("that moved are said to have moved, changed or not", () => {
    expect(
      marked(text("Alpha one.", "Beta two.", "Gamma three."), text("Gamma three.", "Alpha one.", "Beta two.")),
    ).toEqual(["(1) Gamma three.", "Alpha one.", "Beta two.", "(1) left"])
  })

  it("are counted by what became of them", () => {
    const { counts } = compareContents(
      text(paragraph("One goes.", "a"), paragraph("Two stays.", "b"), paragraph("Three is changed.", "c")),
      text(paragraph("Two stays.", "b"), paragraph("Three is well changed.", "c"), paragraph("Brand new.", "d")),
    )
    expect(counts).toEqual({ added: 1, removed: 1, changed: 1, moved: 0 })
  })

  it("that became headings are the same words with another type", () => {
    const [change] = compareContents(
      text(paragraph("A title", "a")),
      text({ type: "heading", id: "a", level: 2, content: inline("A title") }),
    ).passages
    expect(change).toMatchObject({
      kind: "changed",
      before: { type: "paragraph" },
      after: { type: "heading", level: 2 },
    })
  })

  it("that became items of a list keep their words", () => {
    const [change] = compareContents(
      text(paragraph("A point", "a")),
      text({ type: "list", id: "l", ordered: false, items: [{ id: "a", content: inline("A point") }] }),
    ).passages
    expect(change).toMatchObject({ kind: "changed", before: { type: "paragraph" }, after: { type: "item" } })
  })
})

describe("a paragraph that is divided", () => {
  const whole = "Remittances are sent home by workers. The costs are high, and fall slowly."
  const [head, tail] = ["Remittances are sent home by workers. ", "The costs are high, and fall slowly."]

  it("keeps the words of both parts, and is one change", () => {
    const before = text(paragraph(whole, "a"), paragraph("The end.", "z"))
    const after = text(paragraph(head, "a"), paragraph(tail, "b"), paragraph("The end.", "z"))
    expect(marked(before, after)).toEqual([`~ ${head}{+¶+}${tail}`, "The end."])
    expect(compareContents(before, after).counts).toEqual({ added: 0, removed: 0, changed: 1, moved: 0 })
  })

  it("shows what was written on either side of the break, and between the parts", () => {
    const after = text(
      paragraph("Remittances are sent home each month by workers.", "a"),
      paragraph("", "b"),
      paragraph("Nobody asked for this.", "c"),
      paragraph("The costs are very high, and fall slowly.", "d"),
    )
    const before = text(paragraph(whole, "a"))
    expect(marked(before, after)).toEqual([
      "~ Remittances are sent home {+each month +}by workers.[- -]{+¶+}{+¶+}{+Nobody asked for this.+}{+¶+}The costs are {+very +}high, and fall slowly.",
    ])
    expect(compareContents(before, after).counts).toEqual({ added: 2, removed: 0, changed: 1, moved: 0 })
  })

  it("is told the other way round as paragraphs that were joined", () => {
    const before = text(paragraph(head.trim(), "a"), paragraph(tail, "b"))
    const after = text(paragraph(whole, "a"))
    expect(marked(before, after)).toEqual([`~ ${head.trim()}{+ +}[-¶-]${tail}`])
    expect(compareContents(before, after).counts).toEqual({ added: 0, removed: 0, changed: 1, moved: 0 })
  })

  it("is found without ids, as an item of a list, and where its first part is short", () => {
    expect(marked(text(whole), text(head, tail))).toEqual([`~ ${head}{+¶+}${tail}`])
    const short = text(paragraph("Remittances ", "a"), paragraph(whole.slice(12), "b"))
    expect(marked(text(paragraph(whole, "a")), short)).toEqual([`~ Remittances {+¶+}${whole.slice(12)}`])
    const list = (...items: [string, string][]): Block => ({
      type: "list",
      id: "l",
      ordered: true,
      items: items.map(([id, words]) => ({ id, content: inline(words) })),
    })
    expect(marked(text(list(["a", whole])), text(list(["a", head], ["b", tail])))).toEqual([`~ ${head}{+¶+}${tail}`])
  })

  it("is not seen in a paragraph that only shares some words with its neighbour", () => {
    const before = text(paragraph("The costs of the transfers are high in all regions.", "a"))
    const after = text(paragraph("The costs are high.", "a"), paragraph("Nobody speaks of regions and roads.", "b"))
    expect(marked(before, after)[1]).toBe("+ Nobody speaks of regions and roads.")
  })
})

describe("tables", () => {
  const costs = table(["Year", "Cost"], ["2014", "8"], ["2015", "7"])
  const rowsOf = (before: Table, after: Table) => {
    const [change] = compareContents(text(before), text(after)).passages
    return change?.kind === "changed" && change.type === "table" ? change : null
  }

  it("gain a row", () => {
    const change = rowsOf(costs, table(["Year", "Cost"], ["2014", "8"], ["2015", "7"], ["2016", "6"]))
    expect(change?.rows.map(({ kind }) => kind)).toEqual(["same", "same", "same", "added"])
  })

  it("gain and lose a column, in every row", () => {
    const wider = table(["Year", "Region", "Cost"], ["2014", "Asia", "8"], ["2015", "Asia", "7"])
    const kinds = (change: ReturnType<typeof rowsOf>) =>
      change?.rows.map((row) => (row.kind === "changed" ? row.cells.map(({ kind }) => kind) : row.kind))
    const inEachRow = (...cells: string[]) => costs.rows.map(() => cells)
    expect(kinds(rowsOf(costs, wider))).toEqual(inEachRow("same", "added", "same"))
    expect(rowsOf(costs, wider)?.columns).toEqual({
      added: 1,
      removed: 0,
      kept: [
        [0, 0],
        [1, 2],
      ],
    })
    expect(kinds(rowsOf(wider, costs))).toEqual(inEachRow("same", "removed", "same"))
  })

  it("show what changed in a cell", () => {
    const change = rowsOf(costs, table(["Year", "Cost"], ["2014", "8 (estimate)"], ["2015", "7"]))
    expect(change?.rows[1]).toMatchObject({ kind: "changed", cells: [{ kind: "same" }, { kind: "changed" }] })
  })
})

describe("notes", () => {
  const noted = (notes: string[], ...content: (string | number)[]): CanonicalContent => ({
    ...text({
      type: "paragraph",
      id: "p",
      content: content.map((part) =>
        typeof part === "number" ? { type: "footnote", note: part } : { type: "text", text: part },
      ),
    }),
    footnotes: notes.map((note) => ({ content: [{ type: "text", text: note }] })),
  })

  it("that only got another number are no change of the words that refer to them", () => {
    const { passages, footnotes, counts } = compareContents(
      noted(["IOM, 2015."], "They fell", 0, "."),
      noted(["World Bank, 2014.", "IOM, 2015."], "They", 0, " fell", 1, "."),
    )
    expect(passages[0]).toMatchObject({
      line: [{ kind: "kept" }, { kind: "added", content: [{ type: "footnote", note: 0 }] }, { kind: "kept" }],
    })
    expect(footnotes).toMatchObject([
      { kind: "added", number: 0 },
      { kind: "same", numbers: { before: 0, after: 1 } },
    ])
    expect(counts).toEqual({ added: 1, removed: 0, changed: 1, moved: 0 })
  })
})

it("takes time in proportion, also where nothing is the same", () => {
  const long = (word: string) =>
    text(...Array.from({ length: 2_000 }, (_, i) => `${word}${i} ${`${word}${i % 7} and the `.repeat(40)}`))
  const started = performance.now()
  const { counts } = compareContents(long("alpha"), long("omega"))
  expect(counts.added).toBe(2_000)
  expect(performance.now() - started).toBeLessThan(10_000)
})
