import type { Inline, Table } from "../canonical/index.ts"
import { plainText } from "../canonical/lines.ts"
import { isLine, languageOf, markOf, type Passage } from "./passages.ts"

/**
 * What the references of one side are called: a note that both texts have has one name in both, whatever its number.
 * Table notes are those of the table around.
 */
export interface NoteNames {
  readonly footnotes: readonly string[]
  readonly tablenotes: readonly string[]
}

/** Equal for passages that a reader takes for the same. */
export function passageKey(passage: Passage, names: NoteNames, language: string): string {
  if (passage.type !== "item") return keyOf(passage, names)
  const { lists: _, opens: __, ...item } = passage
  // Where numbers begin depends on what is before, which has a key of its own.
  const { start: ___, ...mark } = markOf(passage)
  return keyOf({ ...item, mark, language: languageOf(passage, language) }, names)
}

/** All that is in a value but ids and what references happen to say; notes by their names. */
export function keyOf(value: unknown, names: NoteNames): string {
  if (Array.isArray(value)) return `[${value.map((part) => keyOf(part, names)).join()}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (isReference(value)) return nameOfReference(value, names)
  // The notes of a table are in its key themselves, so that their numbers will do.
  const inner = "type" in value && value.type === "table" ? { ...names, tablenotes: [] } : names
  const members = Object.entries(value)
    .filter(([key, member]) => key !== "id" && key !== "said" && member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${key}:${keyOf(member, inner)}`)
  return `{${members.join()}}`
}

type Reference = Extract<Inline, { note: number }>

function isReference(value: object): value is Reference {
  return "type" in value && (value.type === "footnote" || value.type === "tablenote")
}

function nameOfReference({ type, note }: Reference, names: NoteNames): string {
  return `${type} ${(type === "footnote" ? names.footnotes : names.tablenotes)[note] ?? note}`
}

/** The words by which a passage is told from others. */
export function textOfPassage(passage: Passage): string {
  if (isLine(passage)) return plainText(passage.content)
  if (passage.type === "table") return [plainText(passage.caption?.content ?? []), ...textsInTable(passage)].join(" ")
  if (passage.type === "image") {
    const { file, alt = "", credit = "", caption } = passage
    return [file?.blob ?? "", alt, credit, plainText(caption?.content ?? [])].join(" ")
  }
  return passage.text
}

function textsInTable({ rows }: Table): string[] {
  return rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => textsIn(blocks)))
}

/** Every text that stands somewhere in this, in order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== "object" || value === null) return []
  const { text } = value as { text?: unknown }
  if (typeof text === "string") return [text]
  return Object.values(value).flatMap(textsIn)
}
