import { type Grid, headerRowCount, type Place } from "./grid.ts"
import { isNoValue, isOfNumbers, tailOf } from "@codraft/document"

/**
 * How the words of a cell stand: at the units digit of their column, with this much room behind it in em; over it; or as text,
 * in a column of words that need some room or without.
 */
export type Standing = { kind: "number"; roomEm: number } | { kind: "over" } | { kind: "words" } | { kind: "text" }

const text: Standing = { kind: "text" }
const words: Standing = { kind: "words" }
/** A column with longer words than this in it is not squeezed to its longest one. */
const shortMax = 12
const over: Standing = { kind: "over" }

/** The standing of each cell. `widthOf` measures what stands behind the units digit. */
export function standings(grid: Grid, language: string, widthOf: (tail: string) => number): Map<Place, Standing> {
  const found = new Map<Place, Standing>()
  const headerRows = headerRowCount(grid)
  for (let column = 0; column < grid.columnCount; column += 1) {
    const cells = grid.places.filter(
      (place) => place.column === column && place.columnSpan === 1 && place.row >= headerRows,
    )
    const texts = cells.map(({ cell }) => cell.getTextContent())
    const tails = texts.map((words) => tailOf(words, language))
    if (!isOfNumbers(tails, texts)) {
      if (texts.some(({ length }) => length > shortMax)) for (const place of cells) found.set(place, words)
      continue
    }
    const widths = tails.map((tail) => (tail === null || tail === "" ? 0 : widthOf(tail)))
    const widest = Math.max(...widths)
    for (const [index, place] of cells.entries()) {
      const written = texts[index] ?? ""
      if (tails[index] !== null || written.trim() === "" || isNoValue(written))
        found.set(place, { kind: "number", roomEm: widest - (widths[index] ?? 0) })
    }
    for (const place of grid.places) {
      if (place.column === column && place.columnSpan === 1 && place.row < headerRows) found.set(place, over)
    }
  }
  for (const place of grid.places) if (!found.has(place)) found.set(place, text)
  return found
}
