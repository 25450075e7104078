import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc, type CanonicalContent } from "../../canonical/index.ts"
import { idAttribute, languageAttribute, rootName } from "../../form/index.ts"
import { idsOf, seedUpdate } from "../../seed/seed.ts"
import { Alphabet, Chance, edits, Writer } from "../../testing/index.ts"
import { ContentIndex, indexUpdate, validateUpdate } from "../../update/index.ts"
import { movePassage } from "../move.ts"
import type { PassageSelection } from "../request.ts"
import { followPassage, takeOutLate } from "./follow.ts"
import type { Brought, Followed } from "./request.ts"

type Blocks = Parameters<typeof seedUpdate>[0]

const english = { language: "en", dir: "ltr" } as const
const server = 2 ** 32 + 7
const paragraph = (id: string, text: string): Blocks[number] => ({ id, type: "paragraph", text })
const three = [paragraph("a", "First."), paragraph("b", "The passage."), paragraph("z", "Last.")]

function textOf(blocks: Blocks, clientId: number): Uint8Array {
  return seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), ...english })
}

interface MoveOptions {
  readonly selection?: PassageSelection
  readonly isWhole?: boolean
  readonly withMarks?: boolean
  readonly isRemembered?: boolean
}

/** A passage that has moved from one text to the other, and people who write to either. */
class Move {
  readonly #options: MoveOptions
  readonly #before: { source: Uint8Array; target: Uint8Array }
  readonly #change: { removal: Uint8Array; insertion: Uint8Array }
  readonly #earlier: Uint8Array[] = []
  readonly #brought: Brought[] = []
  readonly source = new Y.Doc()
  readonly target = new Y.Doc()

  constructor(source: Uint8Array, target: Uint8Array, options: MoveOptions = {}) {
    this.#options = options
    this.#before = { source, target }
    const move = movePassage({
      clientId: server,
      from: { section: "s1", parts: [source], ...english },
      to: { section: "s2", parts: [target], ...english },
      selection: options.selection ?? { kind: "blocks", ids: ["b"] },
      place: { after: null, before: null },
      isPlaceNeeded: false,
      replaces: null,
      replacesEmpty: false,
      tellsWhere: true,
      withMarks: options.withMarks ?? true,
      names: {},
    })
    if (typeof move === "string") throw new Error(move)
    const { removal, insertion } = move
    if (removal === null) throw new Error("it has not been cut")
    this.#change = { removal, insertion }
    for (const update of [source, removal]) Y.applyUpdate(this.source, update)
    for (const update of [target, move.insertion]) Y.applyUpdate(this.target, update)
  }

  /** Someone who has the source as it was before. */
  late(clientId: number): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = clientId
    Y.applyUpdate(doc, this.#before.source)
    return doc
  }

  /** The update reaches the source after the move. */
  arrives(update: Uint8Array, tellsAll = false): Followed | null {
    const answer = followPassage({
      clientId: server,
      update,
      tellsAll,
      from: { section: "s1", ...english, parts: [this.#before.source], change: this.#change.removal },
      to: { section: "s2", ...english, parts: [this.#before.target], change: this.#change.insertion },
      earlier: this.#earlier,
      asNew: false,
      brought: this.#brought,
      now: [Y.encodeStateAsUpdate(this.target)],
      cut: null,
      isWhole: this.#options.isWhole ?? false,
      withMarks: this.#options.withMarks ?? true,
    })
    if (typeof answer === "string") throw new Error(answer)
    Y.applyUpdate(this.source, update)
    this.#earlier.push(update)
    if (answer === null) return null
    if (this.#options.isRemembered ?? true) this.#brought.push(...answer.brought)
    const index = new ContentIndex()
    indexUpdate(Y.encodeStateAsUpdate(this.target), index)
    expect(validateUpdate(answer.change, index, { writer: "server" })).toMatchObject({ ok: true })
    Y.applyUpdate(this.target, answer.change)
    Y.applyUpdate(this.source, takeOutLate([Y.encodeStateAsUpdate(this.source)], answer.strays))
    return answer
  }
}

function written(doc: Y.Doc, write: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  let update: Uint8Array | null = null
  const keep = (bytes: Uint8Array) => (update = bytes)
  doc.on("update", keep)
  doc.transact(() => write(doc))
  doc.off("update", keep)
  return update ?? Y.encodeStateAsUpdate(doc, before)
}

const line = (doc: Y.Doc, block: number) =>
  (doc.get(rootName, Y.XmlElement).get(block) as Y.XmlElement).get(0) as Y.XmlText
const content = (doc: Y.Doc): CanonicalContent => canonicalFromDoc(doc, english)
const words = (doc: Y.Doc): string[] =>
  content(doc).blocks.map((block) =>
    "content" in block ? block.content.map((part) => (part.type === "text" ? part.text : "")).join("") : "",
  )

describe("words for a passage that has moved", () => {
  it("stand in it, at the same letters, whatever was written there since", () => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2))
    const there = line(move.target, 1)
    there.insert(0, "Now: ")
    there.delete(9, 7)
    expect(words(move.target)).toEqual(["Here.", "Now: The ."])
    const late = move.late(5)
    move.arrives(written(late, (doc) => line(doc, 1).insert(11, " that moves")))
    move.arrives(written(late, (doc) => line(doc, 1).insert(3, " whole")))
    expect(words(move.target)).toEqual(["Here.", "Now: The whole  that moves."])
    expect(words(move.source)).toEqual(["First.", "Last."])
  })

  it.each([true, false])("come letter by letter in their order, remembered (%s) or not", (isRemembered) => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2), { isRemembered })
    const late = move.late(5)
    for (const [i, letter] of "late words ".split("").entries())
      move.arrives(written(late, (doc) => line(doc, 1).insert(4 + i, letter)))
    expect(words(move.target)).toEqual(["Here.", "The late words passage."])
  })

