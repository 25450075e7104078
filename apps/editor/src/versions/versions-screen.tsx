import { can, canReadVersion, type PersonId, type Publication, type Version } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { ArrowLeft, Snowflake } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { m, useLanguage } from "../language/language.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { instantWords } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { useTitle } from "../ui/use-title.ts"
import { CompareLink } from "./compare/compare-link.tsx"
import { circulationWords, freezerWords, sealWords } from "./facts-words.ts"
import { Corrections } from "./hand-over/corrections.tsx"
import { Submissions } from "./hand-over/submissions.tsx"
import { kindWords } from "./version-words.ts"
import "./versions.css"

const FreezeDialog = lazy(() => import("./freeze-dialog.tsx"))

/** What was frozen of the publication, newest first: every member sees that it is there, some may open it. */
export function VersionsScreen() {
  useLanguage()
  const { publication, personId } = usePublication()
  const [isFreezing, setFreezing] = useState(false)
  const mayFreeze = can(publication, personId, "freezeVersion").allowed
  useTitle(m.versions(), publication.title)
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
        <ol aria-labelledby="versions-title" className="versions-list">
          {publication.versions.toReversed().map((version) => (
            <VersionLine
              key={version.number}
              version={version}
              publication={publication}
              personId={personId}
              mayOpen={canReadVersion(publication, personId, version.number)}
            />
          ))}
        </ol>
      )}
      {isFreezing ? (
        <Suspense>
          <FreezeDialog onClose={() => setFreezing(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function VersionLine({
  version,
  publication,
  personId,
  mayOpen,
}: {
  version: Version
  publication: Publication
  personId: PersonId
  mayOpen: boolean
}) {
  const { number, symbol, title, kind, note, frozenAt, frozenBy } = version
  return (
    <li className="version-line">
      <p className="version-number" aria-label={m.version_number({ number })}>
        {number}
      </p>
      <div className="min-w-0">
        <h2 className="version-title">
          {mayOpen ? (
            <Link
              to="/p/$publicationId/versions/$number"
              params={{ publicationId: publication.id, number: String(number) }}
              className="link"
            >
              <bdi>{title}</bdi>
            </Link>
          ) : (
            <bdi>{title}</bdi>
          )}
        </h2>
        <p className="version-facts">
          <strong>{kindWords(kind)}</strong>
          {symbol === "" ? null : <span className="version-symbol">{symbol}</span>}
          <span>
            <time dateTime={new Date(frozenAt).toISOString()}>{instantWords(frozenAt, publication.timeZone)}</time>
          </span>
          <span>{m.version_frozen_by({ who: freezerWords(publication, frozenBy) })}</span>
        </p>
        {note === "" ? null : (
          <p className="version-note" dir="auto">
            {note}
          </p>
        )}
        <Corrections publication={publication} personId={personId} version={version} isLine />
        <Submissions publication={publication} version={version} />
        <p className="version-facts">
          <span>{sealWords(version)}</span>
          <span>{circulationWords(publication, version)}</span>
          {mayOpen ? null : <span>{m.version_not_for_you()}</span>}
          {mayOpen ? <CompareLink number={number} title={title} className="link version-compare" /> : null}
        </p>
      </div>
    </li>
  )
}
