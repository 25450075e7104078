import { $setBlocksType } from "@lexical/selection"
import { $createHeadingNode } from "@lexical/rich-text"
import {
  $getNodeByKey,
  $getRoot,
  BLUR_COMMAND,
  FORMAT_TEXT_COMMAND,
  HISTORY_PUSH_TAG,
  REDO_COMMAND,
  type TextNode,
  UNDO_COMMAND,
} from "lexical"
import { expect, it } from "vitest"
import { openTogether } from "../testing/people.ts"

it("undoes only what the person did, although a colleague wrote in the same line since", () => {
  const { ana, bo } = openTogether("one two")
  ana.select(0, 3).type(" and")
  bo.select(0, 0).type("Bo: ")
  ana.binding.undo()
  expect(bo.lines).toEqual(["Bo: one two"])
  expect(ana.binding.canUndo).toBe(false)
  expect(bo.binding.canUndo).toBe(true)
})

it("takes an edit that says so for a step of its own, between what was typed before and after", () => {
  const { ana, bo } = openTogether("one")
  ana.select(0, 3).type(" two")
  const line = ana.read(() => $getRoot().getAllTextNodes()[0]?.getKey()) ?? ""
  ana.editor.update(() => void ($getNodeByKey(line) as TextNode).spliceText(0, 3, "three"), {
    discrete: true,
    tag: HISTORY_PUSH_TAG,
  })
  ana.select(0, 9).type(" four")
  ana.binding.undo()
  expect(bo.lines).toEqual(["three two"])
  ana.binding.undo()
  expect(bo.lines).toEqual(["one two"])
})

it("keeps what others have written into a paragraph whose creation is undone", () => {
  const { ana, bo } = openTogether("one")
  ana.select(0, 3).enter()
  bo.select(1, 0).type("Bo was here")
  ana.binding.undo()
  expect(ana.lines).toContain("Bo was here")
  expect(bo.lines).toEqual(ana.lines)
})

it("keeps what such a paragraph is, its level and its id", () => {
  const { ana, bo } = openTogether("one")
  ana.edit(() => {
    const heading = $createHeadingNode("h3")
    $getRoot().append(heading)
    heading.select()
  })
  const ids = bo.ids
  bo.select(1, 0).type("Bo was here")
  ana.binding.undo()
  expect(bo.blockTypes).toEqual(["paragraph", "heading"])
  expect(bo.read(() => $getRoot().getLastChildOrThrow().exportJSON())).toMatchObject({ tag: "h3" })
  expect(bo.ids).toEqual(ids)
})

it("brings back all of a line in which words were brought back before, and a part of them was marked", () => {
  const { ana, bo, section } = openTogether("the quick brown fox")
  ana.selectWord("quick brown fox").erase()
  ana.binding.undo()
  section.mark("quick brown", "t")
  ana.edit(() => $getRoot().getFirstChild()?.remove())
  ana.binding.undo()
  expect(bo.lines).toEqual(["the quick brown fox"])
  expect(ana.lines).toEqual(bo.lines)
  expect(bo.markedBy("t")).toBe("quick brown")
})

it("keeps what others have typed into words that it takes away", () => {
  const { ana, bo } = openTogether("start ")
  ana.select(0, 6).type("ana's words")
  bo.select(0, 9).type("BO")
  ana.binding.undo()
  expect(ana.lines).toEqual(["start BO"])
})

it("knows whose a letter is that was typed in front of the same letter", () => {
  const { ana, bo } = openTogether("")
  ana.select(0, 0).type("of")
  bo.select(0, 0).type("o").type("n").type("e ")
  ana.binding.undo()
  expect(bo.lines).toEqual(["one "])
})

it("knows which of two alike letters was erased", () => {
  const { ana, bo } = openTogether("")
  ana.select(0, 0).type("aab")
  bo.select(0, 0, 1).erase()
  ana.select(0, 0).type("x")
  bo.binding.undo()
  expect(ana.lines).toEqual(["axab"])
})

it("takes back its own words alone, from among others' that an undo has just brought back", () => {
  const { ana, bo } = openTogether("")
  bo.select(0, 0).type("B")
  ana.select(0, 0).type("ana")
  ana.binding.endUndoStep()
  ana.select(0, 0, 4).erase()
  ana.binding.undo()
  expect(bo.lines).toEqual(["anaB"])
  ana.binding.undo()
  expect(bo.lines).toEqual(["B"])
  ana.binding.redo()
  expect(bo.lines).toEqual(["anaB"])
})

it("brings back with redo what undo took, and where it was", () => {
  const { ana, bo } = openTogether("one two")
  ana.select(0, 3).type(" and a half")
  ana.binding.undo()
  bo.select(0, 0).type("> ")
  ana.binding.redo()
  expect(bo.lines).toEqual(["> one and a half two"])
})

