import type { Table } from "@codraft/document"
import type { CellChange, PassageChange, RowChange } from "@codraft/document/compare"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { ComparedLine } from "./compared-line.tsx"
import { ComparedPassage, Restore, Said } from "./compared-passage.tsx"
import { cellPassages } from "./passages.ts"

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>
type Cell = Table["rows"][number]["cells"][number]

/** A table with the rows, columns and words that came and went. */
export function ComparedTable({ change, say }: { change: ChangedTable; say: string | null }) {
  const { columns, caption, rows, notes } = change
  const said = [
    say,
    columns.added > 0 ? m.columns_added({ count: columns.added }) : null,
    columns.removed > 0 ? m.columns_removed({ count: columns.removed }) : null,
  ].filter((words) => words !== null)
  const hasOnlyLooks = caption === undefined && rows.every(({ kind }) => kind === "same") && notes.length === 0
  if (said.length === 0 && hasOnlyLooks) said.push(m.table_looks_changed())
  return (
    <div
      className="compared-block"
      data-kind="changed"
      {...(said.length > 0 ? { "data-change": "said", tabIndex: -1 } : {})}
    >
      {said.length > 0 ? <Said>{said.join(" · ")}</Said> : null}
      <Scrolling>
        {caption ? (
          <caption>
            <ComparedLine change={caption} />
          </caption>
        ) : null}
        <tbody>
          {rows.map((row, i) => (
            <Row key={i} change={row} />
          ))}
        </tbody>
      </Scrolling>
      {notes.map((note, i) => (
        <p key={i} className="compared-table-note">
          <ComparedLine change={note} />
        </p>
      ))}
      <Restore ids={[change.before.id, change.after.id]} />
    </div>
  )
}

/** A table of which everything stayed, came or went. */
export function PlainTable({ table }: { table: Table }) {
  return (
    <>
      <Scrolling>
        {table.caption ? (
          <caption>
            <ComparedLine change={{ kind: "same", after: table.caption }} />
          </caption>
        ) : null}
        <tbody>
          {table.rows.map((row, i) => (
            <Row key={i} change={{ kind: "same", after: row }} />
          ))}
        </tbody>
      </Scrolling>
      {(table.notes ?? []).map((note, i) => (
        <p key={i} className="compared-table-note">
          <ComparedLine change={{ kind: "same", after: note }} />
        </p>
      ))}
    </>
  )
}

/** Wide tables scroll in their own box. */
function Scrolling({ children }: { children: ReactNode }) {
  return (
    <div className="compared-scroll">
      <table>{children}</table>
    </div>
  )
}

function Row({ change }: { change: RowChange }) {
  if (change.kind === "left") return null
  if (change.kind === "changed") {
    return (
      <tr>
        {change.cells.map((cell, i) => (
          <CellOf key={i} change={cell} />
        ))}
      </tr>
    )
  }
  const { cells } = change.kind === "removed" ? change.before : change.after
  const kind = change.kind
  return (
    <tr data-kind={kind}>
      {cells.map((cell, i) => (
        <CellOf key={i} change={kind === "removed" ? { kind, before: cell } : { kind, after: cell }} />
      ))}
    </tr>
  )
}

function CellOf({ change }: { change: CellChange }) {
  const looks: Omit<Cell, "blocks"> = change.kind === "removed" ? change.before : change.after
  const Tag = looks.header === undefined ? "td" : "th"
  const passages =
    change.kind === "changed"
      ? change.passages
      : cellPassages(change.kind === "removed" ? change.before : change.after, change.kind)
  return (
    <Tag
      data-kind={change.kind === "changed" ? undefined : change.kind}
      colSpan={looks.columnSpan}
      rowSpan={looks.rowSpan}
      lang={looks.language}
      dir={looks.dir}
    >
      {passages.map((passage, i) => (
        <ComparedPassage key={i} change={passage} />
      ))}
    </Tag>
  )
}
