import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { hashInput } from "../canonical/hash-input.ts"
import { rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { validateUpdate, ContentIndex, indexUpdate } from "../update/index.ts"
import { anchoredThreads } from "./anchored.ts"
import { findWords, markAll, markWords, remarkLost } from "./marking.ts"
import { quoteBounds } from "./quote.ts"
import type { Anchor } from "./request.ts"

const english = { language: "en", dir: "ltr" } as const
const server = 7

/** A text with one of everything that words can be in. */
class Text {
  readonly doc = new Y.Doc()

  constructor() {
    const note = { id: "n1", after: "regions", text: "Except in the north." }
    const start = seedUpdate(
      [
        { id: "h1", type: "heading", level: 2, text: "Costs of moving" },
        { id: "p1", type: "paragraph", text: "They fell in all regions but one.", footnotes: [note] },
        { id: "p2", type: "paragraph", text: "They rose in one." },
        { id: "l1", type: "list", ordered: true, items: ["first point", "second point"] },
        { id: "t1", type: "table", caption: "Costs by year", header: ["Year", "Cost"], rows: [["2015", "seven"]] },
      ],
      { clientId: 1, newId: idsOf(1, 0), ...english },
    )
    Y.applyUpdate(this.doc, start)
    this.doc.clientID = 20
  }

  get parts(): Uint8Array[] {
    return [Y.encodeStateAsUpdate(this.doc)]
  }

  mark(threadId: string, anchor: Anchor) {
    const answer = markWords({ parts: this.parts, clientId: server, threadId, anchor })
    if (answer.kind === "found") Y.applyUpdate(this.doc, answer.update)
    return answer
  }

  marked(threadId: string) {
    return anchoredThreads(this.doc, english).find((thread) => thread.threadId === threadId)
  }

  words(threadId: string): string | undefined {
    return this.marked(threadId)?.words
  }

  /** The shared text with these words, and where they are in it. */
  at(words: string): { shared: Y.XmlText; index: number } {
    const shared = textsIn(this.doc.get(rootName, Y.XmlElement)).find((text) => plain(text).includes(words))
    if (shared === undefined) throw new Error(`"${words}" does not stand in one text`)
    return { shared, index: plain(shared).indexOf(words) }
  }

  positions(words: string): Pick<Anchor, "start" | "end"> {
    const { shared, index } = this.at(words)
    const position = (at: number, assoc: number) =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(shared, at, assoc))
    return { start: position(index, 0), end: position(index + words.length, -1) }
  }
}

const plain = (text: Y.XmlText): string => Y.Text.prototype.toString.call(text)
const textsIn = (element: Y.XmlElement): Y.XmlText[] =>
  element
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []))

