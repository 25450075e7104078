import {
  type CommentKind,
  CommentKindSchema,
  type PersonId,
  type Publication,
  type ReviewCommandInput,
} from "@codraft/publication"
import { useId, useRef, useState } from "react"
import "../comments/comments.css"
import {
  assigned,
  AssignFields,
  type Assigning,
  settled,
  SettleFields,
  type Settling,
} from "../comments/answer-fields.tsx"
import { editionOf } from "../comments/edition.ts"
import { type ChosenTargets, TargetPicker } from "../comments/target-picker.tsx"
import { kindWords } from "../comments/words.ts"
import { m } from "../language/language.ts"
import { problemWords, send } from "../publication/commands.ts"
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
  const [settling, setSettling] = useState<Settling>({ outcome: "accepted", reason: "" })
  const [assigning, setAssigning] = useState<Assigning>({ to: "", due: "" })
  const [kind, setKind] = useState<CommentKind | "">("")
  const [targets, setTargets] = useState<ChosenTargets>({ targets: [], isGap: false })
  const [progress, setProgress] = useState<Progress | null>(null)
  const isStopped = useRef(false)
  const form = useId()
  const isTooMany = rows.length > massMax

  const commandFor = ({ thread }: Row): ReviewCommandInput => {
    const of = { publicationId: publication.id, threadId: thread.id }
    if (action === "settle") return { type: "resolveComment", ...of, ...settled(settling) }
    if (action === "assign") return { type: "assignComment", ...of, ...assigned(assigning) }
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
      send,
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
          {action === "settle" ? <SettleFields value={settling} onChange={setSettling} look="register-field" /> : null}
          {action === "assign" ? (
            <AssignFields
              publication={publication}
              people={Object.keys(publication.members) as PersonId[]}
              value={assigning}
              onChange={setAssigning}
              look="register-field"
            />
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
