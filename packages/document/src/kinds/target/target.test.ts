import { $generateJSONFromSelectedNodes, $generateNodesFromSerializedNodes } from "@lexical/clipboard"
import { $createLinkNode } from "@lexical/link"
import { $createTextNode, $getRoot, $getSelection, $isElementNode, type SerializedLexicalNode } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { htmlOf } from "../../canonical/html.ts"
import { linesOf, wordCount } from "../../canonical/lines.ts"
import { textOf } from "../../canonical/text.ts"
import { openTogether, type Person } from "../../testing/people.ts"
import { ContentIndex, validateUpdate } from "../../update/index.ts"
import { $insertFootnote } from "../footnote/edit.ts"
import { $createTargetNode } from "./node.ts"

const english = { language: "en", dir: "ltr" } as const

function insertChip(person: Person, code = "10.7"): void {
  person.withSelection((selection) => selection.insertNodes([$createTargetNode(code)]))
}

const linesIn = (doc: Y.Doc): string[] => linesOf(canonicalFromDoc(doc, english)).map(({ text }) => text)

describe("a target chip", () => {
  it("is the code among the words for everybody, counted and found as a word", () => {
    const { ana, bo, section } = openTogether("Costs of  fell.")
    insertChip(ana.select(0, 9))
    expect(bo.lines).toEqual(["Costs of 10.7 fell."])
    const content = canonicalFromDoc(section.doc, english)
    expect(content.formatVersion).toBe(3)
    expect(linesIn(section.doc)).toEqual(["Costs of 10.7 fell."])
    expect(wordCount(content)).toBe(4)
    expect(textOf(content)).toBe("Costs of 10.7 fell.")
    expect(htmlOf(content)).toContain('Costs of <abbr data-target="10.7">10.7</abbr> fell.')
  })

  it("gives back by one undo what was typed to find it, and comes again by redo", () => {
    const { ana, bo } = openTogether("Costs")
    ana.select(0, 5).type(" #10.7")
    ana.edit(() => {
      const text = $getRoot().getAllTextNodes()[0]
      text?.spliceText(6, 5, "", true)
      text?.selectEnd().insertNodes([$createTargetNode("10.7")])
    })
    expect(bo.lines).toEqual(["Costs 10.7"])
    ana.binding.undo()
    expect([ana.lines, bo.lines]).toEqual([["Costs #10.7"], ["Costs #10.7"]])
    ana.type("!")
    expect(bo.lines).toEqual(["Costs #10.7!"])
    ana.binding.undo()
    ana.binding.undo()
    expect(bo.lines).toEqual(["Costs"])
    ana.binding.redo()
    ana.binding.redo()
    expect(bo.lines).toEqual(["Costs #10.7!"])
  })

  it("stays when a colleague types on both its sides and splits the line before it", () => {
    const { ana, bo, section } = openTogether("ab")
    insertChip(ana.select(0, 1))
    bo.cutLine()
    ana.select(0, 1).type("x")
    bo.select(0, 0).type("y").enter()
    section.rejoin(bo)
    expect(ana.lines).toEqual(bo.lines)
    expect(ana.lines.join("|")).toBe("y|ax10.7b")
  })

  it("lies within the words of a comment on both its sides, and so does what is typed beside it", () => {
    const { ana, section } = openTogether("Costs fell much")
    section.mark("fell much", "t1")
    insertChip(ana.select(0, 10))
    expect(ana.markedBy("t1")).toBe("fell much")
    ana.select(0, 10).type("!")
    expect(ana.markedBy("t1")).toBe("fell! much")
  })

  it("comes along with copied words, and stands in notes; in a link it goes behind the link", () => {
    const { ana, section } = openTogether("Costs ", "")
    insertChip(ana.select(0, 6))
    ana.edit(() => {
      $getRoot().getFirstChildOrThrow().selectStart()
      const line = $getRoot().getFirstChildOrThrow()
      if ($isElementNode(line)) line.select(0, line.getChildrenSize())
      const copied = JSON.stringify($generateJSONFromSelectedNodes(ana.editor, $getSelection()).nodes)
      const nodes = $generateNodesFromSerializedNodes(JSON.parse(copied) as SerializedLexicalNode[])
      $getRoot().getLastChildOrThrow().selectStart()
      $getSelection()?.insertNodes(nodes)
    })
    expect(linesIn(section.doc)).toEqual(["Costs 10.7", "Costs 10.7"])
    ana.edit(() =>
      $insertFootnote(() => "n1")
        ?.select()
        .insertNodes([$createTextNode("on "), $createTargetNode("8.8")]),
    )
    expect(linesIn(section.doc).at(-1)).toBe("on 8.8")
    ana.edit(() => {
      const link = $createLinkNode("https://iom.int/").append($createTextNode("here"))
      $getRoot().getFirstChildOrThrow().insertAfter(link)
      link.append($createTargetNode("4.7"))
    })
    expect(htmlOf(canonicalFromDoc(section.doc, english))).toContain('here</a><abbr data-target="4.7">')
  })

  it("is let in with a code of the right shape only; without one it is nothing", () => {
    const verdict = (code: unknown): boolean => {
      const doc = new Y.Doc()
      const paragraph = new Y.XmlElement("paragraph")
      const chip = new Y.XmlElement<Record<string, object>>("target")
      if (code !== undefined) chip.setAttribute("__code", code as object)
      paragraph.insert(0, [chip as unknown as Y.XmlElement])
      doc.get("root-v2", Y.XmlElement).insert(0, [paragraph])
      expect(() => htmlOf(canonicalFromDoc(doc, english))).not.toThrow()
      return validateUpdate(Y.encodeStateAsUpdate(doc), new ContentIndex()).ok
    }
    expect(["10.7", "8.b", "17.19"].map(verdict)).toEqual([true, true, true])
    expect(["10", "18.1", "10.7.1", "10.e", "<b>", 10.7, { code: "10.7" }].map(verdict)).not.toContain(true)
    expect(verdict(undefined)).toBe(true)
  })
})
