import {
  Footer,
  Header,
  type ISectionOptions,
  NoteNumberRestart,
  NumberFormat,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  SectionType,
  Tab,
  TabStopType,
  TextRun,
  VerticalAlignSection,
} from "docx"
import type { Child } from "./blocks.ts"
import type { Footnotes } from "./footnotes.ts"
import type { Around, InlineWriter } from "./inline.ts"

/** A4, in twentieths of a point. */
const sheet = { width: 11_906, height: 16_838 }
const margin = { top: 1_530, bottom: 1_418, left: 1_418, right: 1_418, header: 720, footer: 680 }
const marginAcross = { ...margin, left: 1_134, right: 1_134, top: 1_361, bottom: 1_134 }

/** Of a line on a page that stands upright, and on one that lies across. */
export const lineWidth = {
  upright: sheet.width - margin.left - margin.right,
  across: sheet.height - marginAcross.left - marginAcross.right,
} as const

export type PageKind = keyof typeof lineWidth

/** Words, or what makes them for each of the sections that show them. */
export type RunningHead = string | (() => readonly ParagraphChild[])

export interface RunningHeads {
  /** On left pages. */
  readonly even: RunningHead
  /** On right pages. */
  readonly odd: RunningHead
  readonly around: Around
  /** What stands beside the number of a page, if anything. */
  readonly foot?: string
}

/**
 * The sections that Word has: it needs a new one wherever pages turn, running heads change or notes are counted anew. Invariant:
 * what is pushed stands in the section that was opened last.
 */
export class Pages {
  readonly #footnotes: Pick<Footnotes, "openWordSection">
  readonly #inline: InlineWriter
  #heads: RunningHeads | undefined
  readonly #sections: { options: Omit<ISectionOptions, "children">; children: Child[]; kind: PageKind }[] = []

  constructor(footnotes: Pick<Footnotes, "openWordSection">, inline: InlineWriter) {
    this.#footnotes = footnotes
    this.#inline = inline
  }

  get sections(): ISectionOptions[] {
    return this.#sections.map(({ options, children }) => ({ ...options, children }))
  }

  get kind(): PageKind {
    return this.#sections.at(-1)?.kind ?? "upright"
  }

  push(...children: readonly Child[]): void {
    this.#sections.at(-1)?.children.push(...children)
  }

  /** The title page: no running heads, and no number on it. */
  openCover(): void {
    this.#open("upright", { type: SectionType.NEXT_PAGE, numbers: { start: 1, formatType: NumberFormat.LOWER_ROMAN } })
  }

  /** Its words stand at the foot of the page. */
  openImprint(): void {
    this.#open("upright", {
      type: SectionType.NEXT_PAGE,
      numbers: { formatType: NumberFormat.LOWER_ROMAN },
      verticalAlign: VerticalAlignSection.BOTTOM,
    })
  }

  openFront(heads: RunningHeads): void {
    this.#heads = heads
    this.#open("upright", { type: SectionType.NEXT_PAGE, numbers: { formatType: NumberFormat.LOWER_ROMAN }, heads })
  }

  /** A part that begins a page of its own, which has no running head. Pages are counted from the first of them on. */
  openPart(heads: RunningHeads, isFirst: boolean): void {
    const start = isFirst ? { start: 1 } : {}
    this.#heads = heads
    this.#open("upright", {
      type: SectionType.NEXT_PAGE,
      numbers: { ...start, formatType: NumberFormat.DECIMAL },
      heads,
      isOpening: true,
    })
  }

  /** Where notes are counted anew in the middle of a page. */
  openNotes(): void {
    this.#open(this.kind, { type: SectionType.CONTINUOUS, numbers: { formatType: NumberFormat.DECIMAL } })
  }

  /** What only the file itself needs at its end. */
  openTail(): void {
    this.#open(this.kind, { type: SectionType.CONTINUOUS, numbers: { formatType: NumberFormat.DECIMAL } })
  }

  turn(kind: PageKind): void {
    if (this.kind === kind) return
    const heads = this.#heads === undefined ? {} : { heads: this.#heads }
    this.#open(kind, { type: SectionType.NEXT_PAGE, numbers: { formatType: NumberFormat.DECIMAL }, ...heads })
  }

  #open(kind: PageKind, { type, numbers, heads, verticalAlign, isOpening = false }: Opening): void {
    const isAcross = kind === "across"
    this.#footnotes.openWordSection()
    this.#sections.push({
      kind,
      children: [],
      options: {
        ...(heads === undefined ? {} : this.#headsOf(heads, kind)),
        properties: {
          type,
          ...(verticalAlign === undefined ? {} : { verticalAlign }),
          titlePage: isOpening,
          page: {
            size: { ...sheet, orientation: isAcross ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: isAcross ? marginAcross : margin,
            pageNumbers: numbers,
          },
          footnoteProperties: { restart: NoteNumberRestart.EACH_SECTION },
        },
      },
    })
  }

  /** A page that opens a part has no running head. NOTE: LibreOffice shows no feet that a section has from the one before. */
  #headsOf(
    { even, odd, around, foot = "" }: RunningHeads,
    kind: PageKind,
  ): Pick<ISectionOptions, "headers" | "footers"> {
    const right = around.dir === "rtl" ? { bidirectional: true } : {}
    const head = (style: string, said: RunningHead) => {
      const children = typeof said === "string" ? [this.#inline.text(said, around)] : said()
      return new Header({ children: [new Paragraph({ style, ...right, children })] })
    }
    const headers = {
      first: new Header({ children: [new Paragraph({ style: "Header" })] }),
      even: head("Header", even),
      default: head("HeaderRight", odd),
    }
    const words = () => (foot === "" ? [] : [this.#inline.text(foot, around)])
    const number = () => new TextRun({ children: [PageNumber.CURRENT] })
    const tab = () => new TextRun({ children: [new Tab()] })
    const footer = (children: ParagraphChild[]) =>
      new Footer({ children: [new Paragraph({ style: "Footer", ...right, tabStops: outer(kind), children })] })
    const onRight = () => footer([...words(), tab(), number()])
    return { headers, footers: { first: onRight(), even: footer([number(), tab(), ...words()]), default: onRight() } }
  }
}

/** The end of the line. */
function outer(kind: PageKind) {
  return [{ type: TabStopType.RIGHT, position: lineWidth[kind] }]
}

interface Opening {
  readonly type: (typeof SectionType)[keyof typeof SectionType]
  readonly numbers: { start?: number; formatType: (typeof NumberFormat)[keyof typeof NumberFormat] }
  readonly heads?: RunningHeads
  readonly verticalAlign?: (typeof VerticalAlignSection)[keyof typeof VerticalAlignSection]
  readonly isOpening?: boolean
}
