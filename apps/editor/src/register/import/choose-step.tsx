import { type OnBehalf, OrgIdSchema, type Publication, recordedCommentRefusal } from "@codraft/publication"
import {
  type ColumnMap,
  type FileTable,
  headOf,
  importBounds,
  importColumns,
  rowsIn,
} from "@codraft/publication/import"
import { useId, useMemo, useState } from "react"
import { type Source, sourceNames, sources } from "../../comments/sources.ts"
import { m } from "../../language/language.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { useNow } from "../../time/use-now.ts"
import { Button } from "../../ui/button.tsx"
import { DialogActions } from "../../ui/dialog.tsx"
import type { WhoseTable } from "./plan.ts"
import { readInWorker } from "./read-in-worker.ts"
import { VersionField } from "./version-field.tsx"
import { columnNames, fileProblemWords, shortly } from "./words.ts"

/** What is asked before a table is looked through. */
export interface Chosen {
  fileName: string
  tables: FileTable[]
  columns: ColumnMap | null
}

export interface Said {
  chosen: Chosen | null
  whose: WhoseTable | "unsaid"
  source: Source
  otherSource: string
  date: string
  /** The version that the table comments on; null: the draft. */
  version: number | null
}

/** Who sent the table, how and when; null while something is missing. */
export function onBehalfOf({ chosen, whose, source, otherSource, date }: Said, first: Publication): OnBehalf | null {
  if (chosen === null || whose === "unsaid" || date === "") return null
  const [any] = Object.values(first.organizations)
  const organization = whose ?? any?.id
  const said = source === "other" ? otherSource.trim() : source
  if (organization === undefined || said === "") return null
  return { organization, source: said, date, file: chosen.fileName.slice(0, nameCharactersMax) }
}

const nameCharactersMax = 300

export function ChooseStep({
  publication,
  said,
  onChange,
  onLook,
  onClose,
}: {
  publication: Publication
  said: Said
  onChange: (next: Said) => void
  onLook: () => void
  onClose: () => void
}) {
  const [reading, setReading] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const form = useId()
  const now = useNow()
  const { chosen, whose, source, otherSource, date } = said
  const read = useMemo(
    () => (chosen === null ? null : rowsIn(chosen.tables, chosen.columns, importBounds.rowsMax)),
    [chosen],
  )
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setProblem(null)
    setReading(file.name)
    onChange({ ...said, chosen: null })
    const answer = await readInWorker(file)
    setReading(null)
    if ("problem" in answer) setProblem(fileProblemWords[answer.problem]())
    else onChange({ ...said, chosen: { fileName: file.name, tables: answer.tables, columns: null } })
  }
  const organizations = Object.values(publication.organizations).sort((a, b) => a.name.localeCompare(b.name))
  const onBehalf = onBehalfOf(said, publication)
  const denied =
    onBehalf === null || said.version === null || whose === null
      ? null
      : recordedCommentRefusal(publication, onBehalf, said.version, now)
  const isReady = onBehalf !== null && denied === null && read !== null && read.rows.length > 0
  return (
    <>
      <form
        id={form}
        className="import-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onLook()
        }}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a file is dropped on all of it; keys go to the input */}
        <label
          className="import-drop"
          data-is-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            void take(event.dataTransfer.files[0])
          }}
        >
          <span className="font-semibold">{m.import_file()}</span>
          <span className="text-sm text-ink-soft">{m.import_drop()}</span>
          <input
            type="file"
            accept=".docx,.xlsx,.doc,.xls"
            disabled={reading !== null}
            onChange={(event) => {
              void take(event.target.files?.[0])
              // The same file may be chosen again once it has been mended.
              event.target.value = ""
            }}
          />
        </label>
        <output className="import-file">
          {reading === null ? null : m.import_reading({ name: reading })}
          {chosen === null || read === null || read.rows.length === 0
            ? null
            : m.import_found({ name: chosen.fileName, count: read.rows.length + read.beyond })}
        </output>
        {problem === null ? null : (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        )}
        {chosen === null || read === null ? null : (
          <Columns
            chosen={chosen}
            isAsked={read.rows.length === 0}
            onChange={(columns) => onChange({ ...said, chosen: { ...chosen, columns } })}
          />
        )}
        {read !== null && read.beyond > 0 ? (
          <p role="alert">{m.import_beyond({ max: importBounds.rowsMax, count: read.beyond })}</p>
        ) : null}
        {read !== null && read.tablesLeftOut > 0 && read.rows.length > 0 ? (
          <p className="text-sm text-ink-soft">{m.import_tables_out({ count: read.tablesLeftOut })}</p>
        ) : null}
        <label className="register-field">
          <span>{m.import_whose()}</span>
          <select
            className="input"
            required
            value={whose === "unsaid" ? "" : (whose ?? asTheTableSays)}
            onChange={({ target: { value } }) =>
              onChange({
                ...said,
                whose: value === asTheTableSays ? null : (OrgIdSchema.safeParse(value).data ?? "unsaid"),
              })
            }
          >
            <option value="">{m.import_whose_choose()}</option>
            <option value={asTheTableSays}>{m.import_whose_table()}</option>
            {organizations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div className="import-pair">
          <label className="register-field">
            <span>{m.import_how()}</span>
            <select
              className="input"
              value={source}
              onChange={({ target: { value } }) =>
                onChange({ ...said, source: sources.find((one) => one === value) ?? "other" })
              }
            >
              {sources.map((one) => (
                <option key={one} value={one}>
                  {sourceNames[one]()}
                </option>
              ))}
            </select>
          </label>
          <label className="register-field">
            <span>{m.import_date()}</span>
            <input
              type="date"
              className="input"
              required
              value={date}
              onChange={({ target: { value } }) => onChange({ ...said, date: value })}
            />
          </label>
        </div>
        <VersionField publication={publication} said={said} now={now} onChange={onChange} />
        {source === "other" ? (
          <label className="register-field">
            <span>{m.import_other()}</span>
            <input
              className="input"
              required
              maxLength={nameCharactersMax}
              value={otherSource}
              onChange={({ target: { value } }) => onChange({ ...said, otherSource: value })}
            />
          </label>
        ) : null}
        {denied === null ? null : (
          <p role="alert" className="text-danger">
            {refusalWords(denied)}
          </p>
        )}
      </form>
      <DialogActions>
        <Button onPress={onClose}>{m.cancel()}</Button>
        <Button kind="primary" type="submit" form={form} isDisabled={!isReady}>
          {m.import_look()}
        </Button>
      </DialogActions>
    </>
  )
}

