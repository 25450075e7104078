import { $getRoot, $isElementNode } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { hashInput } from "../../canonical/hash-input.ts"
import { htmlOf } from "../../canonical/html.ts"
import { type BlockNumber, numbersOf, type NumberSetting } from "../../canonical/numbers.ts"
import { textOf } from "../../canonical/text.ts"
import { openTogether, type Person } from "../../testing/people.ts"
import { ContentIndex, validateUpdate } from "../../update/index.ts"
import { goalOf, goalsIn } from "./goals.ts"
import { $createCrossReferenceNode, type ReferenceTo } from "./node.ts"
import type { GoalsOf } from "./print.ts"
import { type Goal, shownReference } from "./words.ts"

const english = { language: "en", dir: "ltr" } as const
const all: NumberSetting = { headings: true, paragraphs: true, tables: true, figures: true }

function refer(person: Person, to: Partial<ReferenceTo>): void {
  person.withSelection((selection) =>
    selection.insertNodes([$createCrossReferenceNode({ section: "s01", goal: "paragraph", ...to })]),
  )
}

function textIn(doc: Y.Doc): string {
  const content = canonicalFromDoc(doc, english)
  const numbers = numbersOf(content, all)
  const goals = new Map(goalsIn(content, numbers).map((goal) => [goal.block, goalOf(goal)]))
  const goalsOf: GoalsOf = ({ section, block }) =>
    section === "s01" ? (goals.get(block ?? "") ?? { state: "gone" }) : undefined
  return textOf(content, numbers, goalsOf)
}

describe("a cross-reference", () => {
  it("says the number that its goal has now, wherever the goal goes and whoever moves it", () => {
    const { ana, bo, section } = openTogether("One", "See ", "Three")
    refer(ana.select(1, 4), { block: "line-2" })
    expect(textIn(section.doc)).toContain("2. See paragraph\u00A03")
    bo.select(0, 0).type("Zero").enter()
    expect(textIn(section.doc)).toContain("3. See paragraph\u00A04")
    bo.edit(() => {
      const [first] = $getRoot().getChildren()
      const goal = $getRoot().getLastChild()
      if (first && goal) first.insertBefore(goal)
    })
    expect(textIn(section.doc)).toContain("See paragraph\u00A01")
  })

  it("says so when its goal goes, and is right again when it comes back", () => {
    const { ana, bo, section } = openTogether("One", "See ")
    refer(ana.select(1, 4), { block: "line-0" })
    bo.edit(() => $getRoot().getFirstChildOrThrow().remove())
    expect(textIn(section.doc)).toBe("1. See [paragraph\u00A0?]")
    bo.binding.undo()
    expect(textIn(section.doc)).toContain("See paragraph\u00A01")
    bo.edit(() => {
      const goal = $getRoot().getFirstChildOrThrow()
      if ($isElementNode(goal)) goal.clear()
    })
    expect(textIn(section.doc)).toContain("See [paragraph\u00A0?]")
  })

  it("is undone and redone in one step, and goes along with words that are cut and pasted", () => {
    const { ana, bo, section } = openTogether("One", "See ")
    refer(ana.select(1, 4), { block: "line-0", form: "number" })
    expect(textIn(section.doc)).toContain("See 1")
    ana.binding.undo()
    expect(textIn(bo.doc)).toBe("1. One\n\n2. See ")
    ana.binding.redo()
    expect(textIn(bo.doc)).toContain("See 1")
  })

  it("never changes the hash by a number; its goal is part of the content", () => {
    const hashOf = (to: Partial<ReferenceTo>, ...lines: string[]): string => {
      const { ana, section } = openTogether("See ", ...lines)
      refer(ana.select(0, 4), to)
      const content = canonicalFromDoc(section.doc, english)
      expect(content.formatVersion).toBe(3)
      return hashInput({ ...content, blocks: content.blocks.slice(0, 1) })
    }
    expect(hashOf({ block: "b1" })).toBe(hashOf({ block: "b1" }, "another"))
    expect(hashOf({ block: "b1" })).not.toBe(hashOf({ block: "b2" }))
  })

  it("leads to its goal in HTML, and to nothing that the reader is not to know", () => {
    const { ana, section } = openTogether("See ", "Two")
    refer(ana.select(0, 4), { block: "line-1" })
    const content = canonicalFromDoc(section.doc, english)
    const goals: Record<string, Goal> = { "line-1": { state: "there", number: { kind: "paragraph", at: [2] } } }
    const html = (goalsOf: GoalsOf): string =>
      htmlOf(content, { goalsOf, goalUrl: ({ section, block }) => `/s/${section}#${block}` })
    expect(html(({ block }) => goals[block ?? ""])).toContain(
      '<a data-reference="paragraph" data-goal="s01#line-1" href="/s/s01#line-1">paragraph\u00A02</a>',
    )
    expect(html(() => ({ state: "gone" }))).toContain("data-is-broken>[paragraph\u00A0?]</span>")
    expect(html(() => undefined)).toContain('data-goal="s01#line-1">another section</span>')
  })

  it("is let in with known attributes only, and without a section it is nothing", () => {
    const verdict = (attributes: Record<string, unknown>): boolean => {
      const doc = new Y.Doc()
      const paragraph = new Y.XmlElement("paragraph")
      const made = new Y.XmlElement<Record<string, object>>("crossreference")
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as object)
      paragraph.insert(0, [made as unknown as Y.XmlElement])
      doc.get("root-v2", Y.XmlElement).insert(0, [paragraph])
      expect(() => textIn(doc)).not.toThrow()
      return validateUpdate(Y.encodeStateAsUpdate(doc), new ContentIndex()).ok
    }
    expect(verdict({ __section: "s01", __block: "b-1", __goal: "table", __form: "number" })).toBe(true)
    expect(verdict({})).toBe(true)
    expect(verdict({ __section: "javascript:alert(1)" })).toBe(false)
    expect(verdict({ __section: "s01", __block: "a b" })).toBe(false)
    expect(verdict({ __section: "s01", __goal: "chart" })).toBe(false)
    expect(verdict({ __section: "s01", __number: 12 })).toBe(false)
  })
})

