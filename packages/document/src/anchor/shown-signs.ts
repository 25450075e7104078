import { crossreferenceWords } from "../kinds/crossreference/words.ts"
import { type Folded, foldQuote } from "./fold-quote.ts"

/** A place where readers see something that is no word of the text: it comes along when they copy, and may say something else by then. */
export interface Sign {
  /** Offset in the text. */
  readonly at: number
  readonly shows: "footnote" | "tablenote" | "crossreference" | "number"
}

/** A stretch of a folded text, by its units. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export const signBounds = {
  /** Signs of one text that are looked at. */
  signsMax: 10_000,
  /** Signs in one quote that say something. */
  inQuoteMax: 200,
  /** Letters of a quote that are left without its signs: fewer are nobody's words. */
  lettersMin: 4,
  /** Units of what is left out where a quote has an ellipsis. */
  leftOutMax: 2_000,
  /** Of work for one quote, some tens of milliseconds; what would be found behind that is not. */
  stepsMax: 20_000,
} as const

/** The longest of what each may say, without spaces. */
const lengthMax: Readonly<Record<Sign["shows"], number>> = {
  footnote: 8,
  tablenote: 8,
  number: 40,
  crossreference: 220,
}

const label = String.raw`[\p{L}\p{Nd}.()]{1,16}`
const noun = alternatives(crossreferenceWords.nouns)
const goal = `(?:${noun}${label}|\u7B2C${label}(?:${noun}))`

const says: Readonly<Record<Sign["shows"], RegExp>> = {
  footnote: /^,?[[(]?(?:\p{Nd}{1,4}|\*{1,3})[\])]?$/u,
  tablenote: /^,?[[(]?(?:\p{Nd}{1,4}|\p{L}{1,2}|\*{1,3})[\])]?$/u,
  number: new RegExp(
    String.raw`^(?:\(?(?:\p{Nd}{1,4}|[IVXLCivxlc]{1,7}|\p{L}{1,2})(?:\.(?:\p{Nd}{1,3}|\p{L}))*[.)]{1,2}|\p{Nd}{1,4}|[•·*-]|${noun}\p{Nd}{1,4}[.:]?)$`,
    "u",
  ),
  crossreference: new RegExp(
    String.raw`^(?:${goal}(?:[,،]?${goal})?|\[${noun}[?؟]\]|${alternatives(crossreferenceWords.hidden)}|"[^"]{1,200}"|\p{Nd}{1,4}(?:\.\p{Nd}{1,3})*(?:\(\p{L}{1,5}\))*|[IVXLC]{1,7}(?:\.\p{L})?|\(\p{L}{1,5}\))$`,
    "iu",
  ),
}

const begins: Readonly<Record<Sign["shows"], RegExp>> = {
  footnote: beginning(says.footnote),
  tablenote: beginning(says.tablenote),
  number: beginning(says.number),
  crossreference: beginning(says.crossreference),
}

/** More units than a quote has. */
const quoteUnitsMax = 100_000

/**
 * Where words stand in a text, but for what signs between them say. Both without spaces. `signs` are in the order of the text.
 */
export function throughSigns(text: Folded, signs: readonly Sign[], words: string): Stretch[] {
  const placed = signs.slice(0, signBounds.signsMax).map(({ at, shows }) => ({ at: unitAt(text, at), shows }))
  const reading = { text: text.folded, words, signs: placed, failed: new Set<number>(), steps: 0 }
  const found: Stretch[] = []
  const beginnings = new Map<Sign["shows"], readonly number[]>()
  for (const [index, { at, shows }] of placed.entries()) {
    const known = beginnings.get(shows) ?? beginningsOf(words, shows)
    beginnings.set(shows, known)
    for (const before of known) {
      if (before > at || reading.steps > signBounds.stepsMax) break
      if (text.folded[at - 1] !== words[before - 1] && before > 0) continue
      reading.steps += 1 + before / 100
      if (!text.folded.startsWith(words.slice(0, before), at - before)) continue
      const to = endThrough(reading, at, before, index)
      const from = at - before
      if (to !== null && to - from >= signBounds.lettersMin) keepLonger(found, { from, to })
    }
  }
  return found
}

