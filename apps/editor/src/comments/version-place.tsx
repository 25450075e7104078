import { canReadVersion, type PersonId, type Publication, type ThreadVersion, versionLabel } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { m } from "../language/language.ts"

/** "Rev.1, para. 12": where in which version. */
export function versionPlaceWords(
  publication: Pick<Publication, "versions">,
  {
    number: of,
    kind,
    paragraph,
    sectionNumber,
  }: Pick<ThreadVersion, "number" | "kind" | "paragraph" | "sectionNumber">,
): string {
  const version = versionLabel(publication, of)
  if (paragraph === "") return m.version_place_section({ version, number: sectionNumber })
  const place = { version, number: paragraph }
  if (kind === "heading") return m.version_place_heading(place)
  if (kind === "note") return m.version_place_note(place)
  // A table and a figure say themselves what they are.
  return kind === "table" || kind === "figure" ? m.version_place_other(place) : m.version_place_paragraph(place)
}

/** The same as a link to the paragraph, for whoever may open the version. */
export function VersionPlace({
  publication,
  personId,
  version,
  isBeside,
}: {
  publication: Publication
  personId: PersonId
  version: ThreadVersion
  /** This person does not read that section of the draft. */
  isBeside: boolean
}) {
  const { number, sectionId, block } = version
  const words = versionPlaceWords(publication, version)
  return (
    <p className="card-version">
      {canReadVersion(publication, personId, number) ? (
        <Link
          to="/p/$publicationId/versions/$number"
          params={{ publicationId: publication.id, number: String(number) }}
          hash={`${sectionId}-${block}`}
          preload={false}
          className="link"
        >
          <bdi>{words}</bdi>
        </Link>
      ) : (
        <bdi>{words}</bdi>
      )}
      {isBeside ? <span className="card-beside"> {m.version_comment_beside()}</span> : null}
    </p>
  )
}