  it("are a day's work as well: what was split, added, formatted and taken out", () => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2))
    const late = move.late(5)
    const day = written(late, (doc) => {
      line(doc, 1).delete(3, 1)
      line(doc, 1).insert(3, " new ", { [languageAttribute]: "fr" })
      const added = new Y.XmlElement("paragraph")
      added.setAttribute(idAttribute, "new")
      added.insert(0, [new Y.XmlText("Added behind.")])
      doc.get(rootName, Y.XmlElement).insert(2, [added])
    })
    move.arrives(day, true)
    expect(words(move.target)).toEqual(["Here.", "The new passage.", "Added behind."])
    expect(content(move.target).blocks[2]?.id).toBe("new")
    expect(words(move.source)).toEqual(["First.", "Last."])
  })

  it("leave what they do not concern where it is", () => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2))
    const late = move.late(5)
    expect(move.arrives(written(late, (doc) => line(doc, 2).insert(0, "The very ")))).toBeNull()
    expect(words(move.source)).toEqual(["First.", "The very Last."])
  })

  it("take away what their author saw, and nothing that was written since", () => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2))
    line(move.target, 1).insert(4, "newer ")
    const late = move.late(5)
    move.arrives(written(late, (doc) => doc.get(rootName, Y.XmlElement).delete(1, 1)))
    expect(words(move.target)).toEqual(["Here.", "newer "])
  })

  it("do not take away the passage because their author's device knows that it is gone", () => {
    const move = new Move(textOf(three, 1), textOf([paragraph("x", "Here.")], 2))
    const late = move.late(5)
    line(late, 0).insert(0, "The ")
    Y.applyUpdate(late, Y.encodeStateAsUpdate(move.source))
    expect(move.arrives(Y.encodeStateAsUpdate(late), true)).toBeNull()
    expect(words(move.target)).toEqual(["Here.", "The passage."])
  })
})

describe("whatever somebody did to a text that was merged into another", () => {
  it("stands there as it stood with them, nothing lost and nothing twice", () => {
    for (let seed = 0; seed < seeds; seed++) {
      const chance = new Chance(seed)
      const start: Blocks = [
        ...three,
        { id: "l", type: "list", ordered: true, items: ["one", "two"] },
        { id: "t", type: "table", caption: "Fees", header: ["State", "Fee"], rows: [["Ghana", "12"]] },
        {
          ...paragraph("n", "With a note."),
          footnotes: [{ id: "n1", after: "With", text: "Source." }],
        } as Blocks[number],
      ]
      const move = new Move(textOf(start, 1), textOf([paragraph("x", "Here.")], 2), {
        selection: { kind: "everything" },
        isWhole: true,
      })
      const writer = new Writer(5, Y.encodeStateAsUpdate(move.late(5)), new Alphabet())
      const kinds = Object.values(edits).map(([make]) => make)
      writer.outbox.length = 0
      for (let i = 0; i < 12; i++) (chance.pick(kinds) as (typeof kinds)[number])(writer, chance)
      const updates = writer.outbox.map(({ update }) => update)
      const isOnline = seed % 2 === 0
      for (const update of isOnline ? updates : [Y.mergeUpdates(updates)]) move.arrives(update, !isOnline)
      const [, ...come] = content(move.target).blocks
      expect(come, `seed ${seed}`).toEqual(content(writer.doc).blocks)
    }
  })
})

const seeds = 24