/** What begins or ends where another does is the same place, with one of its words taken for a sign. */
function keepLonger(found: Stretch[], one: Stretch): void {
  const same = found.findIndex(({ from, to }) => from === one.from || to === one.to)
  const other = found[same]
  if (other === undefined) found.push(one)
  else if (one.to - one.from > other.to - other.from) found[same] = one
}

/** Where a quote with an ellipsis stands: its parts in their order, near each other. Both without spaces. */
export function aroundEllipses({ folded }: Folded, words: string): Stretch[] {
  const parts = words.split(/[[(]?\.{3,}[\])]?/).filter((part) => part !== "")
  const [head = "", ...rest] = parts
  if (head === words || parts.some((part) => part.length < signBounds.lettersMin)) return []
  const found: Stretch[] = []
  for (let from = folded.indexOf(head); from >= 0; from = folded.indexOf(head, from + 1)) {
    let to: number | null = from + head.length
    for (const part of rest) {
      const at: number = to === null ? -1 : folded.slice(to, to + signBounds.leftOutMax + part.length).indexOf(part)
      to = at < 0 || to === null ? null : to + at + part.length
    }
    if (to === null) continue
    // Of two beginnings before one end it is the nearer.
    if (found.at(-1)?.to === to) found.pop()
    found.push({ from, to })
  }
  return found
}

interface Reading {
  readonly text: string
  readonly words: string
  readonly signs: readonly Sign[]
  /** From which signs and which units of the words it has gone no further. */
  readonly failed: Set<number>
  steps: number
}

/** Reads words on from a sign that says something, with what further signs say; where that ends, null where something else stands. */
function endThrough(reading: Reading, at: number, read: number, index: number, said = 1): number | null {
  const { text, words, signs } = reading
  const sign = signs[index]
  const key = index * (quoteUnitsMax + 1) + read
  if (sign === undefined || said > signBounds.inQuoteMax || reading.failed.has(key)) return null
  for (let length = 1; length <= Math.min(lengthMax[sign.shows], words.length - read); length++) {
    const goesOn = read + length
    reading.steps += 0.1
    if (reading.steps > signBounds.stepsMax) return null
    if (goesOn < words.length && words[goesOn] !== text[at] && signs[index + 1]?.at !== at) continue
    reading.steps += 1
    if (!says[sign.shows].test(words.slice(read, goesOn))) continue
    const to = endOf(reading, at, goesOn, index + 1, said)
    if (to !== null) return to
  }
  reading.failed.add(key)
  return null
}

/** Reads words on from a place in the text, where the signs from this one on may say something. */
function endOf(reading: Reading, at: number, read: number, index: number, said: number): number | null {
  const { text, words, signs } = reading
  for (let next = index, [place, done] = [at, read]; ; next++) {
    if (done === words.length) return place
    const until = signs[next]?.at ?? text.length
    const length = Math.min(until - place, words.length - done)
    if (length > 0 && !text.startsWith(words.slice(done, done + length), place)) return null
    place += length
    done += length
    if (done === words.length) return place
    if (signs[next] === undefined) return null
    const to = endThrough(reading, place, done, next, said + 1)
    if (to !== null) return to
  }
}

/** Where in words something begins that such a sign may say. */
function beginningsOf(words: string, shows: Sign["shows"]): number[] {
  const beginnings: number[] = []
  for (let at = 0; at < words.length; at++) {
    begins[shows].lastIndex = at
    if (begins[shows].test(words)) beginnings.push(at)
  }
  return beginnings
}

/** The first unit of a folded text that comes from this place or behind it. */
function unitAt({ starts }: Folded, at: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

function alternatives(words: readonly string[]): string {
  const folded = words.map((word) => foldQuote(word).folded.replaceAll(" ", ""))
  return `(?:${folded.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|")})`
}

function beginning({ source, flags }: RegExp): RegExp {
  return new RegExp(source.slice(1, -1), `${flags}y`)
}
