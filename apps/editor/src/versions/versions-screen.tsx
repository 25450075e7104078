import { can, commentsOpenUntil, standingOf, type Version } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { ArrowLeft, Snowflake } from "lucide-react"
import { lazy, Suspense, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { m, useLanguage } from "../language/language.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { Button } from "../ui/button.tsx"
import { useTitle } from "../ui/use-title.ts"
import { VersionLine } from "./version-line.tsx"
import "./versions.css"

const FreezeDialog = lazy(() => import("./freeze-dialog.tsx"))

/** So many are shown at once, and a few more where those would be all. */
const shownMax = 10
const fewMore = 2

/** What was frozen of the publication, newest first: every member sees that it is there, some may open it. */
export function VersionsScreen() {
  useLanguage()
  const { publication, personId } = usePublication()
  const [isFreezing, setFreezing] = useState(false)
  const mayFreeze = can(publication, personId, "freezeVersion").allowed
  useTitle(m.versions(), publication.title)
  const versions = useMemo(() => publication.versions.toReversed(), [publication])
  const standing = useMemo(() => standingOf(publication), [publication])
  const [isWhole, setWhole] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const now = useNow()
  // What stands for the publication at present, and what is commented on, is among those that are shown at once, however old it is.
  const isShownAtOnce = (version: Version, index: number) =>
    index < shownMax ||
    version.number === standing.submitted ||
    version.number === standing.circulated ||
    commentsOpenUntil(version, now) !== null
  const shown = isWhole || versions.length <= shownMax + fewMore ? versions : versions.filter(isShownAtOnce)
  const showAll = () => {
    flushSync(() => setWhole(true))
    // The button is gone: the keyboard goes on with the first of those that came.
    const came = list.current?.children[shownMax]
    if (!(came instanceof HTMLElement)) return
    came.tabIndex = -1
    came.focus()
  }
  return (
    <div className="versions-page">
      <div data-region="" className="versions-bar">
        <Link to="/p/$publicationId" params={{ publicationId: publication.id }} className="link versions-back">
          <ArrowLeft aria-hidden size={16} />
          {m.contents()}
        </Link>
        {mayFreeze ? (
          <Button kind="primary" onPress={() => setFreezing(true)}>
            <Snowflake aria-hidden size={16} />
            {m.freeze_version()}
          </Button>
        ) : null}
      </div>
      <h1 id="versions-title" className="font-serif text-2xl font-semibold tracking-tight">
        {m.versions()}
      </h1>
      <p className="pt-1 font-serif text-lg text-ink-soft" lang={publication.originalLanguage}>
        {publication.title}
      </p>
      <ConnectionNotice />
      {publication.versions.length === 0 ? (
        <div className="versions-empty">
          <p>{m.versions_empty()}</p>
          <p>{mayFreeze ? m.versions_empty_editor() : m.versions_empty_others()}</p>
        </div>
      ) : (
        <ol ref={list} aria-labelledby="versions-title" className="versions-list">
          {shown.map((version) => (
            <VersionLine key={version.number} version={version} standing={standing} />
          ))}
        </ol>
      )}
      {shown.length < versions.length ? (
        <div className="pt-4">
          <Button onPress={showAll}>{m.versions_show_all({ count: versions.length })}</Button>
        </div>
      ) : null}
      {isFreezing ? (
        <Suspense>
          <FreezeDialog onClose={() => setFreezing(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
