import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $createHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  FORMAT_TEXT_COMMAND,
  HISTORY_MERGE_TAG,
  type SerializedLexicalNode,
} from "lexical"
import { describe, expect, it } from "vitest"
import { anchoredThreads } from "../anchor/anchored.ts"
import { $insertFootnote } from "../kinds/footnote/edit.ts"
import { $settlePastedMarks } from "../nodes/index.ts"
import { openTogether, type Person } from "../testing/people.ts"
import type { PastedThread } from "./anchors/pasted-threads.ts"
import { insertion } from "./marks.ts"

function copy(person: Person): string {
  return person.read(() => {
    const selection = $getSelection()
    return selection === null ? "" : JSON.stringify($generateJSONFromSelectedNodes(person.editor, selection).nodes)
  })
}

function paste(person: Person, copied: string): void {
  person.withSelection((selection) => {
    const nodes = $generateNodesFromSerializedNodes(JSON.parse(copied) as SerializedLexicalNode[])
    $insertGeneratedNodes(person.editor, nodes, selection)
  })
}

const lineOf = (person: Person): string => person.read(() => $getRoot().getFirstChild()?.getKey() ?? "")

function open(): ReturnType<typeof openTogether> {
  const together = openTogether("the quick brown fox jumps", "second line")
  together.section.mark("brown fox", "t1")
  return together
}

it.each([
  ["at the end of a thread's words", 19],
  ["at the beginning of a thread's words", 10],
])("does not let text join that is typed %s", (_where, offset) => {
  const { ana, bo } = open()
  ana.select(0, offset)
  for (const letter of "now") ana.type(letter)
  expect(ana.lines[0]).toHaveLength(28)
  expect(bo.markedBy("t1")).toBe("brown fox")
})

it("lets text join that is typed within a thread's words, in bold too", () => {
  const { ana, bo } = open()
  ana.select(0, 15).type(" red")
  ana.select(0, 12)
  ana.withSelection((selection) => {
    selection.toggleFormat("bold")
    selection.insertText("OO")
  })
  expect(bo.markedBy("t1")).toBe("brOOown red fox")
})

it("takes no mark for what replaces all of a thread's words", () => {
  const { ana, bo } = open()
  ana.selectWord("brown fox").type("cat")
  expect(bo.lines[0]).toBe("the quick cat jumps")
  expect(bo.markedBy("t1")).toBe("")
})

describe("keeps a thread on its words", () => {
  it("when part of them becomes bold and plain again", () => {
    const { ana, bo } = open()
    ana.selectWord("own f")
    for (let i = 0; i < 2; i++) {
      ana.editor.dispatchCommand(FORMAT_TEXT_COMMAND, "bold")
      ana.edit(() => {})
      expect(bo.markedBy("t1")).toBe("brown fox")
    }
  })

  it("when the line is split within them and joined again", () => {
    const { ana, bo } = open()
    ana.select(0, 15).enter()
    expect(bo.lines).toEqual(["the quick brown", " fox jumps", "second line"])
    expect(bo.markedBy("t1")).toBe("brown fox")
    ana.joinToLineAbove(1)
    expect(bo.lines).toEqual(["the quick brown fox jumps", "second line"])
    expect(bo.markedBy("t1")).toBe("brown fox")
  })

  it("when the line is joined to the one before, which ends in the same thread's words", () => {
    const { ana, bo, section } = openTogether("one two", "three four")
    section.mark("two", "t1")
    section.mark("three", "t1")
    ana.joinToLineAbove(1)
    expect(bo.lines).toEqual(["one twothree four"])
    expect(bo.markedBy("t1")).toBe("twothree")
  })

  it("when the line becomes a heading", () => {
    const { ana, bo } = open()
    ana.select(0, 0)
    ana.withSelection((selection) => $setBlocksType(selection, () => $createHeadingNode("h2")))
    expect(bo.blockTypes[0]).toBe("heading")
    expect(bo.markedBy("t1")).toBe("brown fox")
  })
})

it("strips marks from a copy, in this section", () => {
  const { ana, bo } = open()
  ana.selectWord("quick brown fox")
  const copied = copy(ana)
  ana.select(1, 0)
  paste(ana, copied)
  expect(bo.lines[1]).toBe("quick brown foxsecond line")
  expect(bo.markedBy("t1")).toBe("brown fox")
})

it("strips marks from what comes from another section", () => {
  const { ana } = open()
  ana.selectWord("brown fox")
  const copied = copy(ana)
  const elsewhere = openTogether("another section")
  elsewhere.ana.select(0, 0)
  paste(elsewhere.ana, copied)
  expect(elsewhere.bo.lines[0]).toBe("brown foxanother section")
  expect(elsewhere.bo.markedBy("t1")).toBe("")
})

it("lets a thread move along with words that are cut and pasted", () => {
  const { ana, bo } = open()
  ana.selectWord("brown fox")
  const cut = copy(ana)
  ana.erase()
  expect(bo.markedBy("t1")).toBe("")
  ana.select(1, 6)
  paste(ana, cut)
  expect(bo.lines).toEqual(["the quick  jumps", "secondbrown fox line"])
  expect(bo.markedBy("t1")).toBe("brown fox")
})

it("keeps a thread on all of its words when some of them are cut and pasted, and doubles none", () => {
  const { ana, bo } = open()
  ana.selectWord("fox jumps")
  const cut = copy(ana)
  ana.erase()
  expect(bo.markedBy("t1")).toBe("brown ")
  ana.select(1, 6)
  paste(ana, cut)
  expect(bo.lines).toEqual(["the quick brown ", "secondfox jumps line"])
  expect(bo.markedBy("t1")).toBe("brown fox")
  ana.select(1, 0)
  paste(ana, cut)
  expect(bo.markedBy("t1")).toBe("brown fox")
  for (let i = 0; i < 3; i++) ana.binding.undo()
  expect(bo.lines).toEqual(["the quick brown fox jumps", "second line"])
  expect(bo.markedBy("t1")).toBe("brown fox")
  ana.select(1, 0)
  paste(ana, cut)
  expect(bo.lines[1]).toBe("fox jumpssecond line")
  expect(bo.markedBy("t1")).toBe("brown fox")
})

