import type {
  Book,
  BookBlock,
  BookCell,
  BookFigure,
  BookHead,
  BookInline,
  BookList,
  BookNote,
  BookPart,
  BookTable,
} from "../book/index.ts"
import type { Direction, ImageFile } from "@codraft/document/canonical"
import { measures } from "./measures.ts"
import { layOut, cellsInGrid, staysWhole } from "./table-layout.ts"
import { inLine } from "./texts.ts"

/** A book as the template reads it: plain JSON. Words are data in it and never markup. */
export interface Sheet {
  readonly json: string
  /** The images that the pages need, by the path under which the template asks for them. */
  readonly images: ReadonlyMap<string, ImageFile>
}

export interface SheetOptions {
  /** Families in the order in which they are asked for a character. */
  readonly families: { readonly serif: readonly string[]; readonly sans: readonly string[]; readonly arabic: string }
  /** How wide words of tables are at size 1. */
  readonly widthOf: (text: string) => number
}

export function sheetOf(book: Book, options: SheetOptions): Sheet {
  const writer = new SheetWriter(options, placesOf(book), book.language)
  const { cover, imprint, abbreviations, words } = book
  const parts = book.parts.map((part) => writer.part(part))
  const sheet = {
    ...tongue(book, book.language),
    arabicScript,
    families: options.families,
    measures,
    cover,
    imprint,
    abbreviations: abbreviations.map(({ short, full, language }) => ({
      short,
      full,
      ...tongue({ language }, book.language),
    })),
    words,
    parts,
  }
  return { json: JSON.stringify(sheet), images: writer.images }
}

type Json = Readonly<Record<string, unknown>>

interface Tongue {
  readonly language?: string | undefined
  readonly dir?: Direction | undefined
}

/** Language and direction as the compiler knows them: a language of two or three letters, a region of two. */
function tongue({ language, dir }: Tongue, around: string): Json {
  const [primary = "", ...more] = (language ?? "").split("-")
  const region = more.find((tag) => /^[A-Z]{2}$/.test(tag))
  return {
    ...(/^[a-z]{2,3}$/.test(primary) ? { lang: primary, region: region ?? null } : {}),
    ...(dir === undefined ? {} : { dir }),
    ...(isArabic(primary) && !isArabic(around) ? { isScaled: true } : {}),
  }
}

function isArabic(language: string): boolean {
  return arabicScript.includes(language.split("-")[0] ?? "")
}

const arabicScript = ["ar", "fa", "ps", "sd", "ug", "ur"]

/** The ids that a reference can lead to: of blocks and items outside of tables' cells and notes, where a place is printed. */
function placesOf(book: Book): Set<string> {
  const places = new Set<string>()
  const inItems = (list: BookList) => {
    for (const item of list.items) {
      if (item.id !== undefined) places.add(item.id)
      item.lists.forEach(inItems)
    }
  }
  const inBlocks = (blocks: readonly BookBlock[]) => {
    for (const block of blocks) {
      if (block.id !== undefined) places.add(block.id)
      if (block.type === "list") inItems(block)
      if (block.type === "table") for (const row of block.rows) for (const cell of row.cells) inBlocks(cell.blocks)
    }
  }
  for (const part of book.parts) {
    places.add(part.id)
    inBlocks(part.blocks)
  }
  return places
}

/** Where a line stands, as far as it matters to notes and links in it. */
interface Surroundings {
  readonly part: BookPart
  readonly partKey: string
  readonly table?: { readonly key: string; readonly notes: readonly BookNote[] }
  /** On later pages head rows are repeated as decoration, which holds neither notes nor links. */
  readonly isHead?: true
  readonly language: string
  readonly dir: Direction
}

function within(around: Surroundings, { language, dir }: BookHead): Surroundings {
  return { ...around, language: language ?? around.language, dir: dir ?? around.dir }
}

class SheetWriter {
  readonly images = new Map<string, ImageFile>()
  readonly #options: SheetOptions
  readonly #places: ReadonlySet<string>
  readonly #language: string
  readonly #labelled = new Set<string>()
  readonly #noted = new Set<string>()
  #tables = 0
  #level = 0
  #parts = 0

