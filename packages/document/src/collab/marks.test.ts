import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $createHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import { $getSelection, FORMAT_TEXT_COMMAND, type SerializedLexicalNode } from "lexical"
import { describe, expect, it } from "vitest"
import { openTogether, type Person } from "../testing/people.ts"
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
