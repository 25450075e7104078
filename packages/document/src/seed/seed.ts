import type { SampleBlock, SampleFootnote } from "@codraft/publication/sample"
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
 * NOTE: targets of a block are left out; they get a form of their own.
 */
export function seedUpdate(blocks: readonly SampleBlock[], options: SeedOptions): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = options.clientId
  const elements = blocks.flatMap((block) => elementsOf(block, options))
  if (elements.length === 0) elements.push(line("paragraph", options.newId(), ""))
  const notes = blocks.flatMap((block) => (block.type === "paragraph" ? placed(block.text, block.footnotes) : []))
  doc.get(rootName, Y.XmlElement).insert(0, [...elements, ...footnotes(notes, options)])
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
      return [element("paragraph", id, {}, wordsOf(block.text, block.footnotes))]
    case "heading":
      return [line("heading", id, block.text, headingAttributes(block.level))]
    case "list":
      return [list(id, block.ordered, block.items, options)]
    case "table":
    default:
      return [line("caption", options.newId(), block.caption), table(id, [block.header, ...block.rows], options)]
  }
}

/** The footnotes of a paragraph in the order of their places; those whose words are not in it have none. */
function placed(text: string, notes: readonly SampleFootnote[] = []): { at: number; note: SampleFootnote }[] {
  return notes
    .filter((note) => text.includes(note.after) && isBlockId(note.id))
    .map((note) => ({ at: text.indexOf(note.after) + note.after.length, note }))
    .toSorted((a, b) => a.at - b.at)
}

function wordsOf(text: string, notes: readonly SampleFootnote[] | undefined): Child[] {
  const words: Child[] = []
  let from = 0
  for (const { at, note } of placed(text, notes)) {
    if (at > from) words.push(new Y.XmlText(text.slice(from, at)))
    words.push(made("footnoteref", { __note: note.id }, []))
    from = at
  }
  if (from < text.length || words.length === 0) words.push(new Y.XmlText(text.slice(from)))
  return words
}

function footnotes(notes: readonly { note: SampleFootnote }[], { newId }: SeedOptions): Y.XmlElement[] {
  if (notes.length === 0) return []
  const bodies = notes.map(({ note }) => line("footnote", newId(), note.text, { __note: note.id }))
  return [element("footnotes", newId(), {}, bodies)]
}

/** Defaults are not written: `h1`, and below for lists `ol`, number 1, for cells no header. */
export function headingAttributes(level: number): Attributes {
  const tag = `h${Math.min(Math.max(Math.trunc(level), 1), 4)}`
  return tag === "h1" ? {} : { __tag: tag }
}

function list(id: string, ordered: boolean, items: readonly string[], { newId }: SeedOptions): Y.XmlElement {
  const attributes = ordered ? {} : { __listType: "bullet", __tag: "ul" }
  const lines = items.map((item) => line("listitem", newId(), item))
  return element("list", id, attributes, lines)
}

function table(id: string, rows: readonly (readonly string[])[], { newId }: SeedOptions): Y.XmlElement {
  const lines = rows.map((cells, i) => {
    const attributes = i === 0 ? inHeaderRow : {}
    const row = cells.map((cell) => element("tablecell", newId(), attributes, [line("paragraph", newId(), cell)]))
    return element("tablerow", newId(), {}, row)
  })
  return element("table", id, {}, lines)
}

const inHeaderRow: Attributes = { __headerState: 1 }

/** A line without words holds an empty text too, so that two people who start typing in it at once share one. */
export function line(name: string, id: string, text: string, attributes: Attributes = {}): Y.XmlElement {
  return element(name, id, attributes, [new Y.XmlText(text)])
}

function element(name: string, id: string, attributes: Attributes, children: Child[]): Y.XmlElement {
  return made(name, { ...attributes, [idAttribute]: id }, children)
}

function made(name: string, attributes: Attributes, children: Child[]): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, string | number>>(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.insert(0, children)
  return element as Y.XmlElement
}
