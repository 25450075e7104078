import type { Comparison } from "@codraft/document/compare"
import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { ArrowLeft, ArrowLeftRight, RotateCcw } from "lucide-react"
import { useMemo, useState } from "react"
import { m } from "../language/language.ts"
import { useSectionRights } from "../section/use-section.ts"
import { instantWords, ownZone } from "../time/words.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { Select } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { ChangeSteps } from "./change-steps.tsx"
import { ComparedText } from "./compared-text.tsx"
import {
  comparisonQuery,
  type Moment,
  momentsOf,
  othersIn,
  type SectionHistory,
  type Span,
  type WorkSession,
} from "./history.ts"
import { countWords } from "./count-words.ts"
import { RestoreDialog } from "./restore-dialog.tsx"
import { useChangeSteps } from "./use-change-steps.ts"
import { useWriterAtHand } from "./use-writer-at-hand.ts"
import { Writers, writersQuery } from "./writers.ts"

/** What changed between two moments, as running text with what came and what went marked in it. */
export function ComparisonView({
  sectionId,
  history,
  shown,
  chosen,
  onShow,
}: {
  sectionId: SectionId
  history: SectionHistory
  shown: Span
  chosen: WorkSession | null
  onShow: (span: Span) => void
}) {
  const comparison = useQuery(comparisonQuery(sectionId, shown.from, shown.to))
  const others = chosen ? othersIn(history.sessions, chosen) : []
  return (
    <section aria-label={m.comparison()} className="history-main">
      <Link from="/p/$publicationId/s/$sectionId/history" to="." search={{}} className="history-back link text-sm">
        <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
        {m.history_all_sessions()}
      </Link>
      <MomentPickers history={history} shown={shown} onShow={onShow} />
      {others.length > 0 ? (
        <p className="text-sm text-ink-soft">
          {m.history_others({ names: new Intl.ListFormat(document.documentElement.lang).format(others) })}
        </p>
      ) : null}
      {comparison.isPending ? <output className="block py-8 text-ink-soft">{m.comparing()}</output> : null}
      {comparison.isError ? (
        <Notice kind="danger" action={<Button onPress={() => void comparison.refetch()}>{m.try_again()}</Button>}>
          {m.comparison_failed()}
        </Notice>
      ) : null}
      {comparison.data ? (
        <Compared
          key={`${shown.from} ${shown.to}`}
          sectionId={sectionId}
          comparison={comparison.data}
          history={history}
          shown={shown}
        />
      ) : null}
    </section>
  )
}

function MomentPickers({
  history,
  shown,
  onShow,
}: {
  history: SectionHistory
  shown: Span
  onShow: (span: Span) => void
}) {
  const zone = ownZone()
  const options = momentsOf(history, shown).map((moment) => ({
    value: String(moment.position),
    label: momentWords(moment, history, zone),
  }))
  return (
    <div className="history-pickers">
      <Select
        label={m.compare_from()}
        options={options}
        value={String(shown.from)}
        onChange={(from) => onShow({ ...shown, from: Number(from) })}
      />
      <IconButton label={m.compare_swap()} onPress={() => onShow({ from: shown.to, to: shown.from })}>
        <ArrowLeftRight aria-hidden size={17} />
      </IconButton>
      <Select
        label={m.compare_to()}
        options={options}
        value={String(shown.to)}
        onChange={(to) => onShow({ ...shown, to: Number(to) })}
      />
    </div>
  )
}

function momentWords({ position, session, place }: Moment, { earliest, latest }: SectionHistory, zone: string): string {
  if (position === latest) return m.moment_now()
  if (position === earliest) return earliest === 0 ? m.moment_first() : m.moment_opened()
  if (session === null) return ""
  const at = instantWords(place === "after" ? session.endedAt : session.startedAt, zone)
  const said = { at, name: session.name }
  return place === "after" ? m.moment_after(said) : place === "before" ? m.moment_before(said) : m.moment_during(said)
}

function Compared({
  sectionId,
  comparison,
  history,
  shown,
}: {
  sectionId: SectionId
  comparison: Comparison
  history: SectionHistory
  shown: Span
}) {
  const rights = useSectionRights(sectionId)
  const [asked, setAsked] = useState<{ only: readonly string[] | null } | null>(null)
  const zone = ownZone()
  const moments = momentsOf(history, shown)
  const named = (position: number) => {
    const moment = moments.find((each) => each.position === position)
    return { position, words: moment ? momentWords(moment, history, zone) : "" }
  }
  const older = [...new Set([shown.to, shown.from])].filter((position) => position !== history.latest).map(named)
  const [isWhole, setIsWhole] = useState(false)
  const written = useQuery(writersQuery(sectionId, shown.to))
  const writers = useMemo(() => (written.data ? new Writers(written.data, ownZone()) : null), [written.data])
  const [text, setText] = useState<HTMLElement | null>(null)
  const steps = useChangeSteps(text)
  const writer = useWriterAtHand(text)
  const words = countWords(comparison.counts)
  /** The text as it is now would only be put back as it is. */
  const isOfNow = words === "" && shown.to === history.latest
  return (
    <>
      <div className="history-bar">
        <output className="min-w-0 flex-1 basis-56 text-sm">{words === "" ? m.nothing_changed() : words}</output>
        {rights.mayWrite && older.length > 0 && !isOfNow ? (
          <Button onPress={() => setAsked({ only: null })}>
            <RotateCcw aria-hidden size={16} />
            {m.restore_text()}
          </Button>
        ) : null}
        <ChangeSteps {...steps} />
        {steps.count > 0 ? <p className="history-writer">{writer ?? <Legend state={written.status} />}</p> : null}
      </div>
      <ComparedText
        ref={setText}
        sectionId={sectionId}
        comparison={comparison}
        isWhole={isWhole}
        writers={writers}
        onShowAll={() => setIsWhole(true)}
        onRestore={rights.mayWrite && shown.from !== history.latest ? (only) => setAsked({ only }) : null}
      />
      {asked ? (
        <RestoreDialog
          sectionId={sectionId}
          latest={history.latest}
          moments={asked.only === null ? older : [named(shown.from)]}
          only={asked.only}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  )
}

/** What stands there while no change is at hand. */
function Legend({ state }: { state: "pending" | "error" | "success" }) {
  if (state === "pending") return m.authorship_loading()
  return state === "error" ? m.writers_failed() : m.writers_hint()
}
