import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createHeadlessSection } from "../collab/index.ts"
import { docOf } from "../reader/document-shelf.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { play } from "../testing/played.ts"
import type { CanonicalContent } from "./content.ts"
import { canonicalFromDoc } from "./from-doc.ts"
import { $canonicalFromEditor } from "./from-editor.ts"
import { hashInput } from "./hash-input.ts"
import { htmlOf } from "./html.ts"
import { linesOf, wordCount, wordsOf } from "./lines.ts"
import { CanonicalContentSchema } from "./schema.ts"
import { textOf } from "./text.ts"

const seeds = Math.min(Number(process.env["FUZZ_SEEDS"] ?? 5), 60)
const english = { language: "en", dir: "ltr" } as const

/** `[name, attributes, ...children]`; a string is plain text. */
type Tree = readonly [name: string, attributes: Record<string, unknown>, ...children: (Tree | Y.XmlText | string)[]]

function build([name, attributes, ...children]: Tree): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, object>>(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as object)
  element.insert(
    0,
    children.map((child) => {
      if (child instanceof Y.XmlText) return child
      return typeof child === "string" ? new Y.XmlText(child) : build(child)
    }),
  )
  return element as unknown as Y.XmlElement
}

function docWith(...trees: Tree[]): Y.Doc {
  const doc = new Y.Doc()
  doc.get("root-v2", Y.XmlElement).insert(0, trees.map(build))
  return doc
}

