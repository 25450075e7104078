import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { $getRoot } from "lexical"
import { canonicalFromDoc, type CanonicalContent } from "../canonical/index.ts"
import { $canonicalFromEditor } from "../index.ts"
import { createHeadlessSection } from "../collab/index.ts"
import { markAttribute, rootName } from "../form/index.ts"
import { chart } from "../kinds/image/fuzz.ts"
import { $insertImage } from "../kinds/image/node.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { ContentIndex, indexUpdate, validateUpdate } from "../update/index.ts"
import { movePassage } from "./move.ts"
import type { PassageMove, PassageProblem, PassageRequest } from "./request.ts"

type Blocks = Parameters<typeof seedUpdate>[0]

const english = { language: "en", dir: "ltr" } as const
const arabic = { language: "ar", dir: "rtl" } as const
const server = 2 ** 32 + 7
const withNote = (id: string, words: string, note: string): Blocks[number] => ({
  id,
  type: "paragraph",
  text: words,
  footnotes: [{ id: note, after: words, text: `Source of ${note}.` }],
})
const paragraph = (id: string, text: string): Blocks[number] => ({ id, type: "paragraph", text })

function textOf(blocks: Blocks, clientId: number): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), ...english }))
  return doc
}

interface Moved {
  readonly move: PassageMove
  readonly source: Y.Doc
  readonly target: Y.Doc
}

type Options = Partial<Omit<PassageRequest, "from" | "to">> & {
  from?: typeof english
  to?: typeof english | typeof arabic
}

function requested(source: Y.Doc, target: Y.Doc, { from = english, to = english, ...rest }: Options): PassageRequest {
  const parts = (doc: Y.Doc) => [Y.encodeStateAsUpdate(doc)]
  return {
    clientId: server,
    from: { section: "s1", parts: parts(source), ...from },
    to: { section: "s2", parts: parts(target), ...to },
    selection: { kind: "everything" },
    place: { after: null, before: null },
    isPlaceNeeded: true,
    withMarks: true,
    replacesEmpty: false,
    tellsWhere: true,
    names: {},
    replaces: null,
    ...rest,
  }
}

/** Moves, has both changes judged as the server's own, and takes them into both texts. */
function moved(source: Y.Doc, target: Y.Doc, options: Options): Moved {
  const move = movePassage(requested(source, target, options))
  if (typeof move === "string") throw new Error(`refused: ${move}`)
  for (const [doc, update] of [
    [source, move.removal],
    [target, move.insertion],
  ] as const) {
    if (update === null) continue
    const index = new ContentIndex()
    indexUpdate(Y.encodeStateAsUpdate(doc), index)
    expect(validateUpdate(update, index, { writer: "server" })).toMatchObject({ ok: true })
    Y.applyUpdate(doc, update)
  }
  return { move, source, target }
}

function problem(source: Y.Doc, target: Y.Doc, options: Options): PassageProblem | "moved" {
  const move = movePassage(requested(source, target, options))
  return typeof move === "string" ? move : "moved"
}

function content(doc: Y.Doc, section: typeof english | typeof arabic = english): CanonicalContent {
  return canonicalFromDoc(doc, section)
}

function ids(doc: Y.Doc): (string | undefined)[] {
  return content(doc).blocks.map(({ id }) => id)
}

const blocks = (...ids: string[]) => ({ kind: "blocks", ids }) as const

