import type { FoundWords } from "./request.ts"

/** Words as somebody handed them in: out of a table, by hand, with what they were said to stand in. */
export interface TypedQuote {
  readonly words: string
  /** The number of the paragraph or the heading above, where the words alone do not tell. */
  readonly paragraph: string
}

/** How the text has them: to the letter; or but for signs, spaces, capitals and what was left out. */
export type TypedAgreement = "exact" | "alike"

export type TypedAnswer =
  | { readonly kind: "found"; readonly words: FoundWords; readonly by: TypedAgreement }
  /** They stand in more than one place, of which the first are these. */
  | { readonly kind: "often"; readonly hits: number; readonly places: readonly FoundWords[] }
  | { readonly kind: "none" }
  | { readonly kind: "too-long" }

export const typedBounds = {
  quotesMax: 100,
  /** Places told of words that stand in more than one. */
  placesMax: 20,
} as const
