import { $getRoot } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { anchoredThreads } from "../anchor/anchored.ts"
import { openTogether, type Person } from "../testing/people.ts"

/** What somebody sees who opens the section now. */
function freshly(doc: Y.Doc): string | undefined {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return anchoredThreads(copy).find(({ threadId }) => threadId === "t")?.words
}

describe("words that somebody comments on while a colleague deletes them", () => {
  const deletions: [string, (ana: Person) => void, string | undefined][] = [
    ["alone", (ana) => ana.selectWord("brown fox").erase(), undefined],
    ["in part", (ana) => ana.selectWord("own").erase(), "br fox"],
    ["with more", (ana) => ana.selectWord("quick brown fox jumps").erase(), undefined],
    ["with their paragraph", (ana) => ana.edit(() => $getRoot().getFirstChild()?.remove()), undefined],
    ["letter by letter", (ana) => ["x", "o", "f"].forEach((letter) => ana.selectWord(letter).erase()), "brwn o"],
  ]

  it.each(deletions)("%s, have the comment when they come back", (_how, remove, left) => {
    const { ana, bo, section } = openTogether("the quick brown fox jumps", "second line")
    ana.cutLine()
    remove(ana)
    section.mark("brown fox", "t")
    section.rejoin(ana)
    expect(freshly(section.doc)?.replaceAll(" … ", "")).toBe(left)
    while (ana.binding.canUndo) ana.binding.undo()
    expect(freshly(section.doc)).toBe("brown fox")
    expect([ana.markedBy("t"), bo.markedBy("t")]).toEqual(["brown fox", "brown fox"])
    while (ana.binding.canRedo) ana.binding.redo()
    expect(bo.markedBy("t")).toBe((left ?? "").replaceAll(" … ", ""))
    while (ana.binding.canUndo) ana.binding.undo()
    expect(freshly(section.doc)).toBe("brown fox")
  })

  it.each(deletions)("%s, and have come back by then, have it at once", (_how, remove) => {
    const { ana, bo, section } = openTogether("the quick brown fox jumps", "second line")
    ana.cutLine()
    remove(ana)
    while (ana.binding.canUndo) ana.binding.undo()
    section.mark("brown fox", "t")
    section.rejoin(ana)
    expect([ana.markedBy("t"), bo.markedBy("t"), freshly(section.doc)]).toEqual(["brown fox", "brown fox", "brown fox"])
  })
})

it("gives two threads that come to the same words in the same moment to these words", () => {
  const { ana, bo, section } = openTogether("the quick brown fox jumps")
  ana.cutLine()
  section.mark("quick brown", "a")
  section.mark("brown fox", "b")
  ana.select(0, 12).type("OO")
  section.rejoin(ana)
  for (const person of [ana, bo])
    expect([person.markedBy("a"), person.markedBy("b")]).toEqual(["quick brOOown", "brOOown fox"])
})
