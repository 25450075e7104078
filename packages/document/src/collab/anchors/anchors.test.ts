import { $createHeadingNode } from "@lexical/rich-text"
import {
  $createTableNodeWithDimensions,
  $createTableSelectionFrom,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
} from "@lexical/table"
import { $setBlocksType } from "@lexical/selection"
import { $getNodeByKey, $getRoot, $getSelection, $isElementNode, FORMAT_TEXT_COMMAND } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { anchoredThreads } from "../../anchor/anchored.ts"
import type { Anchor } from "../../anchor/request.ts"
import { $createCrossReferenceNode } from "../../kinds/crossreference/node.ts"
import { $insertFootnote } from "../../kinds/footnote/edit.ts"
import { $createFootnoteReferenceNode } from "../../kinds/footnote/node.ts"
import { $isFootnoteReferenceNode, $references } from "../../kinds/footnote/notes.ts"
import { $createTargetNode } from "../../kinds/target/node.ts"
import { createHeadlessSection } from "../headless.ts"
import { openTogether, type Person, type Section } from "../../testing/people.ts"
import { $anchorOf } from "./anchor-of.ts"
import { Anchors } from "./anchors.ts"

/** Somebody's index, what it says, and what it has told of. */
class Sight {
  readonly anchors: Anchors
  readonly told = new Set<string>()
  readonly #person: Person

  constructor(person: Person, section: Section) {
    this.#person = person
    const { editor, binding } = person
    this.anchors = new Anchors({ editor, binding, schedule: section.schedule })
    this.anchors.subscribe((changed) => {
      for (const threadId of changed) this.told.add(threadId)
    })
  }

  words(threadId: string): string {
    return this.#person.read(() =>
      this.anchors
        .rangesOf(threadId)
        .map(({ key, start, end }) => $getNodeByKey(key)?.getTextContent().slice(start, end))
        .join(""),
    )
  }

  /** Whose words an edit may have changed. */
  during(edit: () => void): string[] {
    this.told.clear()
    edit()
    return [...this.told]
  }
}

function anchorOfSelection(person: Person): Anchor {
  const anchor = person.read(() => $anchorOf(person.binding, $getSelection()))
  if (typeof anchor === "string") throw new Error(anchor)
  return anchor
}

function open(...lines: string[]) {
  const together = openTogether(...(lines.length === 0 ? ["the quick brown fox jumps", "second line"] : lines))
  return { ...together, sight: new Sight(together.bo, together.section) }
}

