import { cellPlaces, roomsBehind, tailOf } from "@codraft/document/canonical"
import type { BookCell, BookTable } from "@codraft/publish/book"

/** Of each number of a table, what it lacks behind its units digit beside the others of its column. */
export function roomsOf({ rows, headRows }: BookTable, language: string): ReadonlyMap<BookCell, string> {
  const { columnOf } = cellPlaces(rows.map(({ cells }) => cells))
  const columns = new Map<number, BookCell[]>()
  for (const { cells } of rows.slice(headRows)) {
    for (const cell of cells) {
      const column = columnOf.get(cell)
      if (cell.align !== "end" || column === undefined) continue
      columns.set(column, [...(columns.get(column) ?? []), cell])
    }
  }
  const rooms = new Map<BookCell, string>()
  for (const cells of columns.values()) {
    const texts = cells.map(wordsIn)
    const found = roomsBehind(
      texts.map((text) => tailOf(text, language)),
      texts,
    )
    for (const [index, cell] of cells.entries()) {
      const room = found[index]
      if (room != null) rooms.set(cell, room)
    }
  }
  return rooms
}

/** Without the letters of notes, which hang beside the column. */
function wordsIn({ blocks }: BookCell): string {
  return blocks
    .map((block) =>
      "content" in block ? block.content.map((part) => (part.type === "text" ? part.text : "")).join("") : "",
    )
    .join(" ")
}
