import { INSERT_ORDERED_LIST_COMMAND } from "@lexical/list"
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $setCompositionKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  SKIP_COLLAB_TAG,
} from "lexical"
import { describe, expect, it, vi } from "vitest"
import * as Y from "yjs"
import { rootName } from "../form/index.ts"
import { openTogether, type Person, Section } from "../testing/people.ts"
import { createHeadlessSection } from "./index.ts"

function xmlOf(doc: Y.Doc): string {
  const root: { toString(): string } = doc.get(rootName, Y.XmlElement)
  return root.toString()
}

describe("a section", () => {
  it("looks the same to everybody, whoever types", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.select(0, 3).type(" more")
    bo.select(1, 0).type("number ")
    expect(ana.lines).toEqual(["one more", "number two"])
    expect(bo.lines).toEqual(ana.lines)
  })

  it("merges what two people wrote while one of them was offline", () => {
    const { ana, bo, section } = openTogether("one", "two")
    ana.cutLine()
    ana.select(0, 3).type(" from Ana").select(1, 3).enter().type("three")
    bo.select(0, 0).type("Bo's ")
    section.rejoin(ana)
    expect(ana.lines).toEqual(["Bo's one from Ana", "two", "three"])
    expect(bo.lines).toEqual(ana.lines)
  })

  it("holds each letter once when two people begin in the same empty line at once", () => {
    const { ana, bo, section } = openTogether("one", "")
    for (const person of [ana, bo]) person.cutLine()
    ana.select(1, 0).type("Ana")
    bo.select(1, 0).type("Bo")
    section.rejoin(ana)
    section.rejoin(bo)
    ana.select(1, 0).type("!")
    expect((ana.lines[1] ?? "").split("").sort().join("")).toBe("!ABano")
    expect(bo.lines).toEqual(ana.lines)
  })

  it("is written to by nobody who only watches", () => {
    const { ana, bo, section } = openTogether("one two", "", "three")
    section.mark("one", "t1")
    ana.select(0, 3).enter().type("x").select(2, 0).type("y").joinToLineAbove(1)
    ana.binding.undo()
    section.rest()
    expect(bo.written).toBe(0)
  })

  it("leaves the caret on its words when others write before it", () => {
    const { ana, bo } = openTogether("one two")
    ana.select(0, 3)
    bo.select(0, 0).type("zero ")
    ana.type("!")
    expect(ana.lines).toEqual(["zero one! two"])
  })

  it("leaves a caret on its words that was put there a moment before others write in front of it", () => {
    const { ana, bo } = openTogether("one two three")
    ana.select(0, 0).selectUntold(0, 13)
    bo.select(0, 4).type("ni")
    ana.type(".")
    expect(ana.lines).toEqual(["one nitwo three."])
    ana.selectUntold(0, 4, 6)
    bo.select(0, 0).type("<<")
    ana.erase()
    expect(bo.lines).toEqual(["<<one two three."])
  })

  it("numbers the items of a list alike for everybody, though numbers are not in the document", () => {
    const { ana, bo } = openTogether("one", "two")
    const numbers = (person: Person): unknown =>
      person.read(() =>
        JSON.stringify(
          $getRoot()
            .getAllTextNodes()
            .map((text) => text.getParentOrThrow().exportJSON()),
        ),
      )
    ana.edit(() => $getRoot().select(0, 2))
    ana.editor.dispatchCommand(INSERT_ORDERED_LIST_COMMAND, undefined)
    ana.edit(() => {})
    bo.select(0, 3).enter().type("one and a half")
    expect(numbers(ana)).toBe(numbers(bo))
    expect(xmlOf(ana.doc)).not.toContain("__value")
  })
})