describe("a selection", () => {
  it("is anchored by its words, what is around them, and what they are in the document", () => {
    const { ana, bo, section } = open()
    ana.selectWord("brown fox")
    const anchor = anchorOfSelection(ana)
    expect(anchor.quote).toEqual({ exact: "brown fox", prefix: "the quick ", suffix: " jumps\nsecond line" })
    bo.select(0, 0).type("fox or brown fox: ")
    section.mark(anchor, "t")
    expect(ana.markedBy("t")).toBe("brown fox")
    expect(ana.lines[0]).toBe("fox or brown fox: the quick brown fox jumps")
    expect(anchoredThreads(section.doc)[0]?.at).toBe(28)
  })

  it("over two lines, backwards too, without spaces at its ends", () => {
    const { ana, section } = open()
    const end = ana.select(1, 0, 7).read(() => $getRoot().getLastDescendant()?.getKey() ?? "")
    ana.select(0, 19, 9)
    ana.withSelection((selection) => selection.anchor.set(end, 7, "text"))
    expect(anchorOfSelection(ana).quote.exact).toBe("brown fox jumps\nsecond")
    section.mark(anchorOfSelection(ana), "t")
    expect(ana.markedBy("t")).toBe("brown fox jumpssecond")
  })

  it("of a reader is anchored as well, though they may not write", () => {
    const { ana, section } = open()
    ana.editor.setEditable(false)
    ana.selectWord("quick")
    section.mark(anchorOfSelection(ana), "t")
    expect(ana.markedBy("t")).toBe("quick")
  })

  it("without words is nothing", () => {
    const { ana } = open("one  two")
    const anchor = () => ana.read(() => $anchorOf(ana.binding, $getSelection()))
    ana.select(0, 1)
    expect(anchor()).toBe("nothing")
    ana.select(0, 3, 5)
    expect(anchor()).toBe("nothing")
  })

  it("of a target, a reference or a note's number alone is on that and the word beside it", () => {
    const signs = [
      { sign: () => $createTargetNode("10.7"), says: "brown 10.7" },
      { sign: () => $createCrossReferenceNode({ section: "s9", goal: "section" }), says: "brown" },
      { sign: () => $createFootnoteReferenceNode("n1"), says: "brown" },
    ]
    for (const { sign, says } of signs) {
      const { ana, section } = open("the brown fox")
      ana.select(0, 10)
      ana.withSelection((selection) => selection.insertNodes([sign()]))
      const select = (from: number, to: number, type: "element" | "text") =>
        ana.edit(() => {
          const [line] = $getRoot().getChildren()
          if (!$isElementNode(line)) throw new Error("the line is gone")
          const [before, , behind] = line.getChildren()
          const selection = line.select(from, to)
          if (type === "text" && before && behind) {
            selection.anchor.set(before.getKey(), before.getTextContentSize(), "text")
            selection.focus.set(behind.getKey(), 0, "text")
          }
        })
      for (const type of ["element", "text"] as const) {
        select(1, 2, type)
        expect([type, anchorOfSelection(ana).quote.exact]).toEqual([type, says])
      }
      section.mark(anchorOfSelection(ana), "t")
      expect(ana.markedBy("t")).toMatch(/^brown/)
    }
  })

  it("of cells is on their words where these follow each other, and is told to be apart where others lie between", () => {
    const { ana, section } = open("before")
    const $rows = () => {
      const rows = $getRoot().getChildren().find($isTableNode)?.getChildren().filter($isTableRowNode) ?? []
      return rows.map((row) => row.getChildren().filter($isTableCellNode))
    }
    ana.edit(() => {
      $getRoot().append($createTableNodeWithDimensions(2, 2, false))
      const words = ["a one", "b two", "c three", "d four"]
      for (const cell of $rows().flat()) cell.selectStart().insertText(words.shift() ?? "")
    })
    const anchorOfCells = (from: [number, number], to: [number, number]) =>
      ana.read(() => {
        const [table] = $getRoot().getChildren().filter($isTableNode)
        const [first, last] = [from, to].map(([row, column]) => $rows()[row]?.[column])
        if (!table || !first || !last) throw new Error("there are no such cells")
        return $anchorOf(ana.binding, $createTableSelectionFrom(table, first, last))
      })
    expect(anchorOfCells([0, 0], [1, 0])).toBe("apart")
    const row = anchorOfCells([1, 0], [1, 1])
    if (typeof row === "string") throw new Error(row)
    expect(row.quote).toEqual({ exact: "c three\nd four", prefix: "before\na one\nb two\n", suffix: "" })
    section.mark(row, "t")
    expect(ana.markedBy("t")).toBe("c threed four")
  })
})

describe("threads with marks", () => {
  it("are told with their words in the order of the text, to whoever opens it too", () => {
    const { ana, bo, section, sight } = open()
    section.mark("second", "c")
    section.mark("quick brown", "a")
    section.mark("brown fox", "b")
    expect(sight.anchors.inOrder()).toEqual(["a", "b", "c"])
    expect(["a", "b", "c", "d"].map((id) => sight.words(id))).toEqual(["quick brown", "brown fox", "second", ""])
    const late = new Anchors({ editor: bo.editor, binding: bo.binding, schedule: section.schedule })
    expect(late.inOrder()).toEqual(["a", "b", "c"])
    expect(late.blockOf("c")).toBe("line-1")
    ana.selectWord("brown")
    const [middle] = sight.anchors.rangesOf("a").slice(1)
    expect(sight.anchors.threadsAt(middle?.key ?? "", 2).sort()).toEqual(["a", "b"])
  })

  it("are told of only where something has changed", () => {
    const { ana, section, sight } = open()
    section.mark("brown fox", "a")
    section.mark("second", "b")
    expect(sight.during(() => ana.select(0, 12).type("x"))).toEqual(["a"])
    expect(sight.during(() => ana.select(0, 0).type("x"))).toEqual([])
    expect(sight.during(() => ana.select(1, 3).enter())).toEqual(["b"])
    expect(sight.during(() => ana.select(0, 20))).toEqual([])
  })

  it("go with their words and come back with them, whoever deletes them and however", () => {
    const { ana, section, sight } = open()
    section.mark("brown fox", "t")
    const ways: (() => void)[] = [
      () => ana.selectWord("brown fox").erase(),
      () => ana.select(0, 0, 25).erase(),
      () => ana.edit(() => $getRoot().getFirstChild()?.remove()),
    ]
    for (const remove of ways) {
      remove()
      expect(sight.anchors.has("t")).toBe(false)
      ana.binding.undo()
      expect(sight.words("t")).toBe("brown fox")
    }
  })

  it("on a note are gone with its reference", () => {
    const { ana, section, sight } = open()
    ana.select(0, 9)
    ana.edit(() => void $insertFootnote(() => "n1"))
    ana.withSelection((selection) => selection.insertText("a source"))
    section.mark("a source", "t")
    expect(sight.words("t")).toBe("a source")
    const takeOut = () =>
      ana.edit(() => $references().forEach((node) => $isFootnoteReferenceNode(node) && node.remove()))
    expect(sight.during(takeOut)).toEqual(["t"])
    expect(sight.anchors.has("t")).toBe(false)
    expect(anchoredThreads(section.doc)).toEqual([])
    expect(sight.during(() => ana.binding.undo())).toEqual(["t"])
    expect(sight.words("t")).toBe("a source")
  })
})

