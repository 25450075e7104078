import type { Block, HeadingLevel, Note, OwnCaption, SectionLanguage } from "@codraft/document"
import { Flow, type Frame, plainFrame } from "./flow.ts"
import { noteHeldBy, noteLinkOf, noteNumberOf, notesIn } from "./footnotes.ts"
import { Languages } from "./languages.ts"
import { thingOf } from "./things.ts"
import { wordListOf } from "./lists.ts"
import { type Look, lookIn, plainLook } from "./look.ts"
import type { Pasted } from "./pasted.ts"
import type { Source } from "./source.ts"
import type { Declarations, Styles } from "./styles.ts"
import { type ReadCell, tableOf } from "./tables.ts"

/** Nodes looked at between two places where the reading may pause. */
const sliceNodes = 400

/** Reads clipboard HTML as the blocks of a section. It pauses at every `yield`, with the characters read so far. */
export function* readHtml(source: Source, section: SectionLanguage): Generator<number, Pasted> {
  const reader = new HtmlReader(source, section)
  yield* reader.read()
  return reader.pasted()
}

/** Where an element stands, as far as it matters for how it reads. */
interface Place {
  look: Look
  list: { level: number; isOrdered: boolean; list: string; next: { number: number | null } } | null
  note: string | null
  isInCell: boolean
}

class HtmlReader {
  readonly #root: Element
  readonly #styles: Styles
  readonly #languages: Languages
  readonly #notes = new Map<string, Note>()
  readonly #notesThere: ReadonlySet<string>
  /** The footnotes that the text refers to, in the order in which it does. */
  readonly #referred: string[] = []
  readonly #flow: Flow
  #nodes = 0
  readonly #seen = { characters: 0 }
  #lists = 0

  constructor(source: Source, section: SectionLanguage) {
    this.#root = source.root
    this.#styles = source.styles
    this.#notesThere = notesIn(source.root)
    this.#languages = new Languages(section, source.root.getAttribute("lang") ?? "")
    this.#flow = new Flow(this.#languages, this.#notes)
  }

  *read(): Generator<number> {
    yield* this.#children(this.#root, this.#flow, { look: plainLook, list: null, note: null, isInCell: false })
  }

  /** Footnotes that nothing refers to are paragraphs at the end: no words are lost. */
  pasted(): Pasted {
    const blocks = this.#flow.blocks()
    for (const [note, line] of this.#notes) {
      if (!this.#referred.includes(note)) blocks.push({ type: "paragraph", ...line })
    }
    return { blocks, footnotes: this.#referred.map((note) => this.#notes.get(note) ?? { content: [] }) }
  }

  #refer(note: string): number {
    const known = this.#referred.indexOf(note)
    return known === -1 ? this.#referred.push(note) - 1 : known
  }

  *#children(parent: Element, flow: Flow, place: Place): Generator<number> {
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      this.#nodes += 1
      if (this.#nodes % sliceNodes === 0) yield this.#seen.characters
      if (node.nodeType === Node.TEXT_NODE) {
        const text = node.nodeValue ?? ""
        this.#seen.characters += text.length
        flow.line.write(text, place.look)
      } else if (node.nodeType === Node.ELEMENT_NODE) yield* this.#element(node as Element, flow, place)
    }
  }

  *#element(element: Element, flow: Flow, place: Place): Generator<number> {
    const tag = element.localName
    if (skipped.has(tag)) return
    const style = this.#styles.of(element)
    if (isHidden(element, style) || isLeftOver(element, style)) return
    const inner: Place = { ...place, look: lookIn(element, style, place.look) }
    const thing = thingOf(element)
    if (tag === "br") {
      if (element.className !== "Apple-interchange-newline") flow.line.lineBreak()
    } else if (tag === "img") flow.line.write(wordsOfImage(element), place.look)
    else if (tag === "hr") flow.endLine()
    else if (style.get("mso-list") === "ignore") flow.frame.marker = element.textContent ?? ""
    else if (style.has("mso-tab-count") || element.className === "Apple-tab-span") flow.line.tab(place.look)
    else if (thing !== null) flow.line.thing(thing)
    else if (tag === "a" && this.#noteLink(element, flow, place)) return
    else if (tag === "table" && !place.isInCell && !isLayout(element)) yield* this.#table(element, flow, inner)
    else if (tag === "ul" || tag === "ol") yield* this.#list(element, style, flow, inner)
    else if (tag === "td" || tag === "th") yield* this.#nestedCell(element, flow, inner)
    else if (blocks.has(tag)) yield* this.#block(element, style, flow, inner)
    else yield* this.#children(element, flow, inner)
  }

