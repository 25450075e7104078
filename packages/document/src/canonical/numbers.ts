import type { Block, CanonicalContent } from "./content.ts"
import type { Heading } from "../kinds/heading/canonical.ts"
import type { List } from "../kinds/list/canonical.ts"
import { plainText } from "./lines.ts"
import { digits, hasLettersOfItsOwn, letters, primary, roman } from "./signs.ts"

/** What a section numbers. Numbers are counted from the content, never typed and never stored. */
export interface NumberSetting {
  /** Chapters I, II; below them A, B; 1, 2; (a), (b). */
  readonly headings: boolean
  /** Paragraphs of the text through all sections, and the items of ordered lists as their subparagraphs. */
  readonly paragraphs: boolean
  /** Tables with a caption. */
  readonly tables: boolean
  /** Images with a caption. */
  readonly figures: boolean
}

/** How many came before; zeros where numbering begins. */
export interface NumberCounts {
  /** Of the four levels of headings, below the last one of the level above. */
  readonly headings: readonly [number, number, number, number]
  readonly paragraphs: number
  readonly tables: number
  readonly figures: number
}

export const noCounts: NumberCounts = { headings: [0, 0, 0, 0], paragraphs: 0, tables: 0, figures: 0 }

export interface BlockNumber {
  readonly kind: "heading" | "paragraph" | "subparagraph" | "table" | "figure"
  /** As a reference in the text says it: `II`, `12`, `(a)`. */
  readonly label: string
  /** As it stands before the block or its caption: `II.`, `12.`, `(a)`, `Table 3.`, in the language of the block. */
  readonly shown: string
  /**
   * The bare counts from the outermost on, 0 where a level has none: of a heading those of its levels, of a subparagraph that of
   * its paragraph and of the items around it.
   */
  readonly at: readonly number[]
}

/** The number of every block that has one, by its id. */
export function numbersOf(
  content: CanonicalContent,
  setting: NumberSetting,
  starts: NumberCounts = noCounts,
): Map<string, BlockNumber> {
  return count(content, setting, starts).numbers
}

/** The counts with which the section behind this one goes on. */
export function countsOf(
  content: CanonicalContent,
  setting: NumberSetting,
  starts: NumberCounts = noCounts,
): NumberCounts {
  return count(content, setting, starts).counts
}

/**
 * The counts behind a section that has these of its own, counted from nothing and with everything numbered: so that a
 * section need not be read again because of what is before it.
 */
export function countsAfter(starts: NumberCounts, own: NumberCounts, setting: NumberSetting): NumberCounts {
  const topmost = own.headings.findIndex((number) => number > 0)
  const headings = starts.headings.map((number, level) => {
    if (level < topmost) return number
    return (own.headings[level] ?? 0) + (level === topmost ? number : 0)
  }) as [number, number, number, number]
  return {
    headings: setting.headings && topmost >= 0 ? headings : starts.headings,
    paragraphs: starts.paragraphs + (setting.paragraphs ? own.paragraphs : 0),
    tables: starts.tables + (setting.tables ? own.tables : 0),
    figures: starts.figures + (setting.figures ? own.figures : 0),
  }
}

function count(
  content: CanonicalContent,
  setting: NumberSetting,
  starts: NumberCounts,
): { numbers: Map<string, BlockNumber>; counts: NumberCounts } {
  const counting = new Counting(setting, starts)
  for (const block of content.blocks) {
    const language = block.language ?? content.language
    if (block.type === "heading") counting.heading(block, language)
    else if (block.type === "paragraph") counting.paragraph(block, language)
    else if (block.type === "list") counting.list(block, language, [])
    else counting.object(block, language)
  }
  return counting
}

class Counting {
  readonly numbers = new Map<string, BlockNumber>()
  readonly #setting: NumberSetting
  #headings: [number, number, number, number]
  #paragraphs: number
  #tables: number
  #figures: number

  constructor(setting: NumberSetting, starts: NumberCounts) {
    this.#setting = setting
    this.#headings = [...starts.headings]
    this.#paragraphs = starts.paragraphs
    this.#tables = starts.tables
    this.#figures = starts.figures
  }

