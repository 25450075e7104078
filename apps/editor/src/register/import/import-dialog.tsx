import type { Publication } from "@codraft/publication"
import { useState } from "react"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog, DialogActions } from "../../ui/dialog.tsx"
import { ChooseStep } from "./choose-step.tsx"
import "./import.css"
import { LookStep } from "./look-step.tsx"
import { RunStep } from "./run-step.tsx"
import { useImport } from "./use-import.ts"

/** Comments that came as a table are read from its file, looked through row by row, and brought into the register. */
export default function ImportDialog({
  publication,
  onImported,
  onClose,
}: {
  publication: Publication
  /** Something was written. */
  onImported: () => void
  onClose: () => void
}) {
  const work = useImport(publication, onImported)
  const [isLeaving, setLeaving] = useState(false)
  const { step } = work
  const isUnderWay = step.kind === "asking" || step.kind === "look" || (step.kind === "run" && step.progress.isRunning)
  const close = () => {
    work.stop()
    onClose()
  }
  return (
    <Dialog
      title={m.import_title()}
      width={step.kind === "choose" ? "narrow" : "wide"}
      onClose={isUnderWay ? () => setLeaving(true) : close}
    >
      {isLeaving && isUnderWay ? (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- in its place above the rows, which stay in sight
        <div role="alertdialog" aria-label={m.import_leave_question()} className="import-leaving">
          <p>{m.import_leave_question()}</p>
          <span className="import-leaving-choice">
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the question that was just asked */}
            <Button autoFocus onPress={() => setLeaving(false)}>
              {m.import_stay()}
            </Button>
            <Button kind="quiet" onPress={close}>
              {m.import_leave()}
            </Button>
          </span>
        </div>
      ) : null}
      {step.kind === "choose" ? (
        <>
          {step.problem === null ? null : (
            <p role="alert" className="text-danger">
              {step.problem}
            </p>
          )}
          <ChooseStep
            publication={publication}
            said={work.said}
            onChange={work.say}
            onLook={() => void work.look()}
            onClose={close}
          />
        </>
      ) : null}
      {step.kind === "asking" ? (
        <>
          <label className="register-field">
            <span>{m.import_asking(step)}</span>
            <progress className="register-progress" max={step.total} value={step.done} />
          </label>
          <DialogActions>
            <Button onPress={work.back}>{m.import_back()}</Button>
          </DialogActions>
        </>
      ) : null}
      {step.kind === "look" ? (
        <LookStep
          publication={publication}
          rows={step.rows}
          whose={work.whose}
          version={work.version}
          keepsAnswers={work.keepsAnswers}
          onKeepAnswers={work.keepAnswers}
          onChange={work.change}
          onSection={(row, sectionId) => void work.place(row, sectionId)}
          onBack={work.back}
          onImport={() => void work.run()}
          problem={step.problem}
        />
      ) : null}
      {step.kind === "run" ? (
        <RunStep
          progress={step.progress}
          left={work.left}
          onStop={work.stop}
          onGoOn={() => void work.run()}
          onClose={close}
        />
      ) : null}
    </Dialog>
  )
}
