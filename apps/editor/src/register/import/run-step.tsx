import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { DialogActions } from "../../ui/dialog.tsx"
import { csvOf, saveBlob } from "./not-imported.ts"
import type { PlannedRow } from "./plan.ts"
import { shortly } from "./words.ts"

export interface Progress {
  total: number
  /** Rows that were answered. */
  done: number
  imported: number
  isRunning: boolean
  /** Why it does not go on; null where it does, or all is done. */
  halted: string | null
}

export interface NotImported {
  row: PlannedRow
  why: string
}

/** More are in the file that can be saved. */
const listedMax = 200

/** How far the import is, and in the end what was not imported. */
export function RunStep({
  progress,
  left,
  onStop,
  onGoOn,
  onClose,
}: {
  progress: Progress
  left: readonly NotImported[]
  onStop: () => void
  onGoOn: () => void
  onClose: () => void
}) {
  const { total, done, imported, isRunning, halted } = progress
  const save = () => {
    const head = [
      m.import_line(),
      m.import_column_section(),
      m.import_column_paragraph(),
      m.import_column_text(),
      m.import_column_organization(),
      m.import_column_comment(),
      m.import_column_targets(),
      m.import_column_kind(),
      m.import_column_response(),
      m.import_column_outcome(),
      m.import_why(),
    ]
    const lines = left.map(({ row: { file }, why }) => {
      const { line, section, paragraph, text, organization, comment, targets, kind, response, outcome } = file
      return [String(line), section, paragraph, text, organization, comment, targets, kind, response, outcome, why]
    })
    saveBlob(csvOf([head, ...lines]), `${m.import_list_name()}.csv`)
  }
  return (
    <>
      <div className="grid gap-4">
        <label className="register-field">
          <span>{isRunning ? m.import_progress({ done, total }) : m.import_done({ count: imported })}</span>
          <progress className="register-progress" max={Math.max(1, total)} value={done} />
        </label>
        {halted === null ? null : <p role="alert">{halted}</p>}
        {isRunning || left.length === 0 ? null : (
          <section>
            <div className="import-left">
              <h3 className="font-semibold">{m.import_not({ count: left.length })}</h3>
              <Button kind="quiet" onPress={save}>
                {m.import_save_list()}
              </Button>
            </div>
            <ul className="register-problems">
              {left.slice(0, listedMax).map(({ row, why }) => (
                <li key={row.threadId}>
                  <span className="clamped" data-lines={1} dir="auto">
                    {row.file.line}. {shortly(row.file.comment)}
                  </span>
                  <strong>{why}</strong>
                </li>
              ))}
            </ul>
            {left.length > listedMax ? <p>{m.import_more({ count: left.length - listedMax })}</p> : null}
          </section>
        )}
      </div>
      <DialogActions>
        {isRunning ? (
          <Button onPress={onStop}>{m.register_stop()}</Button>
        ) : (
          <>
            {halted === null ? null : <Button onPress={onGoOn}>{m.import_go_on()}</Button>}
            <Button kind="primary" onPress={onClose}>
              {m.close()}
            </Button>
          </>
        )}
      </DialogActions>
    </>
  )
}
