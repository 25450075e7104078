import { Link, useNavigate, useParams } from "@tanstack/react-router"
import { ArrowLeft, ArrowLeftRight, RefreshCw } from "lucide-react"
import { useDeferredValue } from "react"
import { m, useLanguage } from "../../language/language.ts"
import { problemWords } from "../../publication/commands.ts"
import { ConnectionNotice } from "../../publication/connection-notice.tsx"
import { usePublication } from "../../publication/publication-context.ts"
import { instantWords, ownZone } from "../../time/words.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Select } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useTitle } from "../../ui/use-title.ts"
import { NotFoundScreen } from "../../workspace/not-found-screen.tsx"
import { RequestError } from "../../workspace/request.ts"
import "../../history/history.css"
import "../../reading/reading.css"
import "../versions.css"
import "./compare.css"
import { comparable, type ComparedName, mayCompare, nameIn, nameWords } from "./compared-name.ts"
import { ComparedVersions } from "./compared-versions.tsx"
import { RedlineLink } from "./redline-link.tsx"
import { useComparison } from "./use-comparison.ts"

/** Two versions, or a version and the draft, beside each other: what became of the one in the other. */
export function CompareScreen() {
  useLanguage()
  const { publication, personId } = usePublication()
  const params = useParams({ from: "/p/$publicationId/versions/$a/diff/$b" })
  const [a, b] = [nameIn(params.a), nameIn(params.b)]
  useTitle(m.compare_title(), publication.title)
  const isOpen =
    a !== null && b !== null && mayCompare(publication, personId, a) && mayCompare(publication, personId, b)
  if (!isOpen) return <NotFoundScreen />
  return (
    <div className="compare-page">
      <div data-region="" className="versions-bar no-print">
        <Link to="/p/$publicationId/versions" params={{ publicationId: publication.id }} className="link versions-back">
          <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
          {m.versions()}
        </Link>
      </div>
      <h1 className="font-serif text-2xl font-semibold tracking-tight">{m.compare_title()}</h1>
      <ConnectionNotice />
      <Pickers before={a} after={b} />
      <Comparison key={`${a} ${b}`} before={a} after={b} />
    </div>
  )
}

interface Pair {
  before: ComparedName
  after: ComparedName
}

function Pickers({ before, after }: Pair) {
  const { publication, personId } = usePublication()
  const navigate = useNavigate()
  const options = comparable(publication, personId).map((name) => ({
    value: String(name),
    label: nameWords(publication, name),
  }))
  const [was, now] = [String(before), String(after)]
  const show = (a: string, b: string) =>
    void navigate({
      to: "/p/$publicationId/versions/$a/diff/$b",
      params: { publicationId: publication.id, a, b },
    })
  return (
    <div className="history-pickers compare-pickers">
      <Select label={m.compare_from()} options={options} value={was} onChange={(chosen) => show(chosen, now)} />
      <IconButton label={m.compare_swap_versions()} onPress={() => show(now, was)}>
        <ArrowLeftRight aria-hidden size={17} />
      </IconButton>
      <Select label={m.compare_to()} options={options} value={now} onChange={(chosen) => show(was, chosen)} />
    </div>
  )
}

function Comparison({ before, after }: Pair) {
  const { publication } = usePublication()
  const comparison = useComparison(publication.id, before, after, true)
  // A long one is laid out piece by piece, while the page answers to whoever uses it.
  const shown = useDeferredValue(comparison.data ?? null, null)
  if (comparison.isError) {
    return (
      <Notice kind="danger" action={<Button onPress={() => void comparison.refetch()}>{m.try_again()}</Button>}>
        {comparison.error instanceof RequestError ? problemWords(comparison.error) : m.server_silent()}
      </Notice>
    )
  }
  const isOfDraft = before === "draft" || after === "draft"
  const names = [nameWords(publication, before), nameWords(publication, after)] as const
  return (
    <>
      {isOfDraft && comparison.data ? (
        <p className="compare-moment no-print">
          {m.compare_draft_as_of({ at: instantWords(comparison.dataUpdatedAt, ownZone()) })}
          <Button kind="quiet" isDisabled={comparison.isFetching} onPress={() => void comparison.refetch()}>
            <RefreshCw aria-hidden size={15} />
            {m.compare_again()}
          </Button>
        </p>
      ) : null}
      {shown === null ? null : <RedlineLink comparison={shown.comparison} />}
      {shown === null ? (
        <output className="block py-10 text-ink-soft">{m.comparing()}</output>
      ) : (
        <ComparedVersions key={comparison.dataUpdatedAt} shown={shown} names={names} />
      )}
    </>
  )
}
