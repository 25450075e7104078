import { roomsOf } from "./book-numbers.ts"
import type { BookCell, BookRow, BookTable } from "@codraft/publish/book"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { blocksOf, numbered } from "./book-blocks.tsx"
import { type Around, headOf, notesOf } from "./book-inline.tsx"

const wordsMax = 60

/** A table that scrolls by itself where it is wider than the page. */
export function tableOf(table: BookTable, outside: Around): ReactNode {
  const { number, caption, columns, widths, headRows, rows, notes } = table
  const scope = table.id ?? outside.partNotes
  const rooms = roomsOf(table, table.language ?? outside.language)
  const around: Around = {
    ...outside,
    tableNotes: scope,
    ...(table.language === undefined ? {} : { language: table.language }),
  }
  const head = rows.slice(0, headRows)
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by arrow keys too */}
      <section className="table-scroll" tabIndex={0} aria-label={nameOf(table)}>
        <table {...headOf(table)} className="book-table" style={{ "--columns": columns } as React.CSSProperties}>
          {caption === undefined && number === undefined ? null : (
            <caption {...(caption ? headOf(caption) : {})}>
              {numbered({ ...(number === undefined ? {} : { number }), content: caption?.content ?? [] }, around)}
            </caption>
          )}
          <colgroup>
            {widths.map((width, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- columns are by their place
              <col key={index} style={{ inlineSize: `${width * 100}%` }} />
            ))}
          </colgroup>
          {head.length > 0 ? <thead>{head.map((row, index) => rowOf(row, index, null, around))}</thead> : null}
          <tbody>{rows.slice(headRows).map((row, index) => rowOf(row, index, rooms, around))}</tbody>
        </table>
      </section>
      {notes.length > 0 ? <div role="note">{notesOf(notes, scope, around)}</div> : null}
    </>
  )
}

/** `rooms`: null in the head. */
function rowOf(row: BookRow, index: number, rooms: ReadonlyMap<BookCell, string> | null, around: Around): ReactNode {
  return (
    <tr key={index} {...headOf(row)}>
      {row.cells.map((cell, place) => cellOf(cell, place, rooms, around))}
    </tr>
  )
}

function cellOf(cell: BookCell, place: number, rooms: ReadonlyMap<BookCell, string> | null, around: Around): ReactNode {
  const { header, columnSpan, rowSpan, align } = cell
  const room = rooms?.get(cell)
  const Cell = header === undefined ? "td" : "th"
  return (
    <Cell
      key={place}
      {...headOf(cell)}
      {...(header === undefined ? {} : { scope: header === "row" ? "row" : "col" })}
      colSpan={columnSpan}
      rowSpan={rowSpan}
      data-is-head={rooms === null ? "" : undefined}
      {...standing(room, rooms === null && align === "end")}
    >
      {blocksOf(cell.blocks, around)}
    </Cell>
  )
}

/** Numbers stand with their decimal signs under each other, and what heads them over them. */
function standing(room: string | undefined, isOver: boolean) {
  if (isOver) return { "data-holds": "over" }
  if (room === undefined) return {}
  return { "data-holds": "number", style: { "--behind": JSON.stringify(room) } as React.CSSProperties }
}

function nameOf({ number, caption }: BookTable): string {
  const words = (caption?.content ?? []).map((part) => (part.type === "text" ? part.text : "")).join("")
  return `${number ?? ""} ${words}`.trim().slice(0, wordsMax) || m.table()
}
