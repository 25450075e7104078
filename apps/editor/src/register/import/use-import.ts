import { type Publication, type Refusal, type SectionId, versionLabel, wallClock } from "@codraft/publication"
import { type FileRow, importBounds, type ImportOutcome, rowsIn } from "@codraft/publication/import"
import { useMemo, useRef, useState } from "react"
import { m } from "../../language/language.ts"
import { problemWords } from "../../publication/commands.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { announce } from "../../ui/announcer.tsx"
import { onBehalfOf, type Said } from "./choose-step.tsx"
import { batchesOf, importedRow, isGoing, type PlannedRow, planned, type RowPreview } from "./plan.ts"
import { askPreview, newThreadId, runImport, sendRows } from "./run.ts"
import type { NotImported, Progress } from "./run-step.tsx"
import { doubtsOf } from "./words.ts"

type Step =
  | { kind: "choose"; problem: string | null }
  | { kind: "asking"; done: number; total: number }
  | { kind: "look"; rows: readonly PlannedRow[]; problem: string | null }
  | { kind: "run"; rows: readonly PlannedRow[]; progress: Progress }

const pauseMs = 2_000

/** One import, from the choice of the file to the list of what was left. */
export function useImport(publication: Publication, onImported: () => void) {
  const [said, say] = useState<Said>(() => ({
    chosen: null,
    whose: "unsaid",
    source: "e-mail",
    otherSource: "",
    date: today(publication.timeZone),
    version: null,
  }))
  const [keepsAnswers, keepAnswers] = useState(false)
  const [step, setStep] = useState<Step>({ kind: "choose", problem: null })
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, ImportOutcome>>(new Map())
  /** The work that is under way is this one's; another has begun, or it was stopped, when it is not. */
  const turn = useRef(0)
  const whose = said.whose === "unsaid" ? null : said.whose
  const version = said.version === null ? null : versionLabel(publication, said.version)

  const look = async () => {
    const { chosen } = said
    if (chosen === null) return
    const mine = ++turn.current
    const { rows } = rowsIn(chosen.tables, chosen.columns, importBounds.rowsMax)
    const found: PlannedRow[] = []
    setOutcomes(new Map())
    setStep({ kind: "asking", done: 0, total: rows.length })
    const end = await asked(rows, (batch, previews) => {
      batch.forEach((file, at) => {
        const preview = previews[at]
        if (preview !== undefined) found.push(planned(file, preview, newThreadId()))
      })
      if (mine === turn.current) setStep({ kind: "asking", done: found.length, total: rows.length })
      return mine === turn.current
    })
    if (mine !== turn.current) return
    setStep(end === null ? { kind: "look", rows: found, problem: null } : { kind: "choose", problem: end })
  }

  /** Asks batch by batch; answers why it ended early, null where it did not. */
  const asked = async (
    rows: readonly FileRow[],
    told: (batch: readonly FileRow[], previews: readonly RowPreview[]) => boolean,
  ): Promise<string | null> => {
    try {
      for (const batch of batchesOf(rows)) {
        const previews = await askPreview(publication.id, { organization: whose, version: said.version }, batch)
        if (isRefusal(previews)) return refusalWords(previews)
        if (!told(batch, previews)) return null
      }
      return null
    } catch (error) {
      return problemWords(error)
    }
  }

  /** Somebody says where a row is; so are the others that name the same section, which nobody knew either. */
  const place = async (row: PlannedRow, sectionId: SectionId | null) => {
    if (step.kind !== "look") return
    const isAlike = (one: PlannedRow) =>
      one === row ||
      (row.preview.isSectionUnknown && one.preview.isSectionUnknown && one.file.section === row.file.section)
    const alike = step.rows.filter(isAlike)
    const answers = new Map<string, RowPreview>()
    const end = await asked(
      alike.map(({ file }) => ({ ...file, sectionId })),
      (batch, previews) => {
        previews.forEach((preview, at) => {
          const planned = alike.find(({ file }) => file.line === batch[at]?.line)
          if (planned !== undefined) answers.set(planned.threadId, preview)
        })
        return true
      },
    )
    setStep((now) => {
      if (now.kind !== "look") return now
      const rows = now.rows.map((one) => {
        const preview = answers.get(one.threadId)
        return preview === undefined ? one : { ...one, preview, isChosen: preview.known === null, place: null }
      })
      return { ...now, rows, problem: end }
    })
    if (end === null && alike.length > 1) announce(m.import_section_others({ count: alike.length - 1 }))
  }

  const change = (row: PlannedRow) =>
    setStep((now) =>
      now.kind === "look" ? { ...now, rows: now.rows.map((one) => (one.threadId === row.threadId ? row : one)) } : now,
    )

  const run = async () => {
    if (step.kind !== "look" && step.kind !== "run") return
    const onBehalf = onBehalfOf(said, publication)
    if (onBehalf === null) return
    const mine = ++turn.current
    const { rows } = step
    const going = rows.filter((row) => isGoing(row, whose))
    const answered = new Map(step.kind === "run" ? outcomes : [])
    const left = going.filter(({ threadId }) => !answered.has(threadId))
    const show = (isRunning: boolean, halted: string | null) => {
      const imported = [...answered.values()].filter(({ kind }) => kind !== "refused").length
      setOutcomes(new Map(answered))
      setStep({
        kind: "run",
        rows,
        progress: { total: going.length, done: answered.size, imported, isRunning, halted },
      })
    }
    show(true, null)
    const end = await runImport(
      left.map((row) => importedRow(row, { whose, keepsAnswers, version })),
      {
        send: (batch) => sendRows(publication.id, onBehalf, batch),
        told: (told) => {
          for (const outcome of told) answered.set(outcome.threadId, outcome)
          show(true, null)
          onImported()
        },
        pause: () => new Promise((resolve) => setTimeout(resolve, pauseMs)),
        isStopped: () => mine !== turn.current,
      },
    )
    const halted =
      end.kind === "done"
        ? null
        : end.kind === "stopped"
          ? m.import_stopped()
          : end.kind === "refused"
            ? refusalWords(end.refusal)
            : problemWords(end.error)
    show(false, halted)
    announce(m.import_done({ count: [...answered.values()].filter(({ kind }) => kind !== "refused").length }))
  }

  const left = useMemo(
    () =>
      step.kind !== "run" || step.progress.isRunning
        ? []
        : step.rows.flatMap((row): NotImported[] => {
            const why = whyNot(row, outcomes.get(row.threadId))
            return why === null ? [] : [{ row, why }]
          }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `whyNot` follows from these
    [step, outcomes],
  )

  function whyNot(row: PlannedRow, outcome: ImportOutcome | undefined): string | null {
    if (outcome !== undefined) {
      if (outcome.refusal === undefined) return null
      const why = refusalWords(outcome.refusal)
      return outcome.kind === "refused" ? why : m.import_answer_not({ why })
    }
    if (isGoing(row, whose)) return m.import_why_unsent()
    if (row.preview.known !== null) return m.import_known()
    return row.isChosen ? (doubtsOf(publication, row, whose)[0] ?? m.import_why_left()) : m.import_why_left()
  }

  return {
    step,
    said,
    say,
    whose,
    version,
    keepsAnswers,
    keepAnswers,
    look,
    place,
    change,
    run,
    left,
    stop: () => {
      turn.current += 1
    },
    back: () => {
      turn.current += 1
      setStep({ kind: "choose", problem: null })
    },
  }
}

function isRefusal(answer: RowPreview[] | Refusal): answer is Refusal {
  return "code" in answer
}

function today(zone: string): string {
  const { year, month, day } = wallClock(Date.now(), zone)
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}