describe("threads without marks", () => {
  function follow(words = "brown fox") {
    const opened = open()
    opened.bo.selectWord(words)
    const anchor = anchorOfSelection(opened.bo)
    opened.sight.anchors.follow([{ threadId: "t", anchor }])
    return { ...opened, anchor }
  }

  it("leave nothing in the text", () => {
    const { section, sight } = follow()
    expect(sight.words("t")).toBe("brown fox")
    expect(anchoredThreads(section.doc)).toEqual([])
  })

  const edits: [string, (ana: Person) => void, string][] = [
    ["before them", (ana) => ana.select(0, 0).type("Once "), "brown fox"],
    ["within them", (ana) => ana.select(0, 15).type("ish"), "brownish fox"],
    ["behind them", (ana) => ana.select(0, 19).type("es"), "brown fox"],
    ["that takes away some of them", (ana) => ana.select(0, 12, 18).erase(), "brx"],
    ["that divides the line within a word", (ana) => ana.select(0, 12).enter(), "brown fox"],
    ["that divides the line before them", (ana) => ana.select(0, 4).enter(), "brown fox"],
    ["that joins their line to another", (ana) => ana.select(0, 4).enter().joinToLineAbove(1), "brown fox"],
    [
      "that makes a part of them bold",
      (ana) => {
        ana.selectWord("own f").editor.dispatchCommand(FORMAT_TEXT_COMMAND, "bold")
        ana.edit(() => {})
      },
      "brown fox",
    ],
    [
      "that makes their line a heading",
      (ana) => {
        ana.select(0, 0)
        ana.withSelection((selection) => $setBlocksType(selection, () => $createHeadingNode("h2")))
      },
      "brown fox",
    ],
  ]

  it.each(edits)("stay on their words through an edit %s", (_what, edit, words) => {
    const { ana, sight } = follow()
    edit(ana)
    expect(sight.words("t")).toBe(words)
    expect(sight.anchors.inOrder()).toEqual(["t"])
  })

  it.each(edits)("are found by who opens the section after an edit %s", (_what, edit, words) => {
    const { ana, section, anchor } = follow()
    edit(ana)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(section.doc))
    const fresh = createHeadlessSection(doc, { newBlockId: () => "fresh" })
    const anchors = new Anchors({ ...fresh, schedule: section.schedule })
    anchors.follow([{ threadId: "t", anchor }])
    // Who was not there for a change of the greater part finds the words gone.
    expect(anchors.has("t")).toBe(words !== "brx")
  })

  it("are gone with their words, and there again when these are", () => {
    const { ana, section, sight } = follow()
    ana.selectWord("brown fox").erase()
    expect(sight.anchors.has("t")).toBe(false)
    ana.binding.undo()
    section.rest()
    expect(sight.words("t")).toBe("brown fox")
    ana.selectWord("brown fox").type("cat")
    expect(sight.anchors.has("t")).toBe(false)
    ana.select(1, 6).type(" brown fox")
    section.rest()
    expect(sight.words("t")).toBe("brown fox")
    expect(sight.anchors.blockOf("t")).toBe("line-1")
  })

  it("are followed until nobody asks for them", () => {
    const { ana, sight, anchor } = follow()
    expect(sight.during(() => sight.anchors.follow([{ threadId: "u", anchor }])).sort()).toEqual(["t", "u"])
    expect(sight.anchors.inOrder()).toEqual(["u"])
    expect(sight.during(() => ana.select(0, 12).type("x"))).toEqual(["u"])
  })
})
