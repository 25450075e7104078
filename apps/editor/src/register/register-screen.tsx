import { can, flatOutline, outline } from "@codraft/publication"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Upload } from "lucide-react"
import { lazy, Suspense, useDeferredValue, useMemo, useState } from "react"
import { m, useLanguage } from "../language/language.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { ExportMenu } from "./export-menu.tsx"
import { massOffers } from "./mass.ts"
import type { RegisterSearch } from "./register-address.ts"
import { RegisterFilters } from "./register-filters.tsx"
import { RegisterTable } from "./register-table.tsx"
import "./register.css"
import { type Row, rowsOf, shownRows } from "./rows.ts"
import { useRegister } from "./use-register.ts"

const MassDialog = lazy(() => import("./mass-dialog.tsx"))
const ImportDialog = lazy(() => import("./import/import-dialog.tsx"))
const RowDialog = lazy(() => import("./row-dialog.tsx"))

/** Every comment of the publication that this person reads, in one table. What is looked for is in the address. */
export function RegisterScreen() {
  useLanguage()
  const { publication, personId } = usePublication()
  const search = useSearch({ from: "/p/$publicationId/review" })
  const navigate = useNavigate()
  const { rows: fetched, total, isComplete, isFailing, reload } = useRegister(publication.id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [acting, setActing] = useState<readonly Row[] | null>(null)
  const [opened, setOpened] = useState<Row | null>(null)
  const [isImporting, setImporting] = useState(false)
  const mayImport = can(publication, personId, "recordComments").allowed
  const now = useNow()
  useTitle(m.register_title(), publication.title)

  const nodes = useMemo(() => flatOutline(outline(publication)), [publication])
  const rows = useMemo(() => rowsOf(publication, nodes, fetched), [publication, nodes, fetched])
  const asked = useDeferredValue(search)
  const shown = useMemo(() => shownRows(publication, rows, asked, personId), [publication, rows, asked, personId])
  const offers = useMemo(
    () => massOffers(publication, threadsOf(rows), personId, now),
    // What may be done changes with the comments and the facts; the clock alone is not worth asking again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- as said
    [publication, rows, personId],
  )
  const mayAct = offers.settle || offers.assign || offers.classify
  const selected = useMemo(() => shown.filter(({ id }) => chosen.has(id)), [shown, chosen])

  const change = (next: RegisterSearch) => {
    void navigate({
      to: "/p/$publicationId/review",
      params: { publicationId: publication.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  }
  const hidden = rows.length - shown.length
  return (
    <div className="register-page">
      <header className="register-head">
        <div>
          <h1 className="font-serif text-2xl font-semibold tracking-tight">{m.register_title()}</h1>
          <p className="pt-1 font-serif text-lg text-ink-soft" lang={publication.originalLanguage}>
            {publication.title}
          </p>
        </div>
        <div className="register-files">
          {mayImport ? (
            <Button onPress={() => setImporting(true)}>
              <Upload aria-hidden size={16} />
              {m.import_open()}
            </Button>
          ) : null}
          <ExportMenu publicationId={publication.id} search={search} shown={shown.length} total={rows.length} />
        </div>
      </header>
      <ConnectionNotice />
      {isFailing ? (
        <div className="pt-4">
          <Notice kind="warn" isUrgent action={<Button onPress={reload}>{m.try_again()}</Button>}>
            {m.register_failing()}
          </Notice>
        </div>
      ) : null}
      <RegisterFilters publication={publication} nodes={nodes} rows={rows} search={search} onChange={change} />
      <div className="register-bar">
        <output className="register-count">
          {total === null
            ? ""
            : isComplete
              ? hidden > 0
                ? m.register_count({ shown: shown.length, hidden })
                : m.register_count_all({ count: rows.length })
              : m.register_coming({ count: rows.length, total })}
        </output>
        {selected.length > 0 ? (
          <span className="register-chosen">
            <span>{m.register_selected({ count: selected.length })}</span>
            <Button kind="quiet" onPress={() => setChosen(new Set())}>
              {m.register_select_none()}
            </Button>
            <Button kind="primary" onPress={() => setActing(selected)}>
              {m.register_act()}
            </Button>
          </span>
        ) : null}
      </div>
      {total === null && !isFailing ? <output className="register-words">{m.loading()}</output> : null}
      {isComplete && rows.length === 0 ? <p className="register-words">{m.register_empty()}</p> : null}
      {isComplete && rows.length > 0 && shown.length === 0 ? (
        <p className="register-words">
          {m.register_none_found()}{" "}
          <button type="button" className="link" onClick={() => change({})}>
            {m.comments_filter_reset()}
          </button>
        </p>
      ) : null}
      {shown.length > 0 ? (
        <RegisterTable
          publication={publication}
          rows={shown}
          search={search}
          onSort={change}
          chosen={mayAct ? chosen : null}
          onChoose={setChosen}
          onOpen={setOpened}
        />
      ) : null}
      <Suspense fallback={null}>
        {acting ? (
          <MassDialog
            publication={publication}
            rows={acting}
            offers={offers}
            onDone={(left) => {
              setChosen(new Set(left))
              reload()
            }}
            onClose={() => setActing(null)}
          />
        ) : null}
        {isImporting ? (
          <ImportDialog publication={publication} onImported={reload} onClose={() => setImporting(false)} />
        ) : null}
        {opened ? <RowDialog publication={publication} row={opened} onClose={() => setOpened(null)} /> : null}
      </Suspense>
    </div>
  )
}

function threadsOf(rows: readonly Row[]) {
  return rows.map(({ thread }) => thread)
}