  constructor(options: SheetOptions, places: ReadonlySet<string>, language: string) {
    this.#options = options
    this.#places = places
    this.#language = language
  }

  part(part: BookPart): Json {
    const { number, depth, isAnnex, title, language, dir, isToFollow, viewsOf, blocks } = part
    const at: Surroundings = { part, partKey: `p${this.#parts++}`, language, dir }
    return {
      ...this.#place(part.id),
      ...tongue({ language, dir }, this.#language),
      number,
      depth,
      level: this.#headingLevel(depth + 1),
      isAnnex,
      title,
      isToFollow,
      viewsOf,
      runs: runsOf(blocks.flatMap((block) => this.#block(block, at))),
    }
  }

  /** Levels of headings follow one another without a gap (PDF/UA-1), through parts and what stands in them; six have names. */
  #headingLevel(wanted: number): number {
    this.#level = Math.min(wanted, this.#level + 1, 6)
    return this.#level
  }

  #place(id: string | undefined): Json {
    if (id === undefined || this.#labelled.has(id)) return {}
    this.#labelled.add(id)
    return { id }
  }

  #head({ id, language, dir }: BookHead, around: string): Json {
    return { ...this.#place(id), ...tongue({ language, dir }, around) }
  }

  /** None for an empty paragraph: space between blocks is the page's own. */
  #block(block: BookBlock, around: Surroundings): Json[] {
    const at = within(around, block)
    switch (block.type) {
      case "paragraph":
        if (block.content.length === 0 && block.number === undefined) return []
        return [
          {
            type: block.type,
            ...this.#head(block, around.language),
            number: block.number,
            content: this.#line(block.content, at),
          },
        ]
      case "heading": {
        if (block.content.length === 0 && block.number === undefined) return []
        const level = this.#headingLevel(block.rank)
        const content = this.#line(block.content, at)
        return [{ type: block.type, ...this.#head(block, around.language), level, number: block.number, content }]
      }
      case "quote":
        return [{ type: block.type, ...this.#head(block, around.language), content: this.#line(block.content, at) }]
      case "list":
        return [this.#list(block, around)]
      case "table":
        return [this.#table(block, around)]
      case "figure":
        return [this.#figure(block, around)]
      default:
        return block satisfies never
    }
  }

  #list(list: BookList, around: Surroundings): Json {
    const at = within(around, list)
    return {
      type: "list",
      ...this.#head(list, around.language),
      ordered: list.ordered,
      items: list.items.map((item) => ({
        ...this.#head(item, at.language),
        mark: item.mark,
        content: this.#line(item.content, within(at, item)),
        lists: item.lists.map((inner) => this.#list(inner, within(at, item))),
      })),
    }
  }

  #table(table: BookTable, around: Surroundings): Json {
    const key = `t${this.#tables++}`
    const layout = layOut(table, this.#options.widthOf, table.language ?? around.language)
    const isInner = around.table !== undefined
    const at: Surroundings = { ...within(around, table), table: { key, notes: table.notes } }
    const head = this.#head(table, around.language)
    const caption = this.#caption(table, at)
    const placed = cellsInGrid(table)
    const rows = table.rows.map((row, i) => ({
      ...tongue({ language: row.language }, at.language),
      whole: staysWhole(row),
      cells: placed
        .filter((one) => one.row === i)
        .map(({ cell, rowSpan }) =>
          this.#cell(cell, rowSpan, layout.padding.get(cell), i < layout.headRows ? { ...at, isHead: true } : at),
        ),
    }))
    return {
      type: "table",
      key,
      ...head,
      isInner,
      isTurned: layout.isTurned && !isInner,
      size: layout.size,
      widths: layout.widths,
      headRows: layout.headRows,
      ...caption,
      rows,
      notes: table.notes.map((note, i) => ({
        key: `${key}-${i}`,
        ...this.#head(note, at.language),
        label: note.label,
        content: this.#line(note.content, within(at, note)),
      })),
    }
  }

  #cell(cell: BookCell, rowSpan: number, padding: string | undefined, around: Surroundings): Json {
    const at = within(around, cell)
    return {
      ...tongue(cell, around.language),
      header: cell.header,
      columnSpan: cell.columnSpan,
      rowSpan,
      align: cell.align,
      isMirrored: at.dir === "rtl",
      padding,
      blocks: cell.blocks.flatMap((block) => this.#block(block, at)),
    }
  }

  #figure(figure: BookFigure, around: Surroundings): Json {
    const at = within(around, figure)
    const { file, alt, isDecorative, width, credit } = figure
    const path = file === undefined ? undefined : `/images/${file.blob}.${extensions[file.mediaType]}`
    if (path !== undefined && file !== undefined) this.images.set(path, file)
    const words = [...inLine(figure.caption?.content ?? [])].join("")
    return {
      type: "figure",
      ...this.#head(figure, around.language),
      path,
      ratio: file === undefined ? 1 : file.height / file.width,
      // Without words for it an image that is no decoration is described by its caption.
      alt: isDecorative ? "" : alt || words,
      width,
      ...this.#caption(figure, at),
      credit,
    }
  }

  #caption({ number, caption }: Pick<BookTable, "number" | "caption">, at: Surroundings): Json {
    return {
      number,
      ...(caption === undefined
        ? {}
        : {
            caption: { ...this.#head(caption, at.language), content: this.#line(caption.content, within(at, caption)) },
          }),
    }
  }

  #line(content: readonly BookInline[], at: Surroundings): Json[] {
    return content.flatMap((part): Json[] => {
      switch (part.type) {
        case "text": {
          const { language, dir, ...text } = part
          return [
            {
              ...text,
              ...tongue({ language, dir }, at.language),
            },
          ]
        }
        case "break":
          return [part]
        case "link":
          return [{ type: "link", isHead: at.isHead, url: part.url, content: this.#line(part.content, at) }]
        case "reference":
          return [
            {
              type: "reference",
              isHead: at.isHead,
              words: part.words,
              to: part.to !== undefined && this.#places.has(part.to) ? part.to : undefined,
            },
          ]
        case "note":
          return this.#note(part, at)
        default:
          return part satisfies never
      }
    })
  }

  /** A note stands at the foot of the page that refers to it first; notes of a table stand below the table. */
  #note(part: Extract<BookInline, { type: "note" }>, at: Surroundings): Json[] {
    const { label, note: index } = part
    const isHead = at.isHead
    if (part.of === "table") {
      const isThere = at.table?.notes[index] !== undefined
      return [{ type: "tablenote", isHead, label, to: isThere ? `${at.table?.key}-${index}` : undefined }]
    }
    const note = at.part.notes[index]
    const key = `${at.partKey}-${index}`
    if (note === undefined) return [{ type: "tablenote", isHead, label }]
    if (this.#noted.has(key)) return [{ type: "footnote", isHead, label, key }]
    this.#noted.add(key)
    return [
      {
        type: "footnote",
        isHead,
        label,
        key,
        // What stands around a note is the foot of the page.
        around: tongue(at.part, this.#language),
        note: {
          ...this.#head(note, at.part.language),
          content: this.#line(
            note.content,
            within({ part: at.part, partKey: at.partKey, language: at.part.language, dir: at.part.dir }, note),
          ),
        },
      },
    ]
  }
}

const extensions: Readonly<Record<ImageFile["mediaType"], string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/svg+xml": "svg",
}

/** Blocks on upright and on turned pages in turn. A heading goes with the table right behind it. */
function runsOf(blocks: readonly Json[]): Json[] {
  const turned = blocks.map(({ isTurned }) => isTurned === true)
  for (let i = blocks.length - 2; i >= 0; i--) {
    if (blocks[i]?.["type"] === "heading" && turned[i + 1]) turned[i] = true
  }
  const runs: { isTurned: boolean; blocks: Json[] }[] = []
  blocks.forEach((block, i) => {
    const isTurned = turned[i] === true
    const last = runs.at(-1)
    if (last?.isTurned === isTurned) last.blocks.push(block)
    else runs.push({ isTurned, blocks: [block] })
  })
  return runs
}
