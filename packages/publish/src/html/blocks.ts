import type { ImageFile } from "@codraft/document/canonical"
import type { BookBlock, BookFigure, BookHead, BookInline, BookList, BookNote } from "../book/index.ts"
import { element, escaped } from "./escape.ts"
import { headOf, type InlinePrinter, type Note } from "./inline.ts"
import { tableHtml } from "./tables.ts"

/** Prints the blocks of a book. */
export class BlockPrinter {
  readonly inline: InlinePrinter
  readonly #imageUrl: (file: ImageFile) => string

  constructor(inline: InlinePrinter, imageUrl: (file: ImageFile) => string) {
    this.inline = inline
    this.#imageUrl = imageUrl
  }

  all(blocks: readonly BookBlock[]): string {
    return blocks.map((block) => this.block(block)).join("\n")
  }

  block(block: BookBlock): string {
    switch (block.type) {
      case "paragraph": {
        if (block.content.length === 0 && block.id === undefined) return ""
        const { number } = block
        const words = this.inline.all(block.content)
        return element(
          "p",
          { ...headOf(block), class: number === undefined ? undefined : "numbered" },
          permalink(block),
          words,
        )
      }
      case "heading":
        return headingHtml(block.rank, block, block.number, this.inline.all(block.content))
      case "quote":
        return element("blockquote", headOf(block), element("p", {}, this.inline.all(block.content)))
      case "list":
        return this.#list(block)
      case "table":
        return tableHtml(block, this)
      case "figure":
        return this.#figure(block)
      default:
        return block satisfies never
    }
  }

  /** Behind the marks that the text has for them. */
  notes(notes: readonly BookNote[], noteOf: (label: string) => Note, role?: string): string {
    return notes
      .map((note) => {
        const { id, back } = noteOf(note.label)
        const mark = element("span", { class: "mark" }, escaped(note.label))
        const { lang, dir } = headOf(note)
        return element("li", { id, lang, dir, role }, mark, element("span", {}, this.inline.all(note.content), back))
      })
      .join("\n")
  }

  caption(number: string | undefined, content: readonly BookInline[]): string {
    const mark = number === undefined ? "" : `${element("span", { class: "number" }, escaped(number))} `
    return mark + this.inline.all(content)
  }

  /** The marks are words of the page: a list that counted for itself would say others. */
  #list(list: BookList): string {
    const items = list.items.map((item) => {
      const isBullet = !list.ordered
      const mark = element("span", { class: "mark", "aria-hidden": isBullet ? "true" : undefined }, escaped(item.mark))
      const words = element("div", {}, this.inline.all(item.content), ...item.lists.map((deeper) => this.#list(deeper)))
      return element("li", headOf(item), mark, words)
    })
    return element(list.ordered ? "ol" : "ul", { ...headOf(list), class: "marked", role: "list" }, ...items)
  }

  #figure(figure: BookFigure): string {
    const { file, alt, width, caption, credit } = figure
    const percent = `width:${Math.round(width * 1000) / 10}%`
    const shown =
      file === undefined
        ? alt === ""
          ? ""
          : element("p", { class: "missing" }, escaped(`[${alt}]`))
        : `<img src="${this.#imageUrl(file)}" alt="${escaped(alt)}" width="${file.width}" height="${file.height}" style="${percent}">`
    const words = [
      caption === undefined
        ? ""
        : element("span", { ...headOf(caption) }, this.caption(figure.number, caption.content)),
      credit === undefined ? "" : element("small", {}, escaped(credit)),
    ].join("")
    return element("figure", headOf(figure), shown, words === "" ? "" : element("figcaption", {}, words))
  }
}

/** The title of the book is the only one of the first level. */
export function headingHtml(rank: number, head: BookHead, number: string | undefined, words: string): string {
  const level = rank + 1
  const mark = number === undefined || number === "" ? "" : `${element("span", { class: "number" }, escaped(number))} `
  const deep = level > 6 ? { "aria-level": level } : {}
  return element(`h${Math.min(level, 6)}`, { ...headOf(head), ...deep }, mark, words)
}

/** The number of a paragraph is a link to it, for who wants to send it to others. */
function permalink({ id, number }: BookHead & { number?: string }): string {
  if (number === undefined) return ""
  const attributes = { class: "number", href: id === undefined ? undefined : `#${id}` }
  return `${element(id === undefined ? "span" : "a", attributes, escaped(number))} `
}
