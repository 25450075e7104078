import { directionOf } from "@codraft/publication/direction"
import type { Format } from "../form/index.ts"
import type { CrossReference } from "../kinds/crossreference/canonical.ts"
import { type GoalsOf, shownReferences } from "../kinds/crossreference/print.ts"
import type { ShownReference } from "../kinds/crossreference/words.ts"
import { NoteAnchors, notesHtml } from "../kinds/footnote/print.ts"
import { type ImageFile, imagePath } from "../kinds/image/canonical.ts"
import type { Block, BlockHead, CanonicalContent, Inline, TextRun } from "./content.ts"
import { blockKindOf, inlineKindOf } from "./kinds.ts"
import type { BlockNumber } from "./numbers.ts"
import { passagesOf } from "./passages.ts"

/**
 * The content as HTML: one `article` with language and direction, semantic elements only, no styles or classes. All text
 * is escaped; a block carries its id as `data-block`.
 */
export function htmlOf(content: CanonicalContent, options: HtmlOptions = {}): string {
  const shown = shownReferences(content, options.goalsOf ?? (() => undefined))
  const printer = new HtmlPrinter(options, content.language, shown)
  const head = `lang="${printer.escape(content.language)}" dir="${content.dir}"`
  const blocks = content.blocks.map((block) => `${printer.block(block)}\n`).join("")
  const notes = content.footnotes === undefined ? "" : `${notesHtml("footnote", content.footnotes, printer)}\n`
  return `<article ${head}>\n${blocks}${notes}</article>\n`
}

export interface HtmlOptions {
  /** Begins every `id` of the page's own: needed where several sections share a page. */
  readonly idPrefix?: string
  /** Where the bytes of an image are; `images/<SHA-256>.<type>` unless told. */
  readonly imageUrl?: (file: ImageFile) => string
  /** The numbers to show, by block; those of `numbersOf`. */
  readonly numbers?: ReadonlyMap<string, BlockNumber>
  /** What the cross-references of the text lead to. */
  readonly goalsOf?: GoalsOf
  /** Where a reference goes; without it they are words. */
  readonly goalUrl?: (reference: CrossReference) => string
}

export class HtmlPrinter {
  readonly notes: NoteAnchors

  readonly imageUrl: (file: ImageFile) => string

  readonly goalUrl: HtmlOptions["goalUrl"]

  readonly #numbers: ReadonlyMap<string, BlockNumber>

  readonly #references: ReadonlyMap<CrossReference, ShownReference>

  /** Of the passage that is being printed. */
  #language: string | null = null

  constructor(
    { idPrefix = "", imageUrl = imagePath, numbers = new Map(), goalUrl }: HtmlOptions,
    language: string,
    references: ReadonlyMap<CrossReference, ShownReference>,
  ) {
    this.#numbers = numbers
    this.#references = references
    this.goalUrl = goalUrl
    this.imageUrl = imageUrl
    this.notes = new NoteAnchors(this.escape(idPrefix), language)
  }

  block(block: Block): string {
    return blockKindOf(block).html(block, this)
  }

  inline(content: readonly Inline[]): string {
    return passagesOf(content)
      .map(({ language, parts }) => this.#passage(language, parts))
      .join("")
  }

  reference(part: CrossReference): ShownReference {
    return this.#references.get(part) ?? { words: "", state: "hidden" }
  }

  hasNumber({ id }: BlockHead): boolean {
    return id !== undefined && this.#numbers.has(id)
  }

  /** The number of a block, to stand before its words; nothing where it has none. */
  number({ id }: BlockHead): string {
    const number = id === undefined ? undefined : this.#numbers.get(id)
    return number === undefined ? "" : `<span data-number>${this.escape(number.shown)}</span> `
  }

  element(tag: string, { id, language, dir }: BlockHead, inner: string, attributes = ""): string {
    const head = [
      id === undefined ? "" : ` data-block="${this.escape(id)}"`,
      language === undefined ? "" : ` lang="${this.escape(language)}"`,
      // What is in a language of its own runs as that does, unless it says otherwise.
      dir === undefined && language === undefined ? "" : ` dir="${dir ?? directionOf(language ?? "")}"`,
    ].join("")
    return `<${tag}${head}${attributes}>${inner}</${tag}>`
  }

  /** Also drops the control characters that HTML does not allow. */
  escape(text: string): string {
    return (
      text
        // oxlint-disable-next-line no-control-regex -- these are the very characters to drop
        .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "")
        .replace(/[&<>"']/g, (c) => entities[c] ?? c)
    )
  }

  /** One element around all of it: by itself, each of its runs would be laid out as if the others were not there. */
  #passage(language: string | null, parts: readonly Inline[]): string {
    const isNew = language !== null && language !== this.#language
    const outer = this.#language
    if (isNew) this.#language = language
    const inner = parts
      .map((part) => (part.type === "text" ? this.#run(part) : inlineKindOf(part).html(part, this)))
      .join("")
    this.#language = outer
    return isNew ? `<span lang="${this.escape(language)}" dir="${directionOf(language)}">${inner}</span>` : inner
  }

  #run(run: TextRun): string {
    return (run.formats ?? []).reduceRight((inner, format) => {
      const tag = formatTags[format]
      return `<${tag}>${inner}</${tag}>`
    }, this.escape(run.text))
  }
}

const formatTags: Readonly<Record<Format, string>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
