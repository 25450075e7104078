import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { paragraphOf } from "../testing/scripted-world.ts"
import { isContained } from "./contained.ts"
import { insertsText, unsentText } from "./unsent-text.ts"

/** A document and the update of one change of it. */
function change(doc: Y.Doc, edit: (text: Y.XmlText) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => updates.push(update)
  doc.on("update", collect)
  doc.transact(() => edit(paragraphOf(doc)))
  doc.off("update", collect)
  return Y.mergeUpdates(updates)
}

function docWith(text: string): Y.Doc {
  const doc = new Y.Doc()
  paragraphOf(doc).insert(0, text)
  return doc
}

function addBlock(doc: Y.Doc, text: string): void {
  const block = new Y.XmlElement("paragraph")
  const run = new Y.XmlText()
  run.insert(0, text)
  block.insert(0, [run])
  doc.get("root-v2", Y.XmlElement).push([block])
}

describe("[CLIENT14] unsent words", () => {
  it("come in the order of the text, not of typing", () => {
    const doc = docWith("")
    const later = change(doc, (text) => text.insert(0, "the end"))
    const earlier = change(doc, (text) => text.insert(0, "in the beginning, "))
    expect(unsentText(doc, [later, earlier])).toBe("in the beginning, the end")
  })

  it("are widened to whole words, with an ellipsis between", () => {
    const doc = docWith("a migrnt crossed the bordr safely")
    const updates = [change(doc, (text) => text.insert(5, "a")), change(doc, (text) => text.insert(26, "e"))]
    expect(unsentText(doc, updates)).toBe("migarnt … border")
  })

  it("take a line per block", () => {
    const doc = docWith("")
    const first = change(doc, (text) => text.insert(0, "one"))
    const second = change(doc, () => addBlock(doc, "two"))
    expect(unsentText(doc, [first, second])).toBe("one\ntwo")
  })

  it("leave out what was deleted again by oneself", () => {
    const doc = docWith("")
    const updates = [change(doc, (text) => text.insert(0, "no, yes")), change(doc, (text) => text.delete(0, 4))]
    expect(unsentText(doc, updates)).toBe("yes")
  })

  it("keep what someone else deleted together with its paragraph", () => {
    const doc = docWith("base ")
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const own = change(doc, (text) => text.insert(5, "mine"))
    other.get("root-v2", Y.XmlElement).delete(0, 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(unsentText(doc, [own])).toBe("mine")
  })

  it("are found in bold, in cells and in map values", () => {
    const doc = docWith("plain ")
    const bold = change(doc, (text) => text.insert(6, "bold", { bold: true }))
    const payload = change(doc, () => {
      const alt = new Y.Text()
      alt.insert(0, "alt text")
      doc.getMap("payloads").set("p1", alt)
    })
    const cell = change(doc, () => {
      const table = new Y.XmlElement("table")
      const inner = new Y.XmlElement("tablecell")
      const run = new Y.XmlText()
      run.insert(0, "cell")
      inner.insert(0, [run])
      table.insert(0, [inner])
      doc.get("root-v2", Y.XmlElement).push([table])
    })
    expect(unsentText(doc, [bold, cell, payload]).split("\n").sort()).toEqual(["alt text", "bold", "cell"])
  })

  it("are none where only formats and deletions are unsent", () => {
    const doc = docWith("words")
    const update = change(doc, (text) => {
      text.format(0, 3, { bold: true })
      text.delete(3, 2)
    })
    expect([insertsText(update), unsentText(doc, [update])]).toEqual([false, ""])
  })
})

describe("[CLIENT15] whether the server has an update", () => {
  it("asks for its words and for its deletions", () => {
    const server = docWith("words")
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
    const insertion = change(client, (text) => text.insert(5, "!"))
    const deletion = change(client, (text) => text.delete(0, 2))
    expect([isContained(server, insertion), isContained(server, deletion)]).toEqual([false, false])
    Y.applyUpdate(server, insertion)
    expect([isContained(server, insertion), isContained(server, deletion)]).toEqual([true, false])
    Y.applyUpdate(server, deletion)
    expect([isContained(server, insertion), isContained(server, deletion)]).toEqual([true, true])
  })
})
