import { flatOutline, outline, type Publication } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { numberWords } from "../contents/section-words.ts"
import { threadFragment } from "../links/block-link.ts"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useCatalogue } from "../targets/use-catalogue.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import type { ChosenCell } from "./coverage-table.tsx"
import { Mark, meaningOf } from "./marks.tsx"
import { rowWords } from "./row-head.tsx"
import { type Place, placesOf } from "./use-coverage.ts"

/** The places that a cell stands for, each with the way to it. */
export function PlacesDialog({
  cell: { row, column },
  isOfOrganization,
  onClose,
}: {
  cell: ChosenCell
  isOfOrganization: boolean
  onClose: () => void
}) {
  const language = useLanguage()
  const { publication } = usePublication()
  const catalogue = useCatalogue(row.kind === "target")
  const label = row.kind === "target" ? catalogue?.targetLabel(row.key, language) : undefined
  return (
    <Dialog title={`${rowWords(row, publication)} \u00B7 ${column.name}`} width="wide" onClose={onClose}>
      {label ? (
        <p className="pb-3 text-ink-soft">
          <bdi lang={label.language}>{label.text}</bdi>
        </p>
      ) : null}
      {row.kind === "theme" ? (
        <ul className="coverage-places">
          <PlaceLine place={ofOutline(column.key)} publication={publication} saysSection={false} />
        </ul>
      ) : (
        <Places
          cell={
            isOfOrganization ? { target: row.key, organization: column.key } : { target: row.key, section: column.key }
          }
          saysSection={isOfOrganization}
        />
      )}
    </Dialog>
  )
}

function Places({ cell, saysSection }: { cell: Parameters<typeof placesOf>[2]; saysSection: boolean }) {
  const { publication, personId } = usePublication()
  const found = useQuery(placesOf(publication.id, personId, cell))
  if (found.isError)
    return (
      <Notice kind="warn" action={<Button onPress={() => void found.refetch()}>{m.try_again()}</Button>}>
        {m.coverage_failed()}
      </Notice>
    )
  if (found.data === undefined) return <output className="block text-ink-soft">{m.loading()}</output>
  const { places, total } = found.data
  if (total === 0) return <p>{m.coverage_nothing_left()}</p>
  return (
    <>
      <ul className="coverage-places">
        {places.map((place, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a place has no other name than where it comes
          <PlaceLine key={index} place={place} publication={publication} saysSection={saysSection} />
        ))}
      </ul>
      {total > places.length ? (
        <p className="pt-3 text-ink-soft">
          {m.coverage_more_places({ count: total - places.length })}{" "}
          <Link to="/p/$publicationId/review" params={{ publicationId: publication.id }} className="link">
            {m.register_all_comments()}
          </Link>
        </p>
      ) : null}
    </>
  )
}

function PlaceLine({
  place,
  publication,
  saysSection,
}: {
  place: Place
  publication: Publication
  saysSection: boolean
}) {
  const { kind, count, words, sectionId, block, threadId, organization } = place
  const by =
    threadId === null ? null : (publication.organizations[organization as never] as { name: string } | undefined)
  const said = words ?? meaningOf(kind)
  const node = flatOutline(outline(publication)).find(({ section }) => section.id === sectionId)
  const about = [
    words === null ? null : meaningOf(kind),
    by?.name,
    saysSection ? (node ? `${numberWords(node)} ${node.section.title}` : m.coverage_whole()) : null,
  ].filter((each) => each !== null && each !== undefined)
  const fragment = threadId === null ? block : `${threadFragment}${threadId}`
  return (
    <li>
      <span aria-hidden>
        <Mark kind={kind} count={count} />
      </span>
      <span className="min-w-0">
        {sectionId === null ? (
          <Link
            to="/p/$publicationId"
            params={{ publicationId: publication.id }}
            {...(fragment === null ? {} : { hash: fragment })}
            className="link"
          >
            <bdi>{said}</bdi>
          </Link>
        ) : (
          <Link
            to="/p/$publicationId/s/$sectionId"
            params={{ publicationId: publication.id, sectionId }}
            {...(fragment === null ? {} : { hash: fragment })}
            className="link"
          >
            <bdi>{said}</bdi>
          </Link>
        )}
        {about.length > 0 ? <span className="coverage-about">{about.join(" \u00B7 ")}</span> : null}
      </span>
    </li>
  )
}

function ofOutline(sectionId: string): Place {
  return { kind: "outline", sectionId, organization: "", count: 1, block: null, threadId: null, words: null }
}
