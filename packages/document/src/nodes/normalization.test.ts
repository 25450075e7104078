import { createHeadlessEditor } from "@lexical/headless"
import { $createLinkNode, $isLinkNode } from "@lexical/link"
import { $createListItemNode, $createListNode } from "@lexical/list"
import { $createHeadingNode, $createQuoteNode, type HeadingTagType } from "@lexical/rich-text"
import { $createTableCellNode, $createTableNode, $createTableRowNode } from "@lexical/table"
import {
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Block } from "../canonical/content.ts"
import { $canonicalFromEditor } from "../canonical/from-editor.ts"
import { createHeadlessSection } from "../collab/index.ts"
import { ContentIndex, indexUpdate, validateUpdate } from "../update/index.ts"
import { listDepthMax } from "../form/index.ts"
import { nodes } from "./nodes.ts"
import { registerNormalization } from "./nodes.ts"

const english = { language: "en", dir: "ltr" } as const

/** What becomes of blocks that somebody pastes, in a section that is validated as the server does it. */
function pasted(make: () => LexicalNode[], writer: "client" | "server" = "client"): readonly Block[] {
  const doc = new Y.Doc()
  let ids = 0
  const { editor } = createHeadlessSection(doc, { newBlockId: () => `n${ids++}` })
  registerNormalization(editor, () => "new")
  const refusals: string[] = []
  const index = new ContentIndex()
  doc.on("update", (update: Uint8Array) => {
    const verdict = validateUpdate(update, index, { writer })
    if (!verdict.ok) refusals.push(verdict.reason)
    indexUpdate(update, index)
  })
  editor.update(() => void $getRoot().append(...make()), { discrete: true })
  expect(refusals).toEqual([])
  return blocksOf(editor)
}

function blocksOf(editor: LexicalEditor): readonly Block[] {
  return editor.read(() => $canonicalFromEditor(english)).blocks
}

const words = (text: string): LexicalNode => $createTextNode(text)

describe("registerNormalization", () => {
  it("turns headings of levels that no section has into the deepest that it has", () => {
    const made = pasted(() =>
      ["h1", "h4", "h5", "h6"].map((tag) => $createHeadingNode(tag as HeadingTagType).append(words("x"))),
    )
    expect(made.map((block) => block.type === "heading" && block.level)).toEqual([1, 4, 4, 4])
  })

  it("drops styles, alignment, indents, modes and formats that are not in the form", () => {
    const made = pasted(() => {
      const text = $createTextNode("x")
        .setStyle("color: red")
        .setFormat(1 | 16 | 128)
        .setMode("token")
      return [
        $createParagraphNode()
          .setFormat("center")
          .setIndent(3)
          .setStyle("color: red")
          .setTextStyle("x: y")
          .append(text),
      ]
    })
    expect(made).toMatchObject([{ content: [{ text: "x", formats: ["bold"] }] }])
  })

  it("drops links without words, and keeps an editor and its document the same", () => {
    const doc = new Y.Doc()
    const { editor, binding } = createHeadlessSection(doc, { newBlockId: () => "n0" })
    editor.update(
      () => void $getRoot().append($createParagraphNode().append(words("x"), $createLinkNode("https://a.org/"))),
      { discrete: true },
    )
    const links = editor.read(() => $getRoot().getFirstChildOrThrow<ElementNode>().getChildren().filter($isLinkNode))
    expect(links).toEqual([])
    expect(binding.check()).toBe(true)
  })

  it("keeps the words of links that lead elsewhere than to the web or mail", () => {
    const link = (url: string): LexicalNode => $createParagraphNode().append($createLinkNode(url).append(words("x")))
    const made = pasted(() => ["https://a.org/b c", "mailto:a@b.org", "javascript:alert(1)", "file:///etc"].map(link))
    expect(made.map((block) => block.type === "paragraph" && block.content)).toMatchObject([
      [{ type: "link", url: "https://a.org/b%20c" }],
      [{ type: "link", url: "mailto:a@b.org" }],
      [{ type: "text", text: "x" }],
      [{ type: "text", text: "x" }],
    ])
  })

  it("makes plain characters of tabs", () => {
    expect(pasted(() => [$createParagraphNode().append(words("a"), $createTabNode(), words("b"))])).toMatchObject([
      { content: [{ text: "a\tb" }] },
    ])
  })

  it("makes check lists bullets and lifts what is nested too deeply", () => {
    const nested = (depth: number): LexicalNode => {
      const item = $createListItemNode().append(depth === 0 ? words("deepest") : nested(depth - 1))
      return $createListNode("check").append(item)
    }
    const [list] = pasted(() => [nested(listDepthMax + 3)])
    const depthOf = (of: unknown): number => {
      const { items } = of as { items: { lists?: unknown[] }[] }
      return 1 + Math.max(0, ...items.flatMap(({ lists = [] }) => lists.map(depthOf)))
    }
    expect(depthOf(list)).toBe(listDepthMax)
    expect(JSON.stringify(list)).toContain("deepest")
    expect(JSON.stringify(list)).not.toContain('"ordered":true')
  })

  it("gives blocks that stand in a line their words back, a break between them", () => {
    const made = pasted(() => [
      $createQuoteNode({ shadowRoot: true }).append(
        $createParagraphNode().append(words("one")),
        $createParagraphNode().append(words("two")),
      ),
      $createListNode("bullet").append($createListItemNode().append($createHeadingNode("h2").append(words("three")))),
    ])
    expect(made).toMatchObject([
      { type: "quote", content: [{ text: "one" }, { type: "break" }, { text: "two" }] },
      { type: "list", items: [{ content: [{ text: "three" }] }] },
    ])
  })

  it("keeps the cells of a table whole: words in paragraphs, spans in bounds", () => {
    const made = pasted(() => {
      const cell = $createTableCellNode(1, 1000).setBackgroundColor("red")
      return [$createTableNode().append($createTableRowNode().append(cell.append(words("a"), $createParagraphNode())))]
    })
    expect(made).toMatchObject([
      {
        type: "table",
        rows: [{ cells: [{ header: "column", columnSpan: 64, blocks: [{ content: [{ text: "a" }] }, {}] }] }],
      },
    ])
  })

  it("drops state that other programs put on what they copy, and keeps our own", () => {
    const made = pasted(() => {
      const text = $createTextNode("x")
      text.updateFromJSON({ ...text.exportJSON(), $: { colour: "red", c_t1: 1 } })
      const paragraph = $createParagraphNode().append(text)
      return [paragraph.updateFromJSON({ ...paragraph.exportJSON(), $: { colour: "red", lang: "fr" } })]
    }, "server")
    expect(made).toMatchObject([{ language: "fr", content: [{ text: "x" }] }])
  })

  it("leaves what is in the form alone", () => {
    const editor = createHeadlessEditor({
      nodes,
      onError: (error) => {
        throw error
      },
    })
    registerNormalization(editor, () => "new")
    const make = (): LexicalNode[] => [
      $createParagraphNode().append($createLinkNode("https://a.org").append(words("x"))),
    ]
    editor.update(() => void $getRoot().append(...make()), { discrete: true })
    editor.read(() =>
      expect(
        $getRoot()
          .getAllTextNodes()
          .map((text) => $isLinkNode(text.getParent())),
      ).toEqual([true]),
    )
  })
})
