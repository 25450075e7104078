import { $insertFootnote } from "@codraft/document"
import { Chance, openTogether, type Person } from "@codraft/document/testing"
import { $createHeadingNode, $isHeadingNode } from "@lexical/rich-text"
import { $getRoot, $isElementNode, type LexicalNode, type NodeKey } from "lexical"
import { describe, expect, it } from "vitest"
import { moveHeading } from "./move-heading.ts"

/** Ana and Bo with the text A (a1, a2), B (b1; below it C: c1), D (d1), where capitals are headings. */
function open() {
  const world = openTogether("A", "a1 words", "a2", "B", "b1 words", "C", "c1", "D", "d1")
  const ranks: Record<number, "h2" | "h3"> = { 0: "h2", 3: "h2", 5: "h3", 7: "h2" }
  world.ana.edit(() => {
    for (const [at, rank] of Object.entries(ranks)) {
      const line = $getRoot().getChildAtIndex(Number(at))
      if ($isElementNode(line)) line.replace($createHeadingNode(rank), true)
    }
  })
  world.ana.binding.endUndoStep()
  return world
}

const keyOf = (person: Person, text: string): NodeKey =>
  person.read(
    () =>
      $getRoot()
        .getChildren()
        .find((block) => block.getTextContent() === text)
        ?.getKey() ?? "none",
  )

function moves(
  person: Person,
  heading: string,
  before: string | null,
  more: { busy?: string[]; isLocked?: (block: LexicalNode) => boolean } = {},
): boolean {
  return moveHeading(person.editor, keyOf(person, heading), before === null ? null : keyOf(person, before), {
    asStep: (fn) => person.binding.asStep(fn),
    busy: new Set((more.busy ?? []).map((text) => keyOf(person, text))),
    isLocked: more.isLocked ?? (() => false),
  })
}

const shown = (person: Person): string => person.lines.join(" ")

describe("moving a heading", () => {
  it("takes along what stands under it, and all keep their names", () => {
    const { ana, bo } = open()
    expect(moves(ana, "B", "A")).toBe(true)
    expect(shown(ana)).toBe("B b1 words C c1 A a1 words a2 D d1")
    expect(shown(bo)).toBe(shown(ana))
    expect(ana.ids).toEqual([3, 4, 5, 6, 0, 1, 2, 7, 8].map((n) => `line-${n}`))
    expect(
      bo.read(() =>
        $getRoot()
          .getChildren()
          .filter($isHeadingNode)
          .map((block) => block.getTag()),
      ),
    ).toEqual(["h2", "h3", "h2", "h2"])
  })

  it.each([
    ["A", "D", "B b1 words C c1 A a1 words a2 D d1"],
    ["A", null, "B b1 words C c1 D d1 A a1 words a2"],
    ["D", "A", "D d1 A a1 words a2 B b1 words C c1"],
    ["C", "B", "A a1 words a2 C c1 B b1 words D d1"],
    ["D", "C", "A a1 words a2 B b1 words D d1 C c1"],
  ])("%s before %s", (heading, before, expected) => {
    const { ana, bo } = open()
    moves(ana, heading, before)
    expect(shown(ana)).toBe(expected)
    expect(shown(bo)).toBe(expected)
  })

  it("does nothing where it stands already, or into itself", () => {
    const { ana } = open()
    expect(moves(ana, "A", "B")).toBe(false)
    expect(moves(ana, "A", "A")).toBe(false)
    expect(moves(ana, "B", "C")).toBe(false)
    expect(moves(ana, "D", null)).toBe(false)
    expect(moves(ana, "a2", "A")).toBe(false)
  })

  it("is one step to undo, and one change for everybody else", () => {
    const { ana, bo } = open()
    const { written } = ana
    moves(ana, "B", "A")
    expect(ana.written).toBe(written + 1)
    ana.binding.undo()
    expect(shown(ana)).toBe("A a1 words a2 B b1 words C c1 D d1")
    expect(shown(bo)).toBe(shown(ana))
    ana.binding.redo()
    expect(shown(bo)).toBe("B b1 words C c1 A a1 words a2 D d1")
  })

  it("keeps the marks of threads and the notes", () => {
    const { ana, bo, section } = open()
    section.mark("b1", "t1")
    ana.select(4, 8)
    ana.edit(() => $insertFootnote(() => "note-1"))
    ana.edit(() => ana.select(4, 0))
    moves(ana, "B", "A")
    section.rest()
    expect(ana.markedBy("t1")).toBe("b1")
    expect(bo.markedBy("t1")).toBe("b1")
    expect(bo.read(() => $getRoot().getLastChildOrThrow().getType())).toBe("footnotes")
    expect(ana.binding.check()).toBe(true)
    expect(bo.binding.check()).toBe(true)
  })

  it("moves the stretch in which nobody writes, so that a colleague's words stay whole", () => {
    const { ana, bo, section } = open()
    bo.cutLine()
    // Bo writes in what Ana moves; she sees his caret there.
    bo.select(4, 8).type(" of Bo's")
    moves(ana, "B", "A", { busy: ["b1 words"] })
    section.rejoin(bo)
    for (const person of [ana, bo]) expect(shown(person)).toBe("B b1 words of Bo's C c1 A a1 words a2 D d1")
  })

  it("never moves a locked heading, nor a stretch that holds one", () => {
    const { ana } = open()
    const isLocked = (block: LexicalNode) => block.getTextContent() === "B"
    expect(moves(ana, "B", "A", { isLocked })).toBe(false)
    // A is longer, but B stays where it is all the same.
    const locked = keyOf(ana, "B")
    expect(moves(ana, "A", "D", { isLocked })).toBe(true)
    expect(shown(ana)).toBe("B b1 words C c1 A a1 words a2 D d1")
    expect(keyOf(ana, "B")).toBe(locked)
  })
})

const seeds = Number(process.env["FUZZ_SEEDS"] ?? 20)

it("two people who move and write at once end with the same text, without a word twice", () => {
  let [lost, kept] = [0, 0]
  for (let seed = 1; seed <= seeds; seed += 1) {
    const chance = new Chance(seed)
    const { ana, bo, section } = open()
    ana.cutLine()
    bo.cutLine()
    const heading = chance.pick(["A", "B", "C", "D"]) ?? "A"
    moves(ana, heading, chance.pick(["A", "B", "C", "D", null]) ?? null)
    const line = chance.pick([1, 2, 4, 6, 8]) ?? 1
    bo.select(line, 1).type("Bo")
    section.rejoin(ana)
    section.rejoin(bo)
    section.rest()
    expect(shown(ana), `seed ${seed}`).toBe(shown(bo))
    expect(ana.binding.check()).toBe(true)
    const times = shown(ana).split("Bo").length - 1
    expect(times, `seed ${seed}`).toBeLessThanOrEqual(1)
    if (times === 1) kept += 1
    else lost += 1
    expect(new Set(ana.ids).size).toBe(9)
  }
  console.log(`words typed unseen into a text that is moved at that moment: ${kept} kept, ${lost} lost of ${seeds}`)
  expect(kept).toBeGreaterThan(0)
})
