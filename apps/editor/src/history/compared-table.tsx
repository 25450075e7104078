import type { Table } from "@codraft/document"
import type { CellChange, NoteChange, PassageChange, RowChange } from "@codraft/document/compare"
import { type CSSProperties, Fragment, type ReactNode, useMemo } from "react"
import { m } from "../language/language.ts"
import { ComparedLine } from "./compared-line.tsx"
import { ComparedPassage, Restore } from "./compared-passage.tsx"
import { letterOf, Said } from "./compared-words.tsx"
import { numberCells } from "./number-cells.ts"
import { cellPassages } from "./passages.ts"
import { notesBefore, Shown, type Side, useAround } from "./shown.ts"

type ChangedTable = Extract<PassageChange, { kind: "changed"; type: "table" }>
type Cell = Table["rows"][number]["cells"][number]

/** A table with the rows, columns and words that came and went. */
export function ComparedTable({ change, say }: { change: ChangedTable; say: ReactNode }) {
  const around = useAround()
  const { side, numberOf, languages } = around
  const { before, after, columns, caption, rows, notes } = change
  const numbers = useMemo(() => numberCells(rows, languages), [rows, languages])
  const said = [
    say,
    columns.added > 0 ? m.columns_added({ count: columns.added }) : null,
    columns.removed > 0 ? m.columns_removed({ count: columns.removed }) : null,
  ].filter((words) => words !== null)
  const hasOnlyLooks = caption === undefined && rows.every(({ kind }) => kind === "same") && notes.length === 0
  if (said.length === 0 && hasOnlyLooks) said.push(m.table_looks_changed())
  const isSaid = said.length > 0 && side !== "before"
  const number = side === "before" ? numberOf(before.id, "before") : numberOf(after.id, "after")
  const hidden = side === "before" ? "added" : side === "after" ? "removed" : null
  return (
    <div className="compared-block" data-kind="changed" {...(isSaid ? { "data-change": "said", tabIndex: -1 } : {})}>
      {isSaid ? (
        <Said>
          {said.map((words, i) => (
            <Fragment key={i}>
              {i === 0 ? "" : " · "}
              {words}
            </Fragment>
          ))}
        </Said>
      ) : null}
      <Shown value={{ ...around, tableNoteBefore: notesBefore(notes), numberCells: numbers }}>
        <Scrolling>
          {caption && caption.kind !== hidden ? (
            <caption>
              {number === null ? null : <span className="compared-number">{number} </span>}
              <ComparedLine change={caption} />
            </caption>
          ) : null}
          <tbody>
            {rows.map((row, i) => (
              <Row key={i} change={row} />
            ))}
          </tbody>
        </Scrolling>
      </Shown>
      {notes.map((note, i) =>
        note.kind === hidden ? null : (
          <p key={i} className="compared-table-note">
            <sup aria-hidden>{letterOf(numberIn(note, side === "before" ? "before" : "after"))}</sup>{" "}
            <ComparedLine change={note} />
          </p>
        ),
      )}
      <Restore ids={[before.id, after.id]} />
    </div>
  )
}

/** A table of which everything stayed, came or went. */
export function PlainTable({ table, isOfBefore = false }: { table: Table; isOfBefore?: boolean }) {
  const around = useAround()
  const { side, numberOf, languages } = around
  const number = numberOf(table.id, isOfBefore || side === "before" ? "before" : "after")
  const rows = useMemo(() => table.rows.map((row) => ({ kind: "same" as const, after: row })), [table])
  const numbers = useMemo(() => numberCells(rows, languages), [rows, languages])
  return (
    <Shown value={{ ...around, numberCells: numbers }}>
      <Scrolling>
        {table.caption ? (
          <caption>
            {number === null ? null : <span className="compared-number">{number} </span>}
            <ComparedLine change={{ kind: "same", after: table.caption }} />
          </caption>
        ) : null}
        <tbody>
          {rows.map((row, i) => (
            <Row key={i} change={row} />
          ))}
        </tbody>
      </Scrolling>
      {(table.notes ?? []).map((note, i) => (
        <p key={i} className="compared-table-note">
          <sup aria-hidden>{letterOf(i)}</sup> <ComparedLine change={{ kind: "same", after: note }} />
        </p>
      ))}
    </Shown>
  )
}

function numberIn(note: NoteChange, side: Side): number {
  return "number" in note ? note.number : note.numbers[side]
}

/** Wide tables scroll in their own box. */
function Scrolling({ children }: { children: ReactNode }) {
  return (
    <div className="compared-scroll">
      <table>{children}</table>
    </div>
  )
}

/** A row that moved is said to have where it stands in each text; where both are shown in one, at its new place alone. */
function Row({ change }: { change: RowChange }) {
  const { side } = useAround()
  if (change.kind === "left") {
    const moved = <Said>{m.moved_away({ number: change.move })}</Said>
    return side === "before" ? <Cells kind="same" cells={change.before.cells} moved={moved} /> : null
  }
  const isMoved = "move" in change && change.move !== undefined
  if (side === "before" && (change.kind === "added" || isMoved)) return null
  const moved = isMoved ? <Said>{m.moved_here({ number: change.move })}</Said> : null
  if (change.kind === "changed") {
    return (
      <tr {...changeOf(moved)}>
        {change.cells.map((cell, i) => (
          <CellOf key={i} change={cell} said={i === 0 ? moved : null} />
        ))}
      </tr>
    )
  }
  if (change.kind === "removed")
    return side === "after" ? null : <Cells kind="removed" cells={change.before.cells} moved={null} />
  const was = change.kind === "same" && side === "before" ? change.before : undefined
  return <Cells kind={change.kind} cells={(was ?? change.after).cells} moved={moved} />
}

function Cells({
  kind,
  cells,
  moved,
}: {
  kind: "same" | "added" | "removed"
  cells: readonly Cell[]
  moved: ReactNode
}) {
  return (
    <tr data-kind={kind} {...changeOf(moved)}>
      {cells.map((cell, i) => (
        <CellOf
          key={i}
          change={kind === "removed" ? { kind, before: cell } : { kind, after: cell }}
          said={i === 0 ? moved : null}
        />
      ))}
    </tr>
  )
}

function standing(room: string | null | undefined) {
  if (room === undefined) return {}
  return room === null
    ? { "data-holds": "over" }
    : { "data-holds": "number", style: { "--behind": JSON.stringify(room) } as CSSProperties }
}

const changeOf = (moved: ReactNode) => (moved === null ? {} : { "data-change": "said", tabIndex: -1 })

function CellOf({ change, said }: { change: CellChange; said: ReactNode }) {
  const { side, numberCells: numbers } = useAround()
  if (change.kind === (side === "before" ? "added" : side === "after" ? "removed" : null)) return null
  const isOfBefore = change.kind === "removed" || (change.kind === "changed" && side === "before")
  const looks: Omit<Cell, "blocks"> = isOfBefore ? change.before : change.after
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
      {...standing(numbers.get(looks))}
    >
      {said}
      {passages.map((passage, i) => (
        <ComparedPassage key={i} change={passage} among={passages} isInCell />
      ))}
    </Tag>
  )
}