function runs(...delta: { insert: string; attributes?: Record<string, unknown> }[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(delta)
  return text
}

const bold = { p: { __format: 1 } }
const content = (...trees: Tree[]): CanonicalContent => canonicalFromDoc(docWith(...trees), english)
const blocks = (...trees: Tree[]): CanonicalContent["blocks"] => content(...trees).blocks

/** One of everything that a section can hold. */
const everything = (): Tree[] => [
  ["heading", { __tag: "h2", s_id: "h" }, "Costs & <gains>"],
  [
    "paragraph",
    { s_id: "p" },
    runs(
      { insert: "They " },
      { insert: "fell", attributes: { ...bold, s_c_t1: 1 } },
      { insert: " by 1", attributes: { p: { __format: 3 }, i: 2 } },
      { insert: "st", attributes: { p: { __format: 64 } } },
    ),
    ["linebreak", {}],
    "then rose, see ",
    ["link", { __url: "https://example.org/?a=1&b=2" }, "the ", runs({ insert: "data", attributes: bold })],
    ".",
    ["footnoteref", { __note: "n1" }],
    " For ",
    ["target", { __code: "10.7" }],
    " see ",
    ["crossreference", { __section: "s01", __block: "t", __goal: "table" }],
    " and ",
    ["crossreference", { __section: "s02", __goal: "section" }],
  ],
  ["quote", { s_id: "q", s_lang: "ar", __dir: "rtl" }, "الهجرة"],
  [
    "paragraph",
    { s_id: "passages" },
    runs(
      { insert: "In Arabic: " },
      { insert: "الهجرة ", attributes: { s_lang: "ar" } },
      { insert: "الآمنة", attributes: { ...bold, s_lang: "ar", i: 2 } },
    ),
    ["link", { __url: "https://example.org/" }, runs({ insert: " والنظامية", attributes: { s_lang: "ar" } })],
    runs({ insert: "؛", attributes: { s_lang: "ar" } }, { insert: " see above." }),
  ],
  [
    "list",
    { s_id: "l", __start: 3 },
    ["listitem", { s_id: "i1" }, "one"],
    [
      "listitem",
      {},
      ["list", { s_id: "l2", __listType: "bullet", __tag: "ul" }, ["listitem", { s_id: "i2" }, "deeper"]],
    ],
    ["listitem", { s_id: "i3" }],
  ],
  ["caption", { s_id: "c" }, "Costs by year"],
  [
    "table",
    { s_id: "t" },
    [
      "tablerow",
      { s_id: "r1" },
      ["tablecell", { s_id: "c1", __headerState: 3 }, ["paragraph", { s_id: "p1" }, "Year"]],
      ["tablecell", { s_id: "c2", __headerState: 1, __colSpan: 2 }, ["paragraph", { s_id: "p2" }, "Cost"]],
    ],
    [
      "tablerow",
      { s_id: "r2" },
      ["tablecell", { s_id: "c3", __headerState: 2 }, ["paragraph", { s_id: "p3" }, "2015"]],
      [
        "tablecell",
        { s_id: "c4" },
        ["paragraph", { s_id: "p4" }, "7", ["footnoteref", { __note: "n2", __kind: "tablenote" }]],
        ["paragraph", { s_id: "p5" }, "(estimate)"],
      ],
    ],
  ],
  ["image", { s_id: "g", __payload: "i1" }],
  ["caption", { s_id: "gc", __for: "figure" }, "Costs, drawn"],
  ["image", { s_id: "g2", __payload: "gone" }],
  ["paragraph", { s_id: "e" }],
  [
    "footnotes",
    { s_id: "f" },
    ["footnote", { s_id: "f2", __note: "n2" }, "Preliminary."],
    [
      "footnote",
      { s_id: "f1", __note: "n1" },
      "IOM, ",
      ["link", { __url: "https://iom.int/" }, "2015"],
      " on ",
      ["target", { __code: "8.b" }],
      ".",
    ],
    ["footnote", { s_id: "f3", __note: "n3" }, "Nothing refers to this."],
  ],
]

describe("canonical content", () => {
  it("is this tree, HTML, text and hash input for one of everything", async () => {
    const doc = docWith(...everything())
    const payload = { kind: "image", blob: "ab".repeat(32), mediaType: "image/png", width: 640, height: 480 }
    const said = { alt: "A line that falls", credit: "IOM", scale: 60 }
    doc.getMap("payloads").set("i1", new Y.Map<unknown>(Object.entries({ ...payload, ...said })))
    const all = canonicalFromDoc(doc, english)
    expect(CanonicalContentSchema.parse(all)).toEqual(all)
    await expect(JSON.stringify(all, null, 2)).toMatchFileSnapshot("golden/everything.sample.json")
    await expect(htmlOf(all)).toMatchFileSnapshot("golden/everything.html")
    await expect(textOf(all)).toMatchFileSnapshot("golden/everything.txt")
    await expect(hashInput(all)).toMatchFileSnapshot("golden/everything.hash-input.sample.json")
  })

  it("leaves marks out, joins equal runs and drops empty ones", () => {
    const [paragraph] = blocks([
      "paragraph",
      {},
      runs({ insert: "a", attributes: { s_c_t: 1 } }, { insert: "b", attributes: { i: 1 } }),
      "",
      "c",
    ])
    expect(paragraph).toMatchObject({ content: [{ type: "text", text: "abc" }] })
  })

  it("joins neighbouring links to one address and leaves out links without words", () => {
    const link = (words: string): Tree => ["link", { __url: "https://a.org" }, words]
    expect(blocks(["paragraph", {}, link("a"), link(""), link("b")])).toMatchObject([
      { content: [{ type: "link", content: [{ text: "ab" }] }] },
    ])
  })

  it("joins a caption with the table behind it only", () => {
    const table: Tree = ["table", {}, ["tablerow", {}, ["tablecell", {}]]]
    expect(
      blocks(["caption", {}, "a"], ["paragraph", {}], ["caption", {}, "b"], table).map(({ type }) => type),
    ).toEqual(["caption", "paragraph", "table"])
  })

  it("leaves no trace of lists and tables that concurrent deletions have emptied", () => {
    expect(blocks(["list", {}], ["table", {}, ["tablerow", {}]], ["paragraph", {}, "x"])).toHaveLength(1)
  })

  it("has the same hash input whatever the ids, and another for other words or languages", () => {
    const input = (text: string, attributes: Record<string, unknown>): string =>
      hashInput(content(["paragraph", attributes, text]))
    expect(input("a", { s_id: "x" })).toBe(input("a", { s_id: "y" }))
    expect(input("a", {})).not.toBe(input("b", {}))
    expect(input("a", {})).not.toBe(input("a", { s_lang: "fr" }))
  })

  it("shows what it cannot read as an inert block with its words, and never throws", () => {
    const doc = docWith(
      ["paragraph", { s_id: "a", __shape: "round" }, "from ", "tomorrow"],
      ["chart", { s_id: "b" }, ["series", {}, "1 2 3"]],
      ["heading", { __tag: "script" }, "alert(1)"],
      ["paragraph", {}, runs({ insert: "typed", attributes: { t: "emoji" } })],
      ["paragraph", {}, ["paragraph", {}, "nested"]],
      ["paragraph", { s_future: { any: 1 } }, "kept"],
    )
    const root = doc.get("root-v2", Y.XmlElement)
    root.insert(6, [new Y.XmlText("loose"), new Y.XmlHook("hook") as unknown as Y.XmlText])
    const all = canonicalFromDoc(doc, english)
    expect(all.blocks).toEqual([
      { type: "unknown", id: "a", text: "from  tomorrow" },
      { type: "unknown", id: "b", text: "1 2 3" },
      { type: "unknown", text: "alert(1)" },
      { type: "unknown", text: "typed" },
      { type: "unknown", text: "nested" },
      { type: "paragraph", content: [{ type: "text", text: "kept" }] },
      { type: "unknown", text: "loose" },
      { type: "unknown", text: "" },
    ])
    expect(CanonicalContentSchema.parse(all)).toEqual(all)
  })

  it("keeps a table readable around a cell with something unknown in it", () => {
    const cell: Tree = ["tablecell", {}, ["chart", {}, "1 2"], ["paragraph", {}, "x"]]
    expect(blocks(["table", {}, ["tablerow", {}, cell]])).toMatchObject([
      { type: "table", rows: [{ cells: [{ blocks: [{ type: "unknown", text: "1 2" }, { type: "paragraph" }] }] }] },
    ])
  })

  it("survives a document that nests beyond all measure, and one that is none of ours", () => {
    const deep = docWith()
    let parent: Y.XmlElement = deep.get("root-v2", Y.XmlElement)
    for (let depth = 0; depth < 3000; depth++) {
      const child = new Y.XmlElement(depth === 0 ? "list" : "listitem")
      parent.insert(0, [child])
      parent = child
    }
    expect(canonicalFromDoc(deep, english).blocks).toMatchObject([{ type: "unknown" }])
    const foreign = new Y.Doc()
    foreign.getMap("root-v2").set("a", 1)
    expect(canonicalFromDoc(foreign, english).blocks).toEqual([])
  })

  it("replaces half a surrogate pair, which no hash could be taken over", () => {
    expect(textOf(content(["paragraph", {}, runs({ insert: "a" })]))).toBe("a")
    const [paragraph] = canonicalFromDoc(docWith(["paragraph", {}, "\uD83D"]), english).blocks
    expect(paragraph).toMatchObject({ content: [{ text: "\uFFFD" }] })
  })

  it("reads the same from the editor as from the document, after any editing", () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const doc = new Y.Doc()
      for (const [step, { update }] of play(seed, 80).entries()) {
        Y.applyUpdate(doc, update)
        if (step % 25 === 24) expectSameReading(doc, `seed ${seed}, step ${step}`)
      }
      expectSameReading(doc, `seed ${seed}`)
    }
  }, 600_000)
})

