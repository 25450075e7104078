import {
  BuilderElement,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  Run,
  StringContainer,
  TextRun,
  type XmlComponent,
} from "docx"
import type { BookHead, BookInline, BookText } from "../book/index.ts"
import type { Bookmarks } from "./bookmarks.ts"
import type { Footnotes } from "./footnotes.ts"
import { wordTag } from "./languages.ts"

/** The language and direction of what stands around the thing at hand. */
export interface Around {
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

export function within(head: BookHead | BookText, around: Around): Around {
  return { language: head.language ?? around.language, dir: head.dir ?? around.dir }
}

/** Makes what stands in a line. */
export class InlineWriter {
  readonly #bookLanguage: string
  readonly #bookmarks: Bookmarks
  readonly #footnotes: Footnotes
  /** What notes of the table at hand are called as places; the innermost is last. */
  readonly tableNotes: string[] = []

  constructor(bookLanguage: string, bookmarks: Bookmarks, footnotes: Footnotes) {
    this.#bookLanguage = bookLanguage
    this.#bookmarks = bookmarks
    this.#footnotes = footnotes
  }

  all(content: readonly BookInline[], around: Around): ParagraphChild[] {
    return content.flatMap((part) => this.#one(part, around))
  }

  #one(part: BookInline, around: Around): ParagraphChild[] {
    switch (part.type) {
      case "text":
        return [this.#text(part, around)]
      case "break":
        return [new TextRun({ break: 1 })]
      case "link": {
        const inner = part.content.map((piece) =>
          piece.type === "text" ? this.#text(piece, around, { style: "Hyperlink" }) : new TextRun({ break: 1 }),
        )
        const link = addressOf(part.url)
        return link === null ? inner : [new ExternalHyperlink({ link, children: inner })]
      }
      case "note":
        if (part.of === "part") return this.#footnote(part)
        return [this.linked(`${this.tableNotes.at(-1) ?? ""}${part.label}`, this.text(part.label, around, noteMark))]
      case "reference": {
        const words = this.text(part.words, around, { style: "CrossReference" })
        return part.to === undefined ? [words] : [this.linked(part.to, words)]
      }
      default:
        return part satisfies never
    }
  }

  text(text: string, around: Around, options: IRunOptions = {}): TextRun {
    return new TextRun({ ...options, ...this.#running(around), text: printable(text) })
  }

  linked(to: string, ...children: ParagraphChild[]): InternalHyperlink {
    return new InternalHyperlink({ anchor: this.#bookmarks.nameOf(to), children })
  }

  #text(text: BookText, around: Around, options: IRunOptions = {}): TextRun {
    const { bold, italic, underline, strikethrough, subscript, superscript } = text
    return this.text(text.text, within(text, around), {
      ...options,
      ...(bold ? { bold } : {}),
      ...(italic ? { italics: italic } : {}),
      ...(underline ? { underline: {} } : {}),
      ...(strikethrough ? { strike: strikethrough } : {}),
      ...(subscript ? { subScript: subscript } : {}),
      ...(superscript ? { superScript: superscript } : {}),
    })
  }

  /** Word sets what runs from right to left in fonts and languages of its own. */
  #running({ language, dir }: Around): IRunOptions {
    if (dir === "rtl") return { rightToLeft: true, language: { bidirectional: wordTag(language) } }
    return language === this.#bookLanguage ? {} : { language: { value: wordTag(language) } }
  }

  /** The first place that refers to a note has it; others say its label and lead there. */
  #footnote({ note, label }: Extract<BookInline, { type: "note" }>): ParagraphChild[] {
    const { id, isFirst, isCounted } = this.#footnotes.refer(note, label)
    const place = `note ${id}`
    if (!isFirst) return this.#noteReference(place, label)
    const mark = isCounted ? new FootnoteReferenceRun(id) : labelledReference(id, label)
    return this.#bookmarks.around(place, [mark]) as ParagraphChild[]
  }

  #noteReference(place: string, label: string): ParagraphChild[] {
    const instruction = `NOTEREF ${this.#bookmarks.nameOf(place)} \\f \\h`
    return [
      field("begin"),
      new Run({ children: [new StringContainer("w:instrText", instruction)] }),
      field("separate"),
      new TextRun({ style: "FootnoteReference", text: label }),
      field("end"),
    ]
  }
}

const noteMark = { style: "NoteMark" }

export function field(type: "begin" | "separate" | "end"): Run {
  return new Run({ children: [element("w:fldChar", { "w:fldCharType": type })] })
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly XmlComponent[] = [],
): XmlComponent {
  const said = Object.entries(attributes).map(([key, value]) => [key, { key, value }] as const)
  return new BuilderElement<Record<string, string | number>>({ name, attributes: Object.fromEntries(said), children })
}

/** A footnote whose mark Word would not count to. Its own text then begins with the same mark (`pack.ts`). */
function labelledReference(id: number, label: string): Run {
  const reference = element("w:footnoteReference", { "w:customMarkFollows": 1, "w:id": id })
  return new Run({ style: "FootnoteReference", children: [reference, label] })
}

/** Word refuses a whole file for one address that is none. */
function addressOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).href : null
}

/** Without halves of pairs, and what XML has no way to say. */
export function printable(text: string): string {
  return text.replace(unprintable, "")
}

const unprintable =
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
