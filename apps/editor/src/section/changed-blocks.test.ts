import { $createImageNode } from "@codraft/document"
import { openTogether, type Person } from "@codraft/document/testing"
import { $createHeadingNode } from "@lexical/rich-text"
import { $createParagraphNode, $getRoot, type UpdateListenerPayload } from "lexical"
import { describe, expect, it } from "vitest"
import { hasChangedBlanks, hasChangedBlocks } from "./changed-blocks.ts"

/** What the next edit is told to its listeners. */
function told(person: Person, edit: () => void): UpdateListenerPayload {
  let told: UpdateListenerPayload | undefined
  const forget = person.editor.registerUpdateListener((update) => {
    if (update.dirtyElements.size > 0 || update.dirtyLeaves.size > 0) told ??= update
  })
  edit()
  forget()
  if (told === undefined) throw new Error("nothing was told")
  return told
}

describe("words", () => {
  it("change no blocks while they are typed and erased, though a browser makes the root anew each time", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.select(0, 3)
    const typed = told(ana, () =>
      ana.withSelection((selection) => {
        $getRoot().markDirty()
        selection.insertText("!")
      }),
    )
    expect(hasChangedBlocks(typed)).toBe(false)
    expect(hasChangedBlocks(told(bo, () => ana.select(0, 2, 4).erase()))).toBe(false)
  })

  it("leave no blank, and fill none, as long as there are some", () => {
    const { ana } = openTogether("one", "two")
    expect(hasChangedBlanks(told(ana, () => ana.select(0, 3).type("!")))).toBe(false)
    expect(hasChangedBlanks(told(ana, () => ana.select(0, 0, 4).type(" ")))).toBe(true)
    expect(hasChangedBlanks(told(ana, () => ana.select(0, 1).type("x")))).toBe(true)
  })
})

describe("blocks", () => {
  const edits: [string, (person: Person) => void][] = [
    ["come by Enter", (ana) => ana.select(0, 2).enter()],
    ["go by joining", (ana) => ana.joinToLineAbove(1)],
    ["go from the end", (ana) => ana.edit(() => $getRoot().getLastChild()?.remove())],
    ["become headings", (ana) => ana.edit(() => $getRoot().getFirstChild()?.replace($createHeadingNode("h2"), true))],
    [
      "change places",
      (ana) => ana.edit(() => $getRoot().getFirstChild()?.insertBefore($getRoot().getLastChildOrThrow())),
    ],
    ["are images", (ana) => ana.edit(() => $getRoot().append($createImageNode("a")))],
    ["come into an empty text", (ana) => ana.edit(() => $getRoot().clear().append($createParagraphNode()))],
  ]
  it.each(edits)("%s, and that is told", (_, edit) => {
    const { ana } = openTogether("one", "two", "three")
    expect(hasChangedBlocks(told(ana, () => edit(ana)))).toBe(true)
  })

  it("change when the only leaf among them does", () => {
    const { ana } = openTogether("one")
    ana.edit(() => $getRoot().clear().append($createImageNode("a"), $createImageNode("b"), $createImageNode("c")))
    const moved = told(ana, () =>
      ana.edit(() => {
        const [, second, third] = $getRoot().getChildren()
        if (second && third) third.insertAfter(second)
      }),
    )
    expect(hasChangedBlocks(moved)).toBe(true)
  })
})