describe("marks words", () => {
  it.each([
    ["in a heading", "Costs of", "heading", ["h1"]],
    ["on both sides of a note's reference", "all regions but", "paragraph", ["p1"]],
    ["over two paragraphs", "but one.\nThey rose", "paragraph", ["p1", "p2"]],
    ["over items of a list", "point second", "item", [expect.any(String), expect.any(String)]],
    ["over cells of a table", "2015\tseven", "cell", [expect.any(String), expect.any(String)]],
    ["in a caption", "by year", "caption", [expect.any(String)]],
    ["in a note", "the north", "note", [expect.any(String)]],
  ])("%s", (_where, exact, kind, blocks) => {
    const text = new Text()
    expect(text.mark("t", { quote: { exact } })).toMatchObject({ kind: "found", words: { kind, blocks } })
    expect(text.words("t")?.replace(/\s+/g, " ")).toBe(exact.replace(/\s+/g, " "))
  })

  it("as a change that the section takes from the server, and from nobody else", () => {
    const text = new Text()
    const index = new ContentIndex()
    const before = Y.encodeStateAsUpdate(text.doc)
    indexUpdate(before, index)
    const answer = markWords({ parts: [before], clientId: server, threadId: "t", anchor: { quote: { exact: "rose" } } })
    const update = answer.kind === "found" ? answer.update : new Uint8Array()
    expect(validateUpdate(update, index, { writer: "server" })).toMatchObject({ ok: true })
    expect(validateUpdate(update, index)).toMatchObject({ ok: false, reason: "Only the server adds a mark." })
  })

  it("without any change to the content and its hash", () => {
    const text = new Text()
    const before = hashInput(canonicalFromDoc(text.doc, english))
    text.mark("t", { quote: { exact: "but one.\nThey rose" } })
    expect(text.words("t")).toBe("but one.\nThey rose")
    expect(hashInput(canonicalFromDoc(text.doc, english))).toBe(before)
  })

  it("by one client, however many there are", () => {
    const text = new Text()
    for (let i = 0; i < 20; i++) text.mark(`t${i}`, { quote: { exact: "rose" } })
    expect([...Y.decodeStateVector(Y.encodeStateVector(text.doc)).keys()].sort((a, b) => a - b)).toEqual([1, server])
  })

  it("that overlap others, each for itself", () => {
    const text = new Text()
    text.mark("a", { quote: { exact: "fell in all" } })
    text.mark("b", { quote: { exact: "all regions" } })
    text.mark("c", { quote: { exact: "They fell" } })
    expect(anchoredThreads(text.doc).map(({ threadId, words }) => [threadId, words])).toEqual([
      ["c", "They fell"],
      ["a", "fell in all"],
      ["b", "all regions"],
    ])
  })

  it("of many threads in one change", () => {
    const text = new Text()
    const marks = ["rose", "fell", "nowhere"].map((exact) => ({ threadId: exact, anchor: { quote: { exact } } }))
    const { update, answers } = markAll({ parts: text.parts, clientId: server, marks })
    Y.applyUpdate(text.doc, update as Uint8Array)
    expect(answers.map(({ kind }) => kind)).toEqual(["found", "found", "hits"])
    expect(anchoredThreads(text.doc).map(({ threadId }) => threadId)).toEqual(["fell", "rose"])
  })
})

describe("words are told", () => {
  it("with their quote, their blocks, the heading above and their number", () => {
    const text = new Text()
    const setting = { headings: true, paragraphs: true, tables: true, figures: true }
    const starts = { headings: [0, 0, 0, 0], paragraphs: 11, tables: 2, figures: 0 } as const
    const section = { ...english, numbering: { setting, starts } }
    const tell = (exact: string) => findWords(text.doc, [{ quote: { exact } }], section)[0]
    expect(tell("rose")).toMatchObject({
      kind: "found",
      by: "quote",
      words: {
        quote: {
          exact: "rose",
          prefix: "\nThey fell in all regions but one.\nThey ",
          suffix: expect.any(String),
        },
        blocks: ["p2"],
        number: { shown: "13." },
        heading: { id: "h1", text: "Costs of moving" },
      },
    })
    expect(tell("second point")).toMatchObject({ words: { number: { label: "(b)" } } })
    expect(tell("seven")).toMatchObject({ words: { number: { shown: "Table 3." } } })
    expect(tell("Costs of moving")).toMatchObject({ words: { number: { label: "A" }, heading: null } })
  })

  it("in the order of the text, each note where it is referred to", () => {
    const text = new Text()
    for (const exact of ["north", "seven", "rose", "Costs of"])
      text.mark(exact.split(" ")[0] as string, { quote: { exact } })
    const threads = anchoredThreads(text.doc)
    expect(threads.map(({ threadId }) => threadId)).toEqual(["Costs", "rose", "seven", "north"])
    expect(threads.map(({ at }) => at)).toEqual(threads.map(({ at }) => at).sort((a, b) => a - b))
  })

  it("as gone with the reference to their note, and as there when it is back", () => {
    const text = new Text()
    text.mark("t", { quote: { exact: "the north" } })
    const undo = new Y.UndoManager(text.doc.get(rootName, Y.XmlElement))
    const paragraph = text.at("They fell").shared.parent as Y.XmlElement
    paragraph.delete(
      paragraph.toArray().findIndex((child) => (child as Y.XmlElement).nodeName === "footnoteref"),
      1,
    )
    expect(text.marked("t")).toBeUndefined()
    undo.undo()
    expect(text.words("t")).toBe("the north")
  })
})

