import type { Around } from "../docx/inline.ts"
import type { PageKind, Pages } from "../docx/pages.ts"
import { columnsUprightMax } from "../docx/tables.ts"
import type { Item } from "./items.ts"
import { type On, onOf, type Side, type Sides, sides } from "./sides.ts"
import type { RedlineWriter } from "./writer.ts"

/** Writes items into the sections that Word has. Invariant: what is in a section is written before the next is opened. */
export class Flow {
  readonly #pages: Pages
  readonly #writer: RedlineWriter
  readonly #around: Around
  #items: Item[] = []
  #on: On = "both"

  constructor(pages: Pages, writer: RedlineWriter, around: Around) {
    this.#pages = pages
    this.#writer = writer
    this.#around = around
  }

  open(open: (pages: Pages) => void): void {
    this.flush()
    open(this.#pages)
  }

  push(...items: readonly Item[]): void {
    this.#items.push(...items)
  }

  /** The text of a section of the publication, with pages that lie across for its wide tables. */
  text(items: readonly Item[]): void {
    items.forEach((item, i) => {
      const kind = kindOf(items, i)
      if (kind !== this.#pages.kind) this.open((pages) => pages.turn(kind))
      this.push(item)
    })
  }

  get kind(): PageKind {
    return this.#pages.kind
  }

  flush(): void {
    if (this.#items.length === 0) return
    this.#on = onOfAll(this.#items)
    const look = (side: Side) =>
      this.#on === "both" || this.#on === side ? { style: "AfterTable", around: this.#around } : null
    this.#pages.push(...this.#writer.write(this.#items, this.#on, { before: look("before"), after: look("after") }))
    this.#items = []
  }

  /** Word cannot do without its last section, so that it has to be one that both texts have. */
  end(): void {
    this.flush()
    if (this.#on === "both") return
    this.#pages.openTail()
    const look = { style: "AfterTable", around: this.#around }
    this.push({ type: "line", words: [], looks: { before: look, after: look } })
    this.flush()
  }
}

function onOfAll(items: readonly Item[]): On {
  const has = (side: Side) => items.some((item) => (item.type === "line" ? item.looks[side] : rowsOn(item.rows, side)))
  const [before, after] = sides.map((side) => (has(side) ? side : null))
  return onOf({ before: before ?? null, after: after ?? null })
}

function rowsOn(rows: readonly { readonly rows: Sides<unknown> }[], side: Side): boolean {
  return rows.some((row) => row.rows[side] !== null)
}

/** A wide table lies across with its caption and notes, and with the headings right before it. */
function kindOf(items: readonly Item[], at: number): PageKind {
  const item = items[at]
  if (item?.type === "line" && item.staysWith === "previous") {
    const table = items.slice(0, at).findLast(({ type }) => type === "grid")
    return table === undefined ? "upright" : kindOfTable(table)
  }
  const next = items.slice(at).find((each) => each.type === "grid" || !leadsOn(each))
  return next === undefined ? "upright" : kindOfTable(next)
}

function kindOfTable(item: Item): PageKind {
  return item.type === "grid" && item.table.columns > columnsUprightMax ? "across" : "upright"
}

function leadsOn(item: Item): boolean {
  if (item.type !== "line") return false
  return item.staysWith === "next" || (item.looks.after ?? item.looks.before)?.style.startsWith("Heading") === true
}
