import { $createTargetNode, type Span } from "@codraft/document"
import { openTogether, type Person } from "@codraft/document/testing"
import { $createLinkNode } from "@lexical/link"
import { $createLineBreakNode, $createTextNode, $getRoot, type ElementNode } from "lexical"
import { describe, expect, it } from "vitest"
import { Finder, type Query } from "./finder.ts"
import { Replacing } from "./replacing.ts"

function finding(
  person: Person,
  text: string,
  query: Partial<Query> = {},
  typeset = (_text: string, _span: Span, words: string) => words,
) {
  const finder = new Finder(person.editor)
  const forget = finder.follow()
  finder.look({ text, match: "phrase", ...query })
  let now = 0
  const holds: boolean[] = []
  const pauses: (() => void)[] = []
  const replacing = new Replacing({
    editor: person.editor,
    finder,
    mayWrite: () => true,
    hold: (isHeld) => holds.push(isHeld),
    pause: async () => {
      for (const act of pauses.splice(0)) act()
    },
    $typeset: (line, span, words) => typeset(line.text, span, words),
    now: () => (now += 12),
  })
  const to = (words: string, keepsCapitals = false) => ({ text: words, keepsCapitals, language: "en" })
  return { finder, replacing, to, holds, pauses, forget }
}

const line = () => $getRoot().getFirstChildOrThrow<ElementNode>()

describe("replacing", () => {
  it("one hit goes on to the next, past what was put in its place", () => {
    const { ana, bo } = openTogether("a migrant, a migrant", "migrant")
    const { finder, replacing, to } = finding(ana, "migrant")
    expect(finder.view()).toMatchObject({ count: 3, at: 0 })
    expect(replacing.one(to("migrant worker"))).toBe(true)
    expect(bo.lines).toEqual(["a migrant worker, a migrant", "migrant"])
    expect(finder.view()).toMatchObject({ count: 3, at: 1 })
    replacing.one(to("person"))
    replacing.one(to("person"))
    expect(bo.lines).toEqual(["a migrant worker, a person", "person"])
    expect(finder.view()).toMatchObject({ count: 1, at: 0 })
  })

  it("keeps formats and links of the words around, and takes that of the words it replaces", () => {
    const { ana, bo } = openTogether("")
    ana.edit(() =>
      line().append(
        $createTextNode("The "),
        $createTextNode("mig").toggleFormat("bold"),
        $createLinkNode("https://iom.int").append($createTextNode("rant workers")),
        $createTextNode(" migrant").toggleFormat("italic"),
      ),
    )
    const { replacing, to } = finding(ana, "migrant")
    replacing.one(to("mobile"))
    replacing.one(to("mobile"))
    const runs = bo.read(() =>
      line()
        .getAllTextNodes()
        .map((node) => [node.getTextContent(), node.getFormat(), node.getParentOrThrow().getType()]),
    )
    expect(runs).toEqual([
      ["The ", 0, "paragraph"],
      ["mobile", 1, "paragraph"],
      [" workers", 0, "link"],
      [" mobile", 2, "paragraph"],
    ])
  })

  it("leaves no link without words, and goes over line breaks", () => {
    const { ana, bo } = openTogether("see ")
    ana.edit(() =>
      line().append(
        $createLinkNode("https://iom.int").append($createTextNode("the site")),
        $createLineBreakNode(),
        $createTextNode("now"),
      ),
    )
    const { replacing, to } = finding(ana, "see the site now")
    replacing.one(to("look"))
    expect(bo.lines).toEqual(["look"])
    expect(
      bo.read(() =>
        line()
          .getChildren()
          .map((node) => node.getType()),
      ),
    ).toEqual(["text"])
  })

  it("takes no chip away with the words around it, and says how many it left", async () => {
    const { ana, bo } = openTogether("see ")
    ana.edit(() => line().append($createTargetNode("10.7"), $createTextNode(" now, see 10.7 now")))
    const { replacing, to, finder } = finding(ana, "see 10.7 now")
    expect(replacing.one(to("look"))).toBe(false)
    expect(await replacing.all(to("look"))).toEqual({ count: 1, isAll: false, left: 1 })
    expect(bo.lines).toEqual(["see 10.7 now, look"])
    // What goes is beside the chip.
    finder.next()
    replacing.one(to("see 10.7 then"))
    expect(bo.lines).toEqual(["see 10.7 then, look"])
  })

  it("sets what is put in as the place has it", () => {
    const { ana, bo } = openTogether("a x b")
    const { replacing, to } = finding(
      ana,
      "x",
      {},
      (text, { start, end }, words) => `[${text.slice(0, start)}${words}${text.slice(end)}]`,
    )
    replacing.one(to("y"))
    expect(bo.lines).toEqual(["a [a y b] b"])
  })

  it("by nothing may empty a line", () => {
    const { ana, bo } = openTogether("gone", "stays")
    const { replacing, to } = finding(ana, "gone")
    replacing.one(to(""))
    expect(bo.lines).toEqual(["", "stays"])
    expect(bo.ids).toEqual(ana.ids)
  })

  it("leaves the words of a comment its own: between hits, at their edge, and where all of them were replaced", async () => {
    const { ana, bo, section } = openTogether("a migrant and a migrant here", "migrant", "migrants too")
    section.mark("migrant and a migrant", "t1")
    section.change((root) => {
      const text = (
        root.get(1) as never as { get(at: number): { format(from: number, length: number, marks: object): void } }
      ).get(0)
      text.format(0, 7, { s_c_t2: 1 })
    })
    const { replacing, to } = finding(ana, "migrant")
    expect(await replacing.all(to("person"))).toEqual({ count: 4, isAll: true, left: 0 })
    expect(bo.lines).toEqual(["a person and a person here", "person", "persons too"])
    expect(bo.markedBy("t1")).toBe("person and a person")
    expect(bo.markedBy("t2")).toBe("person")
  })

  it("all is one undo step, and does not replace what it has just written", async () => {
    const lines = Array.from({ length: 120 }, (_, at) => `line ${at}: a cat, a cat`)
    const { ana, bo } = openTogether(...lines)
    ana.select(3, 0).type("My words. ")
    const { replacing, to, holds, finder } = finding(ana, "cat")
    expect(await replacing.all(to("cat and cat"))).toEqual({ count: 240, isAll: true, left: 0 })
    expect(bo.lines[119]).toBe("line 119: a cat and cat, a cat and cat")
    expect(finder.view().count).toBe(480)
    expect(holds).toEqual([true, false])
    ana.binding.undo()
    expect(bo.lines[3]).toBe("My words. line 3: a cat, a cat")
    expect(bo.lines[119]).toBe(lines[119])
    ana.binding.redo()
    expect(bo.lines[0]).toBe("line 0: a cat and cat, a cat and cat")
  })

  it("all leaves alone what a colleague writes meanwhile, and finds the hits again where they have moved", async () => {
    const { ana, bo } = openTogether(...Array.from({ length: 120 }, (_, at) => `line ${at}: a cat`))
    const { replacing, to, pauses } = finding(ana, "cat")
    pauses.push(
      () => bo.select(110, 0).type("Bo's cat. "),
      () => bo.select(0, 0).type("A late cat. "),
    )
    const { count } = await replacing.all(to("dog"))
    expect(count).toBe(121)
    expect(ana.lines[110]).toBe("Bo's dog. line 110: a dog")
    expect(ana.lines[0]).toBe("A late cat. line 0: a dog")
    expect(bo.lines).toEqual(ana.lines)
    ana.binding.undo()
    expect(bo.lines[110]).toBe("Bo's cat. line 110: a cat")
    expect(bo.lines[0]).toBe("A late cat. line 0: a cat")
  })

  it("all goes through many hits of one line in portions", async () => {
    const { ana, bo } = openTogether("x".repeat(2200))
    let largest = 0
    ana.doc.on("update", (update: Uint8Array) => (largest = Math.max(largest, update.byteLength)))
    const { replacing, to } = finding(ana, "x")
    expect(await replacing.all(to("y".repeat(500)))).toEqual({ count: 2200, isAll: true, left: 0 })
    expect(bo.lines[0]).toBe("y".repeat(1_100_000))
    expect(largest).toBeLessThan(2 ** 20)
  }, 60_000)

  it("stops when asked, and what is done so far stays as one step", async () => {
    const { ana, bo } = openTogether(...Array.from({ length: 300 }, () => "a cat"))
    const { replacing, to, pauses, finder } = finding(ana, "cat")
    pauses.push(() => replacing.stop())
    const { count, isAll } = await replacing.all(to("dog"))
    expect(isAll).toBe(false)
    expect(count).toBeLessThan(300)
    expect(finder.view().count).toBe(300 - count)
    ana.binding.undo()
    expect(bo.lines.filter((text) => text === "a cat")).toHaveLength(300)
  })

  it("keeps the person's own caret at its letters", () => {
    const { ana } = openTogether("a cat, and so on")
    ana.select(0, 10)
    const { replacing, to } = finding(ana, "cat")
    replacing.one(to("panther"))
    ana.type("|")
    expect(ana.lines).toEqual(["a panther, and| so on"])
  })
})

