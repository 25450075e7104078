import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/index.ts"
import { rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { movePassage } from "./move.ts"
import type { PassageRequest } from "./request.ts"

type Blocks = Parameters<typeof seedUpdate>[0]
const english = { language: "en", dir: "ltr" } as const
const paragraph = (id: string, text: string): Blocks[number] => ({ id, type: "paragraph", text })
const noted = (id: string, text: string, note: string): Blocks[number] => ({
  id,
  type: "paragraph",
  text,
  footnotes: [{ id: note, after: text, text: `Source of ${note}.` }],
})

function textOf(blocks: Blocks, clientId: number): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), ...english }))
  return doc
}

/** Two texts of which the first has lost some blocks; `parts` is what it was before. */
function cutOut(source: Y.Doc, ...ids: string[]): PassageRequest["selection"] {
  const parts = [Y.encodeStateAsUpdate(source)]
  const root = source.get(rootName, Y.XmlElement)
  for (const id of ids)
    root.delete(
      root.toArray().findIndex((child) => child instanceof Y.XmlElement && child.getAttribute("s_id") === id),
      1,
    )
  return { kind: "cut", ids, parts }
}

function pasted(source: Y.Doc, target: Y.Doc, change: Partial<PassageRequest>) {
  return movePassage({
    clientId: 2 ** 32 + 7,
    from: { section: "s1", parts: [Y.encodeStateAsUpdate(source)], ...english },
    to: { section: "s2", parts: [Y.encodeStateAsUpdate(target)], ...english },
    selection: { kind: "everything" },
    place: { after: null, before: null },
    isPlaceNeeded: true,
    withMarks: true,
    replacesEmpty: false,
    tellsWhere: true,
    names: {},
    replaces: null,
    ...change,
  })
}

function moved(source: Y.Doc, target: Y.Doc, change: Partial<PassageRequest>) {
  const move = pasted(source, target, change)
  if (typeof move === "string") throw new Error(`refused: ${move}`)
  if (move.removal !== null) Y.applyUpdate(source, move.removal)
  Y.applyUpdate(target, move.insertion)
  return move
}

const content = (doc: Y.Doc) => canonicalFromDoc(doc, english)
const ids = (doc: Y.Doc) => content(doc).blocks.map(({ id }) => id)

function refer(doc: Y.Doc, block: number, section: string, goal: string): void {
  const reference = new Y.XmlElement("crossreference")
  for (const [key, value] of Object.entries({ __section: section, __block: goal, __goal: "paragraph" }))
    reference.setAttribute(key, value)
  const line = doc.get(rootName, Y.XmlElement).get(block) as Y.XmlElement
  line.insert(line.length, [reference])
}

describe("what was cut out of a text", () => {
  it("comes as it was, with its notes, though these may be gone as well; there is nothing to take out", () => {
    const source = textOf([paragraph("a", "One"), noted("b", "Two", "n1"), paragraph("c", "Three")], 1)
    const selection = cutOut(source, "b")
    const root = source.get(rootName, Y.XmlElement)
    root.delete(root.length - 1, 1)
    const target = textOf([paragraph("x", "Here.")], 2)
    const move = moved(source, target, { selection })
    expect(move).toMatchObject({ removal: null, stood: { after: "a", before: "c" }, blocks: [{ from: "b", to: "b" }] })
    expect(content(target)).toMatchObject({ blocks: [{ id: "x" }, { id: "b" }], footnotes: [{}] })
    expect(ids(source)).toEqual(["a", "c"])
  })

  it("is found by what refers to it from where it was", () => {
    const source = textOf([paragraph("a", "See "), paragraph("b", "Two")], 1)
    refer(source, 0, "s1", "b")
    const target = textOf([paragraph("x", "Here.")], 2)
    expect(moved(source, target, { selection: cutOut(source, "b") }).removal).not.toBeNull()
    expect(content(source).blocks[0]).toMatchObject({ content: [{}, { section: "s2", block: "b" }] })
  })

  it("leaves out what stood between, which was not cut", () => {
    const source = textOf([paragraph("a", "One"), paragraph("b", "Two"), paragraph("c", "Three")], 1)
    const target = textOf([paragraph("x", "Here.")], 2)
    const move = moved(source, target, { selection: cutOut(source, "a", "c") })
    expect(move.runs.reduce((sum, { length }) => sum + length, 0)).toBe("OneThree".length)
    expect(ids(target)).toEqual(["x", "a", "c"])
  })

  it("comes in the place of an empty line, and before it if that has words by now", () => {
    for (const [words, expected] of [
      ["", ["x", "b", "z"]],
      ["Words.", ["x", "b", "y", "z"]],
    ] as const) {
      const source = textOf([paragraph("a", "One"), paragraph("b", "Two")], 1)
      const target = textOf([paragraph("x", "Here."), paragraph("y", words), paragraph("z", "There.")], 2)
      moved(source, target, {
        selection: cutOut(source, "b"),
        place: { after: null, before: "y" },
        replaces: "y",
      })
      expect(ids(target)).toEqual(expected)
    }
  })

  it("is refused where it stands, or never stood", () => {
    const source = textOf([paragraph("a", "One"), paragraph("b", "Two")], 1)
    const target = textOf([paragraph("x", "Here.")], 2)
    const parts = [Y.encodeStateAsUpdate(source)]
    expect(pasted(source, target, { selection: { kind: "cut", ids: ["a"], parts } })).toBe("not-cut")
    expect(pasted(source, target, { selection: { kind: "cut", ids: ["n"], parts } })).toBe("not-cut")
    cutOut(source, "a", "b")
    expect(pasted(source, target, { selection: { kind: "cut", ids: ["b", "a"], parts } })).toBe("not-cut")
    expect(pasted(source, target, { selection: { kind: "cut", ids: ["a", "a"], parts } })).toBe("not-cut")
  })
})

it("an empty line that stands alone where a passage stood gives way when that comes back", () => {
  const place = { after: "a", before: "c" }
  for (const [words, expected] of [
    ["", ["a", "x", "c"]],
    ["Words.", ["a", "left", "x", "c"]],
  ] as const) {
    const target = textOf([paragraph("a", "One"), paragraph("left", words), paragraph("c", "Three")], 1)
    moved(textOf([paragraph("x", "Back."), paragraph("y", "")], 2), target, {
      selection: { kind: "blocks", ids: ["x"] },
      place,
      replacesEmpty: true,
    })
    expect(ids(target)).toEqual(expected)
  }
})
