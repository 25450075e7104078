import type { IParagraphRunOptions, Run, XmlComponent } from "docx"
import { escaped } from "../docx/pack.ts"
import { element } from "../docx/inline.ts"
import type { On, Side, Sides } from "./sides.ts"

export type ChangeKind = "ins" | "del" | "moveFrom" | "moveTo"

export interface ChangeAttributes {
  readonly id: number
  readonly author: string
  readonly date: string
}

/** Says of what is in the file that it came or went, by one author at one time. */
export class ChangeMarks {
  readonly #author: string
  readonly #date: string
  #ids = 0
  /** Marks of paragraphs that the library knows no name for, by id. */
  readonly #moved = new Map<number, ChangeKind>()

  constructor(author: string, date: string) {
    this.#author = author
    this.#date = date
  }

  attributes(): ChangeAttributes {
    return { id: ++this.#ids, author: this.#author, date: this.#date }
  }

  /** How runs are marked; absent for such as both texts have. */
  running(on: On, move?: number): { tracked?: (run: Run) => XmlComponent } {
    if (on === "both") return {}
    const kind = kindOf(on, move)
    return { tracked: (run) => element(`w:${kind}`, this.#said(), [run]) }
  }

  /** Of a paragraph that ends in one of the texts alone. */
  paragraph(on: On, move?: number): { run?: IParagraphRunOptions } {
    if (on === "both") return {}
    const attributes = this.attributes()
    if (move !== undefined) this.#moved.set(attributes.id, kindOf(on, move))
    return { run: on === "before" ? { deletion: attributes } : { insertion: attributes } }
  }

  /** Of a row, a cell or an image that one of the texts has. */
  whole(on: On): { deletion?: ChangeAttributes; insertion?: ChangeAttributes } {
    if (on === "both") return {}
    return on === "before" ? { deletion: this.attributes() } : { insertion: this.attributes() }
  }

  /** What stands before and behind words that moved, under a name by which Word finds the other place. */
  range(side: Side, move: number): [start: XmlComponent, end: XmlComponent] {
    const kind = kindOf(side, move)
    const { "w:id": id, ...said } = this.#said()
    return [
      element(`w:${kind}RangeStart`, { "w:id": id, "w:name": `move${move}`, ...said }),
      element(`w:${kind}RangeEnd`, { "w:id": id }),
    ]
  }

  /** What the library leaves: the words of what went have a name of their own in the file, and so have paragraphs that moved. */
  mended(xml: string): string {
    return (
      xml
        .replace(/<w:del [^>]*[^/]>.*?<\/w:del>/gs, (deleted) =>
          deleted
            .replace(/<(\/?)w:t([ >])/g, "<$1w:delText$2")
            .replace(/<(\/?)w:instrText([ >])/g, "<$1w:delInstrText$2"),
        )
        // The looks that something had before are said also where they are none.
        .replace(/<w:([rp])PrChange ([^>]*)\/>/g, "<w:$1PrChange $2><w:$1Pr/></w:$1PrChange>")
        .replace(/<w:(?:ins|del) w:id="(\d+)"([^>]*)\/>/g, (whole, id: string, rest: string) => {
          const kind = this.#moved.get(Number(id))
          return kind === undefined ? whole : `<w:${kind} w:id="${id}"${rest}/>`
        })
    )
  }

  /** The label of a note at its head, where the texts have different ones. */
  labels(labels: Sides<string>): string {
    const run = (text: string, name: string) =>
      `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:${name}>${escaped(text)}</w:${name}></w:r>`
    const marked = (kind: ChangeKind, inner: string) => {
      const { id, author, date } = this.attributes()
      return `<w:${kind} w:id="${id}" w:author="${escaped(author)}" w:date="${date}">${inner}</w:${kind}>`
    }
    const { before, after } = labels
    return [
      before === null ? "" : marked("del", run(before, "delText")),
      after === null ? "" : marked("ins", run(after, "t")),
    ].join("")
  }

  #said(): Record<"w:id" | "w:author" | "w:date", string> {
    const { id, author, date } = this.attributes()
    return { "w:id": String(id), "w:author": author, "w:date": date }
  }
}

function kindOf(side: Side, move: number | undefined): ChangeKind {
  if (move === undefined) return side === "before" ? "del" : "ins"
  return side === "before" ? "moveFrom" : "moveTo"
}
