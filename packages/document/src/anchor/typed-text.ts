import { QuotedText, type TextSpan } from "./quote.ts"
import type { TypedAgreement } from "./typed-request.ts"

/** A text in which words are looked for that people have typed, or that have been through a table or a letter. */
export class TypedText {
  readonly #quoted: QuotedText
  #small: QuotedText | null = null

  constructor(quoted: QuotedText) {
    this.#quoted = quoted
  }

  /** Every place of these words: to the letter where there is one, else as they are without signs around them and in small letters. */
  spansOf(typed: string, counts?: (span: TextSpan) => boolean): { spans: TextSpan[]; by: TypedAgreement } {
    const quoted = this.#quoted
    const bare = withoutWrapping(typed)
    for (const form of bare === typed ? [typed] : [typed, bare]) {
      const spans = quoted.placesOf(form, counts)
      const isExact = form === typed && spans.every(({ start, end }) => quoted.text.slice(start, end) === typed)
      if (spans.length > 0) return { spans, by: isExact ? "exact" : "alike" }
    }
    this.#small ??= new QuotedText(lowered(quoted.text))
    return { spans: this.#small.placesOf(lowered(bare), counts), by: "alike" }
  }
}

/** Without the signs in which words stand when somebody quotes them. */
function withoutWrapping(typed: string): string {
  const bare = typed.replace(/^[\s"'“”„«»‹›‘’…[\](){}.]+|[\s"'“”„«»‹›‘’…[\](){}.,;:]+$/gu, "")
  return bare === "" ? typed : bare
}

/** In small letters, each where it was: few capitals become longer, and those stay. */
export function lowered(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(text, (unit) => (unit.toLowerCase().length === unit.length ? unit.toLowerCase() : unit)).join("")
}
