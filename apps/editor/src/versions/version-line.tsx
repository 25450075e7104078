import {
  canReadVersion,
  commentDateOf,
  commentsOpenUntil,
  isOfSecretariat,
  isValid,
  type VersionsStanding,
  type Version,
} from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { MessageSquareText } from "lucide-react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { instantWords } from "../time/words.ts"
import { dateWords } from "./comments/comment-date.tsx"
import { CompareLink } from "./compare/compare-link.tsx"
import { circulationWords, freezerWords, sealWords } from "./facts-words.ts"
import { Corrections } from "./hand-over/corrections.tsx"
import { Submissions } from "./hand-over/submissions.tsx"
import { kindWords } from "./version-words.ts"

/** A version in the list: what it is, whether it is the one that stands, who has it, and what is asked of them. */
export function VersionLine({ version, standing }: { version: Version; standing: VersionsStanding }) {
  const { publication, personId } = usePublication()
  const { number, symbol, title, kind, note, frozenAt, frozenBy } = version
  const filesAre = sealWords(version)
  const mayOpen = canReadVersion(publication, personId, number)
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
          {number === standing.submitted ? <span className="version-stands">{m.version_submitted_last()}</span> : null}
          {number === standing.circulated ? (
            <span className="version-stands">{m.version_circulated_last()}</span>
          ) : null}
          <time dateTime={new Date(frozenAt).toISOString()}>{instantWords(frozenAt, publication.timeZone)}</time>
          <span>{m.version_frozen_by({ who: freezerWords(publication, frozenBy) })}</span>
        </p>
        {note === "" ? null : (
          <p className="version-note" dir="auto">
            {note}
          </p>
        )}
        <Corrections publication={publication} personId={personId} version={version} isLine />
        <Submissions publication={publication} version={version} />
        <CommentsOpen version={version} />
        <p className="version-facts">
          <span>{circulationWords(publication, version)}</span>
          <LinkCount number={number} />
          {filesAre === null ? null : <span>{filesAre}</span>}
          {mayOpen ? null : <span>{m.version_not_for_you()}</span>}
          {mayOpen ? <CompareLink number={number} title={title} className="link version-compare" /> : null}
        </p>
      </div>
    </li>
  )
}

/** Until when comments on it are taken: from whom they are asked, for those their own date. */
function CommentsOpen({ version }: { version: Version }) {
  const { publication, personId } = usePublication()
  const now = useNow()
  const member = publication.members[personId]
  if (member === undefined) return null
  const zone = publication.timeZone
  const words = isOfSecretariat(publication, member)
    ? openWords(version, zone, now)
    : ownWords(commentDateOf(publication, member.orgId, version.number), zone, now)
  if (words === null) return null
  return (
    <p className="version-facts version-open">
      <MessageSquareText aria-hidden size={15} />
      <span>{words}</span>
    </p>
  )
}

function openWords(version: Version, zone: string, now: number): string | null {
  const open = commentsOpenUntil(version, now)
  if (open === null) return null
  const when = instantWords(open.until, zone)
  return open.isSameForAll ? m.comments_until({ when }) : m.comments_until_last({ when })
}

function ownWords(until: number | null, zone: string, now: number): string | null {
  if (until === null) return null
  return until > now ? m.comments_until({ when: instantWords(until, zone) }) : dateWords(until, zone, now)
}

/** Series editors alone know of the links; for all others there are none. */
function LinkCount({ number }: { number: number }) {
  const { publication } = usePublication()
  const now = useNow()
  const count = Object.values(publication.links).filter((link) => link.version === number && isValid(link, now)).length
  return count === 0 ? null : <span>{m.version_links({ count })}</span>
}