describe("the hit at hand", () => {
  it("stays it while others write around it, and its place stays when its words go", () => {
    const { ana, bo } = openTogether("one hit", "two hit hit", "three")
    const { finder } = finding(ana, "hit")
    finder.next()
    finder.next()
    expect(finder.view()).toMatchObject({ at: 2, count: 3 })
    bo.select(0, 0).type("hit ")
    bo.select(1, 0).type("hit, ")
    finder.catchUp()
    expect(finder.view()).toMatchObject({ at: 4, count: 5 })
    bo.select(1, 13, 16).erase()
    finder.catchUp()
    expect(finder.view()).toMatchObject({ at: null, count: 4 })
    bo.select(2, 0).type("hit ")
    finder.catchUp()
    finder.next()
    expect(finder.view()).toMatchObject({ at: 4, count: 5 })
    finder.previous()
    finder.previous()
    expect(finder.view().at).toBe(2)
  })

  it("is looked for from where its line was when the line goes", () => {
    const { ana, bo } = openTogether("hit one", "hit two", "hit three")
    const { finder } = finding(ana, "hit")
    finder.next()
    bo.edit(() => $getRoot().getChildAtIndex(1)?.remove())
    finder.catchUp()
    expect(finder.view()).toMatchObject({ count: 2, at: 1 })
  })

  it("is the first from where the person is", () => {
    const { ana } = openTogether("hit one", "hit two", "hit three")
    const key = ana.read(() => $getRoot().getChildAtIndex(1)?.getKey()) ?? ""
    const finder = new Finder(ana.editor, { line: key, offset: 3 })
    finder.look({ text: "hit", match: "phrase" })
    expect(finder.view().at).toBe(2)
    finder.look({ text: "hit t", match: "phrase" })
    expect(finder.view()).toMatchObject({ at: 1, count: 2 })
  })
})