describe("a letter", () => {
  /** How often the blocks of the section are gone through meanwhile. */
  function looksAtAllBlocks(people: readonly Person[], fn: () => void): number {
    const looks = people.map(({ doc }) => vi.spyOn(doc.get(rootName, Y.XmlElement), "toArray"))
    fn()
    const times = looks.reduce((sum, look) => sum + look.mock.calls.length, 0)
    for (const look of looks) look.mockRestore()
    return times
  }

  it("costs the same however long the text is, typed or erased, one's own or a colleague's", () => {
    const { ana, bo } = openTogether("one two", "three")
    ana.select(0, 3)
    expect(looksAtAllBlocks([ana, bo], () => ana.type("!").type("?"))).toBe(0)
    ana.select(0, 3, 4)
    expect(looksAtAllBlocks([ana, bo], () => ana.erase())).toBe(0)
    expect(ana.lines).toEqual(["one? two", "three"])
    expect(bo.lines).toEqual(ana.lines)
    expect([ana.binding.check(), bo.binding.check()]).toEqual([true, true])
  })

  it("has the formats of those around it in the same stretch, at either edge of it", () => {
    const { ana, bo, section } = openTogether("one two three")
    ana.select(0, 4, 7).withSelection((selection) => selection.formatText("bold"))
    section.mark("three", "t1")
    for (const [at, letter] of [
      [7, "b"],
      [4, "a"],
      [9, "c"],
      [10, "d"],
      [6, "e"],
      [16, "f"],
    ] as const) {
      ana.select(0, at).type(letter)
      expect([ana.binding.check(), bo.binding.check()]).toEqual([true, true])
      expect(bo.lines).toEqual(ana.lines)
    }
    ana.select(0, 4, 5).erase()
    expect([ana.binding.check(), bo.binding.check(), ana.heals]).toEqual([true, true, []])
  })
})

describe("an empty root", () => {
  it("is left to the server when two people have each deleted one of two lines", () => {
    const { ana, bo, section } = openTogether("one", "two")
    for (const person of [ana, bo]) person.cutLine()
    ana.edit(() => $getRoot().getFirstChildOrThrow().remove())
    bo.edit(() => $getRoot().getLastChildOrThrow().remove())
    section.rejoin(ana)
    section.rejoin(bo)
    section.rest()
    expect([ana.lines, bo.lines]).toEqual([[], []])
    expect([ana.written, bo.written]).toEqual([1, 1])
  })

  it("takes what somebody types into it", () => {
    const { ana, bo, section } = openTogether("one")
    section.change((root) => root.delete(0, 1))
    ana.edit(() => $getRoot().select())
    ana.type("new")
    expect(bo.lines).toEqual(["new"])
  })

  it("does not come about by deleting everything: one empty line is left", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.edit(() => $getRoot().clear())
    expect(bo.lines).toEqual([""])
    expect(bo.blockTypes).toEqual(["paragraph"])
    ana.binding.undo()
    expect(bo.lines).toEqual(["one", "two"])
  })
})

describe("healing", () => {
  it("brings back an editor that has drifted, once all is still, with the caret on its words", () => {
    const { ana, bo, section } = openTogether("one", "two", "three")
    ana.select(1, 2)
    const wrong = (): unknown =>
      $getRoot()
        .getFirstChildOrThrow()
        .replace($createParagraphNode().append($createTextNode("wrong")))
    ana.editor.update(() => void wrong(), { discrete: true, tag: SKIP_COLLAB_TAG })
    bo.select(2, 0).type("number ")
    expect(ana.lines).toEqual(["wrong", "two", "number three"])
    section.rest()
    expect(ana.heals).toEqual([{ kind: "drift" }])
    ana.type("!")
    expect(ana.lines).toEqual(["one", "tw!o", "number three"])
    expect(bo.lines).toEqual(ana.lines)
  })

  it("runs only after a pause, and not at all while nothing happens", () => {
    const { ana, section } = openTogether("one")
    section.rest()
    ana.select(0, 3).type("!")
    section.rest()
    expect(ana.heals).toEqual([])
  })

  it("rebuilds the editor when a change cannot be taken in, and goes on", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.binding.recover(new Error("the editor said no"))
    expect(ana.heals[0]?.kind).toBe("error")
    bo.select(0, 0).type("x")
    ana.select(0, 0).type("y")
    expect(ana.lines).toEqual(["yxone", "two"])
    expect(bo.lines).toEqual(ana.lines)
  })

  it("keeps undo", () => {
    const { ana } = openTogether("one")
    ana.select(0, 3).type("!")
    ana.binding.heal()
    ana.binding.undo()
    expect(ana.lines).toEqual(["one"])
  })
})

