import { can } from "../can.ts"
import type { Actor } from "../decision.ts"
import type { PersonId } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { isOfSecretariat } from "../roles.ts"
import type { Section } from "../section.ts"
import { recordedCommentRefusal, versionCommentRefusal } from "../versions/circulation.ts"
import { readSection } from "./as-seen.ts"
import type { ReviewCommandOf } from "./commands.ts"
import type { WordsAsked } from "./plan.ts"
import { isOfficer, restingRefusal } from "./ruling.ts"
import type { Anchor, CommentAudience, OnBehalf, Quote, ThreadVersion } from "./thread.ts"

/** A paragraph of a version, as the version itself says it is; and the words of it that a comment is on, with what is around them there. */
export interface FrozenWords {
  readonly place: Pick<ThreadVersion, "sectionId" | "sectionNumber" | "block" | "kind" | "paragraph">
  readonly quote: Quote
}

type OnVersion = NonNullable<ReviewCommandOf<"addComment">["version"]>

/** What a comment on a version is on. */
export interface VersionSubject {
  readonly version: ThreadVersion
  /** The draft's section, for whoever reads it: then the text is asked where the words are in it. Null for all others. */
  readonly section: Section | null
  /** By what they are found in the draft as long as nobody has found them there: nothing but what the version says. */
  readonly anchor: Anchor
  readonly words: WordsAsked
}

/** Why somebody may not comment on a version now, or what the comment would be on. */
export function subjectInVersion(
  state: Publication,
  command: ReviewCommandOf<"addComment">,
  asked: OnVersion,
  { personId, at }: Pick<Actor, "personId" | "at">,
  frozen: FrozenWords | Refusal | null,
): VersionSubject | Refusal {
  const { onBehalf } = command
  const refusal =
    onBehalf === undefined
      ? versionCommentRefusal(state, personId, asked.number, at)
      : (recorderRefusal(state, personId, onBehalf) ?? recordedCommentRefusal(state, onBehalf, asked.number, at))
  if (refusal !== null) return refusal
  if (frozen === null) return refusalOf("no-such-paragraph")
  if ("code" in frozen) return frozen
  const section = readSection(state, personId, frozen.place.sectionId)
  const resting = section && restingRefusal(state, { sectionId: section.id }, "comment")
  if (resting !== null) return resting
  const { place, quote } = frozen
  const isWhole = asked.quote === undefined
  const anchor = { quote, blockId: place.block }
  return {
    version: { number: asked.number, ...place, quote: isWhole ? null : quote },
    section,
    anchor,
    words: { ...anchor, isOfOtherText: true },
  }
}

/** Why somebody may not record what this organization said; null when they may. */
export function recorderRefusal(
  state: Publication,
  personId: PersonId,
  { organization: orgId }: Pick<OnBehalf, "organization">,
): Refusal | null {
  const permission = can(state, personId, "recordComments")
  if (!permission.allowed) return permission.refusal
  return state.organizations[orgId] === undefined ? refusalOf("no-such-organization", { orgId }) : null
}

/**
 * Without the draft's section there are no readers of it to address: one's own organization, and the secretariat; what is recorded
 * for others is for both.
 */
export function usualAudienceBeside(
  state: Publication,
  { onBehalf }: Pick<ReviewCommandOf<"addComment">, "onBehalf">,
  member: Member,
): CommentAudience {
  if (onBehalf !== undefined) return "secretariat"
  return isOfficer(state, member) || isOfSecretariat(state, member) ? "delegation" : "secretariat"
}
