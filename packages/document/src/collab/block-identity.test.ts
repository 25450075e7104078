import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $createListItemNode, $createListNode, $insertList, $removeList } from "@lexical/list"
import { $createHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  COLLABORATION_TAG,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { $setBlockId } from "../nodes/index.ts"
import { openTogether, type Person } from "../testing/people.ts"

const toHeading = (person: Person): void =>
  person.withSelection((selection) => $setBlocksType(selection, () => $createHeadingNode("h2")))

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

describe("a block keeps its id", () => {
  it.each([["with words"], [""]])("from paragraph to heading, to list item, and back (%j)", (words) => {
    const { ana, bo } = openTogether("before", words, "after")
    const ids = ["line-0", "line-1", "line-2"]
    ana.select(1, 0)
    toHeading(ana)
    expect([bo.blockTypes[1], bo.ids]).toEqual(["heading", ids])
    ana.edit(() => $insertList("bullet"))
    expect([bo.blockTypes[1], bo.ids]).toEqual(["listitem", ids])
    ana.edit(() => $removeList())
    expect([bo.blockTypes[1], bo.ids]).toEqual(["paragraph", ids])
  })

  it("when it is joined to the one before, which stays", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.joinToLineAbove(1)
    expect(bo.lines).toEqual(["onetwo"])
    expect(bo.ids).toEqual(["line-0"])
  })

  it.each(["paragraph", "heading", "listitem"])(
    "when a line is made above it by Enter before its first word (%s)",
    (type) => {
      const { ana, bo } = openTogether("one", "two")
      ana.select(1, 0)
      if (type === "heading") toHeading(ana)
      if (type === "listitem") ana.edit(() => $insertList("bullet"))
      ana.select(1, 0).enter()
      expect(bo.lines).toEqual(["one", "", "two"])
      expect([bo.ids[0], bo.ids[2]]).toEqual(["line-0", "line-1"])
      expect(new Set(bo.ids).size).toBe(3)
      ana.binding.undo()
      expect([bo.lines, bo.ids]).toEqual([
        ["one", "two"],
        ["line-0", "line-1"],
      ])
    },
  )

  it("when it is dragged elsewhere", () => {
    const { ana, bo } = openTogether("one", "two", "three")
    ana.edit(() => $getRoot().getLastChildOrThrow().insertAfter($getRoot().getFirstChildOrThrow()))
    expect(bo.lines).toEqual(["two", "three", "one"])
    expect(bo.ids).toEqual(["line-1", "line-2", "line-0"])
  })

  it("when it is cut and pasted", () => {
    const { ana, bo } = openTogether("one", "two", "three", "four")
    ana.edit(() => $getRoot().select(1, 3))
    const cut = copy(ana)
    ana.erase()
    ana.select(ana.lines.length - 1, 4)
    paste(ana, cut)
    expect(bo.lines.filter((line) => line !== "")).toEqual(["one", "fourtwo", "three"])
    expect(new Set(bo.ids).size).toBe(bo.ids.length)
    expect(bo.ids.at(-1)).toBe("line-2")
  })

  it("when what it stands in is cut and pasted", () => {
    const { ana, bo } = openTogether("before")
    ana.edit(() => {
      const items = ["one", "two"].map((words) => $createListItemNode().append($createTextNode(words)))
      $getRoot().append($createListNode("bullet").append(...items))
    })
    const { ids } = ana
    const list = ana.read(() => exportWhole($getRoot().getLastChildOrThrow()))
    ana.edit(() => $getRoot().getLastChildOrThrow().remove())
    expect(bo.lines).toEqual(["before"])
    ana.edit(() => $getRoot().append(...$generateNodesFromSerializedNodes([list])))
    expect([bo.lines, bo.ids]).toEqual([["before", "one", "two"], ids])
  })
})

function exportWhole(node: LexicalNode): SerializedLexicalNode {
  const json = node.exportJSON()
  return $isElementNode(node) ? Object.assign(json, { children: node.getChildren().map(exportWhole) }) : json
}

describe("a block gets a new id", () => {
  it("as the tail of a split", () => {
    const { ana, bo } = openTogether("one two")
    ana.select(0, 3).enter()
    expect(bo.ids).toEqual(["line-0", "ana-0"])
  })

  it("as a pasted copy, also when it is pasted before the original", () => {
    const { ana, bo } = openTogether("zero", "one", "two")
    ana.edit(() => $getRoot().select(1, 3))
    const copied = copy(ana)
    ana.select(0, 0)
    paste(ana, copied)
    expect(bo.lines).toEqual(["one", "twozero", "one", "two"])
    expect(bo.ids.slice(2)).toEqual(["line-1", "line-2"])
    expect(new Set(bo.ids).size).toBe(4)
  })
})

it("gives the later of two blocks that share an id a new one once all is still, and every client the same", () => {
  const { ana, bo, section } = openTogether("one", "two", "three")
  for (const person of [ana, bo]) person.cutLine()
  ana.edit(() => $getRoot().getLastChildOrThrow().insertAfter($getRoot().getFirstChildOrThrow()))
  bo.edit(() => $getRoot().getLastChildOrThrow().insertBefore($getRoot().getFirstChildOrThrow()))
  section.rejoin(ana)
  section.rejoin(bo)
  section.rest()
  expect(ana.ids).toEqual(bo.ids)
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})

it("gives blocks of clients that know no ids one, without anybody's undo noticing", () => {
  const { ana, bo, section } = openTogether("one")
  section.change((root) => root.insert(1, [new Y.XmlElement("paragraph")]))
  expect(ana.ids).toEqual(["line-0", ""])
  section.rest()
  expect(ana.ids[1]).not.toBe("")
  expect(bo.ids).toEqual(ana.ids)
  expect(ana.binding.canUndo).toBe(false)
})

it("leaves ids alone where the person may only read", () => {
  const { ana, bo, section } = openTogether("one")
  for (const person of [ana, bo]) person.editor.setEditable(false)
  section.change((root) => root.insert(1, [new Y.XmlElement("paragraph")]))
  section.rest()
  expect(ana.ids).toEqual(["line-0", ""])
  expect(ana.written).toBe(0)
})

it("leaves what others bring as it is, also where the library transforms it with the caret", () => {
  const { ana } = openTogether("one")
  ana.editor.update(
    () => {
      const block = $setBlockId($createParagraphNode().append($createTextNode("two")), "theirs")
      $getRoot().append(block)
    },
    { discrete: true, tag: COLLABORATION_TAG },
  )
  expect(ana.ids).toEqual(["line-0", "theirs"])
})

it("names what an edit creates within that edit", () => {
  const { ana, bo } = openTogether("one")
  ana.edit(() => $getRoot().append($createParagraphNode(), $createParagraphNode()))
  expect(bo.ids).toEqual(["line-0", "ana-0", "ana-1"])
})