it("shows what this build does not know as an inert block, and keeps it for those who do", () => {
  const { ana, bo, section } = openTogether("one", "two")
  section.change((root) => {
    const future = new Y.XmlElement("hologram")
    future.insert(0, [new Y.XmlText("deep")])
    root.insert(1, [future])
  })
  ana.select(0, 3).type("!").select(0, 0).enter()
  section.rest()
  expect(bo.lines.join("|")).toContain("one!")
  expect(xmlOf(section.doc)).toContain("<hologram>deep</hologram>")
  expect([ana.heals, bo.heals]).toEqual([[], []])
})

it("follows no document any more once destroyed, and leaves no trace of the person", () => {
  const { ana, bo } = openTogether("one")
  bo.binding.setFocused(true)
  bo.select(0, 1)
  bo.binding.destroy()
  ana.select(0, 0).type("x")
  expect(bo.lines).toEqual(["one"])
  expect(ana.binding.cursors()[0]?.selection).toBeNull()
})

it("binds the same editor to another document", () => {
  const { ana } = openTogether("one")
  const { section } = openTogether("other")
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(section.doc))
  const { editor, binding } = createHeadlessSection(doc, { newBlockId: () => "b" })
  expect(editor.read(() => $getRoot().getTextContent())).toBe("other")
  binding.destroy()
  expect(ana.lines).toEqual(["one"])
})

describe("while somebody composes", () => {
  function compose(person: Person, text: string): void {
    person.edit(() => {
      const selection = $getSelection()
      if (!$isRangeSelection(selection)) return
      selection.insertText(text)
      $setCompositionKey(selection.anchor.key)
    })
  }
  const end = (person: Person): void => person.edit(() => $setCompositionKey(null))

  it("asks for changes of others to wait, until it is over", () => {
    const { ana } = openTogether("one")
    ana.select(0, 3)
    compose(ana, "n")
    compose(ana, "i")
    expect(ana.compositions).toEqual([true])
    end(ana)
    expect(ana.compositions).toEqual([true, false])
  })

  it("sends what is composed so far", () => {
    const { ana, bo } = openTogether("one")
    ana.select(0, 3)
    compose(ana, "ni")
    expect(bo.lines).toEqual(["oneni"])
  })

  it.each([
    ["types before it", (bo: Person) => void bo.select(0, 0).type("Bo "), "Bo one ni two"],
    ["types after it", (bo: Person) => void bo.select(0, 7).type("!"), "one ni t!wo"],
    ["deletes words before it", (bo: Person) => void bo.select(0, 0, 3).erase(), " ni two"],
    ["deletes words around it", (bo: Person) => void bo.select(0, 1, 7).erase(), "oiwo"],
  ])("does not touch the composed text when somebody %s, and merges in the end", (_what, change, merged) => {
    const { ana, bo, section } = openTogether("one  two")
    ana.select(0, 4)
    compose(ana, "n")
    const key = ana.read(() => $getSelection()?.getNodes()[0]?.getKey())
    change(bo)
    expect(ana.lines).toEqual(["one n two"])
    ana.edit(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) selection.insertText("i")
    })
    expect(ana.read(() => $getSelection()?.getNodes()[0]?.getKey())).toBe(key)
    end(ana)
    expect([ana.lines, bo.lines]).toEqual([[merged], [merged]])
    section.rest()
    expect(ana.binding.check()).toBe(true)
  })

  it("is one step of undo, whatever the text became on its way, and not that of the typing before", () => {
    const { ana, bo } = openTogether("one")
    ana.select(0, 3).type("!")
    ana.edit(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) $setCompositionKey(selection.anchor.key)
    })
    for (const text of ["ni", "nihon", "日本"]) {
      ana.edit(() => {
        const node = $getRoot().getFirstDescendant()
        if ($isTextNode(node)) node.setTextContent(`one!${text}`).select()
      })
    }
    end(ana)
    expect(bo.lines).toEqual(["one!日本"])
    ana.binding.undo()
    expect(bo.lines).toEqual(["one!"])
  })

  it("takes changes elsewhere in the section at once", () => {
    const { ana, bo } = openTogether("one", "two")
    ana.select(0, 3)
    compose(ana, "n")
    bo.select(1, 0).type("Bo ")
    expect(ana.lines).toEqual(["onen", "Bo two"])
    end(ana)
    expect(bo.lines).toEqual(["onen", "Bo two"])
  })

  it("leaves the text whole when the server marks it, and has the mark on its words afterwards", () => {
    const { ana, bo, section } = openTogether("say fox now")
    ana.select(0, 11)
    compose(ana, "n")
    section.mark("fox", "t1")
    expect(ana.markedBy("t1")).toBe("")
    compose(ana, "i")
    end(ana)
    expect([ana.lines, bo.lines]).toEqual([["say fox nowni"], ["say fox nowni"]])
    expect(ana.markedBy("t1")).toBe("fox")
  })

  it("keeps what is composed at the edge of a thread's words out of them", () => {
    const { ana, bo, section } = openTogether("say fox")
    section.mark("fox", "t1")
    ana.select(0, 7)
    compose(ana, "n")
    compose(ana, "i")
    end(ana)
    expect(bo.lines).toEqual(["say foxni"])
    expect(bo.markedBy("t1")).toBe("fox")
  })

  it("undoes it like any other text", () => {
    const { ana, bo } = openTogether("one")
    ana.select(0, 3)
    compose(ana, "n")
    bo.select(0, 0).type("x")
    compose(ana, "i")
    end(ana)
    while (ana.binding.canUndo) ana.binding.undo()
    expect(bo.lines).toEqual(["xone"])
  })
})

