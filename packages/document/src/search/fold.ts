import { countedAs, isNothing } from "./alike.ts"

/** A line as it is looked through: what its characters count as, and where each of those comes from. */
export interface FoldedLine {
  /** As it was written. */
  readonly text: string
  readonly folded: string
  /** By unit of `folded`, the character of `text` that it comes from, with what joins that; null where both are alike, unit by unit. */
  readonly origins: Origins | null
}

interface Origins {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** UTF-16 offsets in a line as it was written. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What a text counts as, with capitals or without. */
export function fold(text: string, { keepsCase = false }: { keepsCase?: boolean } = {}): string {
  let folded = ""
  for (const character of text) {
    const { cased, lower } = countedAs(character)
    folded += keepsCase ? cased : lower
  }
  return folded
}

export function foldedLine(text: string): FoldedLine {
  return isPlain(text) ? { text, folded: text.toLowerCase(), origins: null } : foldedFrom(text)
}

/** Only characters that count as themselves: most lines in most languages of this workspace are quick to fold. */
function isPlain(text: string): boolean {
  return /^[ !-_a-~]*$/.test(text)
}

function foldedFrom(text: string): FoldedLine {
  const starts: number[] = []
  const ends: number[] = []
  let folded = ""
  let at = 0
  let isSame = true
  for (const character of text) {
    const end = at + character.length
    const { kind, lower } = countedAs(character)
    if (kind === "letter") {
      folded += lower
      for (let unit = 0; unit < lower.length; unit++) {
        starts.push(at)
        ends.push(end)
      }
      if (lower.length !== character.length) isSame = false
    } else {
      isSame = false
      if (kind === "part") stretchLast(starts, ends, end)
    }
    at = end
  }
  // Pairs of surrogates share their character; no query begins or ends within one.
  if (isSame) return { text, folded, origins: null }
  return { text, folded, origins: { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) } }
}

/** A part belongs to the character before it, and so to each unit that came of that. */
function stretchLast(starts: readonly number[], ends: number[], end: number): void {
  const start = starts.at(-1)
  for (let unit = ends.length - 1; unit >= 0 && starts[unit] === start; unit--) ends[unit] = end
}

/** Where units of the folded line stand in the line; null where they begin or end within a character. */
export function spanOf({ origins }: FoldedLine, from: number, to: number): Span | null {
  if (origins === null) return { start: from, end: to }
  const { starts, ends } = origins
  const start = starts[from]
  const end = ends[to - 1]
  if (start === undefined || end === undefined) return null
  const cutsIn = from > 0 && starts[from - 1] === start
  const cutsOut = to < starts.length && starts[to] === starts[to - 1]
  return cutsIn || cutsOut ? null : { start, end }
}

const ofWord = /^[\p{L}\p{N}\p{M}_]$/u
/** Scripts that put no spaces between words: only a dictionary tells where one ends. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

let words: Intl.Segmenter | null = null

/** Whether no word goes on across this place of a text. */
export function isWordEdge(text: string, at: number): boolean {
  const before = characterBefore(text, at)
  const after = characterAfter(text, at)
  if (!ofWord.test(before) || !ofWord.test(after)) return true
  if (!unspaced.test(before) && !unspaced.test(after)) return false
  words ??= new Intl.Segmenter("und", { granularity: "word" })
  return words.segment(text).containing(at)?.index === at
}

/** The words of a text without spaces, as a dictionary has them; a text of another script as it is. */
export function wordsWithin(text: string): string[] {
  if (!unspaced.test(text)) return [text]
  words ??= new Intl.Segmenter("und", { granularity: "word" })
  return [...words.segment(text)].filter(({ isWordLike }) => isWordLike === true).map(({ segment }) => segment)
}

function characterBefore(text: string, at: number): string {
  for (let end = at; end > 0; ) {
    const start = end - (isLow(text.charCodeAt(end - 1)) && end > 1 ? 2 : 1)
    const character = text.slice(start, end)
    if (!isNothing(character)) return character
    end = start
  }
  return ""
}

function characterAfter(text: string, at: number): string {
  for (let start = at; start < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
    if (!isNothing(character)) return character
    start += character.length
  }
  return ""
}

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
