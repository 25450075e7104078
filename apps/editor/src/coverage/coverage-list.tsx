import type { Publication } from "@codraft/publication"
import type { ChosenCell } from "./coverage-table.tsx"
import type { CoverageMap } from "./map.ts"
import { MarksShown, marksInWords } from "./marks.tsx"
import { m } from "../language/language.ts"
import { partWords, RowHead, rowWords } from "./row-head.tsx"

/** The map where there is no room for a table: each row with the columns in which it has something. */
export function CoverageList({
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
  return (
    <section aria-label={name} data-region="" className="coverage-list">
      {parts.map((part) => (
        <section key={part.key}>
          <h2 lang={part.name === null ? undefined : publication.originalLanguage}>{partWords(part.key, part.name)}</h2>
          <ul>
            {part.rows.map((row) => (
              <li key={row.key} data-is-missing={row.isMissing || undefined}>
                <RowHead row={row} publication={publication} />
                <ul>
                  {columns.map((column) => {
                    const marks = row.cells[column.key]
                    if (marks === undefined) return null
                    return (
                      <li key={column.key}>
                        <button
                          type="button"
                          className="coverage-line"
                          aria-haspopup="dialog"
                          aria-label={m.coverage_cell({
                            row: rowWords(row, publication),
                            column: column.name,
                            marks: marksInWords(marks),
                          })}
                          onClick={() => onOpen({ row, column })}
                        >
                          <span className="min-w-0">{column.name}</span>
                          <MarksShown marks={marks} />
                        </button>
                      </li>
                    )
                  })}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