  get counts(): NumberCounts {
    return {
      headings: [...this.#headings],
      paragraphs: this.#paragraphs,
      tables: this.#tables,
      figures: this.#figures,
    }
  }

  heading({ id, level, content }: Heading, language: string): void {
    if (!this.#setting.headings || isBlank(plainText(content))) return
    const [chapters, sections, parts, points] = this.#headings
    const below: [number, number, number] = [0, 0, 0]
    if (level === 1) this.#headings = [chapters + 1, ...below]
    else if (level === 2) this.#headings = [chapters, sections + 1, 0, 0]
    else if (level === 3) this.#headings = [chapters, sections, parts + 1, 0]
    else this.#headings = [chapters, sections, parts, points + 1]
    this.#note(
      id,
      "heading",
      headingMark(level, this.#headings[level - 1] ?? 1, language),
      this.#headings.slice(0, level),
    )
  }

  paragraph({ id, content }: Extract<Block, { type: "paragraph" }>, language: string): void {
    if (!this.#setting.paragraphs || isBlank(plainText(content))) return
    this.#note(id, "paragraph", stopped(digits(++this.#paragraphs, language)), [this.#paragraphs])
  }

  /** `within` are the counts of the items around it. */
  list(list: List, language: string, within: readonly number[]): void {
    if (!this.#setting.paragraphs) return
    list.items.forEach((item, i) => {
      const itemLanguage = item.language ?? language
      const number = (list.start ?? 1) + i
      const at = [...within, list.ordered ? number : 0]
      if (list.ordered)
        this.#note(item.id, "subparagraph", subparagraphMark(number, within.length, itemLanguage), [
          this.#paragraphs,
          ...at,
        ])
      for (const deeper of item.lists ?? []) this.list(deeper, deeper.language ?? itemLanguage, at)
    })
  }

  /** Tables and images, those in cells too. */
  object(block: Block, language: string): void {
    if (block.type === "image") {
      if (this.#setting.figures && block.caption !== undefined)
        this.#note(block.id, "figure", named("figure", ++this.#figures, block.caption.language ?? language), [
          this.#figures,
        ])
    } else if (block.type === "table") {
      if (this.#setting.tables && block.caption !== undefined)
        this.#note(block.id, "table", named("table", ++this.#tables, block.caption.language ?? language), [
          this.#tables,
        ])
      for (const row of block.rows)
        for (const cell of row.cells)
          for (const inner of cell.blocks)
            this.object(inner, inner.language ?? cell.language ?? row.language ?? language)
    }
  }

  #note(id: string | undefined, kind: BlockNumber["kind"], mark: Mark, at: readonly number[]): void {
    if (id !== undefined) this.numbers.set(id, { kind, ...mark, at })
  }
}

type Mark = Pick<BlockNumber, "label" | "shown">

const stopped = (label: string): Mark => ({ label, shown: `${label}.` })

/** Tables and figures are called by their kind, and referred to by their number. */
function named(kind: "table" | "figure", number: number, language: string): Mark {
  const [table, figure] = objectWords[primary(language)] ?? ["Table", "Figure"]
  const label = digits(number, language)
  return { label, shown: `${kind === "table" ? table : figure} ${label}.` }
}

const objectWords: Readonly<Record<string, readonly [table: string, figure: string]>> = {
  ar: ["الجدول", "الشكل"],
  de: ["Tabelle", "Abbildung"],
  es: ["Cuadro", "Figura"],
  fr: ["Tableau", "Figure"],
  it: ["Tabella", "Figura"],
  pt: ["Quadro", "Figura"],
  ru: ["Таблица", "Рисунок"],
  zh: ["表", "图"],
}

function isBlank(text: string): boolean {
  return text.trim() === ""
}

export function headingMark(level: number, number: number, language: string): Mark {
  if (level === 1) return stopped(roman(number))
  if (level === 2) return stopped(letters(number, language).toUpperCase())
  return level === 3 ? stopped(digits(number, language)) : subparagraphMark(number, 0, language)
}

/** (a), below it (i), below that (a) again; in languages that write so, a) and i). Below letters of their own stand digits. */
export function subparagraphMark(number: number, depth: number, language: string): Mark {
  const sign =
    number < 1 || (depth % 2 === 1 && hasLettersOfItsOwn(language))
      ? digits(number, language)
      : depth % 2 === 0
        ? letters(number, language)
        : roman(number).toLowerCase()
  const mark = closedOnly.has(primary(language)) ? `${sign})` : `(${sign})`
  return { label: mark, shown: mark }
}

/** What stands before an item of an ordered list that is not numbered as a subparagraph: 1., below it a., below that i. */
export function itemMark(number: number, depth: number, language: string): string {
  const isLetters = depth > 0 && number > 0
  if (!isLetters || (depth > 1 && hasLettersOfItsOwn(language))) return stopped(digits(number, language)).shown
  return stopped(depth === 1 ? letters(number, language) : roman(number).toLowerCase()).shown
}

const closedOnly = new Set(["fr", "es", "pt", "it", "ru", "de"])
