import { openTogether, type Person } from "@codraft/document/testing"
import { $createHeadingNode, $isHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  FORMAT_TEXT_COMMAND,
  REMOVE_TEXT_COMMAND,
} from "lexical"
import { describe, expect, it } from "vitest"
import { registerLockedHeadings } from "./locked-headings.ts"

/** Ana writes to a shape with two locked headings, line 0 and line 2; Bo is an editor, whom nothing holds. */
function open() {
  const { ana, bo, section } = openTogether("Measures", "We did much.", "Baseline", "Nothing is known.", "The end.")
  bo.edit(() => {
    for (const at of [0, 2]) {
      const line = $getRoot().getChildAtIndex(at)
      if ($isElementNode(line)) line.replace($createHeadingNode("h2"), true)
    }
  })
  let refused = 0
  registerLockedHeadings(ana.editor, new Set(["line-0", "line-2"]), () => (refused += 1))
  return { ana, bo, section, refused: () => refused }
}

const shown = (person: Person) =>
  person.read(() =>
    $getRoot()
      .getChildren()
      .map((block) => ($isHeadingNode(block) ? "## " : "") + block.getTextContent()),
  )
const untouched = ["## Measures", "We did much.", "## Baseline", "Nothing is known.", "The end."]
const dispatch = (person: Person, ...[command, payload]: Parameters<Person["editor"]["dispatchCommand"]>) => {
  person.editor.dispatchCommand(command, payload)
  person.edit(() => {})
}