  /** True when the link belongs to a footnote and has been dealt with. */
  #noteLink(anchor: Element, flow: Flow, place: Place): boolean {
    const link = noteLinkOf(anchor)
    if (link === null) return false
    if (link.kind === "number") {
      if (flow.frame.note === null && this.#notesThere.has(link.note)) flow.line.note(this.#refer(link.note))
      else flow.line.noteNumber(noteNumberOf(anchor, link.note), place.look)
    } else if (link.note !== "") flow.frame.note ??= link.note
    return true
  }

  *#block(element: Element, style: Declarations, flow: Flow, place: Place): Generator<number> {
    const note = noteHeldBy(element) ?? place.note
    const frame = frameOf(element, style, flow.frame, { ...place, note }, this.#styles)
    if (frame === null) {
      // An item holds one line: the blocks in it are parts of that.
      flow.line.softBreak()
      yield* this.#children(element, flow, { ...place, note })
      flow.line.softBreak()
      return
    }
    const outer = flow.enter(frame)
    yield* this.#children(element, flow, { ...place, note })
    flow.leave(outer)
  }

  *#list(list: Element, style: Declarations, flow: Flow, place: Place): Generator<number> {
    const isOrdered = list.localName === "ol"
    const start = Number.parseInt(list.getAttribute("start") ?? "", 10)
    const next = { number: isOrdered && start >= 0 ? start : null }
    if (place.list === null) this.#lists += 1
    const level = (place.list?.level ?? 0) + 1
    const isPlain = style.get("list-style-type") === "none" && list.getAttribute("role") === "presentation"
    const outer = flow.enter(flow.frame)
    const inside: Place = { ...place, list: { level, isOrdered, list: `list${this.#lists}`, next } }
    for (const child of list.children) {
      if (child.localName === "li" && !isPlain) yield* this.#item(child, flow, inside)
      else yield* this.#element(child, flow, inside)
    }
    flow.leave(outer)
  }

  *#item(item: Element, flow: Flow, place: Place): Generator<number> {
    const style = this.#styles.of(item)
    const { list } = place
    if (list === null || isHidden(item, style)) return
    const said = Number.parseInt(item.getAttribute("aria-level") ?? item.getAttribute("data-aria-level") ?? "", 10)
    const value = Number.parseInt(item.getAttribute("value") ?? "", 10)
    const look = lookIn(item, style, place.look)
    const note = noteHeldBy(item) ?? place.note
    const outer = flow.enter({
      ...plainFrame,
      kind: {
        type: "item",
        level: said > 0 ? said : list.level,
        list: item.getAttribute("data-listid") ?? list.list,
        isOrdered: list.isOrdered,
        number: value >= 0 ? value : list.next.number,
      },
      dir: look.dir,
      note,
    })
    list.next.number = null
    yield* this.#children(item, flow, { ...place, look, note })
    flow.leave(outer)
  }

  /** A table in a cell of another: each row a line, its cells apart by tabs. */
  *#nestedCell(cell: Element, flow: Flow, place: Place): Generator<number> {
    if (place.isInCell) {
      if (!flow.line.isBlank) flow.line.tab(place.look)
      yield* this.#children(cell, flow, place)
      return
    }
    const outer = flow.enter({ ...flow.frame })
    yield* this.#children(cell, flow, place)
    flow.leave(outer)
  }

  *#table(table: Element, flow: Flow, place: Place): Generator<number> {
    const rows: ReadCell[][] = []
    let caption: OwnCaption | undefined
    for (const part of rowsAndCaptions(table)) {
      if (part.localName === "caption") {
        const [first] = yield* this.#container(part, place)
        if (first?.type === "paragraph") caption = { content: first.content }
        continue
      }
      const row: ReadCell[] = []
      for (const cell of part.children) {
        if (cell.localName === "td" || cell.localName === "th") row.push(yield* this.#cell(cell, part, place))
      }
      rows.push(row)
    }
    const read = tableOf(rows)
    if (read === null) return
    flow.add(caption === undefined ? read : { ...read, caption })
  }

  *#cell(cell: Element, row: Element, place: Place): Generator<number, ReadCell> {
    const style = this.#styles.of(cell)
    const blocks = yield* this.#container(cell, { ...place, look: lookIn(cell, style, place.look) })
    const columnSpan = Number.parseInt(cell.getAttribute("colspan") ?? "", 10)
    const rowSpan = Number.parseInt(cell.getAttribute("rowspan") ?? "", 10)
    // Excel lets long words run over the next cells and calls that a span.
    const isOverflow = style.get("mso-ignore")?.includes("colspan") === true
    return {
      blocks,
      columnSpan: columnSpan > 1 && !isOverflow ? columnSpan : 1,
      rowSpan: rowSpan > 1 ? rowSpan : 1,
      header: headerOf(cell, row),
    }
  }

  *#container(element: Element, place: Place): Generator<number, Block[]> {
    const flow = new Flow(this.#languages, this.#notes)
    yield* this.#children(element, flow, { ...place, list: null, isInCell: true })
    return flow.blocks()
  }
}

