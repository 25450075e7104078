import { digits, letters } from "../../canonical/signs.ts"
import type { NoteKind } from "./form.ts"

/** What stands for a note: footnotes are 1, 2, 3 through a section, notes of a table a, b, … z, aa, by the signs of the language. */
export function noteLabel(kind: NoteKind, index: number, language: string): string {
  return kind === "footnote" ? digits(index + 1, language) : letters(index + 1, language)
}

/** The labels of notes while content is printed: letters are of the language of the table at hand. */
export class NoteLabels {
  readonly #languages: string[]

  constructor(language: string) {
    this.#languages = [language]
  }

  openTable(language = this.#languages.at(-1)): void {
    this.#languages.push(language ?? "")
  }

  closeTable(): void {
    this.#languages.pop()
  }

  /** Footnotes are the section's. */
  label(kind: NoteKind, index: number): string {
    return noteLabel(kind, index, this.languageOf(kind))
  }

  languageOf(kind: NoteKind): string {
    return (kind === "footnote" ? this.#languages[0] : this.#languages.at(-1)) ?? ""
  }
}