describe("tells of threads without words here whose words were pasted", () => {
  function told(person: Person): { threadId: string; exact: string }[] {
    const all: { threadId: string; exact: string }[] = []
    person.binding.onThreadsPasted((threads) =>
      all.push(...threads.map(({ threadId, anchor }) => ({ threadId, exact: anchor.quote.exact }))),
    )
    return all
  }

  it("out of another section: which, and where they are now", () => {
    const { ana, section } = open()
    section.mark("quick brown", "t2")
    ana.selectWord("brown fox")
    const copied = copy(ana)
    const elsewhere = openTogether("brown fox: another section")
    const threads = told(elsewhere.ana)
    const anchors: PastedThread[] = []
    elsewhere.ana.binding.onThreadsPasted((pasted) => anchors.push(...pasted))
    elsewhere.ana.select(0, 11)
    paste(elsewhere.ana, copied)
    expect(new Map(threads.map(({ threadId, exact }) => [threadId, exact]))).toEqual(
      new Map([
        ["t1", "brown fox"],
        ["t2", "brown"],
      ]),
    )
    for (const { threadId, anchor } of anchors) elsewhere.section.mark(anchor, threadId)
    expect(elsewhere.bo.lines[0]).toBe("brown fox: brown foxanother section")
    expect(anchoredThreads(elsewhere.section.doc)).toMatchObject([
      { threadId: "t1", at: 11, words: "brown fox" },
      { threadId: "t2", at: 11, words: "brown" },
    ])
  })

  it("over several lines", () => {
    const { ana, section } = openTogether("one two", "three four")
    section.mark("two\nthree", "t")
    ana.select(0, 0)
    const last = ana.read(() => $getRoot().getLastDescendant()?.getKey() ?? "")
    ana.withSelection((selection) => selection.focus.set(last, 5, "text"))
    const copied = copy(ana)
    const elsewhere = openTogether("here", "there")
    const threads = told(elsewhere.ana)
    elsewhere.ana.select(0, 4)
    paste(elsewhere.ana, copied)
    expect(threads).toEqual([{ threadId: "t", exact: "two\nthree" }])
  })

  it("and not of copies, nor of what was cut here", () => {
    const { ana } = open()
    const threads = told(ana)
    ana.selectWord("brown fox")
    const copied = copy(ana)
    ana.select(1, 0)
    paste(ana, copied)
    ana.select(0, 10, 19)
    const cut = copy(ana)
    ana.erase()
    ana.select(1, 0)
    paste(ana, cut)
    expect(ana.markedBy("t1")).toBe("brown fox")
    expect(threads).toEqual([])
  })
})

it("strips marks from the words of a copied note", () => {
  const { ana, bo, section } = open()
  ana.select(0, 25)
  ana.edit(() => void $insertFootnote(() => "n1"))
  ana.withSelection((selection) => selection.insertText("a source"))
  section.mark("a source", "t2")
  ana.select(0, 20)
  ana.withSelection((selection) => selection.focus.set(lineOf(ana), 4, "element"))
  const copied = copy(ana)
  ana.select(1, 0)
  paste(ana, copied)
  expect(bo.lines.filter((line) => line === "a source")).toHaveLength(2)
  expect(bo.markedBy("t2")).toBe("a source")
  expect(bo.markedBy("t1")).toBe("brown fox")
})

it("lets a thread move along with words that are put back piece by piece, and with nothing else", () => {
  const { ana, bo } = open()
  ana.selectWord("own fox")
  const copied = JSON.parse(copy(ana)) as SerializedLexicalNode[]
  const put = (goesOn: boolean) =>
    ana.editor.update(
      () => {
        const nodes = $generateNodesFromSerializedNodes(copied)
        $settlePastedMarks(nodes)
        $getRoot().append($createParagraphNode().append(...nodes))
      },
      { discrete: true, ...(goesOn && { tag: HISTORY_MERGE_TAG }) },
    )
  put(false)
  expect(bo.markedBy("t1")).toBe("brown fox")
  ana.select(0, 0, 25).erase()
  put(false)
  put(true)
  put(false)
  expect(bo.lines.slice(2)).toEqual(["own fox", "own fox", "own fox", "own fox"])
  expect(bo.markedBy("t1")).toBe("own foxown fox")
})

it("puts a thread on its words while somebody else types within them", () => {
  const { ana, bo, section } = openTogether("the quick brown fox jumps")
  ana.cutLine()
  ana.select(0, 15).type("ish")
  section.mark("brown fox", "t1")
  section.rejoin(ana)
  expect(ana.markedBy("t1")).toBe("brownish fox")
  expect(bo.markedBy("t1")).toBe("brownish fox")
})

it.each([
  ["ab", "abc", null, { from: 2, to: 3 }],
  ["aa", "aaa", 1, { from: 0, to: 1 }],
  ["aa", "aaa", 2, { from: 1, to: 2 }],
  ["fox", "d", 1, { from: 0, to: 1 }],
  ["hello", "hXo", null, { from: 1, to: 2 }],
  ["hello", "llo", null, { from: 0, to: 0 }],
  ["hello", "ell", null, { from: 0, to: 0 }],
])("finds what was inserted between %j and %j with the caret at %j", (before, after, caret, found) => {
  expect(insertion(before, after, caret)).toEqual(found)
})
