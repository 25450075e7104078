import * as Y from "yjs"
import type { Chance } from "./chance.ts"

// Edits in the shapes in which the editor's binding writes them, straight into the Yjs types.

/** A word that the simulation can find again wherever it goes. No word is part of another. */
export type Word = string
const wordPattern = /w\d+\./g

export function wordsIn(text: string): Word[] {
  return text.match(wordPattern) ?? []
}

export function typeWords(doc: Y.Doc, chance: Chance, words: readonly Word[]): void {
  const text = lineToWrite(doc, chance)
  if (!text) return
  const places = boundaries(plainText(text))
  text.insert(chance.pick(places) ?? 0, words.join(""))
}

/** The word that was deleted. */
export function deleteWord(doc: Y.Doc, chance: Chance): Word | null {
  const found = pickWord(doc, chance)
  if (!found) return null
  found.text.delete(found.from, found.word.length)
  return found.word
}

export function makeBold(doc: Y.Doc, chance: Chance): void {
  const found = pickWord(doc, chance)
  const isBold = chance.isLucky(0.7)
  found?.text.format(found.from, found.word.length, { p: isBold ? { __format: 1 } : null })
}

/** The tail moves into a paragraph of its own: deleted here, inserted there. */
export function splitParagraph(doc: Y.Doc, chance: Chance, newBlockId: () => string): void {
  const text = lineToWrite(doc, chance)
  const block = text?.parent
  if (!text || !(block instanceof Y.XmlElement)) return
  const plain = plainText(text)
  const from = chance.pick(boundaries(plain)) ?? 0
  text.delete(from, plain.length - from)
  const root = rootOf(doc)
  root.insert(root.toArray().indexOf(block) + 1, [paragraph(newBlockId(), plain.slice(from))])
}

/** A paragraph's text moves to the end of the one before. */
export function joinParagraphs(doc: Y.Doc, chance: Chance): void {
  const root = rootOf(doc)
  if (root.length < 2) return
  const index = chance.between(1, root.length - 1)
  const [before, after] = [lineOf(root.get(index - 1)), lineOf(root.get(index))]
  if (before && after) before.insert(plainText(before).length, plainText(after))
  if (before) root.delete(index, 1)
}

/** As the binding does for a block that came without a direction; nothing that a person did. */
export function writeBack(doc: Y.Doc, chance: Chance): void {
  const block = chance.pick(rootOf(doc).toArray())
  if (block instanceof Y.XmlElement) block.setAttribute("__dir", chance.isLucky(0.5) ? "ltr" : "rtl")
}

/** What replicas must agree on: text, formats and blocks; not what write-back adds, which readers keep to themselves. */
export function contentOf(doc: Y.Doc): unknown {
  return rootOf(doc)
    .toArray()
    .map((block) => {
      if (!(block instanceof Y.XmlElement)) return null
      const { __dir: _dir, ...attributes } = block.getAttributes() as Record<string, unknown>
      return { name: block.nodeName, attributes, lines: block.toArray().map((line) => deltaOf(line)) }
    })
}

export function plainTextOf(doc: Y.Doc): string {
  return rootOf(doc)
    .toArray()
    .map((block) => {
      const line = lineOf(block)
      return line ? plainText(line) : ""
    })
    .join("\n")
}

export function paragraph(id: string, text: string): Y.XmlElement {
  const block = new Y.XmlElement("paragraph")
  block.setAttribute("s_id", id)
  block.insert(0, [new Y.XmlText(text)])
  return block
}

function rootOf(doc: Y.Doc): Y.XmlElement {
  return doc.get("root-v2", Y.XmlElement)
}

function lineOf(block: unknown): Y.XmlText | null {
  const first = block instanceof Y.XmlElement && block.length > 0 ? block.get(0) : null
  return first instanceof Y.XmlText ? first : null
}

/** An empty paragraph has no text yet: the first who writes makes it. */
function lineToWrite(doc: Y.Doc, chance: Chance): Y.XmlText | null {
  const block = chance.pick(rootOf(doc).toArray())
  if (!(block instanceof Y.XmlElement)) return null
  if (block.length === 0) block.insert(0, [new Y.XmlText()])
  return lineOf(block)
}

function pickWord(doc: Y.Doc, chance: Chance): { text: Y.XmlText; word: Word; from: number } | null {
  const found = rootOf(doc)
    .toArray()
    .flatMap((block) => {
      const text = lineOf(block)
      if (!text) return []
      return [...plainText(text).matchAll(wordPattern)].map((match) => ({ text, word: match[0], from: match.index }))
    })
  return chance.pick(found) ?? null
}

function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === "string" ? insert : ""))
    .join("")
}

function boundaries(plain: string): number[] {
  return [0, ...[...plain.matchAll(wordPattern)].map((match) => match.index + match[0].length)]
}

/** Runs of equal attributes count as one, however Yjs has cut them. */
function deltaOf(line: unknown): unknown {
  if (!(line instanceof Y.XmlText)) return null
  const runs: { text: string; attributes: string }[] = []
  for (const { insert, attributes } of line.toDelta() as { insert: unknown; attributes?: unknown }[]) {
    const run = { text: typeof insert === "string" ? insert : "?", attributes: JSON.stringify(attributes ?? {}) }
    const last = runs.at(-1)
    if (last?.attributes === run.attributes) last.text += run.text
    else runs.push(run)
  }
  return runs
}
