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
import { measures, textWidth } from "./measures.ts"
import { cellsInGrid, layOut, sum } from "./table-layout.ts"
import type { TableHeads } from "./tags.ts"
import { inLine } from "./texts.ts"

/** A book as the template reads it: plain JSON. Words are data in it and never markup. */
export interface Sheet {
  readonly json: string
  /** The images that the pages need, by the path under which the template asks for them. */
  readonly images: ReadonlyMap<string, SheetImage>
  /** Of the tables in reading order. */
  readonly heads: readonly TableHeads[]
}

export interface SheetImage {
  readonly file: ImageFile
  /** What people call it: "Figure 3. Flows, in 7.2 Ghana". */
  readonly said: string
}

export interface SheetOptions {
  /** Families in the order in which they are asked for a character. */
  readonly families: { readonly serif: readonly string[]; readonly sans: readonly string[]; readonly arabic: string }
  /** How wide words of tables are at size 1. */
  readonly widthOf: (text: string) => number
}

export function sheetOf(book: Book, options: SheetOptions): Sheet {
  const writer = new SheetWriter(options, book)
  const { cover, imprint, abbreviations, words } = book
  const parts = book.parts.map((part) => writer.part(part))
  writer.finishReferences()
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
  return { json: JSON.stringify(sheet), images: writer.images, heads: writer.heads }
}

type Json = Readonly<Record<string, unknown>>

interface Tongue {
  readonly language?: string | undefined
  readonly dir?: Direction | undefined
}

/** Language and direction as the compiler knows them: a language of two or three letters, a region of two. */
export function tongue({ language, dir }: Tongue, around: string): Json {
  const [primary = "", ...more] = (language ?? "").split("-")
  const region = more.find((tag) => /^[A-Z]{2}$/.test(tag))
  return {
    ...(/^[a-z]{2,3}$/.test(primary) ? { lang: primary, region: region ?? null } : {}),
    ...(dir === undefined ? {} : { dir }),
    ...(isArabic(primary) && !isArabic(around) ? { isScaled: true } : {}),
    ...(primary !== "" && !isArabic(primary) && isArabic(around) ? { isShrunk: true } : {}),
  }
}

function isArabic(language: string): boolean {
  return arabicScript.includes(language.split("-")[0] ?? "")
}

export const arabicScript = ["ar", "fa", "ps", "sd", "ug", "ur"]

/** Where a line stands, as far as it matters to notes and links in it. */
interface Surroundings {
  readonly part: BookPart
  readonly partKey: string
  readonly table?: { readonly key: string; readonly notes: readonly BookNote[] }
  /** The key of the table whose head rows it stands in: later pages repeat those as decoration, without notes, links, places. */
  readonly head?: string
  readonly language: string
  readonly dir: Direction
  /** How wide a line may be, at size 1. */
  readonly room: number
  /** Tables are said cell by cell. */
  readonly isPlain?: boolean
}

/** Of lines that stand in no table. */
const lineRoom = textWidth(false) / measures.text - 6

type Reference = { type: "reference"; head: string | undefined; words: string; to: string | undefined }

function within(around: Surroundings, { language, dir }: BookHead): Surroundings {
  return { ...around, language: language ?? around.language, dir: dir ?? around.dir }
}

class SheetWriter {
  readonly images = new Map<string, SheetImage>()
  readonly heads: TableHeads[] = []
  readonly #options: SheetOptions
  readonly #references: Reference[] = []
  readonly #book: Book
  readonly #language: string
  readonly #labelled = new Set<string>()
  readonly #noted = new Set<string>()
  #level = 0
  #parts = 0

  constructor(options: SheetOptions, book: Book) {
    this.#options = options
    this.#book = book
    this.#language = book.language
  }