function expectSameReading(doc: Y.Doc, where: string): void {
  const copy = docOf([Y.encodeStateAsUpdate(doc)])
  const { editor, binding } = createHeadlessSection(copy, { newBlockId: () => "new" })
  const fromEditor = editor.read(() => $canonicalFromEditor(english))
  const fromDoc = canonicalFromDoc(doc, english)
  expect(fromEditor, where).toEqual(fromDoc)
  expect(CanonicalContentSchema.parse(fromDoc), where).toEqual(fromDoc)
  binding.destroy()
}

describe("htmlOf", () => {
  it("escapes all text and lets no address but web and mail through", () => {
    const html = htmlOf({
      ...content(["paragraph", {}, "<script>alert('1' & \"2\")</script>\u0000"]),
      blocks: [
        { type: "paragraph", content: [{ type: "text", text: "<script>alert('1' & \"2\")</script>\u0000" }] },
        {
          type: "paragraph",
          content: [{ type: "link", url: "javascript:alert(1)", content: [{ type: "text", text: "x" }] }],
        },
      ],
    })
    expect(html).toContain("&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;</p>")
    expect(html).not.toContain("javascript")
  })
})

describe("words and lines", () => {
  it("gives every line in reading order with the id of its block, and its words by position", () => {
    const lines = linesOf(content(...everything()))
    expect(lines.map(({ id, text }) => [id, text])).toMatchSnapshot()
    const [heading] = lines
    expect(wordsOf(heading!).map(({ start, end }) => heading!.text.slice(start, end))).toEqual(["Costs", "gains"])
  })

  it("says what each line is of", () => {
    const kindOf = new Map(linesOf(content(...everything())).map(({ id, kind }) => [id, kind]))
    expect(["h", "p", "q", "i2", "c", "p3", "f1"].map((id) => kindOf.get(id))).toEqual([
      "heading",
      "paragraph",
      "quote",
      "item",
      "caption",
      "cell",
      "note",
    ])
  })

  it("counts words by the rules of each language", () => {
    expect(wordCount(content(["paragraph", {}, "It's 10.7.2, of 2016."]))).toBe(4)
    expect(wordCount(content(["paragraph", { s_lang: "zh" }, "移民与发展"]))).toBeGreaterThan(1)
    expect(wordCount(content(["paragraph", { s_lang: "xx-invalid0tag" }, "two words"]))).toBe(2)
  })

  it("prints how long 50 pages take to read", () => {
    const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(" ")
    const paragraphs = Array.from({ length: 400 }, (_, i) => ({ id: `b${i}`, type: "paragraph" as const, text: words }))
    const update = seedUpdate(paragraphs, { clientId: 1, newId: idsOf(1, 0), ...english })
    const began = performance.now()
    const doc = docOf([update])
    const loaded = performance.now()
    const all = canonicalFromDoc(doc, english)
    const read = performance.now()
    htmlOf(all)
    const shown = performance.now()
    expect(wordCount(all)).toBe(24_000)
    const counted = performance.now()
    const times = { load: loaded - began, read: read - loaded, html: shown - read, count: counted - shown }
    console.info(
      "50 pages:",
      Object.entries(times)
        .map(([what, ms]) => `${what} ${ms.toFixed(1)} ms`)
        .join(", "),
    )
  })
})
