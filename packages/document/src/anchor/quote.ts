import { type Folded, foldQuote, wholeSpan, withoutSpaces } from "./fold-quote.ts"
import { aroundEllipses, type Sign, type Stretch, throughSigns } from "./shown-signs.ts"

/** Words by what they say and what stands around them (W3C TextQuoteSelector). Blocks are apart by a line break. */
export interface Quote {
  readonly exact: string
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

export const quoteBounds = {
  /** UTF-16 units of the words themselves. */
  exactMax: 5_000,
  /** Of what is stored from before and behind them. */
  contextLength: 40,
  /** Of what is taken for it; more of it is not looked at. */
  contextMax: 400,
  /** Places at which a quote is counted. */
  hitsMax: 1_000,
} as const

/** UTF-16 offsets in a text. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

export interface QuoteHits {
  /** The one place that is meant; null if none is, or nobody could tell which. */
  readonly span: TextSpan | null
  /** At how many places the words stand, whatever is around them. */
  readonly hits: number
  /** What stands around the place is as the quote says, on both sides as far as it says anything, on one, or on none. */
  readonly agreement: "both" | "one" | "none"
}

/** A place of the words, and whether what the quote says of its sides is so; null where it says nothing. */
interface Candidate {
  readonly span: TextSpan
  readonly prefix: boolean | null
  readonly suffix: boolean | null
}

/** A text in which quotes are looked for. */
export class QuotedText {
  readonly text: string
  readonly #signs: readonly Sign[]
  #folded: Folded | null = null
  #spaceless: Folded | null = null

  /** `signs` are what is shown between the words, in the order of the text. */
  constructor(text: string, signs: readonly Sign[] = []) {
    this.text = text
    this.#signs = signs
  }

  /**
   * Where a quote stands: word for word, or else but for spaces, signs of quotation, dashes and the like, or else but for the numbers of notes
   * and lines and the words of references, or for what an ellipsis stands for. Of several places the one that has the quote's prefix and suffix, or else the one that has either. `counts` says which places count.
   */
  find(quote: Quote, counts: (span: TextSpan) => boolean = () => true): QuoteHits {
    const spans = this.placesOf(quote.exact, counts)
    const prefix = context(quote.prefix)
    const suffix = context(quote.suffix)
    const candidates = spans.map((span) => ({
      span,
      prefix: prefix === "" ? null : this.#foldedBefore(span).endsWith(prefix),
      suffix: suffix === "" ? null : this.#foldedBehind(span).startsWith(suffix),
    }))
    const whole = candidates.filter((candidate) => candidate.prefix !== false && candidate.suffix !== false)
    const half = candidates.filter((candidate) => candidate.prefix === true || candidate.suffix === true)
    const only = onlyOne(candidates) ?? onlyOne(whole) ?? (whole.length === 0 ? onlyOne(half) : null)
    return { span: only?.span ?? null, hits: spans.length, agreement: only === null ? "none" : agreementOf(only) }
  }

  /** Whether a stretch of the text reads as these words. */
  reads(span: TextSpan, words: string): boolean {
    return readsAs(this.text.slice(span.start, span.end), words)
  }

  /** The quote of a stretch of the text, as the text reads now. */
  quoteOf({ start, end }: TextSpan): { exact: string; prefix: string; suffix: string } {
    const { contextLength, exactMax } = quoteBounds
    return {
      exact: wellFormed(this.text.slice(start, Math.min(end, start + exactMax))),
      prefix: wellFormed(this.text.slice(Math.max(0, start - contextLength), start)),
      suffix: wellFormed(this.text.slice(end, end + contextLength)),
    }
  }

  /** Every place of these words, in the order of the text. */
  placesOf(exact: string, counts: (span: TextSpan) => boolean = () => true): TextSpan[] {
    const verbatim = [...placesOf(this.text, exact)]
      .map((start) => ({ start, end: start + exact.length }))
      .filter((span) => !isMark(this.text, span.end) && counts(span))
    if (verbatim.length > 0) return verbatim
    const wanted = foldedWords(exact)
    this.#folded ??= foldQuote(this.text)
    const alike = spansOf(this.#folded, wanted).filter(counts)
    if (alike.length > 0 || wanted.length < spacelessMin) return alike
    // A line that is divided within a word, or a page whose lines end anywhere.
    const spaceless = (this.#spaceless ??= withoutSpaces(this.#folded))
    const letters = wanted.replaceAll(" ", "")
    const unbroken = spansOf(spaceless, letters).filter(counts)
    if (unbroken.length > 0) return unbroken
    const spans = (found: readonly Stretch[]) => found.flatMap(({ from, to }) => wholeSpan(spaceless, from, to) ?? [])
    const signed = spans(throughSigns(spaceless, this.#signs, letters)).filter(counts)
    return signed.length > 0 ? signed : spans(aroundEllipses(spaceless, letters)).filter(counts)
  }

  #foldedBefore({ start }: TextSpan): string {
    return foldedWords(this.text.slice(Math.max(0, start - 2 * quoteBounds.contextMax), start))
  }

  #foldedBehind({ end }: TextSpan): string {
    return foldedWords(this.text.slice(end, end + 2 * quoteBounds.contextMax))
  }
}

/** Whether these are the same words, but for what comes of copying them, and for spaces. */
export function readsAs(words: string, others: string): boolean {
  return words === others || withoutSpaces(foldQuote(words)).folded === withoutSpaces(foldQuote(others)).folded
}

/** Shorter words than these are looked for with their spaces. */
const spacelessMin = 4

function spansOf(folded: Folded, words: string): TextSpan[] {
  return [...placesOf(folded.folded, words)].flatMap((from) => wholeSpan(folded, from, from + words.length) ?? [])
}

function* placesOf(text: string, words: string): Generator<number> {
  if (words === "") return
  let count = 0
  for (let at = text.indexOf(words); at >= 0 && count < quoteBounds.hitsMax; at = text.indexOf(words, at + 1)) {
    count += 1
    yield at
  }
}

function agreementOf({ prefix, suffix }: Candidate): QuoteHits["agreement"] {
  if (prefix !== true && suffix !== true) return "none"
  return prefix === false || suffix === false ? "one" : "both"
}

function onlyOne<T>(all: readonly T[]): T | null {
  return all.length === 1 ? (all[0] ?? null) : null
}

function context(words: string | undefined): string {
  return foldedWords((words ?? "").slice(0, quoteBounds.contextMax))
}

function foldedWords(words: string): string {
  return foldQuote(words).folded.trim()
}

/** A sign that belongs to the letter before it. */
function isMark(text: string, at: number): boolean {
  return /^\p{Mn}/u.test(text.slice(at, at + 2))
}

/** Half a surrogate pair cannot be sent or stored. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD")
}