describe("a passage that moves", () => {
  it("leaves the source without it and the target with it, blocks, ids and all", () => {
    const text: Blocks = [
      paragraph("a", "First."),
      { id: "h", type: "heading", level: 2, text: "Costs" },
      { id: "l", type: "list", ordered: true, items: ["one", "two"] },
      { id: "t", type: "table", caption: "Fees", header: ["State", "Fee"], rows: [["Ghana", "12"]] },
      paragraph("z", "Last."),
    ]
    const [source, target] = [textOf(text, 1), textOf([paragraph("x", "Here."), paragraph("y", "There.")], 2)]
    const before = content(source)
    const there = content(target)
    const { move } = moved(source, target, { selection: blocks("h", "l", "t"), place: { before: "y", after: null } })
    const [a, h, l, t, z] = before.blocks
    expect(content(source).blocks).toEqual([a, z])
    expect(content(target).blocks).toEqual([there.blocks[0], h, l, t, there.blocks[1]])
    expect(move.stood).toEqual({ after: "a", before: "z" })
    expect(move.followedBy).toBe("y")
    expect(move.blocks.map(({ from, to }) => [from, to]).filter(([from]) => "hlt".includes(from ?? ""))).toEqual([
      ["h", "h"],
      ["l", "l"],
      ["t", "t"],
    ])
  })

  it("brings the caption of a table or an image along, and is not put between the two", () => {
    const table: Blocks[number] = { id: "t", type: "table", caption: "Fees", header: ["State"], rows: [["Ghana"]] }
    const source = textOf([paragraph("a", "First."), table, paragraph("z", "Last.")], 1)
    withImage(source)
    const target = textOf([table], 2)
    moved(source, target, { selection: blocks("t"), place: { before: "t", after: null } })
    expect(content(target).blocks).toMatchObject([
      { type: "table", id: `${server.toString(36)}-0`, caption: { content: [{ text: "Fees" }] } },
      { type: "table", id: "t", caption: { content: [{ text: "Fees" }] } },
    ])
    expect(content(source).blocks.some(({ type }) => type === "caption")).toBe(false)
  })

  it("takes its notes along; a note that the rest refers to as well stays too, and numbers follow the order", () => {
    const source = textOf([withNote("a", "One", "n1"), withNote("b", "Two", "n2"), withNote("c", "Three", "n3")], 1)
    const again = new Y.XmlElement("footnoteref")
    again.setAttribute("__note", "n2")
    ;(source.get(rootName, Y.XmlElement).get(2) as Y.XmlElement).insert(0, [again])
    const target = textOf([withNote("x", "Here", "n1")], 2)
    const { move } = moved(source, target, { selection: blocks("a", "b"), place: { before: "x", after: null } })
    expect(move.notes).toBe(2)
    expect(notesIn(target)).toEqual(["Source of n1.", "Source of n2."])
    expect(content(target).blocks.map((block) => "content" in block && block.content.at(-1))).toEqual([
      { type: "footnote", note: 0 },
      { type: "footnote", note: 1 },
      // The same name and the same words: the same note.
      { type: "footnote", note: 0 },
    ])
    expect(notesIn(source)).toEqual(["Source of n2.", "Source of n3."])
  })

  it("gives a note another name where the target has one of that name with other words", () => {
    const source = textOf([withNote("a", "One", "n1")], 1)
    const target = textOf(
      [{ ...withNote("x", "Here", "n1"), footnotes: [{ id: "n1", after: "Here", text: "Other." }] } as Blocks[number]],
      2,
    )
    moved(source, target, { selection: blocks("a") })
    expect(notesIn(target)).toEqual(["Other.", "Source of n1."])
  })

  it("is still found by cross-references of both texts, and finds what stayed behind", () => {
    const source = textOf([paragraph("a", "Here: "), paragraph("b", "Moves, see: "), paragraph("c", "Stays: ")], 1)
    const target = textOf([paragraph("b", "See over there: "), paragraph("y", "And: ")], 2)
    for (const [doc, block, section, goal] of [
      [source, 0, "s1", "b"],
      [source, 1, "s1", "b"],
      [source, 1, "s1", "c"],
      [source, 2, "s3", "b"],
      [target, 1, "s1", "b"],
    ] as const)
      refer(doc, block, section, goal)
    const [before, there] = [content(source), content(target)]
    for (const tellsWhere of [true, false]) {
      const told = movePassage(requested(source, target, { selection: blocks("b"), tellsWhere }))
      if (typeof told === "string") throw new Error(told)
      expect(new TextDecoder("latin1").decode(told.removal ?? undefined).includes("s2")).toBe(tellsWhere)
    }
    const { move } = moved(source, target, { selection: blocks("b") })
    const own = move.blocks[0]?.to
    expect(goals(source)).toEqual([`s2#${own}`, "s3#b"])
    expect(goals(target)).toEqual([`s2#${own}`, `s2#${own}`, "s1#c"])
    const request = requested(target, source, {
      selection: blocks(own ?? ""),
      place: move.stood,
      names: { [own ?? ""]: "b" },
    })
    const { from, to } = request
    const back = movePassage({ ...request, from: { ...from, section: "s2" }, to: { ...to, section: "s1" } })
    if (typeof back === "string") throw new Error(back)
    Y.applyUpdate(source, back.insertion)
    if (back.removal !== null) Y.applyUpdate(target, back.removal)
    expect(content(source)).toEqual(before)
    expect(content(target)).toEqual(there)
  })

  it("takes images along with what is said about them, and says which files they need", () => {
    const source = textOf([paragraph("a", "First.")], 1)
    withImage(source)
    const target = textOf([paragraph("x", "Here.")], 2)
    const image = content(source).blocks.find(({ type }) => type === "image")
    const { move } = moved(source, target, { selection: { kind: "everything" } })
    expect(move.images).toEqual([chart.blob])
    expect(content(target).blocks).toContainEqual(image)
    expect(source.getMap("payloads").size).toBe(0)
  })

  it("carries no word that was deleted", () => {
    const source = textOf([paragraph("a", "open secret words")], 1)
    line(source, 0).delete(5, 7)
    const target = textOf([paragraph("x", "Here.")], 2)
    const { move } = moved(source, target, { selection: blocks("a") })
    expect(content(target).blocks.at(-1)).toMatchObject({ content: [{ text: "open words" }] })
    expect(new TextDecoder("latin1").decode(move.insertion)).not.toContain("secret")
  })

  it("keeps formats; marks go along if they may", () => {
    const marked = () => {
      const doc = textOf([paragraph("a", "plain bold marked")], 1)
      line(doc, 0).format(6, 4, { p: { __format: 1 } })
      line(doc, 0).format(11, 6, { [markAttribute("t1")]: 1 })
      return doc
    }
    const delta = [{ insert: "plain " }, { insert: "bold", attributes: { p: { __format: 1 } } }]
    const [first, second] = [textOf([paragraph("x", "")], 2), textOf([paragraph("x", "")], 3)]
    moved(marked(), first, { selection: blocks("a") })
    expect(line(first, 1).toDelta()).toEqual([
      ...delta,
      { insert: " " },
      { insert: "marked", attributes: { [markAttribute("t1")]: 1 } },
    ])
    moved(marked(), second, { selection: blocks("a"), withMarks: false })
    expect(line(second, 1).toDelta()).toEqual([...delta, { insert: " marked" }])
  })

  it("says its language where the other section has another, and no more when it comes back", () => {
    const source = textOf([withNote("a", "One", "n1"), paragraph("b", "Two")], 1)
    const target = textOf([], 2)
    const before = content(source)
    const { move } = moved(source, target, { selection: blocks("a"), to: arabic })
    expect(content(target, arabic)).toMatchObject({
      blocks: [{}, { id: "a", language: "en", dir: "ltr" }],
      footnotes: [{ language: "en", dir: "ltr" }],
    })
    const back = requested(target, source, { selection: blocks("a"), place: move.stood })
    const again = movePassage({ ...back, from: { ...back.from, ...arabic }, to: { ...back.to, ...english } })
    if (typeof again === "string") throw new Error(again)
    Y.applyUpdate(source, again.insertion)
    expect(content(source)).toEqual(before)
  })

  it("names the runs that its words were written in, in their order", () => {
    const source = textOf([paragraph("a", "seed"), paragraph("b", "other")], 1)
    source.clientID = 9
    line(source, 0).insert(2, "++")
    const target = textOf([paragraph("x", "")], 2)
    const { move } = moved(source, target, { selection: blocks("a", "b") })
    expect(move.runs.map(({ client, length }) => [client, length])).toEqual([
      [1, 2],
      [9, 2],
      [1, 2],
      [1, 5],
    ])
    expect(typedBy(server, move.insertion)).toBe("se++edother")
  })

  it("reads the same in every editor of both sections, and nobody writes anything on seeing it", () => {
    const source = textOf([withNote("a", "One", "n1"), paragraph("b", "Two")], 1)
    withImage(source)
    const target = textOf([withNote("x", "Here", "n9")], 2)
    const open = [source, target].map((doc) => {
      let writes = 0
      const { binding, editor } = createHeadlessSection(doc, { newBlockId: () => `new-${writes}` })
      doc.on("update", (_: Uint8Array, origin: unknown) => (writes += Number(origin === binding)))
      return { binding, editor, doc, writes: () => writes }
    })
    moved(source, target, { selection: { kind: "everything" }, place: { before: "x", after: null } })
    for (const { binding, writes, doc, editor } of open) {
      expect(binding.check()).toBe(true)
      expect(writes()).toBe(0)
      expect(editor.getEditorState().read(() => $canonicalFromEditor(english), { editor })).toEqual(content(doc))
      binding.destroy()
    }
  })
})