describe("a locked heading", () => {
  it("takes no letters, and says so", () => {
    const { ana, bo, refused } = open()
    ana.select(0, 4)
    dispatch(ana, CONTROLLED_TEXT_INSERTION_COMMAND, "x")
    expect(refused()).toBe(1)
    // Also those that no command announces, such as an input method's.
    ana.select(0, 4).type("x")
    expect(refused()).toBe(2)
    expect(shown(ana)).toEqual(untouched)
    expect(shown(bo)).toEqual(untouched)
  })

  it("stays a heading whatever the toolbar makes of the lines around it", () => {
    const { ana } = open()
    ana.select(0, 0, 8)
    ana.edit(() => $setBlocksType($getSelection(), () => $createParagraphNode()))
    expect(shown(ana)).toEqual(untouched)
    ana.edit(() => {
      $getRoot().select(0, $getRoot().getChildrenSize())
      $setBlocksType($getSelection(), () => $createHeadingNode("h1"))
    })
    expect(ana.ids).toEqual(["line-0", "line-1", "line-2", "line-3", "line-4"])
    expect(
      ana.read(() =>
        $getRoot()
          .getChildren()
          .map((block) => $isHeadingNode(block) && block.getTag()),
      ),
    ).toEqual(["h2", "h1", "h2", "h1", "h1"])
  })

  it("takes no format when everything is made bold", () => {
    const { ana } = open()
    ana.edit(() => $getRoot().select(0, 5))
    dispatch(ana, FORMAT_TEXT_COMMAND, "bold")
    const formats = ana.read(() =>
      $getRoot()
        .getAllTextNodes()
        .map((text) => text.getFormat()),
    )
    expect(formats).toEqual([0, 1, 0, 1, 1])
    expect(shown(ana)).toEqual(untouched)
  })

  it("is not joined with the line behind it or before it", () => {
    const { ana, refused } = open()
    ana.select(1, 0)
    dispatch(ana, DELETE_CHARACTER_COMMAND, true)
    ana.select(1, 12)
    dispatch(ana, DELETE_CHARACTER_COMMAND, false)
    expect(refused()).toBe(2)
    ana.joinToLineAbove(1)
    expect(shown(ana)).toEqual(untouched)
    ana.joinToLineAbove(2)
    expect(shown(ana)).toEqual(untouched)
    expect(ana.ids).toEqual(["line-0", "line-1", "line-2", "line-3", "line-4"])
  })

  it("is not split; Enter at its end begins the line below", () => {
    const { ana } = open()
    ana.select(0, 4).enter()
    expect(shown(ana)).toEqual(untouched)
    ana.select(0, 8).enter().type("First, ")
    expect(shown(ana).slice(0, 3)).toEqual(["## Measures", "First, ", "We did much."])
  })

  it("stands when a selection across it is deleted, and what is left behind it stays behind it", () => {
    const { ana, bo } = open()
    ana.edit(() => select(1, 7, 3, 8))
    dispatch(ana, DELETE_CHARACTER_COMMAND, true)
    expect(shown(ana)).toEqual(["## Measures", "We did ", "## Baseline", "is known.", "The end."])
    ana.type("little")
    expect(shown(ana)[1]).toBe("We did little")
    expect(shown(bo)).toEqual(shown(ana))
    expect(ana.ids).toEqual(["line-0", "line-1", "line-2", "line-3", "line-4"])
  })

  it("stands when everything is deleted, with a line to write in below each heading", () => {
    const { ana, bo } = open()
    ana.edit(() => $getRoot().select(0, 5))
    dispatch(ana, REMOVE_TEXT_COMMAND, null)
    expect(shown(ana)).toEqual(["## Measures", "", "## Baseline", ""])
    ana.binding.undo()
    expect(shown(ana)).toEqual(untouched)
    expect(shown(bo)).toEqual(untouched)
  })

  it("stands also where an edit comes past every key", () => {
    const { ana, bo } = open()
    ana.edit(() => {
      const selection = select(0, 3, 3, 8)
      selection?.removeText()
    })
    expect(shown(ana).filter((line) => line.startsWith("##"))).toEqual(["## Measures", "## Baseline"])
    ana.edit(() => $getRoot().clear().append($createParagraphNode()))
    expect(shown(ana).filter((line) => line.startsWith("##"))).toEqual(["## Measures", "## Baseline"])
    expect(shown(bo)).toEqual(shown(ana))
  })

  it("gives way to words typed over a selection that reaches across it", () => {
    const { ana } = open()
    ana.edit(() => select(1, 7, 3, 8))
    dispatch(ana, CONTROLLED_TEXT_INSERTION_COMMAND, "X")
    expect(shown(ana)).toEqual(["## Measures", "We did X", "## Baseline", "is known.", "The end."])
  })

  it("an empty line beside it goes by Backspace, but not the only one", () => {
    const { ana } = open()
    ana.select(0, 8).enter()
    dispatch(ana, DELETE_CHARACTER_COMMAND, true)
    expect(shown(ana)).toEqual(untouched)
    ana.select(1, 0, 12)
    dispatch(ana, DELETE_CHARACTER_COMMAND, true)
    dispatch(ana, DELETE_CHARACTER_COMMAND, true)
    expect(shown(ana).slice(0, 3)).toEqual(["## Measures", "", "## Baseline"])
  })

  it("changes as an editor changes it, and its loss by others is taken as it is", () => {
    const { ana, bo, refused } = open()
    bo.select(0, 8).type(" taken")
    bo.edit(() => $getRoot().getChildAtIndex(2)?.remove())
    expect(shown(ana)).toEqual(["## Measures taken", "We did much.", "Nothing is known.", "The end."])
    ana.select(1, 0).type("Then ")
    expect(shown(ana)).toEqual(["## Measures taken", "Then We did much.", "Nothing is known.", "The end."])
    expect(refused()).toBe(0)
  })
})

function select(fromLine: number, from: number, toLine: number, to: number) {
  const text = (line: number) => {
    const block = $getRoot().getChildAtIndex(line)
    return $isElementNode(block) ? block.getFirstDescendant() : null
  }
  const selection = $getRoot().selectStart()
  selection.anchor.set(text(fromLine)?.getKey() ?? "", from, "text")
  selection.focus.set(text(toLine)?.getKey() ?? "", to, "text")
  return $isRangeSelection(selection) ? selection : null
}
