import { $getBlockId, $setBlockId, $insertFootnote, $noteOf, $isFootnoteReferenceNode } from "@codraft/document"
import { openTogether, type Person } from "@codraft/document/testing"
import { $createHeadingNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import { $createTableNodeWithDimensions } from "@lexical/table"
import { $dfs } from "@lexical/utils"
import {
  $createParagraphNode,
  $createRangeSelection,
  $createTextNode,
  COLLABORATION_TAG,
  $getRoot,
  $isElementNode,
  $setSelection,
  CUT_COMMAND,
  PASTE_COMMAND,
} from "lexical"
import { describe, expect, it, vi } from "vitest"
import { registerPaste } from "../paste/clipboard.ts"
import { registerCopy } from "../paste/copy.ts"
import { Pasting } from "../paste/pasting.ts"
import { type MoveCut, PastedCuts } from "./pasted-cuts.ts"

/** As a browser gives it to whoever cuts or pastes. */
class FakeClipboardEvent extends Event {
  readonly clipboardData: DataTransfer
  constructor(type: string, data: Map<string, string>) {
    super(type, { cancelable: true })
    const getData = (kind: string) => data.get(kind) ?? ""
    const setData = (kind: string, value: string) => data.set(kind, value)
    this.clipboardData = { getData, setData, types: [...data.keys()], files: [] } as unknown as DataTransfer
  }
}
vi.stubGlobal("ClipboardEvent", FakeClipboardEvent)
for (const other of ["DragEvent", "InputEvent", "KeyboardEvent"]) vi.stubGlobal(other, class extends Event {})

/** Somebody at an editor, with a clipboard that outlives it. */
class Writer {
  readonly person: Person
  readonly pasted: PastedCuts
  readonly #data: Map<string, string>

  constructor(person: Person, { sectionId = "s1", data = new Map<string, string>() } = {}) {
    this.person = person
    this.#data = data
    const { editor } = person
    editor.getRootElement = () => null
    // oxlint-disable-next-line no-underscore-dangle -- the one place where an editor keeps it
    editor._config.namespace = "codraft-section"
    const pasting = new Pasting({ editor, pause: async () => {}, now: () => 0 })
    this.pasted = new PastedCuts(editor, pasting, sectionId)
    registerPaste(editor, pasting, this.pasted)
    registerCopy(editor, { sectionId, seen: () => "AA==" })
  }

  /** From the first word of one block to the last of another, or to the first of it. */
  selects(from: number, to: number, { reachesNext = false } = {}): this {
    this.person.edit(() => {
      const [first, last] = [$getRoot().getChildAtIndex(from), $getRoot().getChildAtIndex(to)]
      if (!$isElementNode(first) || !$isElementNode(last)) throw new Error("no such blocks")
      const selection = $createRangeSelection()
      $setSelection(selection)
      const { anchor } = first.selectStart()
      const start = [anchor.key, anchor.offset, anchor.type] as const
      const { focus } = reachesNext ? last.selectStart() : last.selectEnd()
      selection.anchor.set(...start)
      selection.focus.set(focus.key, focus.offset, focus.type)
      $setSelection(selection)
    })
    return this
  }

  cuts(): this {
    this.#dispatch(CUT_COMMAND)
    return this
  }

  pastes(): this {
    this.#dispatch(PASTE_COMMAND)
    return this
  }

  #dispatch(command: typeof CUT_COMMAND | typeof PASTE_COMMAND): void {
    const { editor } = this.person
    editor.dispatchCommand(command, new ClipboardEvent("", this.#data as never))
    this.person.edit(() => {})
  }

  /** The blocks of the text as "id:words". */
  get blocks(): string[] {
    return this.person.read(() =>
      $getRoot()
        .getChildren()
        .map((block) => `${$getBlockId(block)}:${block.getTextContent()}`),
    )
  }
}

/** A block that this edit has made. */
const made = (words: string) => expect.stringMatching(new RegExp(`^(?!line-)\\w+(-\\w+)?:${words}$`))

describe("a line whose words are all cut, and pasted into an empty line of its section", () => {
  it("is the same block there; the empty line in its place is another one", () => {
    const { ana, bo } = openTogether("one", "two", "three")
    const writer = new Writer(ana).selects(1, 1).cuts()
    expect(writer.blocks).toEqual(["line-0:one", made(""), "line-2:three"])
    ana.select(2, 5).enter()
    writer.pastes()
    expect(writer.blocks).toEqual(["line-0:one", made(""), "line-2:three", "line-1:two"])
    expect(bo.ids).toEqual(ana.ids)
    ana.type("!")
    expect(ana.lines.at(-1)).toBe("two!")
  })

  it("is what it was, be it a heading", () => {
    const { ana } = openTogether("one", "two")
    ana.select(0, 0)
    ana.withSelection((selection) => $setBlocksType(selection, () => $createHeadingNode("h2")))
    const writer = new Writer(ana).selects(0, 0).cuts()
    ana.select(1, 3).enter()
    writer.pastes()
    expect(writer.blocks.slice(1)).toEqual(["line-1:two", "line-0:one"])
    expect(ana.blockTypes.at(-1)).toBe("heading")
  })

  it("comes back to its own place as itself", () => {
    const { ana } = openTogether("one", "two", "three")
    const writer = new Writer(ana).selects(1, 1).cuts().pastes()
    expect(writer.blocks).toEqual(["line-0:one", "line-1:two", "line-2:three"])
  })

  it("is words among words", () => {
    const { ana } = openTogether("one", "two")
    const writer = new Writer(ana).selects(1, 1).cuts()
    ana.select(0, 1)
    writer.pastes()
    expect(writer.blocks).toEqual(["line-0:otwone", made("")])
  })

  it("is a copy with an id of its own when it is pasted once more", () => {
    const { ana } = openTogether("one", "two")
    const writer = new Writer(ana).selects(1, 1).cuts().pastes()
    ana.select(0, 3).enter()
    writer.pastes()
    expect(writer.blocks).toEqual(["line-0:one", made("two"), "line-1:two"])
  })

  it("keeps its footnote", () => {
    const { ana } = openTogether("one", "two")
    ana.select(0, 3)
    let names = 0
    ana.edit(() => $insertFootnote(() => `note${(names += 1)}`))
    ana.type("Source.")
    const notes = () =>
      ana.read(() =>
        $dfs()
          .map(({ node }) => node)
          .filter($isFootnoteReferenceNode)
          .map((reference) => `${reference.getNote()}:${$noteOf(reference)?.getTextContent()}`),
      )
    expect(notes()).toEqual(["note1:Source."])
    const writer = new Writer(ana).selects(0, 0).cuts()
    ana.select(1, 3).enter()
    writer.pastes()
    expect(notes()).toEqual(["note1:Source."])
    expect(ana.ids.slice(1, 3)).toEqual(["line-1", "line-0"])
  })
})

describe("several blocks that are cut and pasted in their section", () => {
  it.each([
    ["the beginning of the next", true],
    ["their last word", false],
  ])("are the same blocks before another one, when cut up to %s", (_, reachesNext) => {
    const { ana, bo } = openTogether("one", "two", "three", "four", "five")
    const writer = new Writer(ana).selects(1, reachesNext ? 3 : 2, { reachesNext }).cuts()
    const left = reachesNext ? [] : [made("")]
    expect(writer.blocks).toEqual(["line-0:one", ...left, "line-3:four", "line-4:five"])
    ana.select(0, 0)
    writer.pastes()
    expect(writer.blocks).toEqual(["line-1:two", "line-2:three", "line-0:one", ...left, "line-3:four", "line-4:five"])
    expect(bo.ids).toEqual(ana.ids)
  })

  it("go behind a line at whose end they are pasted, and into the middle of it as words", () => {
    const { ana } = openTogether("one", "two", "three", "four")
    const writer = new Writer(ana).selects(0, 2, { reachesNext: true }).cuts()
    ana.select(0, 5)
    writer.pastes()
    expect(writer.blocks).toEqual(["line-2:three", "line-0:one", "line-1:two", "line-3:four"])
    writer.selects(1, 3, { reachesNext: true }).cuts()
    ana.select(0, 2)
    writer.pastes()
    expect(ana.lines.join("|")).toBe("thone|tworee|four")
  })

  it("may be tables and all of the text", () => {
    const { ana } = openTogether("one", "two")
    ana.edit(() => $getRoot().getFirstChildOrThrow().insertAfter($createTableNodeWithDimensions(1, 2)))
    const writer = new Writer(ana)
    const ids = ana.ids
    ana.edit(() => $getRoot().select(0, $getRoot().getChildrenSize()))
    writer.cuts()
    expect(writer.blocks).toEqual([made("")])
    writer.pastes()
    expect(ana.ids).toEqual(ids)
  })

  it("are themselves for an editor that has been opened since", () => {
    const data = new Map<string, string>()
    const { ana, bo } = openTogether("one", "two", "three")
    new Writer(ana, { data }).selects(0, 1, { reachesNext: true }).cuts()
    bo.select(1, 5).enter()
    new Writer(bo, { data }).pastes()
    expect(ana.ids).toEqual(["line-1", "line-2", "line-0"])
  })
})

describe("blocks that were cut in another section", () => {
  /** Two lines cut elsewhere, pasted into an empty line here; answers what was asked, once all is over. */
  async function pastedThere(move: MoveCut | null) {
    const data = new Map<string, string>()
    new Writer(openTogether("one", "two", "three").ana, { data }).selects(0, 2, { reachesNext: true }).cuts()
    const there = openTogether("here", "").ana
    const writer = new Writer(there, { data, sectionId: "s2" })
    const asked: Parameters<MoveCut>[] = []
    if (move !== null)
      writer.pasted.movedBy((...args) => {
        asked.push(args)
        return move(...args)
      })
    there.select(1, 0)
    writer.pastes()
    writer.pastes()
    await new Promise((resolve) => setImmediate(resolve))
    there.edit(() => {})
    return { writer, asked }
  }

  it("move there, once, if somebody can move them: nothing is pasted", async () => {
    const { writer, asked } = await pastedThere(async () => ({ kind: "moved", lastBlockId: "line-1" }))
    expect(asked).toHaveLength(1)
    const [[cut, place] = []] = asked
    expect(cut).toMatchObject({ sectionId: "s1", blockIds: ["line-0", "line-1"], line: null, characters: 6 })
    expect(place).toEqual({ blockId: "line-1", side: "instead" })
    expect(writer.blocks).toEqual(["line-0:here", "line-1:"])
  })

  it("have the caret behind them when they are there", async () => {
    const { writer } = await pastedThere(async () => ({ kind: "moved", lastBlockId: "come-2" }))
    const { person } = writer
    const come = (id: string) => $setBlockId($createParagraphNode().append($createTextNode(id)), id)
    person.editor.update(() => $getRoot().append(come("come-1"), come("come-2")), {
      discrete: true,
      tag: COLLABORATION_TAG,
    })
    person.edit(() => {})
    person.type("!")
    expect(person.lines).toEqual(["here", "", "come-1", "come-2!"])
  })

  it("are copies where they may not move, and it is said why", async () => {
    const { writer } = await pastedThere(async () => ({ kind: "copy", why: "Not now." }))
    expect(writer.person.lines).toEqual(["here", "one", "two"])
    expect(writer.pasted.why()).toBe("Not now.")
    writer.pasted.dismiss()
    expect(writer.pasted.why()).toBeNull()
  })

  it("are copies where nobody can move anything", async () => {
    const { writer } = await pastedThere(null)
    expect(writer.person.lines).toEqual(["here", "one", "twoone", "two"])
  })
})

it("part of a line, and the words of a table's only cell, are words", () => {
  const { ana } = openTogether("one", "two")
  const writer = new Writer(ana)
  ana.select(0, 0, 2)
  writer.cuts()
  expect(writer.blocks[0]).toBe("line-0:e")
  ana.edit(() => $getRoot().getFirstChildOrThrow().insertAfter($createTableNodeWithDimensions(1, 1)))
  writer.selects(1, 1).cuts()
  expect(
    ana.read(() =>
      $getRoot()
        .getChildren()
        .map((block) => block.getType()),
    ),
  ).toEqual(["paragraph", "table", "paragraph"])
})