describe("a passage that comes back", () => {
  const start = () =>
    [
      textOf(
        [paragraph("a", "Alpha."), withNote("b", "Beta", "n1"), paragraph("c", "Gamma."), paragraph("d", "Delta.")],
        1,
      ),
      textOf([paragraph("b", "The other b."), paragraph("y", "Ypsilon.")], 2),
    ] as const

  function back({ move, source, target }: Moved, others: string[] = []): void {
    moved(target, source, {
      selection: { kind: "moved", ids: move.blocks.map(({ to }) => to), followedBy: move.followedBy, others },
      place: move.stood,
      isPlaceNeeded: false,
      names: Object.fromEntries(move.blocks.map(({ from, to }) => [to, from])),
    })
  }

  it("makes both texts what they were, ids and notes as well", () => {
    const [source, target] = start()
    const [before, there] = [content(source), content(target)]
    const result = moved(source, target, { selection: blocks("b", "c"), place: { before: "y", after: null } })
    expect(ids(target)).toEqual(["b", expect.stringMatching(/-0$/), "c", "y"])
    back(result)
    expect(content(source)).toEqual(before)
    expect(content(target)).toEqual(there)
  })

  it("brings what colleagues have written into it and right behind it since", () => {
    const [source, target] = start()
    const result = moved(source, target, { selection: blocks("b", "c"), place: { before: "y", after: null } })
    line(target, 2).insert(6, " And more.")
    const tail = new Y.XmlElement("paragraph")
    tail.setAttribute("s_id", "tail")
    tail.insert(0, [new Y.XmlText("A tail.")])
    target.get(rootName, Y.XmlElement).insert(3, [tail])
    back(result)
    expect(ids(source)).toEqual(["a", "b", "c", "tail", "d"])
    expect(content(source).blocks[2]).toMatchObject({ content: [{ text: "Gamma. And more." }] })
    expect(ids(target)).toEqual(["b", "y"])
  })

  it("leaves a passage alone that came behind it later", () => {
    const [source, target] = start()
    const result = moved(source, target, { selection: blocks("b") })
    moved(source, target, { selection: blocks("d") })
    back(result, ["d"])
    expect(ids(source)).toEqual(["a", "b", "c"])
    expect(ids(target)).toEqual(["b", "y", "d"])
  })

  it("goes where it stood as far as that is still there, else to the end", () => {
    for (const [gone, order] of [
      [["a"], ["b", "c", "d"]],
      [
        ["a", "c"],
        ["d", "b"],
      ],
    ] as const) {
      const [source, target] = start()
      const result = moved(source, target, { selection: blocks("b") })
      const root = source.get(rootName, Y.XmlElement)
      for (const id of gone) root.delete(ids(source).indexOf(id), 1)
      back(result)
      expect(ids(source)).toEqual(order)
    }
  })
})

