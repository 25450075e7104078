import { can, type OrgId, type Version } from "@codraft/publication"
import { lazy, Suspense, useState } from "react"
import { intlLocale, m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { instantWords } from "../../time/words.ts"
import { Button } from "../../ui/button.tsx"
import { dateWords } from "./comment-date.tsx"
import "./circulated-to.css"

const ChangeDate = lazy(() => import("./change-date.tsx"))

/** Who has the version, since when and until when they may comment on it; for the secretariat. */
export function CirculatedTo({ version }: { version: Version }) {
  const { publication, personId } = usePublication()
  const now = useNow()
  const [changing, setChanging] = useState<OrgId | null>(null)
  const zone = publication.timeZone
  const { compare } = new Intl.Collator(intlLocale())
  const lines = Object.values(publication.organizations)
    .flatMap(({ id, name }) => {
      const circulated = version.circulatedTo[id]
      return circulated === undefined ? [] : [{ id, name, ...circulated }]
    })
    .toSorted((a, b) => compare(a.name, b.name))
  if (lines.length === 0) return null
  const mayChange = can(publication, personId, "circulateVersion").allowed
  return (
    <details className="freeze-record circulated-to">
      <summary>{m.circulated_to_count({ count: lines.length })}</summary>
      <ul>
        {lines.map(({ id, name, at, commentUntil }) => (
          <li key={id}>
            <span className="min-w-0">
              <strong dir="auto">{name}</strong>
              <span className="circulated-facts">
                {m.circulate_since({ when: instantWords(at, zone) })} · {dateWords(commentUntil, zone, now)}
              </span>
            </span>
            {mayChange ? (
              <Button
                kind="quiet"
                aria-label={m.comment_date_change_of({ organization: name })}
                onPress={() => setChanging(id)}
              >
                {m.comment_date_change()}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {changing === null ? null : (
        <Suspense>
          <ChangeDate
            version={version}
            orgId={changing}
            organization={publication.organizations[changing]?.name ?? changing}
            onClose={() => setChanging(null)}
          />
        </Suspense>
      )}
    </details>
  )
}
