import { $languageOf } from "@codraft/document"
import { $isTableCellNode, $isTableNode, $isTableRowNode, TableNode } from "@lexical/table"
import { mergeRegister } from "@lexical/utils"
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical"
import { $captionOf } from "./caption.ts"
import { type Grid, $gridOf, headerRowCount, inHeaderRow, type Place } from "./grid.ts"
import { type Standing, standings } from "./number-columns.ts"
import { TailWidths } from "./tail-widths.ts"

export interface DressOptions {
  language: string
  dir: "ltr" | "rtl"
  /** What a table is called, by the words of its caption. */
  nameOf: (caption: string) => string
  /** What an empty caption shows. */
  captionInvitation: string
}

/** Said at the root of the text when something in a table may stand elsewhere than before. */
export const tableDressed = "tabledressed"

/** Typing goes on for this long before numbers are aligned anew. */
const restMs = 400
/** Tables with more rows scroll in a box of their own. */
const rowsOnPageMax = 30

/**
 * Puts on tables what is for the eye and for assistive technology and not in the text: names, what heads what, which rows and
 * columns stay in view, where numbers stand. Nothing of it is stored, and typing outside of tables does not wake it.
 */
export class TableDress {
  readonly #editor: LexicalEditor
  readonly #options: DressOptions
  readonly #tails = new TailWidths()
  readonly #tables = new Set<NodeKey>()
  /** The tables that captions are of. */
  readonly #captions = new Map<NodeKey, NodeKey>()
  readonly #due = new Set<NodeKey>()
  readonly #worn = new WeakMap<HTMLElement, string>()
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const box = target.closest<HTMLElement>(".table-scroll")
      if (box) this.#fit(box)
    }
  })
  readonly #forget: () => void
  #frame = 0
  #rest: ReturnType<typeof setTimeout> | undefined

  constructor(editor: LexicalEditor, options: DressOptions) {
    this.#editor = editor
    this.#options = options
    const anew = () => {
      this.#tails.clear()
      this.#soon(this.#tables)
    }
    document.fonts.addEventListener("loadingdone", anew)
    this.#forget = mergeRegister(
      editor.registerMutationListener(
        TableNode,
        (mutations) => {
          for (const [key, mutation] of mutations) {
            if (mutation === "destroyed") this.#tables.delete(key)
            else if (mutation === "created") this.#tables.add(key)
            if (mutation === "created") this.#soon([key])
          }
        },
        { skipInitialization: false },
      ),
      editor.registerUpdateListener(({ dirtyElements, editorState }) => {
        const touched = [...this.#tables].filter((key) => dirtyElements.has(key))
        for (const [caption, table] of this.#captions) {
          if (!dirtyElements.has(caption)) continue
          if (this.#tables.has(table)) touched.push(table)
          this.#invite(
            caption,
            editorState.read(() => $getNodeByKey(caption)?.getTextContent() ?? ""),
          )
        }
        if (touched.length === 0) return
        for (const key of touched) this.#due.add(key)
        const isBuilt = editorState.read(() =>
          [...dirtyElements].some(([key, isItself]) => isItself && $isPartOfTable(key)),
        )
        if (isBuilt) this.#soon(touched)
        else this.#atRest()
      }),
      editor.registerEditableListener(() => this.#soon(this.#tables)),
      editor.registerRootListener((root, previous) => {
        previous?.removeEventListener("scroll", this.#scrolled, true)
        root?.addEventListener("scroll", this.#scrolled, true)
        if (root) this.#soon(this.#tables)
      }),
      () => document.fonts.removeEventListener("loadingdone", anew),
    )
  }

  destroy(): void {
    this.#forget()
    this.#sizes.disconnect()
    this.#tails.destroy()
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#rest)
  }

  /** Before the next painting. */
  #soon(keys: Iterable<NodeKey>): void {
    for (const key of keys) this.#due.add(key)
    this.#frame ||= requestAnimationFrame(() => this.#dressDue())
  }

  #atRest(): void {
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.#dressDue(), restMs)
  }

  #dressDue(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const due = [...this.#due]
    this.#due.clear()
    this.#editor.getEditorState().read(
      () => {
        for (const key of due) {
          const node = $getNodeByKey(key)
          const element = this.#editor.getElementByKey(key)
          if ($isTableNode(node) && element) this.#dress(node, element)
        }
      },
      { editor: this.#editor },
    )
    // Numbers may stand elsewhere now, and with them the carets of colleagues.
    if (due.length > 0) this.#editor.getRootElement()?.dispatchEvent(new Event(tableDressed, { bubbles: true }))
  }

  #dress(table: TableNode, box: HTMLElement): void {
    const grid = $gridOf(table)
    const isEditable = this.#editor.isEditable()
    const { dir } = $languageOf(table, this.#options)
    const captionNode = $captionOf(table)
    const caption = captionNode?.getTextContent().trim() ?? ""
    if (captionNode) {
      this.#captions.set(captionNode.getKey(), table.getKey())
      this.#invite(captionNode.getKey(), caption)
    }
    const worn = `${dir} ${isEditable} ${grid.rows.length > rowsOnPageMax} ${caption}`
    if (this.#worn.get(box) !== worn) {
      this.#worn.set(box, worn)
      box.dir = dir
      box.role = "group"
      box.ariaLabel = this.#options.nameOf(caption)
      box.toggleAttribute("data-is-long", grid.rows.length > rowsOnPageMax)
      this.#sizes.observe(box)
      if (box.firstElementChild) this.#sizes.observe(box.firstElementChild)
    }
    // While writing, the caret brings along what is out of view; while reading, keys must be able to scroll.
    if (isEditable) box.removeAttribute("tabindex")
    this.#dressCells(table, grid, dir)
    this.#fit(box)
  }

  #invite(caption: NodeKey, words: string): void {
    const element = this.#editor.getElementByKey(caption)
    if (element) element.dataset["invitation"] = words === "" ? this.#options.captionInvitation : ""
    else this.#captions.delete(caption)
  }

  #dressCells(table: TableNode, grid: Grid, dir: string): void {
    const headerRows = headerRowCount(grid)
    const above = grid.rows.map(() => 0)
    for (let row = 1; row < headerRows; row += 1) {
      const before = grid.rows[row - 1]
      const height = before ? (this.#editor.getElementByKey(before.getKey())?.offsetHeight ?? 0) : 0
      above[row] = (above[row - 1] ?? 0) + height
    }
    for (const [row, node] of grid.rows.entries()) {
      const element = this.#editor.getElementByKey(node.getKey())
      if (!element) continue
      if (element.hasAttribute("data-is-head") !== row < headerRows)
        element.toggleAttribute("data-is-head", row < headerRows)
      setProperty(element, "--above", above[row] ? `${above[row]}px` : "")
    }
    const standing = standings(grid, $languageOf(table, this.#options).language, (tail) => this.#tails.em(tail))
    for (const place of grid.places) {
      const element = this.#editor.getElementByKey(place.cell.getKey())
      if (element instanceof HTMLTableCellElement)
        this.#dressCell(element, place, {
          dir,
          isHead: place.row < headerRows,
          isEdge: place.column === 0,
          standing: standing.get(place) ?? { kind: "text" },
        })
    }
  }

  #dressCell(
    element: HTMLTableCellElement,
    { cell }: Place,
    how: { dir: string; isHead: boolean; isEdge: boolean; standing: Standing },
  ): void {
    const { standing } = how
    const room = standing.kind === "number" ? standing.roomEm.toFixed(2) : ""
    const bits = cell.getHeaderStyles()
    const scope = bits === 0 ? "" : (bits & inHeaderRow) !== 0 ? "col" : "row"
    const worn = `${how.dir} ${how.isHead} ${how.isEdge} ${scope} ${standing.kind} ${room}`
    if (this.#worn.get(element) === worn) return
    this.#worn.set(element, worn)
    // A cell begins where the table does; a line in it may say otherwise.
    element.dir = how.dir
    element.toggleAttribute("data-is-head", how.isHead)
    element.toggleAttribute("data-is-edge", how.isEdge)
    if (scope === "") element.removeAttribute("scope")
    else element.scope = scope
    if (standing.kind === "text") delete element.dataset["holds"]
    else element.dataset["holds"] = standing.kind
    setProperty(element, "--room", room === "" || Number(room) === 0 ? "" : `${room}em`)
  }

  /** What depends on sizes: whether there is anything to scroll, and how much of the box what stays in view takes. */
  #fit(box: HTMLElement): void {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
    box.toggleAttribute("data-scrolls", scrolls)
    if (scrolls && !this.#editor.isEditable()) box.tabIndex = 0
    else box.removeAttribute("tabindex")
    const edge = box.querySelector<HTMLElement>("[data-is-edge]")?.offsetWidth ?? 0
    const hasEdge = edge > 0 && edge <= box.clientWidth * 0.45
    box.toggleAttribute("data-has-edge", hasEdge)
    let head = 0
    for (const row of box.querySelectorAll<HTMLElement>("tr[data-is-head]")) head += row.offsetHeight
    setProperty(box, "--edge", hasEdge ? `${edge}px` : "")
    setProperty(box, "--head", head > 0 ? `${head}px` : "")
  }

  readonly #scrolled = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement) || !target.classList.contains("table-scroll")) return
    target.toggleAttribute("data-is-along", Math.abs(target.scrollLeft) > 1)
  }
}

function $isPartOfTable(key: NodeKey): boolean {
  const node = $getNodeByKey(key)
  return $isTableCellNode(node) || $isTableRowNode(node) || $isTableNode(node)
}

function setProperty(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) === value) return
  if (value === "") element.style.removeProperty(name)
  else element.style.setProperty(name, value)
}
