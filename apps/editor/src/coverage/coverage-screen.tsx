import { linkKinds } from "@codraft/publication/coverage"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { ArrowLeft, Download } from "lucide-react"
import { useMemo, useState } from "react"
import { numberWords } from "../contents/section-words.ts"
import { m, useLanguage } from "../language/language.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Select } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { useMedia } from "../ui/use-media.ts"
import { useTitle } from "../ui/use-title.ts"
import type { CoverageAddress, Extent, View } from "./coverage-address.ts"
import { CoverageList } from "./coverage-list.tsx"
import { type ChosenCell, CoverageTable } from "./coverage-table.tsx"
import "./coverage.css"
import { byOrganization, bySection, byTheme } from "./map.ts"
import { Legend } from "./marks.tsx"
import { PlacesDialog } from "./places-dialog.tsx"
import { Summary } from "./summary.tsx"
import { csvPath, useCoverage } from "./use-coverage.ts"

/** Which targets the publication covers, and where: as far as this person may read it. */
export function CoverageScreen() {
  const language = useLanguage()
  const { publication } = usePublication()
  const address = useSearch({ from: "/p/$publicationId/coverage" })
  const navigate = useNavigate()
  const { by: view = "section", show: extent = "related" } = address
  const counted = useCoverage()
  const isNarrow = useMedia("(width < 48rem)")
  const [open, setOpen] = useState<ChosenCell | null>(null)
  useTitle(m.coverage(), publication.title)

  const { data } = counted
  const map = useMemo(() => {
    const words = { numberOf: numberWords, whole: m.coverage_whole(), language }
    if (view === "theme") return byTheme(publication, words)
    if (data === undefined) return null
    const make = view === "section" ? bySection : byOrganization
    return make(publication, data, extent, words)
  }, [publication, data, view, extent, language])
  const go = (search: CoverageAddress) =>
    void navigate({
      to: "/p/$publicationId/coverage",
      params: { publicationId: publication.id },
      search,
      replace: true,
      resetScroll: false,
    })
  const name = view === "theme" ? m.coverage_themes() : m.coverage_table()
  const Map = isNarrow ? CoverageList : CoverageTable
  return (
    <div className="coverage-page">
      <div data-region="" className="coverage-bar no-print">
        <Link to="/p/$publicationId" params={{ publicationId: publication.id }} className="link coverage-back">
          <ArrowLeft aria-hidden size={16} />
          {m.contents()}
        </Link>
        <a href={csvPath(publication.id, view, language)} download className="button">
          <Download aria-hidden size={16} />
          {m.coverage_csv()}
        </a>
      </div>
      <h1 className="font-serif text-2xl font-semibold tracking-tight">{m.coverage()}</h1>
      <p className="pt-1 font-serif text-lg text-ink-soft" lang={publication.originalLanguage}>
        {publication.title}
      </p>
      <ConnectionNotice />
      {data && view !== "theme" ? (
        <Summary coverage={data} extent={extent} sections={Object.keys(publication.sections).length} />
      ) : null}
      <div data-region="" className="coverage-choices no-print">
        <Select<View>
          label={m.coverage_view()}
          value={view}
          options={[
            { value: "section", label: m.coverage_by_section() },
            { value: "organization", label: m.coverage_by_organization() },
            { value: "theme", label: m.coverage_by_theme() },
          ]}
          onChange={(by) => {
            const { by: _, ...rest } = address
            go(by === "section" ? rest : { ...rest, by })
          }}
        />
        {view === "theme" ? null : (
          <Select<Extent>
            label={m.coverage_show()}
            value={extent}
            options={[
              { value: "direct", label: m.coverage_show_direct() },
              { value: "related", label: m.coverage_show_related() },
              { value: "all", label: m.coverage_show_all() },
            ]}
            onChange={(show) => {
              const { show: _, ...rest } = address
              go(show === "related" ? rest : { ...rest, show })
            }}
          />
        )}
      </div>
      <Legend kinds={view === "theme" ? ["outline"] : linkKinds} />
      {view === "organization" ? <p className="coverage-note">{m.coverage_organization_note()}</p> : null}
      {counted.isError && data === undefined && view !== "theme" ? (
        <Notice kind="warn" action={<Button onPress={() => void counted.refetch()}>{m.try_again()}</Button>}>
          {m.coverage_failed()}
        </Notice>
      ) : null}
      {map === null ? (
        counted.isError ? null : (
          <output className="block py-6 text-ink-soft">{m.loading()}</output>
        )
      ) : map.parts.length === 0 ? (
        <p className="py-6 font-serif text-lg text-ink-soft">{m.coverage_no_themes()}</p>
      ) : (
        <Map key={view} name={name} map={map} publication={publication} onOpen={setOpen} />
      )}
      {view === "theme" ? null : <p className="coverage-note">{m.target_wording()}</p>}
      {open ? (
        <PlacesDialog cell={open} isOfOrganization={view === "organization"} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  )
}
