import { apostrophe, type Marks, marksOf, type Pair } from "./marks.ts"

/** What takes the place of a typed character, and of so many characters before it. */
export interface Replacement {
  readonly before: number
  readonly words: string
}

const space = /[ \u00A0\u202F]/
const opening = /[([{<«„“‘‚‹「『–—\-/¿¡]$/
/** Addresses, paths and code; whoever types in them means each character. */
const codeLike = /:\/\/|^www\.|^[\w-]+(\.[\w-]+)+\/|[@=<>{}\\`|^~_]|\(\)|\w\.\w+\(/
const schemes = /(^|[([{<«“])(https?|ftp|file|mailto|tel|sms|urn|doi|data|wss?|ssh|git)$/i

/**
 * What a person means who types this character: `before` is the line up to the caret, without it, and `after` the line behind.
 * Null where it is what they typed. `own` are the spaces that they typed themselves before the sign at the end of `before`.
 */
export function replacementFor(
  typed: string,
  before: string,
  after: string,
  language: string,
  own = "",
): Replacement | null {
  const marks = marksOf(language)
  if (marks === null) return null
  const taken = takenBack(typed, before, marks, own)
  if (taken !== null) return taken
  if (codeLike.test(tokenAt(before))) return null
  if (typed === " ") return spaceAfterColon(before, marks)
  if (typed === "'") return singleQuote(before, marks)
  if (typed === '"') return doubleQuote(before, marks)
  if (marks.inside !== undefined && typed === marks.double[0]) return opened(typed, after, marks.inside)
  if (marks.inside !== undefined && typed === marks.double[1]) return closed(typed, before, marks)
  const wanted = marks.before?.[typed]
  return wanted === undefined ? null : spaced(typed, before, wanted)
}

/** The next key says that a space was none of this person's meaning: `::`, `c:\`, a scheme, a space of their own. */
function takenBack(
  typed: string,
  before: string,
  { before: signs, inside, double }: Marks,
  own: string,
): Replacement | null {
  const colon = signs?.[":"]
  if (
    colon !== undefined &&
    /^[:/\\]$/.test(typed) &&
    before.endsWith(`${colon}:`) &&
    /[^\s]$/.test(before.slice(0, -2))
  )
    return { before: 2, words: `${own}:${typed}` }
  if (typed === " " && inside !== undefined && before.endsWith(double[0] + inside)) return { before: 0, words: "" }
  return null
}

/** 10:30 is a time, but `2016:` before a space is a sign like any other. */
function spaceAfterColon(before: string, { before: signs }: Marks): Replacement | null {
  const colon = signs?.[":"]
  return colon !== undefined && /\p{Nd}:$/u.test(before) ? { before: 1, words: `${colon}: ` } : null
}

function spaced(typed: string, before: string, wanted: string): Replacement | null {
  const words = before.replace(/[ \u00A0\u202F]+$/, "")
  const spaces = before.slice(words.length)
  if (isStart(words) || opening.test(words) || /[;:!?]$/.test(words)) return null
  if (spaces === wanted) return null
  if (spaces !== "") return { before: spaces.length, words: wanted + typed }
  if (typed === ":" && (/\p{Nd}$/u.test(words) || schemes.test(words))) return null
  if (typed === ";" && /&#?\w+$/.test(words)) return null
  return { before: 0, words: wanted + typed }
}

function opened(mark: string, after: string, inside: string): Replacement | null {
  return space.test(after.slice(0, 1)) ? null : { before: 0, words: mark + inside }
}

function closed(mark: string, before: string, { inside = "", double }: Marks): Replacement | null {
  const words = before.replace(/[ \u00A0\u202F]+$/, "")
  const spaces = before.slice(words.length)
  if (isStart(words) || words.endsWith(double[0]) || spaces === inside)
    return mark === double[1] ? null : { before: 0, words: double[1] }
  return { before: spaces.length, words: inside + double[1] }
}

function doubleQuote(before: string, marks: Marks): Replacement {
  const { double, nested, inside } = marks
  const innermost = openMarks(before, marks).at(-1)
  if (isOpeningPlace(before)) {
    const [mark] = innermost === double && nested !== null ? nested : double
    return { before: 0, words: mark === double[0] && inside !== undefined ? mark + inside : mark }
  }
  if (innermost === nested && nested !== null) return { before: 0, words: nested[1] }
  if (inside === undefined) return { before: 0, words: double[1] }
  return closed('"', before, marks) ?? { before: 0, words: double[1] }
}

function singleQuote(before: string, { single }: Marks): Replacement {
  if (single === null) return { before: 0, words: apostrophe }
  if (isOpeningPlace(before)) return { before: 0, words: single[0] }
  const isOpen = before.lastIndexOf(single[0]) > before.lastIndexOf(single[1])
  return { before: 0, words: isOpen ? single[1] : apostrophe }
}

/** The marks that are open at the end, the innermost last. */
function openMarks(before: string, { double, nested }: Marks): Pair[] {
  const open: Pair[] = []
  for (const character of before) {
    for (const pair of nested === null ? [double] : [double, nested]) {
      if (character === pair[1] && open.at(-1) === pair) open.pop()
      else if (character === pair[0]) open.push(pair)
    }
  }
  return open
}

const isStart = (before: string): boolean => before === "" || before.endsWith("\n")
const isOpeningPlace = (before: string): boolean => isStart(before) || /\s$/.test(before) || opening.test(before)

function tokenAt(before: string): string {
  return /[^\s\u00A0\u202F]*$/.exec(before)?.[0] ?? ""
}