/** No organisation has this id: ids are in small letters. */
const asTheTableSays = "TABLE"

/** What each column holds: asked where no heading says it, and else there to be put right. */
function Columns({
  chosen: { tables, columns },
  isAsked,
  onChange,
}: {
  chosen: Chosen
  isAsked: boolean
  onChange: (columns: ColumnMap) => void
}) {
  const shown = useMemo(() => tables.find((table) => headOf(table) !== null) ?? largest(tables), [tables])
  if (shown === undefined) return null
  const head = headOf(shown)
  const cells = shown.rows[head?.row ?? 0] ?? []
  const now = columns?.length === cells.length ? columns : (head?.columns ?? cells.map(() => null))
  const isUnsaid = !now.includes("comment")
  return (
    <details className="import-columns" open={isAsked || columns !== null}>
      <summary>{m.import_columns()}</summary>
      {isUnsaid ? <p role="alert">{m.import_no_columns()}</p> : null}
      {!isUnsaid && isAsked ? <p role="alert">{m.import_no_rows()}</p> : null}
      <div className="import-maps">
        {cells.map(({ text }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its place
          <label key={at} className="register-field">
            <span dir="auto">{text === "" ? m.import_column_n({ number: at + 1 }) : shortly(text)}</span>
            <select
              className="input"
              value={now[at] ?? ""}
              onChange={({ target: { value } }) => {
                const column = importColumns.find((one) => one === value) ?? null
                onChange(now.map((one, place) => (place === at ? column : one === column ? null : one)))
              }}
            >
              <option value="">{m.import_column_unused()}</option>
              {importColumns.map((column) => (
                <option key={column} value={column}>
                  {columnNames[column]()}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </details>
  )
}

function largest(tables: readonly FileTable[]): FileTable | undefined {
  return tables.toSorted((a, b) => b.rows.length - a.rows.length)[0]
}
