import { openTogether, type Person } from "@codraft/document/testing"
import { $createHeadingNode, registerRichText } from "@lexical/rich-text"
import { $createRangeSelection, $getRoot, $setSelection, DELETE_CHARACTER_COMMAND, type ElementNode } from "lexical"
import { expect, it } from "vitest"
import { registerWholeLines } from "./whole-lines.ts"

const $line = (at: number) => $getRoot().getChildAtIndex<ElementNode>(at) as ElementNode

/** A heading, a paragraph and another, with the keys of a writing surface. */
function open(): { ana: Person; bo: Person } {
  const { ana, bo } = openTogether("Title", "One.", "Two.")
  registerRichText(ana.editor)
  registerWholeLines(ana.editor)
  ana.edit(() => $line(0).replace($createHeadingNode("h2"), true))
  return { ana, bo }
}

function deletes(
  person: Person,
  [from, fromOffset]: [number, number],
  [to, toOffset]: [number, number],
  isBackward: boolean,
) {
  person.edit(() => {
    const selection = $createRangeSelection()
    const at = (line: number) => $line(line).getFirstDescendant()?.getKey() ?? ""
    selection.anchor.set(at(from), fromOffset, "text")
    selection.focus.set(at(to), toOffset, "text")
    $setSelection(selection)
  })
  person.editor.dispatchCommand(DELETE_CHARACTER_COMMAND, isBackward)
  person.edit(() => {})
}

const shown = (person: Person) =>
  person.read(() =>
    $getRoot()
      .getChildren()
      .map((line) => `${line.getType()} ${line.getTextContent()}`),
  )

it.each([
  [false, [0, 0], [1, 0]],
  [true, [1, 0], [0, 0]],
] as const)(
  "a heading that is deleted with its end leaves the paragraph behind it one (backward: %s)",
  (isBackward, from, to) => {
    const { ana, bo } = open()
    const [, second] = ana.ids
    deletes(ana, [...from], [...to], isBackward)
    expect(shown(bo)).toEqual(["paragraph One.", "paragraph Two."])
    expect(bo.ids[0]).toBe(second)
    ana.binding.undo()
    expect(shown(bo)).toEqual(["heading Title", "paragraph One.", "paragraph Two."])
  },
)

it("what is not whole lines is joined as ever", () => {
  const { ana, bo } = open()
  deletes(ana, [0, 2], [1, 0], false)
  expect(shown(bo)).toEqual(["heading TiOne.", "paragraph Two."])
})
