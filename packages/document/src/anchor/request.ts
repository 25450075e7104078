import type { LineKind } from "../canonical/lines.ts"
import type { BlockNumber } from "../canonical/numbers.ts"
import type { Language } from "../reader/reader.ts"
import type { TextPosition } from "./position.ts"
import type { Quote } from "./quote.ts"

/** What is stored with a thread to find its words. Plain data: it goes into the reader's worker and back. */
export interface Anchor {
  /** The first and the last of the words, by what they are in the document; as far as known. */
  readonly start?: TextPosition
  readonly end?: TextPosition
  readonly quote: Quote
  /** The block in which they began: it is looked into before all others. */
  readonly blockId?: string | null | undefined
  /**
   * They are out of another text, and may stand in this one no more: outside of that block they are those that are meant only if what is
   * around them says so, or if they are so many that they are known by themselves.
   */
  readonly isOfOtherText?: boolean | undefined
}

/** Where words are in a section's text. */
export interface WordsPlace {
  /** The ids of the blocks whose words they are, in the order of the text; without those that have no id. */
  readonly blocks: readonly string[]
  /** What the first of these is. */
  readonly kind: LineKind
  /** The number of the first block that has one, from the innermost out: its own, that of its list's item, of its table. */
  readonly number: BlockNumber | null
  /** The heading above. */
  readonly heading: { readonly id: string; readonly text: string } | null
  /** How many characters of the text come before: a later place has a higher number. */
  readonly at: number
}

/** The words of a thread, as the text reads now. */
export interface FoundWords extends WordsPlace {
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string }
  /** The words by what they are in the document. */
  readonly start: TextPosition
  readonly end: TextPosition
}

export type FindAnswer =
  | { readonly kind: "found"; readonly words: FoundWords; readonly by: "positions" | "quote" | "changed" }
  /** The words stand there so many times: not at all, or more than once with nothing to tell which are meant. */
  | { readonly kind: "hits"; readonly hits: number }
  | { readonly kind: "too-long" }

export interface WordsToMark {
  readonly threadId: string
  readonly anchor: Anchor
}

/** One thread's words to be marked, as when somebody comments. */
export interface MarkWordsRequest extends Omit<MarkRequest, "marks">, WordsToMark {}

export type MarkWordsAnswer =
  | (Extract<FindAnswer, { kind: "found" }> & {
      /** What puts the mark on the words. */
      readonly update: Uint8Array
    })
  | Exclude<FindAnswer, { kind: "found" }>

export interface MarkRequest {
  /** The whole text. */
  readonly parts: readonly Uint8Array[]
  /** The client that writes the marks. */
  readonly clientId: number
  readonly marks: readonly WordsToMark[]
  /** What to number, so that the answers can say the numbers. */
  readonly section?: Language
}

export interface MarkAnswer {
  /** What puts the marks on their words; null where there are none to put. */
  readonly update: Uint8Array | null
  /** In the order of what was asked. */
  readonly answers: readonly FindAnswer[]
}

/** A thread that has lost its words. */
export interface LostThread {
  readonly threadId: string
  readonly quote: Quote
}

export interface RemarkRequest extends Omit<MarkRequest, "marks"> {
  readonly threads: readonly LostThread[]
}

export interface RemarkAnswer {
  readonly update: Uint8Array | null
  readonly marked: readonly { readonly threadId: string; readonly words: FoundWords }[]
}

/** A thread whose mark is on words of the text. */
export interface AnchoredThread extends WordsPlace {
  readonly threadId: string
  readonly words: string
}

export const anchorBounds = {
  /** Shared texts that the words of one thread lie in: there is one between two references, chips or line breaks. */
  runsMax: 1_000,
  /** Marks that are asked for at once. */
  marksMax: 10_000,
  /** Lost threads that are looked for at once, some milliseconds each in a long text; those beyond are not looked at. */
  lostMax: 500,
  /** Letters of lost words that are known again, if they stand in one place, wherever that is: of a part of a quote, and of all of it. */
  partLettersMin: 12,
  aloneLettersMin: 24,
} as const
