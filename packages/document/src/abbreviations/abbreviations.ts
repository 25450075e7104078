/** One line of a text, with whatever names its place for the caller. */
export interface AbbreviationLine<Place> {
  readonly place: Place
  readonly text: string
  /** Stands in a table: the full form of an abbreviation may be in the cell behind it. */
  readonly isCell?: boolean
}

export type AbbreviationWarning =
  /** It stands in the text before its full form is given. */
  | "used-before"
  | "explained-twice"
  /** Nothing refers back to it: the full form alone would do. */
  | "used-once"
  | "never-explained"
  /** "UN" for the noun and "GA" are not abbreviated in the series. */
  | "not-abbreviated"

export interface FoundAbbreviation<Place> {
  readonly short: string
  /** Null where the text never gives it. */
  readonly full: string | null
  /** Where it first stands. */
  readonly first: Place
  /** How often it is used, besides being explained. */
  readonly uses: number
  readonly warnings: readonly AbbreviationWarning[]
}

/** Beyond these no more are looked for. */
export const abbreviationsMax = 500

/** Two letters or more, capitals for the most part: IOM, SDGs, GFMD, HCR, OIM, UN-Women, DESA; digits inside, but no plain numbers. */
const shortForm = String.raw`\p{Lu}[\p{Lu}\d]*(?:[-&]\p{Lu}[\p{Lu}\d]*)*\p{Lu}[\p{Lu}\d]*`
const anyUse = new RegExp(String.raw`(?<![\p{L}\p{N}])(${shortForm})(?:s|es)?(?![\p{L}\p{N}])`, "gu")
/** In brackets behind its full form, with the guillemets and commas that French and Spanish may put there. */
const explanation = new RegExp(
  String.raw`[(\uFD3E][\u00ab\u201c"\s]*(${shortForm})s?[\u00bb\u201d"\s]*[),\uFD3F]`,
  "gu",
)

/** A line of a list of abbreviations: "IOM: International Organization for Migration". */
const entry = new RegExp(String.raw`^\s*(${shortForm})s?\s*(?::|\s[\u2013\u2014-])\s*(\S.*)$`, "u")
const alone = new RegExp(String.raw`^\s*(${shortForm})s?\s*$`, "u")

/** Written in capitals and no abbreviations of anything: they need no explanation. */
const known = new Set([
  "II",
  "III",
  "IV",
  "VI",
  "VII",
  "VIII",
  "IX",
  "XI",
  "XII",
  "XIII",
  "XIV",
  "XV",
  "XX",
  "XXI",
  "PDF",
  "OK",
])
/** Never abbreviated in the series, whatever they are followed by. */
const forbidden = new Set(["UN", "GA", "UNGA", "ONU", "AG"])

/** Small words that join the words of a full form, in English, French and Spanish. */
const joining = new Set(
  "a à al an and au aux by d da de del des du e el en et for in l la las le les los of on para por pour sur the to un una une y".split(
    " ",
  ),
)

/**
 * The abbreviations of a text in the order in which they first stand, each with its full form if the text gives it the usual
 * way: "International Organization for Migration (IOM)". The full form is taken for the words before the bracket whose first
 * letters make the abbreviation, in their order; where they do not, as for many names in Arabic, it is the words of the sentence
 * up to as many as the abbreviation has letters. A list or table of abbreviations gives full forms too; to stand there is
 * neither a use nor the explanation that a chapter owes.
 */
