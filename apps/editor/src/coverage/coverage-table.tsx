import type { Publication } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { type KeyboardEvent, useRef, useState } from "react"
import { Focusable } from "react-aria-components/Tooltip"
import { m } from "../language/language.ts"
import { Tip } from "../ui/tooltip.tsx"
import { type GridPlace, placeByKey } from "./grid-keys.ts"
import type { Column, CoverageMap, Row } from "./map.ts"
import { MarksShown, marksInWords } from "./marks.tsx"
import { partWords, RowHead, rowWords } from "./row-head.tsx"

export interface ChosenCell {
  row: Row
  column: Column
}

/** The map as a table that scrolls in its own box, its heads staying in view. Arrow keys go from mark to mark. */
export function CoverageTable({
  name,
  map: { columns, parts },
  publication,
  onOpen,
}: {
  name: string
  map: CoverageMap
  publication: Publication
  onOpen: (cell: ChosenCell) => void
}) {
  const table = useRef<HTMLTableElement>(null)
  const rows = parts.flatMap((part) => part.rows)
  const places = rows.flatMap((row, rowIndex) =>
    columns.flatMap(({ key }, column) => (row.cells[key] === undefined ? [] : [{ row: rowIndex, column }])),
  )
  const [last, setLast] = useState<string | null>(null)
  const keyOf = ({ row, column }: GridPlace) => `${rows[row]?.key} ${columns[column]?.key}`
  // One stop for Tab: where somebody was last, or the first.
  const current = places.find((place) => keyOf(place) === last) ?? places[0]
  const stop = current && keyOf(current)

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const { row, column } = (event.target as HTMLElement).dataset
    if (row === undefined || column === undefined || event.altKey || event.shiftKey) return
    const from = { row: Number(row), column: Number(column) }
    const to = placeByKey(places, from, event.key, event.ctrlKey || event.metaKey)
    if (to === null) return
    event.preventDefault()
    setLast(keyOf(to))
    table.current?.querySelector<HTMLElement>(`button[data-row="${to.row}"][data-column="${to.column}"]`)?.focus()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
    <section aria-label={m.coverage_box({ name })} tabIndex={0} data-region="" className="coverage-box">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go between its buttons */}
      <table ref={table} aria-label={name} className="coverage-table" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a cell of a table is no control */}
            <td className="coverage-corner" />
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <ColumnHead column={column} publicationId={publication.id} />
              </th>
            ))}
          </tr>
        </thead>
        {parts.map((part) => (
          <tbody key={part.key}>
            <tr className="coverage-part">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span lang={part.name === null ? undefined : publication.originalLanguage}>
                  {partWords(part.key, part.name)}
                </span>
              </th>
            </tr>
            {part.rows.map((row) => {
              const rowIndex = rows.indexOf(row)
              return (
                <tr key={row.key} data-is-missing={row.isMissing || undefined}>
                  <th scope="row">
                    <RowHead row={row} publication={publication} />
                  </th>
                  {columns.map((column, columnIndex) => {
                    const marks = row.cells[column.key]
                    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- neither is an empty one
                    if (marks === undefined) return <td key={column.key} />
                    const key = `${row.key} ${column.key}`
                    return (
                      <td key={column.key}>
                        <button
                          type="button"
                          className="coverage-cell"
                          data-row={rowIndex}
                          data-column={columnIndex}
                          tabIndex={key === stop ? 0 : -1}
                          aria-haspopup="dialog"
                          aria-label={m.coverage_cell({
                            row: rowWords(row, publication),
                            column: column.name,
                            marks: marksInWords(marks),
                          })}
                          onFocus={() => setLast(key)}
                          onClick={() => onOpen({ row, column })}
                        >
                          <MarksShown marks={marks} />
                        </button>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function ColumnHead({ column, publicationId }: { column: Column; publicationId: string }) {
  if (column.kind !== "section") {
    return (
      <span className="coverage-column-name" data-kind={column.kind}>
        {column.head}
      </span>
    )
  }
  return (
    <Tip text={column.name}>
      <Focusable>
        <Link
          to="/p/$publicationId/s/$sectionId"
          params={{ publicationId, sectionId: column.key }}
          aria-label={column.name}
          className="link"
        >
          {column.head}
        </Link>
      </Focusable>
    </Tip>
  )
}
