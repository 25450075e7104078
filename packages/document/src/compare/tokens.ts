import type { Inline, Link, TextRun } from "../canonical/index.ts"
import { type WordSegment, wordSegments } from "../canonical/lines.ts"

/** One look of a token: characters of the same formats, language and link, or a thing among words, such as a note's number. */
export interface Piece {
  readonly inline: Exclude<Inline, Link>
  readonly url?: string
}

/** The least that a comparison of lines takes apart: a word, what stands between words, or a thing among them. */
export interface Token {
  /** Equal for what reads the same, whatever it looks like. */
  readonly text: string
  readonly isWord: boolean
  readonly pieces: readonly Piece[]
}

/** How a thing among words is told from others; text is told by its characters. */
export type NameOf = (part: Exclude<Inline, Link | TextRun>) => string

export function tokensOf(content: readonly Inline[], language: string, nameOf: NameOf): Token[] {
  const tokens: Token[] = []
  let run: Piece[] = []
  const endRun = (): void => {
    for (const token of tokensIn(run, language)) tokens.push(token)
    run = []
  }
  for (const piece of content.flatMap(piecesOf)) {
    if (piece.inline.type === "text") {
      run.push(piece)
      continue
    }
    endRun()
    tokens.push({ text: `\u0000${nameOf(piece.inline)}`, isWord: piece.inline.type !== "break", pieces: [piece] })
  }
  endRun()
  return tokens
}

function piecesOf(part: Inline): Piece[] {
  if (part.type !== "link") return [{ inline: part }]
  return part.content.map((inline) => ({ inline, url: part.url }))
}

/** A word whose letters look different is one word still. */
function tokensIn(run: readonly Piece[], language: string): Token[] {
  if (run.length === 0) return []
  const rest = run.map((piece) => ({ piece, text: textOf(piece) }))
  return segmentsOf(rest.map(({ text }) => text).join(""), language).map(({ segment, isWordLike }) => {
    const pieces: Piece[] = []
    for (let left = segment.length; left > 0; ) {
      const [next] = rest
      if (next === undefined) break
      const text = next.text.slice(0, left)
      left -= text.length
      pieces.push({ ...next.piece, inline: { ...next.piece.inline, text } as TextRun })
      if (text.length === next.text.length) rest.shift()
      else next.text = next.text.slice(text.length)
    }
    return { text: segment, isWord: isWordLike, pieces }
  })
}

/** Each space by itself, as one more or less is no other space, and each number whole. */
function segmentsOf(text: string, language: string): Pick<WordSegment, "segment" | "isWordLike">[] {
  const segments = [...wordSegments(text, language)]
  const numbers = numbersIn(text, language, new Set([...segments.map(({ index }) => index), text.length]))
  let number = 0
  return segments.flatMap(({ segment, index, isWordLike }) => {
    while ((numbers[number]?.end ?? text.length) <= index) number++
    const { start, end } = numbers[number] ?? { start: text.length, end: text.length }
    if (index === start) return [{ segment: text.slice(start, end), isWordLike: true }]
    if (index > start) return []
    return /^\s{2,}$/u.test(segment)
      ? Array.from(segment, (space) => ({ segment: space, isWordLike: false }))
      : [{ segment, isWordLike }]
  })
}

/** "1 250,5": thousands that are set apart by a space of some sort. */
const grouped = /(?<!\p{N})\p{Nd}{1,3}([ \u00A0\u2009\u202F])\p{Nd}{3}(?:\1\p{Nd}{3})*(?:[.,\u066B]\p{Nd}+)?(?!\p{N})/gu

/** Numbers that begin and end where segments do. In English, figures with a plain space between them are two. */
function numbersIn(text: string, language: string, bounds: ReadonlySet<number>): { start: number; end: number }[] {
  const isEnglish = language.split("-")[0] === "en"
  return Array.from(text.matchAll(grouped)).flatMap(({ 0: number, 1: space, index }) => {
    const end = index + number.length
    const isOne = bounds.has(index) && bounds.has(end) && !(isEnglish && space === " ")
    return isOne ? [{ start: index, end }] : []
  })
}

function textOf({ inline }: Piece): string {
  return inline.type === "text" ? inline.text : ""
}

/** The content that these pieces make up, one after the other. */
export function contentOf(pieces: readonly Piece[]): Inline[] {
  const content: Inline[] = []
  for (const { inline, url } of pieces) {
    const before = content.at(-1)
    if (url === undefined || (inline.type !== "text" && inline.type !== "break")) add(content, inline)
    else if (before?.type === "link" && before.url === url) {
      const within = [...before.content]
      add(within, inline)
      content[content.length - 1] = { ...before, content: within }
    } else content.push({ type: "link", url, content: [inline] })
  }
  return content
}

function add<T extends Inline>(content: T[], part: T): void {
  const before = content.at(-1)
  if (before?.type === "text" && part.type === "text" && sameLook(before, part)) {
    content[content.length - 1] = { ...before, text: before.text + part.text }
  } else content.push(part)
}

function sameLook({ formats: a = [], language }: TextRun, { formats: b = [], language: other }: TextRun): boolean {
  return language === other && a.length === b.length && a.every((format, i) => format === b[i])
}

export function looksTheSame(a: Token, b: Token): boolean {
  if (a.pieces.length !== b.pieces.length) return false
  return a.pieces.every((piece, i) => {
    const other = b.pieces[i]
    if (other === undefined || piece.url !== other.url) return false
    if (piece.inline.type !== "text" || other.inline.type !== "text") return piece.inline.type === other.inline.type
    return piece.inline.text === other.inline.text && sameLook(piece.inline, other.inline)
  })
}