describe("the words that are meant are those", () => {
  it("at the positions, where the quote stands elsewhere too", () => {
    const text = new Text()
    const positions = text.positions("one.")
    const { shared, index } = text.at("rose in one")
    const second = (at: number, assoc: number) =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(shared, index + at, assoc))
    expect(text.mark("none", { quote: { exact: "one." } })).toEqual({ kind: "hits", hits: 2 })
    expect(text.mark("a", { ...positions, quote: { exact: "one." } })).toMatchObject({
      by: "positions",
      words: { blocks: ["p1"] },
    })
    const other = { start: second(8, 0), end: second(12, -1), quote: { exact: "one." } }
    expect(text.mark("b", other)).toMatchObject({ by: "positions", words: { blocks: ["p2"] } })
  })

  it("of the quote, where the positions lead to other words", () => {
    const text = new Text()
    const answer = text.mark("t", { ...text.positions("second"), quote: { exact: "rose" } })
    expect(answer).toMatchObject({ kind: "found", by: "quote", words: { quote: { exact: "rose" } } })
  })

  it("in the block in which they began, where they stand elsewhere too, and else wherever they are", () => {
    const text = new Text()
    const quote = { exact: "one.", prefix: "all regions but ", suffix: "" }
    expect(text.mark("a", { quote, blockId: "p2" })).toMatchObject({ by: "quote", words: { blocks: ["p2"] } })
    expect(text.mark("b", { quote, blockId: "gone" })).toMatchObject({ by: "quote", words: { blocks: ["p1"] } })
    expect(text.mark("c", { quote: { exact: "rose" }, blockId: "p1" })).toMatchObject({ words: { blocks: ["p2"] } })
  })

  it("out of another text, only where what is around them or how much they say makes them known", () => {
    const text = new Text()
    const mark = (exact: string, prefix = "", blockId = "gone") =>
      text.mark(exact, { quote: { exact, prefix, suffix: "" }, blockId, isOfOtherText: true })
    expect(mark("rose", "It ")).toEqual({ kind: "hits", hits: 1 })
    expect(mark("rose", "It ", "p2")).toMatchObject({ words: { blocks: ["p2"] } })
    expect(mark("fell", "They ")).toMatchObject({ words: { blocks: ["p1"] } })
    expect(mark("They fell in all regions but one.", "It ")).toMatchObject({ words: { blocks: ["p1"] } })
  })

  it("at the positions, where somebody has just changed the lesser part of them", () => {
    const text = new Text()
    const anchor = { ...text.positions("rose in one"), quote: { exact: "rose in one" } }
    const { shared, index } = text.at("rose")
    shared.insert(index + 4, " a little")
    expect(text.mark("t", anchor)).toMatchObject({ by: "changed", words: { quote: { exact: "rose a little in one" } } })
    shared.delete(index, 18)
    expect(text.mark("u", anchor)).toEqual({ kind: "hits", hits: 0 })
  })

  it("of a quote that was copied with the number of a note or of a paragraph", () => {
    const text = new Text()
    const copied = ["all regions1 but one", "11. They fell in all regions¹ but", "one.\n12. They rose"]
    for (const [i, exact] of copied.entries())
      expect(text.mark(`t${i}`, { quote: { exact } })).toMatchObject({ kind: "found", by: "quote" })
    expect(anchoredThreads(text.doc).map(({ words }) => words)).toEqual([
      "They fell in all regions but",
      "all regions but one",
      "one.\nThey rose",
    ])
  })

  it("found again, where they were moved meanwhile", () => {
    const text = new Text()
    const anchor = { ...text.positions("rose"), quote: { exact: "rose" } }
    const { shared } = text.at("rose")
    shared.delete(5, 4)
    text.at("second").shared.insert(0, "rose ")
    expect(text.mark("t", anchor)).toMatchObject({ by: "quote", words: { kind: "item" } })
  })
})