describe("a text without words", () => {
  it("has what comes back to it in the place of its empty paragraph", () => {
    const target = textOf([], 2)
    moved(textOf([withNote("a", "One", "n1")], 1), target, { replacesEmpty: true })
    expect(ids(target)).toEqual(["a"])
    const other = textOf([], 3)
    moved(textOf([paragraph("a", "One")], 1), other, { place: { after: null, before: "3-0" }, replacesEmpty: true })
    expect(ids(other)).toEqual(["a"])
    const kept = textOf([paragraph("x", "Words")], 4)
    moved(textOf([paragraph("a", "One")], 1), kept, { replacesEmpty: true })
    expect(ids(kept)).toEqual(["x", "a"])
  })
})

describe("a passage that stays", () => {
  const source = () => textOf([paragraph("a", "Alpha."), paragraph("b", "Beta.")], 1)
  const target = () => textOf([paragraph("x", "Here.")], 2)

  it.each<[PassageProblem, Options]>([
    ["gone", { selection: blocks("a", "nowhere") }],
    ["gone", { selection: blocks("b", "a") }],
    ["gone", { selection: { kind: "moved", ids: ["nowhere"], followedBy: null, others: [] } }],
    ["gone", { selection: { kind: "from", id: "nowhere" } }],
    ["place-gone", { selection: blocks("a"), place: { before: "nowhere", after: null } }],
    ["nothing-before", { selection: { kind: "from", id: "a" } }],
  ])("%s", (expected, options) => {
    expect(problem(source(), target(), options)).toBe(expected)
  })

  it("holds something that is not understood here", () => {
    const doc = source()
    line(doc, 0).format(0, 2, { s_ins: { id: "p1" } })
    expect(problem(doc, target(), { selection: blocks("a") })).toBe("unreadable")
    doc.get(rootName, Y.XmlElement).insert(1, [new Y.XmlElement("hologram")])
    expect(problem(doc, target(), { selection: { kind: "from", id: "b" } })).toBe("moved")
    expect(problem(doc, target(), { selection: { kind: "everything" } })).toBe("unreadable")
  })

  it("is larger than one change can be", () => {
    const doc = textOf([paragraph("a", "x".repeat(4 * 2 ** 20)), paragraph("b", "Beta.")], 1)
    expect(problem(doc, target(), { selection: blocks("a") })).toBe("too-large")
  })
})

