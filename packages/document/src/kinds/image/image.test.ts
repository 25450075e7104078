import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $getRoot, $getSelection, type SerializedLexicalNode } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { $canonicalFromEditor } from "../../canonical/from-editor.ts"
import { htmlOf } from "../../canonical/html.ts"
import { openTogether, type Person, type Section } from "../../testing/people.ts"
import { ContentIndex, validateUpdate } from "../../update/index.ts"
import type { Image } from "./canonical.ts"
import { chart } from "./fuzz.ts"
import { $insertImage, $isImageNode } from "./node.ts"

const english = { language: "en", dir: "ltr" } as const
let ids = 0

function insert(person: Person, caption = false): string {
  let payload = ""
  person.edit(() => {
    payload = $insertImage(chart, () => `image-${ids++}`, { caption })?.getPayload() ?? ""
  })
  return payload
}

const images = (section: Section): Image[] =>
  canonicalFromDoc(section.doc, english).blocks.filter((block) => block.type === "image")

const payloads = ({ doc }: { doc: Y.Doc }): number => doc.getMap("payloads").size

describe("an image", () => {
  it("comes with what is said about it in one undo step", () => {
    const { ana, bo, section } = openTogether("Costs")
    ana.select(0, 5)
    const id = insert(ana, true)
    ana.type("Costs, drawn")
    expect(images(section)).toMatchObject([{ file: { width: 40 }, caption: { content: [{ text: "Costs, drawn" }] } }])
    expect(bo.binding.payloads.read(id)).toEqual(chart)
    expect(bo.editor.read(() => $canonicalFromEditor(english))).toEqual(canonicalFromDoc(section.doc, english))
    ana.binding.undo()
    ana.binding.undo()
    expect([images(section), payloads(section)]).toEqual([[], 0])
    ana.binding.redo()
    expect(images(section)).toMatchObject([{ file: { width: 40 } }])
  })

  it("is described in a step of its own, which everybody hears of", () => {
    const { ana, bo, section } = openTogether("Costs")
    ana.select(0, 5)
    const id = insert(ana)
    const heard: string[] = []
    bo.binding.payloads.subscribe((changed) => heard.push(...changed))
    ana.select(0, 0).type("The ")
    ana.binding.payloads.update(id, { alt: "A line that falls", scale: 50 })
    expect(images(section)).toMatchObject([{ alt: "A line that falls", scale: 50 }])
    expect(new Set(heard)).toEqual(new Set([id]))
    ana.binding.undo()
    expect(images(section)[0]?.alt).toBeUndefined()
    expect(bo.lines[0]).toBe("The Costs")
    expect(() => ana.binding.payloads.update(id, { scale: 5 })).toThrow(RangeError)
  })

  it("is copied with what is said about it, here and into another section", () => {
    const here = openTogether("Costs")
    const there = openTogether("Elsewhere")
    here.ana.select(0, 5)
    const id = insert(here.ana)
    here.ana.binding.payloads.update(id, { alt: "first" })
    let copied = ""
    here.ana.edit(() => {
      $getRoot().select(0, $getRoot().getChildrenSize())
      copied = JSON.stringify($generateJSONFromSelectedNodes(here.ana.editor, $getSelection()).nodes)
    })
    for (const { ana } of [here, there]) {
      ana.select(0, 0)
      ana.edit(() => {
        const selection = $getSelection()
        const nodes = $generateNodesFromSerializedNodes(JSON.parse(copied) as SerializedLexicalNode[])
        if (selection !== null) $insertGeneratedNodes(ana.editor, nodes, selection)
      })
    }
    expect(images(here.section).map(({ alt }) => alt)).toEqual(["first", "first"])
    here.ana.binding.payloads.update(id, { alt: "changed" })
    expect(new Set(images(here.section).map(({ alt }) => alt))).toEqual(new Set(["first", "changed"]))
    expect(images(there.section).map(({ alt }) => alt)).toEqual(["first"])
  })

  it("is missing where nothing is said about it, and stays", () => {
    const { bo, section } = openTogether("Costs")
    section.change((root) => {
      const image = new Y.XmlElement("image")
      image.setAttribute("__payload", "unknown")
      root.insert(1, [image])
    })
    expect(bo.read(() => $getRoot().getChildren().filter($isImageNode)).length).toBe(1)
    expect(images(section)).toEqual([{ type: "image" }])
    expect(htmlOf(canonicalFromDoc(section.doc, english))).toContain("<figure data-missing></figure>")
  })
})

describe("payloads", () => {
  function verdict(fn: (doc: Y.Doc) => void): boolean {
    const doc = new Y.Doc()
    doc.transact(() => fn(doc))
    return validateUpdate(Y.encodeStateAsUpdate(doc), new ContentIndex()).ok
  }
  const withPayload = (entries: [string, unknown][], id = "i1") =>
    verdict((doc) => doc.getMap("payloads").set(id, new Y.Map<unknown>(entries)))

  it("are let in with known keys and values only", () => {
    const payload = Object.entries({ kind: "image", ...chart })
    expect(withPayload(payload)).toBe(true)
    expect(withPayload([...payload, ["onload", "x"]])).toBe(false)
    expect(withPayload([["kind", "video"]])).toBe(false)
    expect(withPayload([["blob", "x"]])).toBe(false)
    expect(withPayload([["alt", "x".repeat(2001)]])).toBe(false)
    expect(withPayload([["scale", new Y.Map()]])).toBe(false)
    expect(withPayload(payload, "a b")).toBe(false)
    expect(verdict((doc) => doc.getMap("payloads").set("i1", "x"))).toBe(false)
    expect(verdict((doc) => doc.getXmlFragment("payloads").insert(0, [new Y.XmlElement("paragraph")]))).toBe(false)
  })

  it("may be replaced and taken away", () => {
    const doc = new Y.Doc()
    const index = new ContentIndex()
    const verdicts: boolean[] = []
    doc.on("update", (update: Uint8Array) => {
      const validation = validateUpdate(update, index)
      verdicts.push(validation.ok)
      if (validation.ok) index.advance(validation.next)
    })
    const map = doc.getMap("payloads")
    const payload = () => new Y.Map<unknown>(Object.entries({ kind: "image", ...chart }))
    map.set("i1", payload())
    map.set("i1", payload())
    ;(map.get("i1") as Y.Map<unknown>).set("alt", "again")
    ;(map.get("i1") as Y.Map<unknown>).set("alt", "and again")
    map.delete("i1")
    map.set("i1", payload())
    expect(verdicts).toEqual([true, true, true, true, true, true])
    expect(validateUpdate(Y.encodeStateAsUpdate(doc), new ContentIndex())).toMatchObject({ ok: true })
  })
})
