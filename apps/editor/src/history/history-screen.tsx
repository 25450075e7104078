import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { ArrowLeft } from "lucide-react"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { NotFoundScreen } from "../workspace/not-found-screen.tsx"
import { ComparisonView } from "./comparison-view.tsx"
import { historyQuery, isSpanOf, type SectionHistory, type Span, spanOf } from "./history.ts"
import "./history.css"
import { WorkList } from "./work-list.tsx"

/** Who wrote when in a section, and what changed between any two moments of it. */
export function HistoryScreen() {
  useLanguage()
  const { sectionId } = useParams({ from: "/p/$publicationId/s/$sectionId/history" })
  const { publication } = usePublication()
  const section = publication.sections[sectionId as SectionId]
  const history = useQuery({ ...historyQuery(sectionId), enabled: section !== undefined })
  useTitle(m.history(), section?.title, publication.title)
  if (!section) return <NotFoundScreen />
  return (
    <div className="history-page">
      <header className="history-header">
        <nav aria-label={m.where_you_are()} className="text-sm">
          <Link
            to="/p/$publicationId/s/$sectionId"
            params={{ publicationId: publication.id, sectionId }}
            className="link inline-flex items-center gap-1"
          >
            <ArrowLeft aria-hidden size={16} className="shrink-0 rtl:-scale-x-100" />
            {m.history_back()}
          </Link>
        </nav>
        <h1 className="pt-3 font-serif text-2xl font-semibold tracking-tight text-balance">
          {m.history_of({ title: section.title })}
        </h1>
      </header>
      {history.isPending ? <output className="text-ink-soft">{m.loading()}</output> : null}
      {history.isError ? (
        <Notice kind="danger" action={<Button onPress={() => void history.refetch()}>{m.try_again()}</Button>}>
          {m.server_silent()}
        </Notice>
      ) : null}
      {history.data?.sessions.length === 0 ? <p className="text-ink-soft">{m.history_empty()}</p> : null}
      {history.data && history.data.sessions.length > 0 ? (
        <History sectionId={section.id} history={history.data} />
      ) : null}
    </div>
  )
}

function History({ sectionId, history }: { sectionId: SectionId; history: SectionHistory }) {
  const search = useSearch({ from: "/p/$publicationId/s/$sectionId/history" })
  const navigate = useNavigate({ from: "/p/$publicationId/s/$sectionId/history" })
  const [latest] = history.sessions
  const asked = search.from === undefined || search.to === undefined ? null : { from: search.from, to: search.to }
  const shown: Span = asked ?? (latest ? spanOf(latest) : { from: history.earliest, to: history.latest })
  const chosen = history.sessions.find((session) => isSpanOf(session, shown)) ?? null
  return (
    <div className="history-columns" data-is-chosen={asked !== null || undefined}>
      <WorkList history={history} chosen={chosen} />
      <ComparisonView
        sectionId={sectionId}
        history={history}
        shown={shown}
        chosen={chosen}
        onShow={(span) => void navigate({ search: span })}
      />
    </div>
  )
}
