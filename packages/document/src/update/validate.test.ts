import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { docOf } from "../reader/document-shelf.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { Chance } from "../testing/chance.ts"
import { play } from "../testing/played.ts"
import { ContentIndex } from "./content-index.ts"
import { trimKnown } from "./trim.ts"
import { indexUpdate, validateUpdate } from "./validate.ts"

const seeds = Math.min(Number(process.env["FUZZ_SEEDS"] ?? 6), 60)

const start = seedUpdate(
  [
    { id: "b1", type: "heading", level: 2, text: "Costs" },
    { id: "b2", type: "paragraph", text: "They fell." },
    { id: "b3", type: "list", ordered: false, items: ["one"] },
  ],
  { clientId: 1, newId: idsOf(1, 0), language: "en", dir: "ltr" },
)

function startIndex(): ContentIndex {
  const index = new ContentIndex()
  indexUpdate(start, index)
  return index
}

type Change = (root: Y.XmlElement, doc: Y.Doc) => void

/** The verdict on one change that some client makes to the starting text. */
function verdictOn(change: Change, options?: Parameters<typeof validateUpdate>[2]): ReturnType<typeof validateUpdate> {
  const doc = docOf([start])
  const root = doc.get("root-v2", Y.XmlElement)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(root, doc))
  return validateUpdate(Y.encodeStateAsUpdate(doc, before), startIndex(), options)
}

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name)
  if (children.length > 0) made.insert(0, children)
  return made
}
const set = (target: Y.XmlElement, key: string, value: unknown): void => {
  ;(target as unknown as Y.XmlElement<Record<string, object>>).setAttribute(key, value as object)
}
const heading = (root: Y.XmlElement): Y.XmlElement => root.get(0) as Y.XmlElement
const words = (root: Y.XmlElement): Y.XmlText => (root.get(1) as Y.XmlElement).get(0) as Y.XmlText
const link = (url: unknown): Y.XmlElement => {
  const made = element("link", new Y.XmlText("here"))
  set(made, "__url", url)
  return made
}
const nestedLists = (depth: number): Y.XmlElement =>
  element("list", depth === 1 ? element("listitem", new Y.XmlText("x")) : element("listitem", nestedLists(depth - 1)))

