import type { HtmlPrinter } from "../../canonical/html.ts"
import { hasLettersOfItsOwn } from "../../canonical/signs.ts"
import type { TextPrinter } from "../../canonical/text.ts"
import type { FootnoteReference, Note, TableNoteReference } from "./canonical.ts"
import type { NoteKind } from "./form.ts"
import { noteLabel, NoteLabels } from "./label.ts"

/** The ids by which references and notes find each other on a page. */
export class NoteAnchors extends NoteLabels {
  readonly #prefix: string
  readonly #placed = new Set<string>()
  readonly #open: number[] = []
  #tables = 0

  constructor(prefix: string, language: string) {
    super(language)
    this.#prefix = prefix
  }

  override openTable(language?: string): void {
    super.openTable(language)
    this.#open.push(++this.#tables)
  }

  override closeTable(): void {
    super.closeTable()
    this.#open.pop()
  }

  /** The second place that refers to a note has no anchor of its own: the way back leads to the first. */
  reference(kind: NoteKind, index: number): { id: string | null; note: string } {
    const name = this.#name(kind, index)
    const id = this.#placed.has(name) ? null : `${this.#prefix}ref-${name}`
    this.#placed.add(name)
    return { id, note: `${this.#prefix}note-${name}` }
  }

  note(kind: NoteKind, index: number): { id: string; reference: string } {
    const name = this.#name(kind, index)
    return { id: `${this.#prefix}note-${name}`, reference: `${this.#prefix}ref-${name}` }
  }

  #name(kind: NoteKind, index: number): string {
    const label = noteLabel(kind, index, "en")
    return kind === "footnote" ? label : `${this.#open.at(-1) ?? 0}${label}`
  }
}

type Reference = FootnoteReference | TableNoteReference

export function referenceHtml({ type, note }: Reference, printer: HtmlPrinter): string {
  const anchor = printer.notes.reference(type, note)
  const id = anchor.id === null ? "" : ` id="${anchor.id}"`
  return `<sup><a${id} href="#${anchor.note}" role="doc-noteref">${printer.notes.label(type, note)}</a></sup>`
}

export function notesHtml(kind: NoteKind, notes: readonly Note[], printer: HtmlPrinter): string {
  // The list itself can count in a, b, c only.
  const isSelfCounting = kind === "footnote" || !hasLettersOfItsOwn(printer.notes.languageOf(kind))
  const items = notes.map((note, index) => {
    const anchor = printer.notes.note(kind, index)
    const label = printer.notes.label(kind, index)
    const back = `<a href="#${anchor.reference}" role="doc-backlink" aria-label="${label}">↩</a>`
    const number = isSelfCounting ? "" : `<span data-number>${label}.</span> `
    return printer.element("li", note, `${number}${printer.inline(note.content)} ${back}`, ` id="${anchor.id}"`)
  })
  return kind === "footnote"
    ? `<section role="doc-endnotes"><ol>${items.join("")}</ol></section>`
    : `<div role="note"><ol ${isSelfCounting ? 'type="a"' : 'style="list-style-type:none"'}>${items.join("")}</ol></div>`
}

export function referenceText({ type, note }: Reference, printer: TextPrinter): string {
  return `[${printer.notes.label(type, note)}]`
}

export function notesText(kind: NoteKind, notes: readonly Note[], printer: TextPrinter): string[] {
  return notes.map((note, index) => `[${printer.notes.label(kind, index)}] ${printer.inline(note.content)}`)
}