describe("the words of a reference", () => {
  const to = (goal: ReferenceTo["goal"], form?: "number"): ReferenceTo => ({
    section: "s01",
    goal,
    ...(form === undefined ? {} : { form }),
  })
  const there = (kind: BlockNumber["kind"], ...at: number[]): Goal => ({ state: "there", number: { kind, at } })
  const words = (goal: Goal, language: string, reference = to("paragraph")): string =>
    shownReference(reference, goal, language).words.replaceAll("\u00A0", " ")

  it.each([
    ["en", "paragraph 12", "paragraph 12 (a)(i)", "chapter II, section A.3 (b)", "table 3", "figure 1"],
    ["fr", "paragraphe 12", "paragraphe 12 a) i)", "chapitre II, section A.3 b)", "tableau 3", "figure 1"],
    ["es", "párrafo 12", "párrafo 12 a) i)", "capítulo II, sección A.3 b)", "cuadro 3", "figura 1"],
    ["ar-EG", "الفقرة ١٢", "الفقرة ١٢ (أ)(١)", "الفصل II، القسم أ.٣ (ب)", "الجدول ٣", "الشكل ١"],
    ["zh", "第12段", "第12 (a)(i)段", "第II章第A.3 (b)节", "表3", "图1"],
    ["bn", "paragraph ১২", "paragraph ১২ (a)(i)", "chapter II, section A.৩ (b)", "table ৩", "figure ১"],
  ])("are those of %s", (language, ...expected) => {
    expect([
      words(there("paragraph", 12), language),
      words(there("subparagraph", 12, 1, 1), language),
      words(there("heading", 2, 1, 3, 2), language),
      words(there("table", 3), language),
      words(there("figure", 1), language),
    ]).toEqual(expected)
  })

  it("are the number alone where that is wanted", () => {
    const alone = (goal: Goal): string => words(goal, "en", to("paragraph", "number"))
    expect(alone(there("paragraph", 12))).toBe("12")
    expect(alone(there("subparagraph", 12, 0, 2))).toBe("12 (ii)")
    expect(alone(there("heading", 2, 1))).toBe("II.A")
    expect(alone({ state: "there", number: { kind: "annex", label: "B" } })).toBe("B")
  })

  it("are a heading's own where it has no number, and a section's from the outline", () => {
    expect(words({ state: "there", title: "Costs" }, "fr")).toBe("« Costs »")
    expect(words({ state: "there", number: { kind: "section", label: "3.1" } }, "fr")).toBe("section 3.1")
    expect(words(there("subparagraph", 0, 2), "en")).toBe("subparagraph (b)")
  })

  it("say that a goal is gone or not counted, and nothing of one that is hidden", () => {
    expect(shownReference(to("table"), { state: "gone" }, "fr")).toEqual({ words: "[tableau\u00A0?]", state: "broken" })
    expect(shownReference(to("figure"), { state: "there" }, "ar").words).toBe("[الشكل\u00A0؟]")
    expect(shownReference(to("table"), { state: "hidden" }, "es")).toEqual({ words: "otra sección", state: "hidden" })
  })
})
