import { type Format, formats, type Inline, type LineBreak, type TextRun } from "@codraft/document"
import type { Look } from "./look.ts"
import { gone, tidyBlanks } from "./spaces.ts"

interface Piece {
  text: string
  formats: ReadonlySet<Format>
  link: string | null
  language: string
  /** What they stand for: the place of a footnote, a target, a cross-reference. */
  thing: Inline | null
}

/** A line as it was read: what is in it, runs with the language that is claimed for them, and in which most of it is. */
export interface ReadLine {
  /** One for each paragraph that empty lines make of it. */
  paragraphs: Inline[][]
  language: string
}

const noPiece: Piece = { text: "", formats: new Set(), link: null, language: "", thing: null }
/** A character in the place of something that is none. */
const stand = "\uE000"

/** Collects one line of text while its elements are walked through. */
export class Line {
  #pieces: Piece[] = []
  #wantsBreak = false

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  /** Whether nothing has been written that can be seen. */
  get isBlank(): boolean {
    return this.#pieces.every((piece) => /^[\s\u00A0]*$/.test(piece.text))
  }

  /** The beginning of it, as far as it has words. */
  get start(): string {
    return this.#pieces.map((piece) => piece.text).join("")
  }

  write(text: string, look: Look): void {
    const blanksOnly = !/[^ \t\r\n\f]/.test(text)
    if (text === "" || (this.#wantsBreak && blanksOnly)) return
    if (this.#wantsBreak && !this.isBlank) this.lineBreak()
    this.#wantsBreak = false
    this.#push(look.keepsLines ? text.replace(/\r\n?/g, "\n") : text.replace(/[\t\r\n\f]/g, " "), look)
  }

  tab(look: Look): void {
    this.#push("\t", look)
  }

  /** The place of a footnote, which is this one of all. */
  note(note: number): void {
    this.thing({ type: "footnote", note })
  }

  /** Something among words that is one of ours. */
  thing(thing: Inline): void {
    this.#pieces.push({ ...noPiece, text: stand, thing })
  }

  /** The number of a footnote that did not come along. */
  noteNumber(number: string, look: Look): void {
    this.#push(number, { ...look, formats: new Set(["superscript"]), link: null })
  }

  lineBreak(): void {
    this.#pieces.push({ ...noPiece, text: "\n" })
  }

  /** Blocks in a place that holds but one line: what comes next begins anew. */
  softBreak(): void {
    this.#wantsBreak = true
  }

  /** Takes away so many characters at the start. */
  dropStart(count: number): void {
    let left = count
    this.#pieces = this.#pieces.map((piece) => {
      const dropped = Math.min(left, piece.text.length)
      left -= dropped
      return dropped === 0 ? piece : { ...piece, text: piece.text.slice(dropped) }
    })
  }

  /** What was collected; the next line begins. */
  take(): ReadLine {
    const text = this.#pieces.map((piece) => piece.text).join("")
    const tidy = tidyBlanks(text)
    const paragraphs: Inline[][] = [[]]
    const letters = new Map<string, number>()
    let at = 0
    let breaks = 0
    for (const piece of this.#pieces) {
      const kept = tidy.slice(at, at + piece.text.length).replaceAll(gone, "")
      at += piece.text.length
      for (const part of kept.split(/(\n)/)) {
        if (part === "") continue
        if (part === "\n") {
          breaks += 1
          continue
        }
        const paragraph = paragraphs.at(-1) ?? []
        if (paragraph.length > 0 && breaks > 1) paragraphs.push([])
        else if (paragraph.length > 0 && breaks === 1) paragraph.push({ type: "break" })
        breaks = 0
        if (piece.thing === null) append(paragraphs.at(-1) ?? [], part, piece)
        else paragraphs.at(-1)?.push(piece.thing)
        const count = part.match(/\p{L}/gu)?.length ?? 0
        letters.set(piece.language, (letters.get(piece.language) ?? 0) + count)
      }
    }
    this.#pieces = []
    this.#wantsBreak = false
    const [language] = [...letters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ["", 0])
    return { paragraphs, language }
  }

  #push(text: string, look: Look): void {
    this.#pieces.push({ text, formats: look.formats, link: look.link, language: look.language, thing: null })
  }
}

function append(paragraph: Inline[], text: string, piece: Piece): void {
  const run = runOf(text, piece.formats, piece.link !== null, piece.language)
  if (piece.link === null) {
    paragraph.push(...joined(paragraph, run))
    return
  }
  const last = paragraph.at(-1)
  if (last?.type === "link" && last.url === piece.link) {
    const content: Inline[] = [...last.content]
    content.push(...joined(content, run))
    paragraph[paragraph.length - 1] = { ...last, content: content as (TextRun | LineBreak)[] }
    return
  }
  paragraph.push({ type: "link", url: piece.link, content: [run] })
}

/** The run, unless it goes into the one before it. */
function joined(content: Inline[], run: TextRun): TextRun[] {
  const last = content.at(-1)
  if (last?.type !== "text" || String(last.formats) !== String(run.formats) || last.language !== run.language)
    return [run]
  content[content.length - 1] = { ...last, text: last.text + run.text }
  return []
}

/** A link needs no line under it: it has its own. */
function runOf(text: string, on: ReadonlySet<Format>, isLinked: boolean, language = ""): TextRun {
  const kept = formats.filter((format) => on.has(format) && !(isLinked && format === "underline"))
  return {
    type: "text",
    text,
    ...(kept.length === 0 ? {} : { formats: kept }),
    ...(language === "" ? {} : { language }),
  }
}

/** The same line with another say on the language of each run; undefined for that of the line. */
export function withLanguages(content: readonly Inline[], languageOf: (run: TextRun) => string | undefined): Inline[] {
  const settled: Inline[] = []
  for (const part of content) {
    if (part.type === "link") {
      settled.push({ ...part, content: withLanguages(part.content, languageOf) as (TextRun | LineBreak)[] })
    } else if (part.type === "text") {
      const { language: _, ...run } = part
      const language = languageOf(part)
      settled.push(...joined(settled, language === undefined ? run : { ...run, language }))
    } else settled.push(part)
  }
  return settled
}

/** The same line without a format that its kind of block brings along. */
export function withoutFormat(content: readonly Inline[], format: Format): Inline[] {
  const plain: Inline[] = []
  for (const part of content) {
    if (part.type === "link") {
      plain.push({ ...part, content: withoutFormat(part.content, format) as (TextRun | LineBreak)[] })
    } else if (part.type === "text") {
      const run = runOf(part.text, new Set((part.formats ?? []).filter((one) => one !== format)), false, part.language)
      plain.push(...joined(plain, run))
    } else plain.push(part)
  }
  return plain
}

/** Whether all words of a line have the format; false where there are none. */
export function isAll(content: readonly Inline[], format: Format): boolean {
  const runs = content.flatMap((part): readonly Inline[] => (part.type === "link" ? part.content : [part]))
  const words = runs.filter((run): run is TextRun => run.type === "text" && run.text.trim() !== "")
  return words.length > 0 && words.every((run) => run.formats?.includes(format) === true)
}
