import {
  BuilderElement,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  type IRunPropertiesOptions,
  type ParagraphChild,
  Run,
  StringContainer,
  TextRun,
  type XmlComponent,
} from "docx"
import type { BookHead, BookInline, BookPart, BookText } from "../book/index.ts"
import type { Bookmarks } from "./bookmarks.ts"
import type { Footnotes, Referred } from "./footnotes.ts"
import { wordTag } from "./languages.ts"

/** The language and direction of what stands around the thing at hand. */
export interface Around {
  readonly language: string
  readonly dir: "ltr" | "rtl"
  /** Marks a run as one that came or went; absent in a text that is compared with no other. */
  readonly tracked?: (run: Run) => XmlComponent
}

export function within(head: BookHead | BookText, around: Around): Around {
  return { ...around, language: head.language ?? around.language, dir: head.dir ?? around.dir }
}

/** The title of a text that runs from right to left is often in the language of the book: it runs as its letters do. */
export function titleAround({ title }: Pick<BookPart, "title">, own: Around, book: Around): Around {
  return own.dir === "rtl" && !/\p{Script=Arabic}/u.test(title)
    ? { ...own, language: book.language, dir: book.dir }
    : own
}

/** Makes what stands in a line. */
export class InlineWriter {
  readonly #bookLanguage: string
  readonly #bookmarks: Bookmarks
  readonly #footnotes: Pick<Footnotes, "refer">
  /** What notes of the table at hand are called as places; the innermost is last. */
  readonly tableNotes: string[] = []

  constructor(bookLanguage: string, bookmarks: Bookmarks, footnotes: Pick<Footnotes, "refer">) {
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
        return [this.piece(part, around)]
      case "break":
        return [this.run(new TextRun({ break: 1 }), around)]
      case "link": {
        const inner = part.content.map((piece) =>
          piece.type === "text" ? this.piece(piece, around, linkLooks) : this.run(new TextRun({ break: 1 }), around),
        )
        return [...this.link(part.url, inner)]
      }
      case "note":
        if (part.of === "part") return this.footnote(this.#footnotes.refer(part.note, part.label), part.label, around)
        return [this.linked(`${this.tableNotes.at(-1) ?? ""}${part.label}`, this.text(part.label, around, noteMark))]
      case "reference": {
        const words = this.text(part.words, around, { style: "CrossReference" })
        return part.to === undefined ? [words] : [this.linked(part.to, words)]
      }
      default:
        return part satisfies never
    }
  }

  text(text: string, around: Around, options: IRunOptions = {}): ParagraphChild {
    return this.run(new TextRun({ ...options, ...this.#running(around), text: printable(text) }), around)
  }

  run(run: Run, { tracked }: Around): ParagraphChild {
    return tracked === undefined ? run : (tracked(run) as ParagraphChild)
  }

  linked(to: string, ...children: ParagraphChild[]): InternalHyperlink {
    return new InternalHyperlink({ anchor: this.#bookmarks.nameOf(to), children })
  }

  piece(text: BookText, around: Around, options: IRunOptions = {}): ParagraphChild {
    return this.text(text.text, within(text, around), { ...options, ...formatsOf(text) })
  }

  link(url: string, children: readonly ParagraphChild[]): readonly ParagraphChild[] {
    const link = addressOf(url)
    return link === null ? children : [new ExternalHyperlink({ link, children })]
  }

  /** How a run of this text looks. */
  looksOf(text: BookText, around: Around): IRunPropertiesOptions {
    return { ...formatsOf(text), ...this.#running(within(text, around)) }
  }

  /** Word sets what runs from right to left in fonts and languages of its own. */
  #running({ language, dir }: Around): IRunPropertiesOptions {
    if (dir === "rtl") return { rightToLeft: true, language: { bidirectional: wordTag(language) } }
    return language === this.#bookLanguage ? {} : { language: { value: wordTag(language) } }
  }

  /** The first place that refers to a note has it; others say its label and lead there. */
  footnote({ id, isFirst, isCounted }: Referred, label: string, around: Around): ParagraphChild[] {
    const place = `note ${id}`
    if (!isFirst) return this.#noteReference(place, label).map((run) => this.run(run, around))
    const mark = isCounted ? new FootnoteReferenceRun(id) : labelledReference(id, label)
    return this.#bookmarks.around(place, [this.run(mark, around)]) as ParagraphChild[]
  }

  #noteReference(place: string, label: string): Run[] {
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

function formatsOf({
  bold,
  italic,
  underline,
  strikethrough,
  subscript,
  superscript,
}: BookText): IRunPropertiesOptions {
  return {
    ...(bold ? { bold } : {}),
    ...(italic ? { italics: italic } : {}),
    ...(underline ? { underline: {} } : {}),
    ...(strikethrough ? { strike: strikethrough } : {}),
    ...(subscript ? { subScript: subscript } : {}),
    ...(superscript ? { superScript: superscript } : {}),
  }
}

export const noteMark = { style: "NoteMark" }
export const linkLooks = { style: "Hyperlink" }

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
export function labelledReference(id: number, label: string): Run {
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
