import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { anchoredThreads } from "../anchor/anchored.ts"
import { markWords } from "../anchor/marking.ts"
import { rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { movePassage } from "./move.ts"
import type { PassageMove, PassageSelection } from "./request.ts"

const english = { language: "en", dir: "ltr" } as const
const server = 99

function textOf(clientId: number, ...lines: [id: string, text: string, note?: string][]): Y.Doc {
  const doc = new Y.Doc()
  const blocks = lines.map(([id, text, note]) => ({
    id,
    type: "paragraph" as const,
    text,
    ...(note !== undefined && { footnotes: [{ id: `n-${id}`, after: text, text: note }] }),
  }))
  Y.applyUpdate(doc, seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), ...english }))
  return doc
}

/** A text of four paragraphs, the third with a note, and threads on its words. */
function source(marks: Record<string, string>): Y.Doc {
  const doc = textOf(
    1,
    ["a", "First words"],
    ["b", "second words"],
    ["c", "third words", "Its source."],
    ["d", "fourth words"],
  )
  for (const [threadId, exact] of Object.entries(marks)) {
    const parts = [Y.encodeStateAsUpdate(doc)]
    const answer = markWords({ parts, clientId: server, threadId, anchor: { quote: { exact } } })
    if (answer.kind !== "found") throw new Error(`${exact} is not there`)
    Y.applyUpdate(doc, answer.update)
  }
  return doc
}

interface Options {
  withMarks?: boolean
  selection?: PassageSelection
}

const second: PassageSelection = { kind: "blocks", ids: ["b", "c"] }

function moved(from: Y.Doc, to: Y.Doc, { withMarks = true, selection = second }: Options = {}): PassageMove {
  const move = movePassage({
    clientId: server,
    from: { section: "s1", parts: [Y.encodeStateAsUpdate(from)], ...english },
    to: { section: "s2", parts: [Y.encodeStateAsUpdate(to)], ...english },
    selection,
    place: { after: null, before: null },
    isPlaceNeeded: false,
    replacesEmpty: false,
    tellsWhere: true,
    withMarks,
    names: {},
    replaces: null,
  })
  if (typeof move === "string") throw new Error(move)
  if (move.removal !== null) Y.applyUpdate(from, move.removal)
  Y.applyUpdate(to, move.insertion)
  return move
}

const kinds = ({ threads }: PassageMove) => threads.map(({ kind, threadId }) => `${threadId} ${kind}`).sort()
const words = (doc: Y.Doc) => anchoredThreads(doc).map(({ threadId, words }) => [threadId, words])

describe("a thread whose words move", () => {
  it("goes along, with what it is anchored by there", () => {
    const [from, to] = [source({ t: "second", n: "Its source", o: "fourth" }), textOf(2, ["x", "Here."])]
    const move = moved(from, to)
    expect(kinds(move)).toEqual(["n moved", "t moved"])
    expect(words(from)).toEqual([["o", "fourth"]])
    expect(words(to)).toEqual([
      ["t", "second"],
      ["n", "Its source"],
    ])
    const first = move.threads.find(({ threadId }) => threadId === "t")
    if (first?.kind !== "moved") throw new Error("it has not moved")
    expect(first.quote).toMatchObject({
      exact: "second",
      prefix: "Here.\n",
      suffix: expect.stringMatching(/^ words\nthird/),
    })
    const again = textOf(3)
    Y.applyUpdate(again, Y.encodeStateAsUpdate(to))
    const marked = { threadId: "u", anchor: { ...first, quote: { exact: "second" } } }
    expect(markWords({ parts: [Y.encodeStateAsUpdate(again)], clientId: server, ...marked })).toMatchObject({
      by: "positions",
    })
  })

  it("goes with at least half of its characters, and leaves no mark behind", () => {
    const [from, to] = [source({ t: "words\nsecond" }), textOf(2, ["x", ""])]
    expect(kinds(moved(from, to))).toEqual(["t moved"])
    expect(words(from)).toEqual([])
    expect(words(to)).toEqual([["t", "second"]])
  })

  it("stays with the greater part of its words, and takes no mark along", () => {
    const [from, to] = [source({ t: "First words\nsecond" }), textOf(2, ["x", ""])]
    expect(kinds(moved(from, to))).toEqual(["t stayed"])
    expect(words(from)).toEqual([["t", "First words"]])
    expect(words(to)).toEqual([])
  })

  it("comes back with them", () => {
    const [from, to] = [source({ t: "second", n: "Its source" }), textOf(2, ["x", "Here."])]
    const before = words(from)
    moved(from, to)
    moved(to, from)
    expect(words(from)).toEqual(before)
    expect(words(to)).toEqual([])
  })

  it("goes along with words that were cut", () => {
    const [from, to] = [source({ t: "words\nsecond words", o: "First words\nsecond" }), textOf(2, ["x", "Here."])]
    const parts = [Y.encodeStateAsUpdate(from)]
    from.get(rootName, Y.XmlElement).delete(1, 1)
    const move = moved(from, to, { selection: { kind: "cut", ids: ["b"], parts } })
    expect(kinds(move)).toEqual(["o stayed", "t moved"])
    expect(words(from)).toEqual([["o", "First words"]])
    expect(words(to)).toEqual([["t", "second words"]])
  })

  it("loses them where marks do not go along, if all of them go", () => {
    const [from, to] = [source({ t: "second", o: "First words\nsecond words\nthird" }), textOf(2, ["x", "Here."])]
    expect(kinds(moved(from, to, { withMarks: false }))).toEqual(["o stayed", "t lost"])
    expect(words(from)).toEqual([["o", "First words"]])
    expect(words(to)).toEqual([])
  })
})

it("says nothing of threads that have no words in what moves", () => {
  expect(moved(source({ t: "First" }), textOf(2, ["x", "Here."])).threads).toEqual([])
})
