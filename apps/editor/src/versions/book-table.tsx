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
  const around: Around = { ...outside, tableNotes: scope }
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
          {head.length > 0 ? <thead>{head.map((row, index) => rowOf(row, index, true, around))}</thead> : null}
          <tbody>{rows.slice(headRows).map((row, index) => rowOf(row, index, false, around))}</tbody>
        </table>
      </section>
      {notes.length > 0 ? <div role="note">{notesOf(notes, scope, around)}</div> : null}
    </>
  )
}

function rowOf(row: BookRow, index: number, isHead: boolean, around: Around): ReactNode {
  return (
    <tr key={index} {...headOf(row)}>
      {row.cells.map((cell, place) => cellOf(cell, place, isHead, around))}
    </tr>
  )
}

function cellOf(cell: BookCell, place: number, isHead: boolean, around: Around): ReactNode {
  const { header, columnSpan, rowSpan, align } = cell
  const Cell = header === undefined ? "td" : "th"
  return (
    <Cell
      key={place}
      {...headOf(cell)}
      {...(header === undefined ? {} : { scope: header === "row" ? "row" : "col" })}
      colSpan={columnSpan}
      rowSpan={rowSpan}
      data-is-head={isHead ? "" : undefined}
      data-holds={align === "end" ? "over" : undefined}
    >
      {blocksOf(cell.blocks, around)}
    </Cell>
  )
}

function nameOf({ number, caption }: BookTable): string {
  const words = (caption?.content ?? []).map((part) => (part.type === "text" ? part.text : "")).join("")
  return `${number ?? ""} ${words}`.trim().slice(0, wordsMax) || m.table()
}
