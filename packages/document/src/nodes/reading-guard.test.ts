import { $createParagraphNode, $getRoot, $isElementNode, $isParagraphNode } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { CanonicalContent } from "../canonical/content.ts"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { $canonicalFromEditor } from "../canonical/from-editor.ts"
import { createHeadlessSection, type HeadlessSection, type HealReason } from "../collab/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { Chance } from "../testing/chance.ts"
import { $isUnknownNode } from "./unknown-node.ts"

const english = { language: "en", dir: "ltr" } as const

function element(
  name: string,
  attributes: Record<string, unknown> = {},
  ...children: (Y.XmlElement | Y.XmlText)[]
): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, object>>(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as object)
  made.insert(0, children)
  return made as unknown as Y.XmlElement
}
const text = (words: string): Y.XmlText => new Y.XmlText(words)
const hook = (): Y.XmlText => new Y.XmlHook("hook") as unknown as Y.XmlText

/** A section open in an editor, and a peer who writes into its document whatever it likes. */
class Scene {
  readonly doc = new Y.Doc()
  readonly peer = new Y.Doc()
  readonly section: HeadlessSection
  readonly heals: HealReason[] = []
  writes = 0

  constructor(prepare?: (root: Y.XmlElement) => void) {
    const blocks = [
      { id: "b1", type: "heading", level: 2, text: "Costs" },
      { id: "b2", type: "paragraph", text: "They fell." },
      { id: "b3", type: "list", ordered: false, items: ["one", "two"] },
      { id: "b4", type: "table", caption: "Years", header: ["Year"], rows: [["2015"]] },
    ] as const
    const mutable = structuredClone(blocks) as unknown as Parameters<typeof seedUpdate>[0]
    Y.applyUpdate(this.peer, seedUpdate(mutable, { clientId: 1, newId: idsOf(1, 0), ...english }))
    prepare?.(this.peerRoot)
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.peer))
    this.peer.on("update", (update: Uint8Array) => Y.applyUpdate(this.doc, update, "peer"))
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "peer") return
      this.writes += 1
      Y.applyUpdate(this.peer, update)
    })
    let next = 0
    this.section = createHeadlessSection(this.doc, {
      newBlockId: () => `new-${next++}`,
      onHeal: (reason) => this.heals.push(reason),
      onStall: (error) => {
        throw error
      },
    })
  }

  get peerRoot(): Y.XmlElement {
    return this.peer.get("root-v2", Y.XmlElement)
  }

  /** The blocks by their types, as the editor shows them. */
  get shown(): string[] {
    return this.section.editor.read(() =>
      $getRoot()
        .getChildren()
        .map((node) => node.getType()),
    )
  }

  get shownContent(): CanonicalContent {
    return this.section.editor.read(() => $canonicalFromEditor(english))
  }

  edit(fn: () => void): void {
    this.section.editor.update(fn, { discrete: true })
  }

  expectSound(): void {
    expect(this.shownContent).toEqual(canonicalFromDoc(this.doc, english))
    expect(this.shownContent).toEqual(canonicalFromDoc(this.peer, english))
    expect(this.section.binding.check()).toBe(true)
    expect(this.heals).toEqual([])
  }
}

const seeded = ["heading", "paragraph", "list", "caption", "table"]

