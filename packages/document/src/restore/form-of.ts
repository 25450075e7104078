import type { Block, BlockHead, CanonicalContent, Inline, List, Note, TextRun } from "../canonical/index.ts"
import { languageAttribute } from "../form/index.ts"
import type { ImagePayload } from "../kinds/image/form.ts"

/** A piece of content as it lies in a document; attributes that have their default are left out. */
export interface FormElement {
  readonly name: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly children: readonly FormChild[]
  /** Of an image whose picture is known. */
  readonly payload?: ImagePayload
}

export interface FormText {
  readonly name: "text"
  readonly runs: readonly TextRun[]
}

export type FormChild = FormElement | FormText

/** The ids that the notes of a content have in a document. */
export interface NoteIds {
  readonly footnotes: readonly string[]
  /** By the list of notes of their table. */
  readonly ofTable: (notes: readonly Note[]) => readonly string[]
}

export function formOf({ blocks }: CanonicalContent, notes: NoteIds): FormElement[] {
  return new FormMaker(notes, []).blocks(blocks)
}

export function formOfNote(note: Note, noteId: string): FormElement {
  const maker = new FormMaker({ footnotes: [], ofTable: () => [] }, [])
  return maker.line("footnote", note, note.content, { __note: noteId })
}

class FormMaker {
  readonly #notes: NoteIds
  readonly #tablenotes: readonly string[]

  constructor(notes: NoteIds, tablenotes: readonly string[]) {
    this.#notes = notes
    this.#tablenotes = tablenotes
  }

  blocks(blocks: readonly Block[]): FormElement[] {
    return blocks.flatMap((block, i) => this.#block(block, blocks[i + 1]))
  }

  line(
    name: string,
    head: BlockHead,
    content: readonly Inline[],
    attributes: Readonly<Record<string, unknown>> = {},
  ): FormElement {
    return element(name, head, this.#inline(content), attributes)
  }

  #block(block: Block, next: Block | undefined): FormElement[] {
    switch (block.type) {
      case "paragraph":
      case "quote":
        return [this.line(block.type, block, block.content)]
      case "heading":
        return [this.line("heading", block, block.content, block.level === 1 ? {} : { __tag: `h${block.level}` })]
      case "caption":
        // Before a table, and for one, it would be that table's.
        return [this.line("caption", block, block.content, next?.type === "table" ? { __for: "figure" } : {})]
      case "list":
        return [this.#list(block)]
      case "table":
        return this.#table(block)
      case "image": {
        const { file, alt = "", decorative = false, credit = "", scale = 100, caption } = block
        const image = {
          ...element("image", block, []),
          ...(file === undefined ? {} : { payload: { ...file, alt, decorative, credit, scale } }),
        }
        if (caption === undefined) return [image]
        return [image, this.line("caption", caption, caption.content, { __for: "figure" })]
      }
      case "unknown":
      default:
        return [this.line("paragraph", block, block.text === "" ? [] : [{ type: "text", text: block.text }])]
    }
  }

  /** A deeper level stands in an item of its own behind the item that it belongs to. */
  #list(list: List): FormElement {
    const attributes = {
      ...(list.ordered ? {} : { __listType: "bullet", __tag: "ul" }),
      ...(list.start === undefined ? {} : { __start: list.start }),
    }
    const items = list.items.flatMap((item) => [
      this.line("listitem", item, item.content),
      ...(item.lists ?? []).map((deeper) => element("listitem", {}, [this.#list(deeper)])),
    ])
    return element("list", list, items, attributes)
  }

  #table(table: Extract<Block, { type: "table" }>): FormElement[] {
    const inside = new FormMaker(this.#notes, this.#notes.ofTable(table.notes ?? []))
    const { caption, columnWidths, rows } = table
    const made = element(
      "table",
      table,
      rows.map((row) =>
        element(
          "tablerow",
          row,
          // Cells that nobody wrote stand for themselves: every reader adds them.
          row.cells.flatMap((cell) => (cell.id === undefined && cell.blocks.length === 0 ? [] : [inside.#cell(cell)])),
        ),
      ),
      columnWidths === undefined ? {} : { __colWidths: columnWidths },
    )
    return caption === undefined ? [made] : [inside.line("caption", caption, caption.content), made]
  }

  #cell(cell: Extract<Block, { type: "table" }>["rows"][number]["cells"][number]): FormElement {
    const { header, columnSpan, rowSpan, blocks } = cell
    return element("tablecell", cell, this.blocks(blocks), {
      ...(header === undefined ? {} : { __headerState: { column: 1, row: 2, both: 3 }[header] }),
      ...(columnSpan === undefined ? {} : { __colSpan: columnSpan }),
      ...(rowSpan === undefined ? {} : { __rowSpan: rowSpan }),
    })
  }

  #inline(content: readonly Inline[]): FormChild[] {
    const children: FormChild[] = []
    for (const part of content) {
      const last = children.at(-1)
      if (part.type !== "text") children.push(this.#thing(part))
      else if (last !== undefined && isText(last))
        children[children.length - 1] = { ...last, runs: [...last.runs, part] }
      else children.push({ name: "text", runs: [part] })
    }
    return children
  }

  #thing(part: Exclude<Inline, TextRun>): FormElement {
    switch (part.type) {
      case "break":
        return inlineElement("linebreak")
      case "link":
        return inlineElement("link", { __url: part.url }, this.#inline(part.content))
      case "footnote":
        return inlineElement("footnoteref", { __note: this.#notes.footnotes[part.note] })
      case "tablenote":
        return inlineElement("footnoteref", { __note: this.#tablenotes[part.note], __kind: "tablenote" })
      case "target":
        return inlineElement("target", { __code: part.code })
      case "crossreference":
      default: {
        const { section, block, goal, form } = part
        return inlineElement("crossreference", {
          __section: section,
          __goal: goal,
          ...(block === undefined ? {} : { __block: block }),
          ...(form === undefined ? {} : { __form: form }),
        })
      }
    }
  }
}

export function isText(child: FormChild): child is FormText {
  return child.name === "text"
}

function inlineElement(
  name: string,
  attributes: Readonly<Record<string, unknown>> = {},
  children: readonly FormChild[] = [],
): FormElement {
  return { name, attributes, children }
}

function element(
  name: string,
  { id, language, dir }: BlockHead,
  children: readonly FormChild[],
  attributes: Readonly<Record<string, unknown>> = {},
): FormElement {
  return {
    name,
    ...(id === undefined ? {} : { id }),
    attributes: {
      ...attributes,
      ...(language === undefined ? {} : { [languageAttribute]: language }),
      ...(dir === undefined ? {} : { __dir: dir }),
    },
    children,
  }
}
