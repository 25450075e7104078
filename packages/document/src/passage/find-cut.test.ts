import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { idAttribute, rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { type CutQuery, findCut } from "./find-cut.ts"

/** A text of three paragraphs, its log from then on, and people who write in it. */
class Log {
  readonly parts: Uint8Array[]
  readonly entries: { author: string; update: Uint8Array }[] = []
  readonly #docs = new Map<string, Y.Doc>()

  constructor() {
    const blocks = ["a", "b", "c"].map((id) => ({ id, type: "paragraph", text: `Words of ${id}.` }) as const)
    const by = { clientId: 1, newId: idsOf(1, 0), language: "en", dir: "ltr" } as const
    this.parts = [seedUpdate(blocks, by)]
  }

  /** What somebody does goes into the log as one entry. */
  does(author: string, act: (root: Y.XmlElement) => void): this {
    const doc = this.at(author)
    const before = Y.encodeStateVector(doc)
    act(doc.get(rootName, Y.XmlElement))
    this.entries.push({ author, update: Y.encodeStateAsUpdate(doc, before) })
    return this
  }

  /** What this person sees; only what they have done and read. */
  at(author: string): Y.Doc {
    const known = this.#docs.get(author)
    if (known !== undefined) return known
    const doc = new Y.Doc({ gc: false })
    doc.clientID = 10 + this.#docs.size
    this.#docs.set(author, doc)
    this.reads(author)
    return doc
  }

  reads(author: string): this {
    for (const update of [...this.parts, ...this.entries.map((entry) => entry.update)])
      Y.applyUpdate(this.at(author), update)
    return this
  }

  /** What somebody says who cuts these blocks now. */
  saysOf(author: string, ids: readonly string[]): Pick<CutQuery, "ids" | "author" | "seen" | "characters"> {
    const doc = this.at(author)
    const chosen = blocksOf(doc.get(rootName, Y.XmlElement)).filter((block) => ids.includes(idOf(block)))
    const characters = chosen.reduce((sum, block) => sum + lineOf(block).length, 0)
    return { ids, author, seen: Y.encodeStateVector(doc), characters }
  }

  find(says: Pick<CutQuery, "ids" | "author" | "seen" | "characters">) {
    return findCut({ parts: this.parts, entries: this.entries, ...says })
  }
}

const blocksOf = (root: Y.XmlElement) => root.toArray().filter((child) => child instanceof Y.XmlElement)
const idOf = (block: Y.XmlElement) => String(block.getAttribute(idAttribute))
const lineOf = (block: Y.XmlElement) => block.get(0) as Y.XmlText
const blockIn = (root: Y.XmlElement, id: string) => blocksOf(root).find((block) => idOf(block) === id) as Y.XmlElement
function cuts(...ids: string[]) {
  return (root: Y.XmlElement): void => {
    for (const id of ids) root.delete(root.toArray().indexOf(blockIn(root, id)), 1)
  }
}
const types = (id: string, words: string) => (root: Y.XmlElement) => lineOf(blockIn(root, id)).insert(0, words)
const erases = (id: string, length: number) => (root: Y.XmlElement) => lineOf(blockIn(root, id)).delete(0, length)

describe("a cut is found", () => {
  it("where its author took the blocks out, all of them at once", () => {
    const log = new Log().does("ana", types("c", "More. "))
    const says = log.saysOf("ana", ["a", "b"])
    log.does("ana", cuts("a", "b")).does("ana", types("c", "Even more. "))
    expect(log.find(says)).toEqual({ kind: "cut", entry: 1 })
  })

  it("where the line stays, empty, as another block", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["b"])
    log.does("ana", (root) => {
      const block = blockIn(root, "b")
      block.delete(0, 1)
      block.setAttribute(idAttribute, "new")
    })
    expect(log.find(says)).toEqual({ kind: "cut", entry: 0 })
  })

  it("the last time that they went", () => {
    const log = new Log()
    log.does("ana", (root) => blockIn(root, "a").setAttribute(idAttribute, "other"))
    log.does("ana", (root) => blockIn(root, "other").setAttribute(idAttribute, "a"))
    const says = log.saysOf("ana", ["a"])
    log.does("ana", cuts("a"))
    expect(log.find(says)).toEqual({ kind: "cut", entry: 2 })
  })

  it("with words of others that went with it unseen", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["a"])
    log.does("bo", types("a", "Bo's. ")).does("ana", cuts("a"))
    expect(log.find(says)).toEqual({ kind: "cut", entry: 1 })
  })
})

describe("no cut is found", () => {
  it("where the blocks are still there, or went before", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["a"])
    expect(log.find(says)).toEqual({ kind: "earlier" })
    log.does("ana", cuts("b"))
    expect(log.find(says)).toEqual({ kind: "earlier" })
    expect(log.find({ ...says, ids: ["nowhere"] })).toEqual({ kind: "earlier" })
  })

  it("where somebody else took them out, or took out one of them", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["a", "b"])
    log.does("bo", cuts("a")).does("ana", (root) => cuts("a", "b")(root))
    expect(log.find(says)).toEqual({ kind: "otherwise" })
    const other = new Log()
    const claim = other.saysOf("ana", ["a"])
    other.does("bo", cuts("a"))
    expect(other.find(claim)).toEqual({ kind: "otherwise" })
  })

  it("where they went one after the other", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["a", "b"])
    log.does("ana", cuts("a")).does("ana", cuts("b"))
    expect(log.find(says)).toEqual({ kind: "otherwise" })
  })

  it("where one entry holds more than the cut: what was typed into the blocks before, or erased", () => {
    for (const edit of [types("a", "New. "), erases("a", 5)]) {
      const log = new Log()
      edit(log.at("ana").get(rootName, Y.XmlElement))
      const says = log.saysOf("ana", ["a"])
      const before = Y.encodeStateVector(new Log().at("ana"))
      log.does("ana", cuts("a"))
      log.entries.splice(0, 1, { author: "ana", update: Y.encodeStateAsUpdate(log.at("ana"), before) })
      expect(log.find(says)).toEqual({ kind: "otherwise" })
    }
  })

  it("where less was cut than is said", () => {
    const log = new Log()
    const says = log.saysOf("ana", ["a"])
    log.does("ana", cuts("a"))
    expect(log.find({ ...says, characters: 3 })).toEqual({ kind: "otherwise" })
    expect(log.find({ ...says, seen: Y.encodeStateVector(new Y.Doc()) })).toEqual({ kind: "otherwise" })
  })
})