describe("ReadingGuard", () => {
  it("opens a document with things that no build knows, and writes nothing", () => {
    const scene = new Scene((root) => {
      root.insert(0, [
        element("chart", { s_id: "x" }, text("1 2")),
        element("heading", { __tag: "script" }, text("alert(1)")),
      ])
      root.insert(0, [text("loose"), hook()])
    })
    expect(scene.shown).toEqual(["unknown", "unknown", "unknown", "unknown", ...seeded])
    expect(scene.writes).toBe(0)
    scene.expectSound()
  })

  it.each<[string, (root: Y.XmlElement) => void]>([
    ["an unknown block", (root) => root.insert(1, [element("chart", {}, text("1"))])],
    ["words in the root", (root) => root.insert(1, [text("loose")])],
    ["a hook", (root) => root.insert(1, [hook()])],
    ["a root within the root", (root) => root.insert(1, [element("UNDEFINED", {}, element("paragraph"))])],
    ["an item without a list", (root) => root.insert(1, [element("listitem")])],
  ])("shows %s that arrives as an inert block", (_, change) => {
    const scene = new Scene()
    change(scene.peerRoot)
    expect(scene.shown).toEqual(["heading", "unknown", "paragraph", "list", "caption", "table"])
    expect(scene.writes).toBe(0)
    scene.expectSound()
  })

  it.each<[string, (paragraph: Y.XmlElement) => void, (paragraph: Y.XmlElement) => void]>([
    ["an attribute of an unknown name", (p) => p.setAttribute("__shape", "round"), (p) => p.removeAttribute("__shape")],
    ["a value of another type", (p) => p.setAttribute("__dir", "up"), (p) => p.removeAttribute("__dir")],
    ["an unknown element", (p) => p.insert(1, [element("chip")]), (p) => p.delete(1, 1)],
    ["a hook", (p) => p.insert(1, [hook()]), (p) => p.delete(1, 1)],
    ["an embed", (p) => (p.get(0) as Y.XmlText).insertEmbed(2, { a: 1 }), (p) => (p.get(0) as Y.XmlText).delete(2, 1)],
    [
      "text of another type",
      (p) => (p.get(0) as Y.XmlText).format(1, 3, { t: "emoji" }),
      (p) => (p.get(0) as Y.XmlText).format(1, 3, { t: null }),
    ],
    [
      "text with a style",
      (p) => (p.get(0) as Y.XmlText).format(1, 3, { p: { __style: "x" } }),
      (p) => (p.get(0) as Y.XmlText).format(1, 3, { p: null }),
    ],
  ])("holds a block still while it carries %s, and gives it back afterwards", (_, spoil, restore) => {
    const scene = new Scene()
    const paragraph = scene.peerRoot.get(1) as Y.XmlElement
    spoil(paragraph)
    expect(scene.shown[1]).toBe("unknown")
    scene.expectSound()
    const words = paragraph.get(0) as Y.XmlText
    words.insert(words.length, " Still.")
    scene.expectSound()
    restore(paragraph)
    expect(scene.shown).toEqual(seeded)
    scene.expectSound()
    expect(scene.writes).toBe(0)
  })

  it("keeps a table editable around a cell with something unknown in it", () => {
    const scene = new Scene()
    const cell = ((scene.peerRoot.get(4) as Y.XmlElement).get(1) as Y.XmlElement).get(0) as Y.XmlElement
    cell.insert(0, [element("chart", {}, text("1"))])
    expect(scene.shown).toEqual(seeded)
    scene.expectSound()
    cell.delete(0, 1)
    scene.expectSound()
    ;(cell.parent as Y.XmlElement).setAttribute("__height", "7")
    expect(scene.shown[4]).toBe("unknown")
    scene.expectSound()
  })

  it("lets people write, move and delete around an inert block without touching it", () => {
    const scene = new Scene((root) => root.insert(1, [element("chart", { s_id: "x", colour: "red" }, text("1"))]))
    scene.edit(() => {
      const paragraph = $getRoot().getChildren().find($isParagraphNode)
      paragraph?.selectEnd().insertText(" And rose.")
      const heading = $getRoot().getFirstChild()
      if (heading !== null) paragraph?.insertAfter(heading)
    })
    scene.edit(() => {
      $getRoot().getChildren().find($isParagraphNode)?.insertAfter($createParagraphNode())
      $getRoot().getFirstChild()?.selectNext()
    })
    scene.edit(() => {
      const [unknown, paragraph] = $getRoot().getChildren()
      if (unknown !== undefined && paragraph !== undefined) paragraph.insertAfter(unknown)
    })
    scene.expectSound()
    const [, chart] = scene.peerRoot.toArray() as Y.XmlElement[]
    expect([chart?.nodeName, chart?.getAttributes()]).toEqual(["chart", { s_id: "x", colour: "red" }])
    expect(canonicalFromDoc(scene.peer, english).blocks[1]).toMatchObject({ type: "unknown", text: "1" })
  })

  it("deletes an inert block when a person does", () => {
    const scene = new Scene((root) => root.insert(1, [element("chart", {}, text("1")), hook()]))
    scene.edit(() => {
      for (const node of $getRoot().getChildren()) if ($isUnknownNode(node)) node.remove()
    })
    expect(scene.peerRoot.toArray().map((child) => (child as Y.XmlElement).nodeName)).toEqual(seeded)
    scene.expectSound()
  })

  it("follows a peer that writes at random what no section holds, while a person types", () => {
    for (let seed = 1; seed <= 15; seed++) {
      const chance = new Chance(seed)
      const scene = new Scene()
      for (let step = 0; step < 40; step++) {
        if (chance.isLucky(0.6)) scene.peer.transact(() => writeNonsense(scene.peerRoot, chance))
        else {
          scene.edit(() => {
            const line = chance.pick($getRoot().getChildren().filter($isElementNode))
            if (line !== undefined && !line.isShadowRoot()) line.selectEnd().insertText(`${step}`)
          })
        }
        const where = `seed ${seed}, step ${step}`
        expect(scene.shownContent, where).toEqual(canonicalFromDoc(scene.peer, english))
        expect(scene.heals, where).toEqual([])
      }
    }
  }, 60_000)
})

function writeNonsense(root: Y.XmlElement, chance: Chance): void {
  const all = elementsIn(root)
  const place = chance.pick(all) ?? root
  const make = chance.pick([
    () => element("chart", {}, text("x")),
    () => element("paragraph", {}, text("new")),
    () => element("listitem", {}, text("item")),
    () => element("table", {}, element("tablerow", {}, element("tablecell", {}, element("paragraph")))),
    () => text("loose"),
    hook,
  ])
  switch (chance.below(4)) {
    case 0:
      if (make !== undefined) place.insert(chance.between(0, place.length), [make()])
      return
    case 1:
      if (place.length > 0 && place !== root) place.delete(chance.below(place.length), 1)
      return
    case 2:
      if (place !== root)
        place.setAttribute(
          chance.pick(["__tag", "__dir", "s_id", "__type", "x"]) ?? "x",
          chance.pick(["h3", "rtl", "7"]) ?? "7",
        )
      return
    default:
      for (const child of place.toArray()) {
        if (child instanceof Y.XmlText && child.length > 0)
          child.format(0, 1, { [chance.pick(["t", "p", "s_x"]) ?? "t"]: chance.pick(["tab", "emoji", null]) })
      }
  }
}

function elementsIn(element: Y.XmlElement): Y.XmlElement[] {
  return [element, ...element.toArray().flatMap((child) => (child instanceof Y.XmlElement ? elementsIn(child) : []))]
}