describe("validateUpdate", () => {
  it.each<[string, Change]>([
    ["a new paragraph with words", (root) => root.insert(1, [element("paragraph", new Y.XmlText("new"))])],
    ["words typed into words", (root) => words(root).insert(4, " really")],
    ["the language of a passage", (root) => words(root).format(0, 4, { s_lang: "zh-Hans" })],
    ["a passage that is none any more", (root) => words(root).format(0, 4, { s_lang: null })],
    ["bold words", (root) => words(root).format(0, 4, { p: { __format: 1 } })],
    ["another level for a heading", (root) => set(heading(root), "__tag", "h4")],
    ["a heading without level again", (root) => heading(root).removeAttribute("__tag")],
    ["a link to the web", (root) => (root.get(1) as Y.XmlElement).insert(1, [link("https://example.org/a?b=c#d")])],
    ["a deletion", (root) => root.delete(0, 2)],
    [
      "a table with a cell",
      (root) => root.insert(0, [element("table", element("tablerow", element("tablecell", element("paragraph"))))]),
    ],
    ["lists within lists", (root) => root.insert(0, [nestedLists(8)])],
  ])("lets in %s", (_, change) => {
    expect(verdictOn(change)).toMatchObject({ ok: true })
  })

  it.each<[string, Change, string]>([
    ["an element of another kind", (root) => root.insert(0, [element("iframe")]), 'no "iframe" element'],
    ["the stand-in for unknown blocks", (root) => root.insert(0, [element("unknown")]), 'no "unknown" element'],
    ["a root inside the text", (root) => root.insert(0, [element("UNDEFINED")]), 'no "UNDEFINED" element'],
    ["a script for a heading", (root) => set(heading(root), "__tag", "script"), '"__tag"'],
    [
      "a heading made a script at birth",
      (root) => {
        const made = element("heading")
        set(made, "__tag", "script")
        root.insert(0, [made])
      },
      '"__tag"',
    ],
    ["a field of the editor", (root) => set(heading(root), "__type", "root"), '"__type"'],
    ["an attribute of an unknown name", (root) => set(heading(root), "onclick", "alert(1)"), '"onclick"'],
    ["a slot", (root) => set(heading(root), "__slots", new Y.Map()), "maps as payloads only"],
    ["an attribute of the root", (root) => set(root, "__dir", "rtl"), '"__dir"'],
    ["two values at once", (root) => set(heading(root), "s_id", ["a", "b"]), '"s_id"'],
    ["an id that is no id", (root) => set(heading(root), "s_id", "<b>"), '"s_id"'],
    ["a javascript link", (root) => (root.get(1) as Y.XmlElement).insert(1, [link("javascript:alert(1)")]), '"__url"'],
    ["a data link", (root) => (root.get(1) as Y.XmlElement).insert(1, [link("data:text/html,x")]), '"__url"'],
    ["a link that is no text", (root) => (root.get(1) as Y.XmlElement).insert(1, [link(7)]), '"__url"'],
    ["words in the root", (root) => root.insert(0, [new Y.XmlText("x")]), "text cannot stand in the root"],
    [
      "a paragraph in a list",
      (root) => (root.get(2) as Y.XmlElement).insert(0, [element("paragraph")]),
      "paragraph cannot stand in a list",
    ],
    ["a row without a table", (root) => root.insert(0, [element("tablerow")]), "tablerow cannot stand in the root"],
    ["a style", (root) => words(root).format(0, 2, { p: { __style: "color:red" } }), '"p"'],
    ["a format that no section has", (root) => words(root).format(0, 2, { p: { __format: 16 } }), '"p"'],
    ["a text of another type", (root) => words(root).format(0, 2, { t: "emoji" }), '"t"'],
    ["unknown state", (root) => words(root).format(0, 2, { s_colour: "red" }), '"s_colour"'],
    ["a mark with another value", (root) => words(root).format(0, 2, { s_c_t1: 2 }), '"s_c_t1"'],
    ["an embed", (root) => words(root).insertEmbed(0, { src: "x" }), "no embeds"],
    ["a subdocument", (root) => set(heading(root), "s_id", new Y.Doc()), "no subdocuments"],
    ["an array", (root) => set(heading(root), "s_id", new Y.Array()), "no arrays"],
    ["bytes", (root) => set(heading(root), "s_id", new Uint8Array([1])), "no binary data"],
    ["a hook", (root) => root.insert(0, [new Y.XmlHook("h") as unknown as Y.XmlText]), "no hooks"],
    ["another root", (_, doc) => doc.getMap("others").set("a", 1), "no other root"],
    ["a hundred lists in each other", (root) => root.insert(0, [nestedLists(100)]), "deep"],
  ])("refuses %s", (_, change, reason) => {
    const verdict = verdictOn(change)
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
    expect(verdict).not.toHaveProperty("missing")
  })

  it("takes new marks from the server only, and lets clients carry on those that the text knows", () => {
    const mark: Change = (root) => words(root).format(0, 4, { s_c_t1: 1 })
    expect(verdictOn(mark)).toMatchObject({ ok: false, reason: "Only the server adds a mark." })
    const index = startIndex()
    const doc = docOf([start])
    words(doc.get("root-v2", Y.XmlElement)).format(0, 4, { s_c_t1: 1 })
    const marked = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(start))
    const verdict = validateUpdate(marked, index, { writer: "server" })
    if (!verdict.ok) throw new Error(verdict.reason)
    index.advance(verdict.next)
    const before = Y.encodeStateVector(doc)
    const paragraph = element("paragraph")
    const moved = new Y.XmlText()
    moved.insert(0, "They", { s_c_t1: 1 })
    paragraph.insert(0, [moved])
    doc.get("root-v2", Y.XmlElement).insert(0, [paragraph])
    expect(validateUpdate(Y.encodeStateAsUpdate(doc, before), ContentIndex.decode(index.encode()))).toMatchObject({
      ok: true,
    })
  })

  it("calls a change gapped, not wrong, when what it builds on is not here", () => {
    const doc = docOf([start])
    const root = doc.get("root-v2", Y.XmlElement)
    const updates: Uint8Array[] = []
    doc.on("update", (update: Uint8Array) => updates.push(update))
    root.insert(0, [element("paragraph", new Y.XmlText("a"))])
    words(root).insert(0, "b")
    root.delete(0, 1)
    for (const later of updates.slice(1)) {
      const verdict = validateUpdate(later, startIndex())
      expect(verdict.ok ? null : verdict.missing?.[0]?.client).toBe(doc.clientID)
    }
  })

  it("does not let a claim of other content for what is known reach the text", () => {
    const forged = seedUpdate([{ id: "b1", type: "heading", level: 2, text: "Wrong" }], {
      clientId: 1,
      newId: idsOf(1, 0),
      language: "en",
      dir: "ltr",
    })
    const trimmed = trimKnown(forged, startIndex().clocks())
    expect(Y.decodeUpdate(trimmed).structs).toEqual([])
    expect(validateUpdate(forged, startIndex())).toEqual({ ok: true, next: { runs: [], marks: [] } })
  })

  it("accepts all that people and the server write, and knows afterwards what a fresh look at the document knows", () => {
    let accepted = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const index = new ContentIndex()
      const doc = new Y.Doc()
      for (const { update, by } of play(seed, 120)) {
        const verdict = validateUpdate(trimKnown(update, index.clocks()), index, { writer: by })
        if (!verdict.ok) throw new Error(`seed ${seed}: ${verdict.reason} ${JSON.stringify(verdict.missing)}`)
        index.advance(verdict.next)
        Y.applyUpdate(doc, update)
        accepted += 1
      }
      const fresh = new ContentIndex()
      indexUpdate(Y.encodeStateAsUpdate(doc), fresh)
      expect(fresh.clocks()).toEqual(index.clocks())
      expectSamePlaces(ContentIndex.decode(index.encode()), fresh)
    }
    expect(accepted).toBeGreaterThan(seeds * 50)
  }, 600_000)

  it("stays on its feet when the bytes of real changes are mixed up", () => {
    const chance = new Chance(9)
    const steps = play(21, 100)
    const index = new ContentIndex()
    for (const { update, by } of steps) {
      const bytes = update.slice()
      bytes[chance.below(bytes.length)] = chance.below(256)
      try {
        validateUpdate(bytes, index)
      } catch (error) {
        expect(error).toMatchObject({ name: "MalformedUpdateError" })
      }
      const verdict = validateUpdate(update, index, { writer: by })
      if (verdict.ok) index.advance(verdict.next)
    }
  }, 30_000)

  it("prints how long a frame of 64 KiB takes", () => {
    const doc = docOf([start])
    const before = Y.encodeStateVector(doc)
    const root = doc.get("root-v2", Y.XmlElement)
    while (Y.encodeStateAsUpdate(doc, before).byteLength < 65_536) {
      doc.transact(() => {
        for (let i = 0; i < 100; i++) {
          const text = new Y.XmlText("words and words")
          root.insert(0, [element("paragraph", text)])
          text.format(3, 4, { p: { __format: 1 } })
        }
      })
    }
    const update = Y.encodeStateAsUpdate(doc, before)
    const index = startIndex()
    const began = performance.now()
    expect(validateUpdate(update, index)).toMatchObject({ ok: true })
    console.info(`validated ${update.byteLength} bytes in ${(performance.now() - began).toFixed(1)} ms`)
  })
})

/** Deleted content may have been garbage-collected in one of them; of everything else both say the same. */
function expectSamePlaces(a: ContentIndex, b: ContentIndex): void {
  for (const [client, end] of a.clocks()) {
    for (let clock = 0; clock < end; clock++) {
      const [x, y] = [a.placeOf(client, clock), b.placeOf(client, clock)]
      if (x?.kind === "gone" || y?.kind === "gone") continue
      if (x?.kind === "child" && y?.kind === "child" && y.is === "#deleted") expect({ ...x, is: y.is }).toEqual(y)
      else expect(x).toEqual(y)
    }
  }
}
