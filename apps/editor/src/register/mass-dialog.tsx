import {
  type CommentKind,
  CommentKindSchema,
  displayMember,
  type Outcome,
  OutcomeSchema,
  type Publication,
  type ReviewCommandInput,
  reviewBounds,
} from "@codraft/publication"
import { useId, useRef, useState } from "react"
import "../comments/comments.css"
import { editionOf } from "../comments/composer.tsx"
import { sendReview } from "../comments/review-commands.ts"
import { type ChosenTargets, TargetPicker } from "../comments/target-picker.tsx"
import { kindWords, outcomeWords } from "../comments/words.ts"
import { m } from "../language/language.ts"
import { problemWords } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Select } from "../ui/field.tsx"
import { massMax, type MassOffers, type MassOutcome, runMass } from "./mass.ts"
import type { Row } from "./rows.ts"

type Action = "settle" | "assign" | "classify"

const actionWords: Record<Action, () => string> = {
  settle: m.comment_resolve,
  assign: m.comment_assign,
  classify: m.register_set_targets,
}

interface Progress {
  done: number
  problems: { row: Row; why: string }[]
  isRunning: boolean
}

/** One thing for many comments; each is decided by itself, and what is refused is said of each. */
export default function MassDialog({
  publication,
  rows,
  offers,
  onDone,
  onClose,
}: {
  publication: Publication
  rows: readonly Row[]
  offers: MassOffers
  /** Hears of those with which it was not done. */
  onDone: (left: string[]) => void
  onClose: () => void
}) {
  const offered = (["settle", "assign", "classify"] as const).filter((action) => offers[action])
  const [action, setAction] = useState<Action>(offered[0] ?? "settle")
  const [outcome, setOutcome] = useState<Outcome>("accepted")
  const [reason, setReason] = useState("")
  const [to, setTo] = useState("")
  const [due, setDue] = useState("")
  const [kind, setKind] = useState<CommentKind | "">("")
  const [targets, setTargets] = useState<ChosenTargets>({ targets: [], isGap: false })
  const [progress, setProgress] = useState<Progress | null>(null)
  const isStopped = useRef(false)
  const form = useId()
  const isTooMany = rows.length > massMax
  const needsReason = outcome === "not-taken-up"

  const commandFor = ({ thread }: Row): ReviewCommandInput => {
    const of = { publicationId: publication.id, threadId: thread.id }
    if (action === "settle") {
      return { type: "resolveComment", ...of, outcome, ...(reason.trim() === "" ? {} : { reason }) }
    }
    if (action === "assign") {
      const whom = to.startsWith("p:") ? { personId: to.slice(2) } : to === "" ? null : { orgId: to.slice(2) }
      return {
        type: "assignComment",
        ...of,
        to: whom,
        due: to === "" || due === "" ? null : due,
      }
    }
    const named = targets.isGap ? ["gap"] : [...targets.targets]
    return { type: "setCommentTargets", ...of, targets: named, ...(kind === "" ? {} : { kind }) }
  }
  const run = async () => {
    isStopped.current = false
    const problems: Progress["problems"] = []
    const settled = new Set<string>()
    setProgress({ done: 0, problems, isRunning: true })
    const told = (index: number, result: MassOutcome) => {
      const row = rows[index]
      if (row === undefined) return
      if (result.kind === "done") settled.add(row.id)
      else
        problems.push({
          row,
          why: result.kind === "refused" ? refusalWords(result.refusal) : problemWords(result.error),
        })
      setProgress({ done: index + 1, problems: [...problems], isRunning: true })
    }
    await runMass(rows.map(commandFor), {
      send: sendReview,
      pause: () => new Promise((resolve) => setTimeout(resolve, pauseMs)),
      told,
      isStopped: () => isStopped.current,
    })
    onDone(rows.filter(({ id }) => !settled.has(id)).map(({ id }) => id))
    announce(m.register_done({ count: settled.size }))
    if (settled.size === rows.length) return onClose()
    setProgress((before) => before && { ...before, isRunning: false })
  }
  const close = () => {
    isStopped.current = true
    onClose()
  }
  const title = m.register_selected({ count: rows.length })
  return (
    <Dialog title={title} onClose={close} width={progress === null ? "narrow" : "wide"}>
      {progress === null ? (
        <form
          id={form}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void run()
          }}
        >
          {offered.length > 1 ? (
            <Select
              label={m.register_action()}
              options={offered.map((value) => ({ value, label: actionWords[value]() }))}
              value={action}
              onChange={setAction}
            />
          ) : (
            <p>{actionWords[action]()}</p>
          )}
          {action === "settle" ? (
            <>
              <Select
                label={m.comment_outcome()}
                options={OutcomeSchema.options.map((value) => ({ value, label: outcomeWords[value]() }))}
                value={outcome}
                onChange={setOutcome}
              />
              <label className="register-field">
                <span>{needsReason ? m.comment_reason_needed() : m.comment_reason()}</span>
                <textarea
                  className="input"
                  rows={3}
                  dir="auto"
                  required={needsReason}
                  maxLength={reviewBounds.reasonCharactersMax}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
            </>
          ) : null}
          {action === "assign" ? (
            <>
              <label className="register-field">
                <span>{m.comment_assign_to()}</span>
                <Whom publication={publication} value={to} onChange={setTo} />
              </label>
              <label className="register-field">
                <span>{m.comment_due()}</span>
                <input
                  type="date"
                  className="input"
                  value={due}
                  disabled={to === ""}
                  onChange={(event) => setDue(event.target.value)}
                />
              </label>
            </>
          ) : null}
          {action === "classify" ? (
            <>
              <TargetPicker chosen={targets} onChange={setTargets} edition={editionOf(publication)} />
              <Select
                label={m.comment_kind()}
                options={[
                  { value: "" as const, label: m.register_kind_same() },
                  ...CommentKindSchema.options.map((value) => ({ value, label: kindWords[value]() })),
                ]}
                value={kind}
                onChange={setKind}
              />
              <p className="text-sm text-ink-soft">{m.register_targets_hint()}</p>
            </>
          ) : null}
          {isTooMany ? <p role="alert">{m.register_too_many({ max: massMax })}</p> : null}
        </form>
      ) : (
        <Told progress={progress} total={rows.length} />
      )}
      <DialogActions>
        {progress?.isRunning ? (
          <Button
            onPress={() => {
              isStopped.current = true
            }}
          >
            {m.register_stop()}
          </Button>
        ) : (
          <Button onPress={close}>{progress === null ? m.cancel() : m.close()}</Button>
        )}
        {progress === null ? (
          <Button kind="primary" type="submit" form={form} isDisabled={isTooMany}>
            {actionWords[action]()}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  )
}

