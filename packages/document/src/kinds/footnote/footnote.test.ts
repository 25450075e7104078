import {
  $generateJSONFromSelectedNodes,
  $generateNodesFromSerializedNodes,
  $insertGeneratedNodes,
} from "@lexical/clipboard"
import { $createTableCellNode, $createTableNode, $createTableRowNode } from "@lexical/table"
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  DELETE_CHARACTER_COMMAND,
  type SerializedLexicalNode,
} from "lexical"
import { describe, expect, it } from "vitest"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { hashInput } from "../../canonical/hash-input.ts"
import { htmlOf } from "../../canonical/html.ts"
import { textOf } from "../../canonical/text.ts"
import { openTogether, type Person, type Section } from "../../testing/people.ts"
import { $insertFootnote } from "./edit.ts"
import { noteLabel } from "./label.ts"
import { $allNotes, $footnoteNumbers, $noteOf, $references, $referencesTo } from "./notes.ts"

const english = { language: "en", dir: "ltr" } as const
let ids = 0

function note(person: Person, words: string): void {
  person.edit(() => {
    $insertFootnote(() => `note-${ids++}`)
    const selection = $getSelection()
    if ($isRangeSelection(selection)) selection.insertText(words)
  })
}

/** The notes in the order of their numbers, as somebody sees them. */
function shown(person: Person): string[] {
  return person.read(() => {
    const { notes } = $footnoteNumbers()
    return [...notes].map(([key, number]) => {
      const body = $allNotes().find((one) => one.getKey() === key)
      return `${number} ${body?.getTextContent() ?? ""}`
    })
  })
}

const read = (section: Section) => textOf(canonicalFromDoc(section.doc, english)).split("\n").filter(Boolean)

function copyOf(person: Person): string {
  let copied = ""
  person.edit(() => {
    copied = JSON.stringify($generateJSONFromSelectedNodes(person.editor, $getSelection()).nodes)
  })
  return copied
}

function paste(person: Person, copied: string): void {
  person.edit(() => {
    const selection = $getSelection()
    const nodes = $generateNodesFromSerializedNodes(JSON.parse(copied) as SerializedLexicalNode[])
    if (selection !== null) $insertGeneratedNodes(person.editor, nodes, selection)
  })
}

