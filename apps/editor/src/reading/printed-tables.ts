import { isNoValue, isOfNumbers, tailOf } from "@codraft/document"
import { TailWidths } from "../tables/tail-widths.ts"

interface Cell {
  element: HTMLTableCellElement
  row: number
  column: number
}

/**
 * Dresses printed tables as those of the open text are: each in a box that scrolls by itself and has a name, and numbers under
 * each other at the decimal mark.
 */
export function dressTables(content: ParentNode, language: string): void {
  const tails = new TailWidths()
  for (const table of content.querySelectorAll("table")) {
    const box = document.createElement("div")
    box.className = "table-scroll"
    box.tabIndex = 0
    box.role = "region"
    box.ariaLabel = table.caption?.textContent?.trim() || table.textContent?.trim().slice(0, nameMax) || "-"
    table.replaceWith(box)
    box.append(table)
    alignNumbers(table, language, tails)
  }
  tails.destroy()
}

const nameMax = 40

function alignNumbers(table: HTMLTableElement, language: string, tails: TailWidths): void {
  const headRows = table.tHead?.rows.length ?? 0
  const cells = placed(table)
  for (const { element, row } of cells) if (row < headRows) element.dataset["isHead"] = ""
  for (const column of new Set(cells.map((cell) => cell.column))) {
    const inColumn = cells.filter((cell) => cell.column === column && cell.element.colSpan === 1)
    const body = inColumn.filter(({ row }) => row >= headRows)
    const texts = body.map(({ element }) => element.textContent ?? "")
    const found = texts.map((text) => tailOf(text, language))
    if (!isOfNumbers(found, texts)) continue
    const widths = found.map((tail) => (tail === null || tail === "" ? 0 : tails.em(tail)))
    const widest = Math.max(...widths)
    for (const [index, { element }] of body.entries()) {
      const text = texts[index] ?? ""
      if (found[index] === null && text.trim() !== "" && !isNoValue(text)) continue
      element.dataset["holds"] = "number"
      element.style.setProperty("--room", `${widest - (widths[index] ?? 0)}em`)
    }
    for (const { element, row } of inColumn) if (row < headRows) element.dataset["holds"] = "over"
  }
}

/** Where each cell stands, counted with those that reach into its row or column. */
function placed(table: HTMLTableElement): Cell[] {
  const taken = new Set<string>()
  const cells: Cell[] = []
  for (const [row, { cells: inRow }] of [...table.rows].entries()) {
    let column = 0
    for (const element of inRow) {
      while (taken.has(`${row} ${column}`)) column += 1
      for (let down = 0; down < element.rowSpan; down += 1)
        for (let along = 0; along < element.colSpan; along += 1) taken.add(`${row + down} ${column + along}`)
      cells.push({ element, row, column })
      column += element.colSpan
    }
  }
  return cells
}