/** The server takes some four a second. */
const pauseMs = 1_000

function Told({ progress, total }: { progress: Progress; total: number }) {
  const { done, problems, isRunning } = progress
  const words = isRunning ? m.register_progress({ done, total }) : m.register_done({ count: done - problems.length })
  return (
    <div className="grid gap-4">
      <label className="register-field">
        <span>{words}</span>
        <progress className="register-progress" max={total} value={done} />
      </label>
      {problems.length === 0 ? null : (
        <div role={isRunning ? undefined : "alert"}>
          <p className="font-semibold">{m.register_refused({ count: problems.length })}</p>
          <ul className="register-problems">
            {problems.map(({ row, why }) => (
              <li key={row.id}>
                <span className="clamped" data-lines={1} dir="auto">
                  {row.comment}
                </span>
                <strong>{why}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Whom({
  publication,
  value,
  onChange,
}: {
  publication: Publication
  value: string
  onChange: (value: string) => void
}) {
  const people = Object.values(publication.members)
    .map(({ personId }) => ({ personId, ...displayMember(publication, personId) }))
    .filter(({ isOrganizationOnly }) => !isOrganizationOnly)
    .sort((a, b) => a.name.localeCompare(b.name))
  const organizations = Object.values(publication.organizations).sort((a, b) => a.name.localeCompare(b.name))
  return (
    <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{m.comment_assign_nobody()}</option>
      <optgroup label={m.comment_people()}>
        {people.map(({ personId, name, organization }) => (
          <option key={personId} value={`p:${personId}`}>
            {name}, {organization}
          </option>
        ))}
      </optgroup>
      <optgroup label={m.comment_organizations()}>
        {organizations.map(({ id, name }) => (
          <option key={id} value={`o:${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
    </select>
  )
}