it("forgets what could be redone once the person writes on, but not when a colleague does", () => {
  const { ana, bo } = openTogether("one")
  ana.select(0, 3).type("!")
  ana.binding.undo()
  bo.select(0, 0).type("x")
  expect(ana.binding.canRedo).toBe(true)
  ana.select(0, 0).type("y")
  expect(ana.binding.canRedo).toBe(false)
})

it("has nothing to undo for somebody who has only watched", () => {
  const { ana, bo } = openTogether("one", "")
  ana.select(0, 1).enter().type("x").select(1, 0, 2).erase()
  expect(bo.binding.canUndo).toBe(false)
})

it("takes letters typed one after the other as one step, and words after Enter as another", () => {
  const { ana } = openTogether("")
  ana.select(0, 0)
  for (const letter of "first") ana.type(letter)
  ana.enter()
  for (const letter of "second") ana.type(letter)
  ana.binding.undo()
  expect(ana.lines).toEqual(["first", ""])
  ana.binding.undo()
  expect(ana.lines).toEqual(["first"])
  ana.binding.undo()
  expect(ana.lines).toEqual([""])
})

it.each([
  ["the caret was moved", (ana: ReturnType<typeof openTogether>["ana"]) => ana.select(0, 1)],
  ["the person left the text", (ana) => ana.editor.dispatchCommand(BLUR_COMMAND, new Event("blur") as FocusEvent)],
  ["the app said so", (ana) => ana.binding.endUndoStep()],
] as [string, (ana: ReturnType<typeof openTogether>["ana"]) => void][])(
  "starts a new step after %s",
  (_when, happens) => {
    const { ana } = openTogether("xyz")
    ana.select(0, 3).type("a")
    happens(ana)
    ana.select(0, ana.lines[0]?.length ?? 0).type("b")
    ana.binding.undo()
    expect(ana.lines).toEqual(["xyza"])
  },
)

it("keeps typing, erasing and formatting apart", () => {
  const { ana } = openTogether("one")
  ana.select(0, 3).type(" two")
  ana.select(0, 0, 1).erase()
  ana.select(0, 0, 2)
  ana.editor.dispatchCommand(FORMAT_TEXT_COMMAND, "bold")
  ana.edit(() => {})
  ana.binding.undo()
  expect(ana.lines).toEqual(["ne two"])
  ana.binding.undo()
  expect(ana.lines).toEqual(["one two"])
  ana.binding.undo()
  expect(ana.lines).toEqual(["one"])
})

it("puts the caret back to where the undone step began", () => {
  const { ana, bo } = openTogether("one", "two")
  ana.select(1, 3).type("!").select(0, 0)
  bo.select(1, 0).type("Bo ")
  ana.binding.undo()
  ana.type("#")
  expect(ana.lines).toEqual(["one", "Bo two#"])
})

it("undoes a heading without the words typed into it by somebody else", () => {
  const { ana, bo } = openTogether("title")
  ana.select(0, 0)
  ana.withSelection((selection) => $setBlocksType(selection, () => $createHeadingNode("h2")))
  bo.select(0, 5).type(" page")
  ana.binding.undo()
  expect(ana.lines.join(" ")).toContain("page")
  expect(ana.lines).toEqual(bo.lines)
})

it("answers the editor's own commands", () => {
  const { ana } = openTogether("one")
  ana.select(0, 3).type("!")
  ana.editor.dispatchCommand(UNDO_COMMAND, undefined)
  expect(ana.lines).toEqual(["one"])
  ana.editor.dispatchCommand(REDO_COMMAND, undefined)
  expect(ana.lines).toEqual(["one!"])
})

it("tells when there is something to undo or redo", () => {
  const { ana } = openTogether("one")
  const seen: string[] = []
  ana.binding.onUndoStateChange(() => seen.push(`${ana.binding.canUndo} ${ana.binding.canRedo}`))
  ana.select(0, 3).type("!")
  ana.binding.undo()
  expect(seen[0]).toBe("true false")
  expect(seen.at(-1)).toBe("false true")
})

it("keeps a thread on words that were marked after they were typed, through undo and redo", () => {
  const { ana, section } = openTogether("say ")
  ana.select(0, 4).type("fox")
  section.mark("fox", "t1")
  ana.binding.undo()
  expect(ana.lines).toEqual(["say "])
  ana.binding.redo()
  expect(ana.lines).toEqual(["say fox"])
  expect(ana.markedBy("t1")).toBe("fox")
})

it("keeps a thread on words that were deleted and brought back", () => {
  const { ana, bo, section } = openTogether("say fox loud")
  section.mark("fox", "t1")
  ana.selectWord("fox").erase()
  expect(bo.markedBy("t1")).toBe("")
  ana.binding.undo()
  expect(bo.lines).toEqual(["say fox loud"])
  expect(bo.markedBy("t1")).toBe("fox")
})