export function findAbbreviations<Place>(lines: readonly AbbreviationLine<Place>[]): FoundAbbreviation<Place>[] {
  const found = new Map<string, Seen<Place>>()
  for (const [index, { place, text }] of lines.entries()) {
    const listed = entryOf(lines, index)
    if (listed !== null && !known.has(listed.short) && (found.size < abbreviationsMax || found.has(listed.short))) {
      const seen = found.get(listed.short) ?? { first: place, full: null, isListed: true, explained: [], used: [] }
      found.set(listed.short, { ...seen, isListed: true, full: seen.full ?? listed.full })
      continue
    }
    const explained = new Map<number, string | null>()
    for (const match of text.matchAll(explanation)) {
      const short = match[1] ?? ""
      const at = match.index + match[0].indexOf(short)
      explained.set(at, fullFormBefore(text.slice(0, match.index), short))
    }
    for (const match of text.matchAll(anyUse)) {
      const short = match[1] ?? ""
      if (known.has(short) || (found.size >= abbreviationsMax && !found.has(short))) continue
      const seen = found.get(short) ?? { first: place, full: null, isListed: false, explained: [], used: [] }
      found.set(short, seen)
      const where = index * 1e6 + match.index
      const full = explained.get(match.index)
      if (full === undefined || full === null) seen.used.push(where)
      else {
        seen.explained.push(where)
        seen.full ??= full
      }
    }
  }
  return [...found].map(([short, seen]) => ({
    short,
    full: seen.full,
    first: seen.first,
    uses: seen.used.length,
    warnings: warningsOf(short, seen),
  }))
}

interface Seen<Place> {
  first: Place
  full: string | null
  isListed: boolean
  /** Places in the order of the text. */
  explained: number[]
  used: number[]
}

/** What a line, or a cell and the one behind it, says as an entry of a list. */
function entryOf<Place>(
  lines: readonly AbbreviationLine<Place>[],
  index: number,
): { short: string; full: string } | null {
  const [line, next] = [lines[index], lines[index + 1]]
  if (line?.isCell && next?.isCell) {
    const short = alone.exec(line.text)?.[1]
    const full = next.text.trim()
    return short === undefined || full === "" || alone.test(full) || !/\p{L}{3}/u.test(full) ? null : { short, full }
  }
  const [, short, full] = entry.exec(line?.text ?? "") ?? []
  return short === undefined || full === undefined ? null : { short, full: full.trim() }
}

function warningsOf<Place>(short: string, { explained, used, isListed }: Seen<Place>): AbbreviationWarning[] {
  if (forbidden.has(short)) return ["not-abbreviated"]
  const [first] = explained
  if (first === undefined) return isListed && used.length === 0 ? [] : ["never-explained"]
  const warnings: AbbreviationWarning[] = []
  if (used.some((at) => at < first)) warnings.push("used-before")
  if (explained.length > 1) warnings.push("explained-twice")
  if (used.length === 0) warnings.push("used-once")
  return warnings
}

/** The words right before a bracket that an abbreviation is made of; null where none can be. */
function fullFormBefore(before: string, short: string): string | null {
  const sentence = /[^.;:!?()\u061b\u061f]*$/u.exec(before)?.[0] ?? ""
  const words = [...sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*/gu)]
  const letters = short.toLowerCase().match(/\p{L}/gu) ?? []
  let at = letters.length - 1
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const word = words[index]
    if (word === undefined) break
    at -= lettersTaken(plain(word[0]), letters, at)
    if (at < 0) return named(sentence.slice(word.index))
    if (words.length - index > letters.length * 3) break
  }
  // Made in another language, or not of first letters.
  const proper = words.filter(([word]) => !joining.has(plain(word)))
  const from = proper.at(-Math.min(letters.length, proper.length))
  return from === undefined || !hasCapitals(sentence.slice(from.index)) ? null : named(sentence.slice(from.index))
}

/** Without the article that French binds to a name, and what opens a quotation. */
function named(words: string): string {
  return words.trim().replace(/^[dl]['\u2019](?=\p{L})/iu, "")
}

/** How many of the letters, from the one at `at` backwards, the first letters of a word and of its parts stand for. */
function lettersTaken(word: string, letters: readonly string[], at: number): number {
  const parts = word.split(/[-'\u2019]/u).filter((part) => part !== "")
  let taken = 0
  for (const part of parts.toReversed()) if (part.startsWith(letters[at - taken] ?? "\u0000")) taken += 1
  return joining.has(word) && taken > 0 && letters[at] !== word[0] ? 0 : taken
}

function plain(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase()
}

/** A full form is a name, or stands in a script that has no capitals. */
function hasCapitals(words: string): boolean {
  return /\p{Lu}/u.test(words) || /\p{Lo}/u.test(words)
}
