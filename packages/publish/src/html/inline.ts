import type { BookHead, BookInline, BookText, BookWords } from "../book/index.ts"
import { element, escaped } from "./escape.ts"

/** Prints what stands in a line, and keeps what refers to which note. */
export class InlinePrinter {
  readonly #words: BookWords
  /** How often each note has been referred to, by its address. */
  readonly #references = new Map<string, number>()
  /** What addresses of footnotes begin with, and those of the notes of the tables that are open. */
  #part = ""
  readonly #tables: string[] = []
  #tableCount = 0

  constructor(words: BookWords) {
    this.#words = words
  }

  openPart(id: string): void {
    this.#part = `${id}-note-`
  }

  openTable(): void {
    this.#tables.push(`table-${++this.#tableCount}-note-`)
  }

  closeTable(): void {
    this.#tables.pop()
  }

  /** Texts of one language are one passage: each by itself would be laid out as if the others were not there. */
  all(content: readonly BookInline[]): string {
    const passages: { language: string | undefined; dir: string | undefined; html: string }[] = []
    for (const part of content) {
      const { language, dir } = part.type === "text" ? part : {}
      const last = passages.at(-1)
      if (last !== undefined && last.language === language && last.dir === dir) last.html += this.#one(part)
      else passages.push({ language, dir, html: this.#one(part) })
    }
    return passages
      .map(({ language, dir, html }) =>
        language === undefined ? html : element("span", { lang: language, dir }, html),
      )
      .join("")
  }

  #one(part: BookInline): string {
    switch (part.type) {
      case "text":
        return run(part)
      case "break":
        return "<br>"
      case "link":
        return element("a", { href: part.url }, this.all(part.content))
      case "note":
        return this.#reference(part.of === "part" ? this.#part : (this.#tables.at(-1) ?? ""), part.label)
      case "reference":
        return part.to === undefined ? escaped(part.words) : element("a", { href: `#${part.to}` }, escaped(part.words))
      default:
        return part satisfies never
    }
  }

  #reference(place: string, label: string): string {
    const address = place + label
    const times = (this.#references.get(address) ?? 0) + 1
    this.#references.set(address, times)
    const link = { id: placeOf(address, times), href: `#${address}`, role: "doc-noteref" }
    return element("sup", {}, element("a", link, escaped(label)))
  }

  /** Call it behind the text that refers to the note. */
  footnote(label: string): Note {
    return this.#noteAt(this.#part + label)
  }

  tableNote(label: string): Note {
    return this.#noteAt((this.#tables.at(-1) ?? "") + label)
  }

  /** A note leads back to each place that refers to it. */
  #noteAt(address: string): Note {
    const times = this.#references.get(address) ?? 0
    const back = Array.from({ length: times }, (_, i) => {
      const name = times === 1 ? this.#words.backToText : `${this.#words.backToText} ${i + 1}`
      const link = { href: `#${placeOf(address, i + 1)}`, role: "doc-backlink", "aria-label": name }
      return ` ${element("a", link, "\u21A9\uFE0E", times === 1 ? "" : element("sup", {}, String(i + 1)))}`
    })
    return { id: address, back: back.join("") }
  }
}

export interface Note {
  readonly id: string
  readonly back: string
}

function placeOf(address: string, times: number): string {
  return `${address}-from${times === 1 ? "" : `-${times}`}`
}

function run(text: BookText): string {
  return formats.reduceRight(
    (inner, [format, tag]) => (text[format] ? element(tag, {}, inner) : inner),
    escaped(text.text),
  )
}

const formats = [
  ["bold", "strong"],
  ["italic", "em"],
  ["underline", "u"],
  ["strikethrough", "s"],
  ["subscript", "sub"],
  ["superscript", "sup"],
] as const

export function headOf({ id, language, dir }: BookHead): Record<string, string | undefined> {
  return { id, lang: language, dir }
}
