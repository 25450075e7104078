import { intlTag } from "@codraft/publication/languages"
import type { FoundAbbreviation } from "./abbreviations.ts"

/** What a text says of its abbreviations, in the order in which they first stand. */
export type FoundInText = readonly Pick<FoundAbbreviation<unknown>, "short" | "full">[]

export interface SectionAbbreviations {
  readonly sectionId: string
  readonly language: string
  readonly found: FoundInText
}

/** An abbreviation of the texts in one language. */
export interface PublicationAbbreviation {
  readonly short: string
  readonly language: string
  /** The section in which it first stands. */
  readonly first: string
  /** Each full form that is given, with the first section that gives it; none where no text does. */
  readonly forms: readonly { readonly full: string; readonly sectionId: string }[]
}

/** Beyond these no more are listed. */
export const publicationAbbreviationsMax = 2_000
/** Of each. */
export const fullFormsMax = 5

/** The abbreviations of sections in reading order, each once for a language, in the order in which they first stand. */
export function joinAbbreviations(sections: readonly SectionAbbreviations[]): PublicationAbbreviation[] {
  const joined = new Map<string, PublicationAbbreviation & { forms: { full: string; sectionId: string }[] }>()
  for (const { sectionId, language, found } of sections) {
    for (const { short, full } of found) {
      const key = `${language} ${short}`
      if (joined.size >= publicationAbbreviationsMax && !joined.has(key)) continue
      const one = joined.get(key) ?? { short, language, first: sectionId, forms: [] }
      joined.set(key, one)
      const isNew = full !== null && !one.forms.some((known) => isSame(known.full, full, language))
      if (isNew && one.forms.length < fullFormsMax) one.forms.push({ full, sectionId })
    }
  }
  return [...joined.values()]
}

/** Capitals at the beginning of a word are no other form. */
function isSame(a: string, b: string, language: string): boolean {
  const tag = intlTag(language)
  return a.toLocaleLowerCase(tag) === b.toLocaleLowerCase(tag)
}