/** Null where the element is part of the line that is already open. */
function frameOf(element: Element, style: Declarations, outer: Frame, place: Place, styles: Styles): Frame | null {
  const { note, look } = place
  const base: Frame = { ...plainFrame, dir: look.dir, note }
  const level = headingLevelOf(element, style)
  if (level !== null) return { ...base, kind: { type: "heading", level } }
  const listed = wordListOf(style.get("mso-list"))
  if (listed !== null) {
    const isBulleted = styles.isBulleted(listed.list, listed.level)
    return {
      ...base,
      kind: {
        type: "item",
        level: listed.level,
        list: listed.instance,
        isOrdered: isBulleted === null ? null : !isBulleted,
        number: null,
      },
    }
  }
  const name = element.className.toLowerCase()
  if (/^msocaption\b/.test(name) && !place.isInCell) return { ...base, kind: { type: "caption" } }
  if (outer.kind.type === "item" || outer.kind.type === "heading") return null
  if (/^mso(intense)?quote\b/.test(name) || element.localName === "blockquote")
    return { ...base, kind: { type: "quote" } }
  return {
    ...base,
    kind: outer.kind.type === "quote" ? outer.kind : base.kind,
    isLooseItem: name.startsWith("msolist"),
  }
}

function headingLevelOf(element: Element, style: Declarations): HeadingLevel | null {
  const tag = /^h([1-6])$/.exec(element.localName)?.[1]
  const role = element.getAttribute("role") === "heading" ? (element.getAttribute("aria-level") ?? "2") : undefined
  const title = /^MsoTitle\b/i.test(element.className) ? "1" : undefined
  const level = Number(tag ?? role ?? style.get("mso-outline-level") ?? title)
  return level >= 1 && level <= 9 ? (Math.min(level, 4) as HeadingLevel) : null
}

function headerOf(cell: Element, row: Element): ReadCell["header"] {
  if (row.parentElement?.localName === "thead") return "column"
  if (cell.localName !== "th") return undefined
  const scope = cell.getAttribute("scope")
  if (scope !== null && scope !== "") return scope.startsWith("row") ? "row" : "column"
  return [...row.children].every((other) => other.localName === "th") ? "column" : "row"
}

/** Header rows, rows and captions of this table, not of those within it. */
function rowsAndCaptions(table: Element): Element[] {
  return [...table.children].flatMap((part) =>
    part.localName === "tr" || part.localName === "caption"
      ? [part]
      : [...part.children].filter((row) => row.localName === "tr"),
  )
}

/** Tables that only put things in their places: of one cell, or of one column that holds tables. */
function isLayout(table: Element): boolean {
  if (table.getAttribute("role") === "presentation") return true
  const rows = rowsAndCaptions(table).filter((part) => part.localName === "tr")
  const isNarrow = rows.every((row) => row.childElementCount <= 1)
  return isNarrow && (rows.length <= 1 || table.querySelector("table") !== null)
}

const skipped = new Set(
  "head title meta link base style script noscript template object iframe embed svg canvas audio video map xml input select textarea del area source".split(
    " ",
  ),
)

const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 blockquote pre address article aside section main header footer nav figure figcaption details summary dl dt dd li form fieldset center hgroup table tbody thead tfoot tr caption".split(
    " ",
  ),
)

function isHidden(element: Element, style: Declarations): boolean {
  return element.hasAttribute("hidden") || style.get("display") === "none" || style.get("mso-hide") === "all"
}

const leftOverClasses = /\b(msodel|msocomanchor|msocommentreference|msocommenttext|msocommentsubject)\b/i

/** Comments and deleted text, page heads and feet: beside the text, not of it. */
function isLeftOver(element: Element, style: Declarations): boolean {
  const part = style.get("mso-element")
  if (part !== undefined && /^(comment|header|footer|field-begin|field-separator)/.test(part)) return true
  return leftOverClasses.test(element.getAttribute("class") ?? "")
}

/** The words that stand for a picture, until there are pictures. */
function wordsOfImage(image: Element): string {
  const alternative = (image.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim()
  if (alternative === "" || image.getAttribute("role") === "presentation") return ""
  return /^\p{Emoji_Presentation}+$/u.test(alternative) ? alternative : `[${alternative}]`
}