describe("cursors", () => {
  function together(): { ana: Person; bo: Person } {
    const { ana, bo } = openTogether("one two", "three")
    ana.binding.setFocused(true)
    return { ana, bo }
  }
  const seenBy = (person: Person): unknown =>
    person.binding
      .cursors()
      .map(({ personId, selection }) => [
        personId,
        selection && person.read(() => [selection.anchor.offset, selection.focus.offset]),
      ])

  it("show where colleagues are, by the id that the server stamped", () => {
    const { ana, bo } = together()
    ana.select(0, 1, 3)
    expect(seenBy(bo)).toEqual([["ana", [1, 3]]])
    expect(seenBy(ana)).toEqual([["bo", null]])
  })

  it("move with the text", () => {
    const { ana, bo } = together()
    ana.select(0, 4)
    let changes = 0
    bo.binding.onCursorsChange(() => changes++)
    bo.select(0, 0).type("> ")
    expect(seenBy(bo)).toEqual([["ana", [6, 6]]])
    expect(changes).toBeGreaterThan(0)
  })

  it("are gone while the person is elsewhere", () => {
    const { ana, bo } = together()
    ana.select(0, 4)
    ana.binding.setFocused(false)
    expect(seenBy(bo)).toEqual([["ana", null]])
  })

  it("carry nothing but places", () => {
    const section = new Section(["one"], ["ana"])
    const ana = section.person("ana")
    ana.binding.setFocused(true)
    ana.select(0, 1)
    const state = section.presenceOf(99).getStates().get(10) ?? {}
    expect(Object.keys(state).sort()).toEqual(["anchorPos", "focusPos", "focusing", "personId"])
  })

  it.each([
    [{ anchorPos: 1, focusPos: 2, focusing: true }],
    [{ anchorPos: {}, focusPos: {}, focusing: true }],
    [{ anchorPos: { item: { client: "x" } }, focusPos: null, focusing: true }],
    [{ anchorPos: { tname: "payloads" }, focusPos: { tname: "other" }, focusing: true }],
    [{ anchorPos: { item: { client: 77, clock: 5 } }, focusPos: { type: { client: 77, clock: 5 } }, focusing: true }],
  ])("survive presence that is no place: %j", (state) => {
    const { bo, section } = openTogether("one")
    section.presenceOf(99).setLocalState(state)
    expect(bo.binding.cursors().find(({ clientId }) => clientId === 99)?.selection).toBeNull()
  })
})

it("shows no caret in words that were deleted, and none of it is an error", () => {
  const { ana, bo } = openTogether("one", "two three", "four")
  bo.binding.setFocused(true)
  bo.select(1, 5)
  expect(ana.read(() => ana.binding.cursors())).toHaveLength(1)
  bo.cutLine()
  ana.edit(() => $getRoot().getChildAtIndex(1)?.remove())
  expect(() => ana.binding.cursors()).not.toThrow()
})
