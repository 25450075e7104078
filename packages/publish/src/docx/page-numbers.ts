import { estimatePageNumbers } from "docx/layout"
import type { PageNumberEstimator } from "docx"
import type { Survey } from "./survey.ts"

/** Laying out takes about 0.1 s a page; beyond some 100 pages Word does it itself. */
const charactersMax = 400_000
/** Where a word of so many characters is broken is looked for from each of them anew: this takes some seconds. */
const wordWorkMax = 2_000 ** 2

export interface PageNumbering {
  readonly estimator: PageNumberEstimator
  /** Whether a number is missing that Word would then have to put in; known once the file is made. */
  isIncomplete(): boolean
}

/**
 * The numbers of the pages that the contents name, by a layout that follows Word's rules and the widths of its fonts. Where it does
 * not know what Word does it gives none.
 */
export function pageNumbering(
  { characters, wordWork }: Pick<Survey, "characters" | "wordWork">,
  goals: readonly string[],
): PageNumbering {
  let isIncomplete = goals.length > 0
  const estimate: PageNumberEstimator = (body, context) => {
    if (goals.length === 0 || characters > charactersMax || wordWork > wordWorkMax) return { bookmarks: new Map() }
    const estimated = estimatePageNumbers(body, context)
    isIncomplete = !goals.every((goal) => estimated.bookmarks.has(goal))
    return estimated
  }
  const { listNumbers } = estimatePageNumbers
  const estimator = Object.assign(estimate, listNumbers === undefined ? {} : { listNumbers })
  return { estimator, isIncomplete: () => isIncomplete }
}
