import type { Publication, Submission, Version } from "@codraft/publication"
import { intlLocale, m } from "../../language/language.ts"
import { dayRangeWords } from "../../time/words.ts"
import { freezerWords } from "../facts-words.ts"
import { fileWords } from "../version-words.ts"

/** "Submitted to the GFMD Summit, 10 Dec 2016: Publication (Word) and Publication (PDF, tagged), by Amara Diallo-Reyes, IOM" */
export function submissionWords(publication: Publication, { to, on, files, by }: Submission): string {
  const list = new Intl.ListFormat(intlLocale(), { type: "conjunction" }).format(files.map(fileWords))
  // It may run the other way than the line does.
  return m.submission_line({
    to: `\u2068${to}\u2069`,
    day: dayRangeWords(on, on),
    files: list,
    who: freezerWords(publication, by),
  })
}

/** How a correction is called in a line: by its symbol, else by its number. */
export function correctionName({ number, symbol }: Pick<Version, "number" | "symbol">): string {
  return symbol === "" ? m.version_number({ number }) : symbol
}