it.each([
  ["positions that are none", { start: "x", end: { item: { client: -1, clock: "a" } } }],
  ["positions of another text", { start: { tname: "other", assoc: 0 }, end: { tname: "other", assoc: 0 } }],
  [
    "positions that nobody has seen",
    { start: { item: { client: 9, clock: 9 } }, end: { item: { client: 9, clock: 10 } } },
  ],
])("takes %s for none", (_what, positions) => {
  expect(new Text().mark("t", { ...positions, quote: { exact: "rose" } })).toMatchObject({ by: "quote" })
})

it("refuses a quote that is too long", () => {
  expect(new Text().mark("t", { quote: { exact: "a".repeat(quoteBounds.exactMax + 1) } })).toEqual({ kind: "too-long" })
})

it("writes nothing where there is nothing to mark", () => {
  expect(new Text().mark("t", { quote: { exact: "nowhere" } })).toEqual({ kind: "hits", hits: 0 })
})

describe("lost words are marked again", () => {
  function lost(quote: { exact: string; prefix?: string; suffix?: string }): string | undefined {
    const text = new Text()
    const threads = [{ threadId: "t", quote }]
    const { update } = remarkLost({ parts: text.parts, clientId: server, threads })
    if (update !== null) Y.applyUpdate(text.doc, update)
    return text.words("t")
  }

  it("where the quote stands once with what was before or behind it", () => {
    expect(lost({ exact: "one.", prefix: "rose in ", suffix: "gone" })).toBe("one.")
    expect(lost({ exact: "rose", prefix: "They " })).toBe("rose")
  })

  it("and nowhere else", () => {
    expect(lost({ exact: "rose" })).toBeUndefined()
    expect(lost({ exact: "rose", prefix: "other", suffix: "other" })).toBeUndefined()
    expect(lost({ exact: "one.", prefix: "other" })).toBeUndefined()
  })

  it("wherever they stand, if they are many", () => {
    expect(lost({ exact: "They fell in all regions but one.", prefix: "other" })).toBe(
      "They fell in all regions but one.",
    )
  })

  it("where some of them are, and the others beside them or elsewhere", () => {
    const text = new Text()
    const quote = { exact: "all regions but one.\nThey rose in one." }
    text.mark("t", { quote: { exact: "all regions" } })
    text.mark("u", { quote: { exact: "They rose in one." } })
    text.mark("v", { quote: { exact: "in all" } })
    const { shared, index } = text.at("rose")
    const threads = [
      { threadId: "t", quote },
      { threadId: "u", quote: { exact: "second point\nThey rose in one." } },
      { threadId: "v", quote: { exact: "other words in all" } },
    ]
    const { update, marked } = remarkLost({ parts: text.parts, clientId: server, threads })
    Y.applyUpdate(text.doc, update as Uint8Array)
    expect(marked.map(({ threadId }) => threadId)).toEqual(["t"])
    expect(text.words("t")).toBe(quote.exact)
    // Too few to be known by themselves.
    expect(text.words("u")).toBe("They rose in one.")
    expect(text.words("v")).toBe("in all")
    shared.insert(index, "slowly ")
    text.at("second").shared.insert(0, "and not in the ")
    const moved = [{ threadId: "u", quote: { exact: "and not in the second point\nThey rose in one." } }]
    const again = remarkLost({ parts: text.parts, clientId: server, threads: moved })
    expect(again).toEqual({ update: null, marked: [] })
  })

  it("unless they are there", () => {
    const text = new Text()
    text.mark("t", { quote: { exact: "fell" } })
    const threads = [{ threadId: "t", quote: { exact: "rose", prefix: "They " } }]
    expect(remarkLost({ parts: text.parts, clientId: server, threads })).toEqual({ update: null, marked: [] })
  })
})