  part(part: BookPart): Json {
    const { number, depth, isAnnex, title, language, dir, isToFollow, viewsOf, blocks } = part
    const at: Surroundings = { part, partKey: `p${this.#parts++}`, language, dir, room: lineRoom }
    return {
      ...this.#place(part.id),
      ...tongue({ language, dir }, this.#language),
      number,
      depth,
      level: this.#headingLevel(depth + 1),
      isAnnex,
      title,
      titled: this.#titled(part),
      isToFollow,
      viewsOf,
      runs: runsOf(blocks.flatMap((block) => this.#block(block, at))),
    }
  }

  /** The title of an Arabic text is often in the language of the book: it runs as its letters do. */
  #titled({ title, language, dir }: BookPart): Json {
    const isOwn = !isArabic(language) || /\p{Script=Arabic}/u.test(title)
    return isOwn ? tongue({ language, dir }, this.#language) : tongue(this.#book, this.#language)
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

  /** A head row has no places: it is repeated, and a place is one. */
  #head({ id, language, dir }: BookHead, around: Surroundings): Json {
    return { ...(around.head !== undefined ? {} : this.#place(id)), ...tongue({ language, dir }, around.language) }
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
            ...this.#head(block, around),
            number: block.number,
            content: this.#line(block.content, at),
          },
        ]
      case "heading": {
        if (isBlank(block.content) && block.number === undefined) {
          return this.#block({ ...block, type: "paragraph" }, around)
        }
        const level = this.#headingLevel(block.rank)
        const content = this.#line(block.content, at)
        return [{ type: block.type, ...this.#head(block, around), level, number: block.number, content }]
      }
      case "quote":
        return [{ type: block.type, ...this.#head(block, around), content: this.#line(block.content, at) }]
      case "list":
        return [this.#list(block, around)]
      case "table":
        return around.isPlain === true ? this.#cellByCell(block, around) : [this.#table(block, around)]
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
      ...this.#head(list, around),
      ordered: list.ordered,
      items: list.items.map((item) => ({
        ...this.#head(item, at),
        mark: item.mark,
        content: this.#line(item.content, within(at, item)),
        lists: item.lists.map((inner) => this.#list(inner, within(at, item))),
      })),
    }
  }

  /** What a table says, without its grid. */
  #cellByCell({ caption, number, rows, notes, ...head }: BookTable, around: Surroundings): Json[] {
    const at = within(around, head)
    const title: BookBlock = {
      type: "paragraph",
      content: [
        ...(number === undefined ? [] : [{ type: "text", text: `${number} `, bold: true } as const]),
        ...(caption?.content ?? []),
      ],
    }
    const own = notes.map(({ label, content }): BookBlock => {
      return { type: "paragraph", content: [{ type: "text", text: label, superscript: true }, ...content] }
    })
    const cells = rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks))
    return [title, ...cells, ...own].flatMap((block) => this.#block(block, at))
  }

  #table(table: BookTable, around: Surroundings): Json {
    const key = `t${this.heads.length}`
    this.heads.push(table.rows.map(({ cells }) => cells.map(({ header }) => header)))
    const layout = layOut(table, this.#options.widthOf, table.language ?? around.language)
    const isInner = around.table !== undefined
    const isPlain = !isInner && cellsInside(table) > cellsInsideMax
    const at: Surroundings = { ...within(around, table), table: { key, notes: table.notes }, isPlain }
    const caption = this.#caption(table, at)
    const placed = cellsInGrid(table)
    const rows = table.rows.map((row, i) => ({
      ...tongue({ language: row.language }, at.language),
      whole: layout.wholeRows.has(i),
      cells: placed
        .filter((one) => one.row === i)
        .map(({ cell, rowSpan, column }) => {
          const part = sum(layout.widths.slice(column, column + cell.columnSpan)) / sum(layout.widths)
          const room = (isInner ? around.room : sum(layout.widths) / layout.size) * part - 1
          const inHead = i < layout.headRows && !isInner ? { head: key } : {}
          return this.#cell(cell, rowSpan, layout.padding.get(cell), { ...at, ...inHead, room })
        }),
    }))
    return {
      type: "table",
      key,
      ...this.#head(table, around),
      isInner,
      isTurned: layout.isTurned && !isInner,
      size: layout.size,
      widths: layout.widths,
      headRows: layout.headRows,
      room: layout.room,
      ...caption,
      rows,
      notes: table.notes.map((note, i) => ({
        key: `${key}-${i}`,
        ...this.#head(note, at),
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
    const words = [...inLine(figure.caption?.content ?? [])].join("")
    if (path !== undefined && file !== undefined && !this.images.has(path)) {
      const name = [figure.number ?? "", words || alt].filter((piece) => piece !== "").join(" ")
      this.images.set(path, { file, said: `“${name}” in ${`${at.part.number} ${at.part.title}`.trim()}` })
    }
    return {
      type: "figure",
      ...this.#head(figure, around),
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
            caption: { ...this.#head(caption, at), content: this.#line(caption.content, within(at, caption)) },
          }),
    }
  }

  #line(content: readonly BookInline[], at: Surroundings): Json[] {
    return content.flatMap((part): Json[] => {
      switch (part.type) {
        case "text": {
          const { language, dir, text, ...looks } = part
          return [{ ...looks, text: this.#thatFits(text, at.room), ...tongue({ language, dir }, at.language) }]
        }
        case "break":
          return [part]
        case "link":
          return [{ type: "link", head: at.head, url: part.url, content: this.#line(part.content, at) }]
        case "reference":
          return [this.#reference(part, at)]
        case "note":
          return this.#note(part, at)
        default:
          return part satisfies never
      }
    })
  }

  /** Words that are wider than a line of their own may be broken anywhere. */
  #thatFits(text: string, room: number): string {
    if (text.length < room) return text
    return text.replaceAll(/[^\s/\u2010\u2013-]+/gu, (word) =>
      this.#options.widthOf(word) < room ? word : Array.from(word).join("\u200B"),
    )
  }

  #reference({ words, to }: Extract<BookInline, { type: "reference" }>, { head }: Surroundings): Json {
    const reference: Reference = { type: "reference", head, words, to }
    this.#references.push(reference)
    return reference
  }

  /** Once everything is written: references to what is not in print are words alone. */
  finishReferences(): void {
    for (const reference of this.#references) {
      if (reference.to !== undefined && !this.#labelled.has(reference.to)) reference.to = undefined
    }
  }

  /** A note stands at the foot of the page that refers to it first; notes of a table stand below the table. */
  #note(reference: Extract<BookInline, { type: "note" }>, { part, partKey, table, head }: Surroundings): Json[] {
    const { label, note: index } = reference
    if (reference.of === "table") {
      const isThere = table?.notes[index] !== undefined
      return [{ type: "tablenote", head, label, to: isThere ? `${table.key}-${index}` : undefined }]
    }
    const note = part.notes[index]
    const key = `${partKey}-${index}`
    if (note === undefined) return [{ type: "tablenote", head, label }]
    if (this.#noted.has(key)) return [{ type: "footnote", head, label, key }]
    this.#noted.add(key)
    const around = { part, partKey, language: part.language, dir: part.dir, room: lineRoom }
    return [
      {
        type: "footnote",
        head,
        label,
        key,
        // What stands around a note is the foot of the page.
        around: tongue(part, this.#language),
        note: { ...this.#head(note, around), content: this.#line(note.content, within(around, note)) },
      },
    ]
  }
}

/** Tables within tables cost the compiler far more than others: beyond so many of their cells (a second or two) they have no grid. */
const cellsInsideMax = 2_000

/** How many cells the tables have that stand in its cells, however deep. */
function cellsInside({ rows }: BookTable): number {
  const inner = rows.flatMap(({ cells }) =>
    cells.flatMap(({ blocks }) => blocks.filter(({ type }) => type === "table")),
  )
  return sum(
    inner.map((table) =>
      table.type === "table" ? sum(table.rows.map(({ cells }) => cells.length)) + cellsInside(table) : 0,
    ),
  )
}

/** Whether a heading would head nothing: bookmarks cannot be empty. */
function isBlank(content: readonly BookInline[]): boolean {
  return content.every((part) => part.type === "note" || [...inLine([part])].join("").trim() === "")
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
