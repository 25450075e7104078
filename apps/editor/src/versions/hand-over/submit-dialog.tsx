import { flatOutline, outline, type SectionId, submissionDays, type Version } from "@codraft/publication"
import { filesInOrder } from "@codraft/publish/files"
import { useState } from "react"
import { Form } from "react-aria-components/Form"
import { numberWords } from "../../contents/section-words.ts"
import { m } from "../../language/language.ts"
import { useOneCommand } from "../../publication/commands.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"
import { Dialog, DialogActions } from "../../ui/dialog.tsx"
import { TextField } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Tick } from "../../ui/tick.tsx"
import { LongField } from "../freeze/freeze-fields.tsx"
import { fileWords, sizeWords } from "../version-words.ts"
import { beganWith, missingIn, type Missing, type SubmitDraft, submitCommand } from "./submit-draft.ts"
import { type Closing, useClosing } from "./use-closing.ts"
import "./hand-over.css"

/** To whom the version went, when and with which files; and which sections close with that. */
export default function SubmitDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { publication } = usePublication()
  const now = useNow()
  const { run, isSending, problem } = useOneCommand()
  const closing = useClosing(publication.id, version.number)
  const days = submissionDays(publication, version, now)
  const files = filesInOrder(version.seal?.files ?? [])
  const [draft, setDraft] = useState<SubmitDraft>(() => beganWith(publication, files, now))
  const [missing, setMissing] = useState<Missing | null>(null)
  const change = (part: Partial<SubmitDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setMissing(null)
  }

  const send = async () => {
    const found = missingIn(draft, { days, closing: closing.data })
    setMissing(found)
    if (found !== null || closing.data === undefined) return
    if (!(await run(submitCommand(publication.id, version.number, draft, closing.data)))) {
      // Somebody may have gone on writing while this was open: then there is more to confirm.
      setDraft((before) => ({ ...before, isConfirmed: false }))
      void closing.refetch()
      return
    }
    announce(m.submit_done({ to: draft.to.trim() }))
    onClose()
  }
  return (
    <Dialog title={m.submit_title({ number: version.number, title: version.title })} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p className="text-sm text-ink-soft">{m.submit_what()}</p>
        <div className="submit-pair">
          <TextField
            label={m.submit_to()}
            hint={m.submit_to_hint()}
            value={draft.to}
            onChange={(to) => change({ to })}
            maxLength={200}
            isFirst
            error={missing === "to" ? m.submit_to_missing() : undefined}
          />
          <TextField
            label={m.submit_on()}
            type="date"
            value={draft.on}
            onChange={(on) => change({ on })}
            error={missing === "on" ? m.submit_on_wrong() : undefined}
          />
        </div>
        <fieldset aria-describedby={missing === "files" ? "submit-files-missing" : undefined}>
          <legend className="pb-1 text-sm font-semibold">{m.submit_files()}</legend>
          <div className="submit-files">
            {files.map(({ name, bytes }) => (
              <Tick
                key={name}
                label={fileWords(name)}
                detail={`${name} · ${sizeWords(bytes)}`}
                isSelected={draft.files.includes(name)}
                onChange={(isOn) =>
                  change({ files: isOn ? [...draft.files, name] : draft.files.filter((one) => one !== name) })
                }
              />
            ))}
          </div>
          {missing === "files" ? (
            <p id="submit-files-missing" role="alert" className="pt-1 text-sm font-semibold text-danger">
              {m.submit_files_missing()}
            </p>
          ) : null}
        </fieldset>
        <LongField
          label={m.version_note()}
          value={draft.note}
          rows={2}
          maxLength={2000}
          onChange={(note) => change({ note })}
        />
        <WhatCloses
          closing={closing.data}
          problem={closing.problem}
          isConfirmed={draft.isConfirmed}
          isMissing={missing === "confirmation"}
          onConfirm={(isConfirmed) => change({ isConfirmed })}
          onAgain={() => void closing.refetch()}
        />
        {problem ? (
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onPress={onClose}>{m.cancel()}</Button>
          <Button type="submit" kind="primary" isPending={isSending} isDisabled={closing.data === undefined}>
            {m.submit()}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

/** The sections that nobody writes any more from then on; those whose text is another one by now are named and confirmed. */
function WhatCloses({
  closing,
  problem,
  isConfirmed,
  isMissing,
  onConfirm,
  onAgain,
}: {
  closing: Closing | undefined
  problem: string | null
  isConfirmed: boolean
  isMissing: boolean
  onConfirm: (isConfirmed: boolean) => void
  onAgain: () => void
}) {
  const { publication } = usePublication()
  if (problem !== null) {
    return (
      <Notice kind="warn" action={<Button onPress={onAgain}>{m.try_again()}</Button>}>
        {problem}
      </Notice>
    )
  }
  if (closing === undefined) return <output className="submit-closing">{m.submit_looking()}</output>
  const { sections, changed } = closing
  const nodes = flatOutline(outline(publication))
  const name = (id: SectionId) => {
    const node = nodes.find(({ section }) => section.id === id)
    return node === undefined ? null : `${numberWords(node)} ${node.section.title}`
  }
  const named = changed.map(name).filter((words) => words !== null)
  return (
    <div className="submit-closing">
      <p>{sections.length === 0 ? m.submit_closes_none() : m.submit_closes({ count: sections.length })}</p>
      {changed.length > 0 ? (
        <>
          <Notice kind="warn">
            <strong>{m.submit_changed()}</strong>
            <ul className="submit-changed">
              {named.map((words) => (
                <li key={words}>{words}</li>
              ))}
              {named.length < changed.length ? <li>{m.submit_changed_unseen()}</li> : null}
            </ul>
          </Notice>
          <Tick label={m.submit_confirm_changed()} isSelected={isConfirmed} onChange={onConfirm} />
          {isMissing ? (
            <p role="alert" className="text-sm font-semibold text-danger">
              {m.submit_confirm_missing()}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
