import type { SampleBlock } from "@codraft/publication/sample"
import * as Y from "yjs"
import { idAttribute, isBlockId, rootName } from "../form/index.ts"

export interface SeedOptions {
  /** The Yjs client that these words are written by. */
  readonly clientId: number
  /** An id for each block that brings none: items, rows, cells, captions. */
  readonly newId: () => string
  /** The section's own; a block says them only where it differs, and blocks made here never do. */
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

type Attributes = Readonly<Record<string, string | number>>
type Child = Y.XmlElement | Y.XmlText

/**
 * The first update (v1) of a new section: its blocks, or one empty paragraph. The same input gives the same bytes. It
 * holds exactly the attributes that Lexical itself would write, so that no editor that opens it corrects anything.
 *
 * NOTE: footnotes and targets of a block are left out; they get forms of their own.
 */
export function seedUpdate(blocks: readonly SampleBlock[], options: SeedOptions): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = options.clientId
  const elements = blocks.flatMap((block) => elementsOf(block, options))
  doc.get(rootName, Y.XmlElement).insert(0, elements.length > 0 ? elements : [line("paragraph", options.newId(), "")])
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** A paragraph for a text that has no block left; null if it has one. */
export function refillUpdate(parts: readonly Uint8Array[], clientId: number): Uint8Array | null {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const root = doc.get(rootName, Y.XmlElement)
  if (hasText(root)) return null
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  // The clock makes the id new even if this client has filled this text before.
  const newId = idsOf(clientId, Y.decodeStateVector(before).get(clientId) ?? 0)
  root.insert(0, [line("paragraph", newId(), "")])
  const update = Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return update
}

/** Whether a root has a block for people to write in: the notes at its end are none. */
export function hasText(root: Y.XmlElement): boolean {
  return root.toArray().some((child) => !(child instanceof Y.XmlElement) || child.nodeName !== "footnotes")
}

/** Ids that no other client makes, provided that one client does not start twice at the same clock. */
export function idsOf(clientId: number, clock: number): () => string {
  let next = clock
  return () => `${clientId.toString(36)}-${(next++).toString(36)}`
}

function elementsOf(block: SampleBlock, options: SeedOptions): Y.XmlElement[] {
  const id = isBlockId(block.id) ? block.id : options.newId()
  switch (block.type) {
    case "paragraph":
      return [line("paragraph", id, block.text)]
    case "heading":
      return [line("heading", id, block.text, headingAttributes(block.level))]
    case "list":
      return [list(id, block.ordered, block.items, options)]
    case "table":
    default:
      return [line("caption", options.newId(), block.caption), table(id, [block.header, ...block.rows], options)]
  }
}

/** Defaults are not written: `h1`, and below for lists `ol`, number 1, for cells no header. */
function headingAttributes(level: number): Attributes {
  const tag = `h${Math.min(Math.max(Math.trunc(level), 1), 4)}`
  return tag === "h1" ? {} : { __tag: tag }
}

function list(id: string, ordered: boolean, items: readonly string[], { newId }: SeedOptions): Y.XmlElement {
  const attributes = ordered ? {} : { __listType: "bullet", __tag: "ul" }
  const made = items.map((item) => line("listitem", newId(), item))
  return element("list", id, attributes, made)
}

function table(id: string, rows: readonly (readonly string[])[], { newId }: SeedOptions): Y.XmlElement {
  const made = rows.map((cells, i) => {
    const attributes = i === 0 ? inHeaderRow : {}
    const row = cells.map((cell) => element("tablecell", newId(), attributes, [line("paragraph", newId(), cell)]))
    return element("tablerow", newId(), {}, row)
  })
  return element("table", id, {}, made)
}

const inHeaderRow: Attributes = { __headerState: 1 }

/** A line without words holds an empty text too, so that two people who start typing in it at once share one. */
function line(name: string, id: string, text: string, attributes: Attributes = {}): Y.XmlElement {
  return element(name, id, attributes, [new Y.XmlText(text)])
}

function element(name: string, id: string, attributes: Attributes, children: Child[]): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, string | number>>(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.setAttribute(idAttribute, id)
  made.insert(0, children)
  return made as Y.XmlElement
}