function refer(doc: Y.Doc, block: number, section: string, goal: string): void {
  const reference = new Y.XmlElement("crossreference")
  for (const [key, value] of Object.entries({ __section: section, __block: goal, __goal: "paragraph" }))
    reference.setAttribute(key, value)
  const paragraph = doc.get(rootName, Y.XmlElement).get(block) as Y.XmlElement
  paragraph.insert(paragraph.length, [reference])
}

/** What the text refers to, in its order. */
function goals(doc: Y.Doc): string[] {
  return content(doc).blocks.flatMap((block) =>
    ("content" in block ? block.content : []).flatMap((part) =>
      part.type === "crossreference" ? [`${part.section}#${part.block}`] : [],
    ),
  )
}

function withImage(doc: Y.Doc): void {
  let next = 0
  const { editor, binding } = createHeadlessSection(doc, { newBlockId: () => `e${next++}` })
  editor.update(
    () => {
      $getRoot().selectEnd()
      $insertImage(chart, () => "i1")
    },
    { discrete: true },
  )
  binding.destroy()
}

function line(doc: Y.Doc, block: number): Y.XmlText {
  return (doc.get(rootName, Y.XmlElement).get(block) as Y.XmlElement).get(0) as Y.XmlText
}

function notesIn(doc: Y.Doc): string[] {
  return (content(doc).footnotes ?? []).map(({ content: [words] }) => (words?.type === "text" ? words.text : ""))
}

/** The characters that an update brings, in the order of the clocks of this client. */
function typedBy(client: number, update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.filter((struct) => struct.id.client === client)
    .map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ""))
    .join("")
}
