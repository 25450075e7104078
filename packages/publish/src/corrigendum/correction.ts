import { directionOf } from "@codraft/publication/direction"
import type { BookText } from "../book/index.ts"
import type { LineCorrections } from "./reading.ts"
import type { Phrases } from "./phrases.ts"
import type { Printed } from "./printed.ts"

/** One correction as a UN editor writes it: a place, and what is to be done there. */
export interface Correction {
  /** "Chapter II, paragraph 12". */
  readonly place: string
  readonly instruction: readonly BookText[]
  /** What is to be inserted, where it is more than words can quote: a section, a table, an image. */
  readonly printed?: Printed
}

/** Writes instructions in the language of the corrigendum about words in that of a section. */
export class Instructions {
  readonly phrases: Phrases
  readonly #language: string

  constructor(phrases: Phrases, language: string) {
    this.phrases = phrases
    this.#language = language
  }

  said(words: string): BookText[] {
    return [{ type: "text", text: words }]
  }

  /** Words that are inserted, behind what says where. */
  inserting(where: string, lines: readonly string[]): BookText[] {
    const quoted = lines.map((line) => this.#quoted(line))
    return [{ type: "text", text: `${where} ` }, ...joined(quoted, " \u00B6 ")]
  }

  forRead(before: string, after: string): BookText[] {
    const [forWords, read] = this.phrases.forRead
    if (before === "") return this.inserting(this.phrases.insert, [after])
    if (after === "") return this.said(this.phrases.deleteWords(this.phrases.quoted(before)))
    return [
      { type: "text", text: `${forWords} `, italic: true },
      this.#quoted(before),
      { type: "text", text: ` ${read} `, italic: true },
      this.#quoted(after),
    ]
  }

  /** What is to be corrected in one line; `footnote` says the words of a note that came. */
  line(corrections: LineCorrections, footnote: (note: number) => string | null): BookText[][] {
    const { phrases } = this
    const { isRewritten, misreadings, marks, restyled } = corrections
    const readings = misreadings.map(({ before, after }) =>
      isRewritten ? this.inserting(phrases.replaceBy, [after]) : this.forRead(before, after),
    )
    const references = marks.flatMap(({ note, label, isNew, behind }): BookText[][] => {
      const where = behind === "" ? "" : phrases.quoted(behind)
      const words = isNew ? footnote(note) : null
      if (words !== null) return [this.inserting(phrases.insertFootnote(where), [words])]
      return [this.said(isNew ? phrases.insertReference(label, where) : phrases.deleteReference(label, where))]
    })
    return [
      ...readings,
      ...references,
      ...restyled.map((words) => this.said(phrases.correctLooks(phrases.quoted(words)))),
    ]
  }

  #quoted(words: string): BookText {
    const text = this.phrases.quoted(words)
    const language = this.#language
    if (language.split("-")[0] === this.phrases.language.split("-")[0]) return { type: "text", text }
    return { type: "text", text, language, dir: directionOf(language) }
  }
}

function joined(texts: readonly BookText[], between: string): BookText[] {
  return texts.flatMap((text, i) => (i === 0 ? [text] : [{ type: "text", text: between }, text]))
}