describe("a footnote", () => {
  it("is made in one step, and undone in one", () => {
    const { ana, bo, section } = openTogether("Costs fell.")
    ana.select(0, 11)
    note(ana, "IOM 2015")
    expect(read(section)).toEqual(["Costs fell.[1]", "[1] IOM 2015"])
    expect(shown(bo)).toEqual(["1 IOM 2015"])
    ana.binding.undo()
    expect(read(section)).toEqual(["Costs fell."])
    ana.binding.redo()
    expect(shown(bo)).toEqual(["1 IOM 2015"])
  })

  it("is numbered by its place, also when two people make the first ones at once", () => {
    const { ana, bo, section } = openTogether("One", "Two")
    ana.cutLine()
    ana.select(1, 3)
    note(ana, "behind two")
    bo.select(0, 3)
    note(bo, "behind one")
    section.rejoin(ana)
    expect(read(section)).toEqual(["One[1]", "Two[2]", "[1] behind one", "[2] behind two"])
    expect(shown(ana)).toEqual(["1 behind one", "2 behind two"])
    expect(shown(bo)).toEqual(shown(ana))
  })

  it("keeps the words that somebody types in it while its reference is deleted, and shows them after undo", () => {
    const { ana, bo, section } = openTogether("Costs fell.")
    ana.select(0, 11)
    note(ana, "IOM")
    ana.edit(() => $references()[0]?.remove())
    bo.edit(() => $allNotes()[0]?.selectEnd().insertText(" 2015"))
    expect(read(section)).toEqual(["Costs fell."])
    expect(shown(bo)).toEqual([])
    ana.binding.undo()
    expect(read(section)).toEqual(["Costs fell.[1]", "[1] IOM 2015"])
  })

  it("keeps what somebody has added to it when its maker undoes it, and brings it back with redo", () => {
    const { ana, bo } = openTogether("Costs fell.")
    ana.select(0, 11)
    note(ana, "IOM")
    bo.edit(() => $allNotes()[0]?.selectEnd().insertText(" 2015"))
    ana.binding.undo()
    expect(shown(bo)).toEqual([])
    ana.binding.redo()
    expect(shown(bo)).toEqual(["1 IOM 2015"])
    expect(shown(ana)).toEqual(["1 IOM 2015"])
  })

  it("moves along with words that are cut, and is copied with words that are copied", () => {
    const { ana, bo } = openTogether("Costs fell.", "Then they rose.")
    ana.select(0, 11)
    note(ana, "IOM")
    ana.edit(() => void $getRoot().getFirstChild()?.selectStart())
    ana.edit(() => {
      const first = $getRoot().getFirstChildOrThrow()
      first.selectEnd().anchor.set(first.getKey(), 0, "element")
    })
    const copied = copyOf(ana)
    ana.select(1, 0)
    paste(ana, copied)
    expect(shown(bo)).toEqual(["1 IOM", "2 IOM"])
    ana.edit(() => $allNotes()[1]?.selectEnd().insertText(" again"))
    expect(shown(bo)).toEqual(["1 IOM", "2 IOM again"])
    ana.edit(() => {
      const first = $getRoot().getFirstChildOrThrow()
      const selection = first.selectEnd()
      selection.anchor.set(first.getKey(), 0, "element")
      selection.removeText()
    })
    expect(shown(bo)).toEqual(["1 IOM again"])
    ana.select(0, 0)
    paste(ana, copied)
    expect(shown(bo)).toEqual(["1 IOM", "2 IOM again"])
    expect(ana.read(() => $allNotes().length)).toBe(2)
  })

  it("is carried into another section by a copy", () => {
    const here = openTogether("Costs fell.")
    const there = openTogether("Elsewhere.")
    here.ana.select(0, 11)
    note(here.ana, "IOM 2015")
    here.ana.edit(() => void $getRoot().select(0, $getRoot().getChildrenSize()))
    const copied = copyOf(here.ana)
    there.ana.select(0, 10)
    paste(there.ana, copied)
    expect(read(there.section)).toEqual(["Elsewhere.Costs fell.[1]", "[1] IOM 2015"])
  })

  it("keeps what threads are tied to while it is typed in, loses its number and has it back, and is cut and pasted", () => {
    const { ana, bo, section } = openTogether("Costs fell.", "Then they rose.")
    ana.select(0, 11)
    note(ana, "IOM, 2015, p. 3")
    section.mark("2015", "t1")
    bo.edit(() => $allNotes()[0]?.selectStart().insertText("See "))
    ana.edit(() => $references()[0]?.remove())
    ana.binding.undo()
    expect(bo.markedBy("t1")).toBe("2015")
    ana.edit(() => {
      const first = $getRoot().getFirstChildOrThrow()
      first.selectEnd().anchor.set(first.getKey(), 0, "element")
    })
    const copied = copyOf(ana)
    ana.edit(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) selection.removeText()
    })
    ana.select(1, 0)
    paste(ana, copied)
    expect(shown(bo)).toEqual(["1 See IOM, 2015, p. 3"])
    expect(bo.markedBy("t1")).toBe("2015")
  })

  it("is one line: Enter breaks it, and erasing at its edges does nothing", () => {
    const { ana, section } = openTogether("One two")
    ana.select(0, 3)
    note(ana, "first")
    ana.select(0, 4)
    note(ana, "second")
    ana.edit(() => void $allNotes()[0]?.selectEnd())
    ana.editor.dispatchCommand(DELETE_CHARACTER_COMMAND, false)
    ana.edit(() => void $allNotes()[1]?.selectStart())
    ana.editor.dispatchCommand(DELETE_CHARACTER_COMMAND, true)
    expect(shown(ana)).toEqual(["1 first", "2 second"])
    ana.edit(() => void $allNotes()[1]?.selectEnd())
    ana.enter().type("line")
    expect(read(section).slice(1)).toEqual(["[1] first", "[2] second", "line"])
  })

  it("stands empty when erasing has taken its words into another", () => {
    const { ana, bo } = openTogether("One two")
    ana.select(0, 3)
    note(ana, "first")
    ana.select(0, 4)
    note(ana, "second")
    ana.edit(() => {
      const [first, second] = $allNotes()
      const selection = first?.select(0, 0)
      selection?.focus.set(second?.getFirstChild()?.getKey() ?? "", 3, "text")
      selection?.removeText()
    })
    expect(shown(bo)).toEqual(["1 ond", "2 "])
  })

  it("goes with everything when everything is erased, and leaves a paragraph to write in", () => {
    const { ana, bo } = openTogether("One two")
    ana.select(0, 3)
    note(ana, "first")
    ana.edit(() => $getRoot().select(0, $getRoot().getChildrenSize()).removeText())
    ana.type("anew")
    expect(bo.lines).toEqual(["anew"])
    ana.binding.undo()
    ana.binding.undo()
    expect(shown(bo)).toEqual(["1 first"])
  })

  it("keeps what is written behind the notes before them", () => {
    const { ana, bo } = openTogether("One")
    ana.select(0, 3)
    note(ana, "first")
    ana.edit(() => void $getRoot().append($createParagraphNode().append($createTextNode("Two"))))
    expect(bo.blockTypes).toEqual(["paragraph", "paragraph", "footnote"])
  })

  it("is a letter in a table, for each table anew", () => {
    const { ana, section } = openTogether("Costs")
    ana.edit(() => {
      const cell = $createTableCellNode().append($createParagraphNode().append($createTextNode("7")))
      $getRoot().append($createTableNode().append($createTableRowNode().append(cell)))
    })
    ana.select(0, 5)
    note(ana, "of the section")
    ana.select(1, 1)
    note(ana, "of the table")
    expect(read(section)).toEqual(["Costs[1]", "7[a]", "[a] of the table", "[1] of the section"])
    expect(htmlOf(canonicalFromDoc(section.doc, english))).toContain('<a href="#ref-1a" role="doc-backlink"')
    expect(shown(ana)).toEqual(["1 of the section", "a of the table"])
  })

  it("says where it is referred to", () => {
    const { ana } = openTogether("One")
    ana.select(0, 3)
    note(ana, "first")
    ana.read(() => {
      const [reference] = $references()
      const body = reference === undefined ? null : $noteOf(reference)
      expect(body === null ? [] : $referencesTo(body)).toEqual([reference])
    })
  })
})

it("has no ids in what is hashed", () => {
  const written = ["x", "y"].map(() => {
    const { ana, section } = openTogether("One")
    ana.select(0, 3)
    note(ana, "first")
    return hashInput(canonicalFromDoc(section.doc, english))
  })
  expect(written[0]).toBe(written[1])
})

it("numbers tables from a to z, then aa", () => {
  expect([0, 25, 26, 701, 702].map((index) => noteLabel("tablenote", index, "en"))).toEqual([
    "a",
    "z",
    "aa",
    "zz",
    "aaa",
  ])
  expect([0, 1, 28].map((index) => noteLabel("tablenote", index, "ar"))).toEqual(["أ", "ب", "أأ"])
  expect(["ar", "ar-EG", "ar-MA", "ar-u-nu-arab", "fa"].map((tag) => noteLabel("footnote", 9, tag))).toEqual([
    "10",
    "١٠",
    "10",
    "١٠",
    "۱۰",
  ])
})
