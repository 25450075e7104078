import {
  type CommentAudience,
  type CommentKind,
  displayMember,
  type Outcome,
  type PersonId,
  type Publication,
  type SectionId,
  type TargetRef,
  type Thread,
  type ThreadState,
} from "@codraft/publication"
import { m } from "../language/language.ts"
import { dayRangeWords } from "../time/words.ts"
import { organizationOf } from "./filter.ts"

export const kindWords: Record<CommentKind, () => string> = {
  editorial: m.comment_kind_editorial,
  substantive: m.comment_kind_substantive,
  factual: m.comment_kind_factual,
  question: m.comment_kind_question,
}

export const stateWords: Record<ThreadState, () => string> = {
  open: m.comment_state_open,
  answered: m.comment_state_answered,
  resolved: m.comment_state_resolved,
  withdrawn: m.comment_state_withdrawn,
}

export const outcomeWords: Record<Outcome, () => string> = {
  accepted: m.comment_outcome_accepted,
  "accepted-in-part": m.comment_outcome_in_part,
  noted: m.comment_outcome_noted,
  "not-taken-up": m.comment_outcome_not_taken_up,
}

/** "10.7", or an indicator with the edition of the list that it is of. */
export const targetWords = (ref: TargetRef): string => (typeof ref === "string" ? ref : `${ref.code} (${ref.edition})`)

/** Whom a choice of audience means for somebody of this organisation, on a section or with null on the publication as a whole. */
export function audienceChoiceWords(
  publication: Publication,
  personId: PersonId,
  sectionId: SectionId | null,
  audience: CommentAudience,
): string {
  if (audience === "section")
    return sectionId === null ? m.comment_audience_publication() : m.comment_audience_section()
  const organization = organizationOfMember(publication, personId)
  const isDelegation = organization?.kind === "member-state"
  if (audience === "secretariat")
    return isDelegation ? m.comment_audience_secretariat() : m.comment_audience_secretariat_organization()
  return isDelegation ? m.comment_audience_delegation() : m.comment_audience_organization()
}

/** Who sees a thread, where that is not everybody who may read the text; null where it is. */
export function readersWords(publication: Publication, thread: Thread): string | null {
  const organization = publication.organizations[thread.organization]?.name ?? thread.organization
  if (thread.audience === "delegation") return m.comment_seen_by({ who: organization })
  if (thread.audience === "secretariat") return m.comment_seen_with_secretariat({ who: organization })
  if (!thread.place.startsWith("thread:")) return null
  const owner = thread.sectionId === null ? undefined : publication.sections[thread.sectionId]?.ownerOrg
  const state = owner === undefined ? "" : (publication.organizations[owner]?.name ?? owner)
  return m.comment_seen_until_answered({ who: organization, state })
}

/** Who says it: a person, or the organisation in whose name it came by another way. */
export function speakerOf(publication: Publication, thread: Thread, author: PersonId, isFirst: boolean) {
  if (isFirst && thread.onBehalf !== undefined) {
    const name = publication.organizations[organizationOf(thread)]?.name ?? organizationOf(thread)
    return { name, organization: name, isOrganizationOnly: true }
  }
  return displayMember(publication, author)
}

/** Who is to see to it, and until when; null where nobody is. */
export function assigneeWords(publication: Publication, { assignee, due }: Thread): string | null {
  if (assignee === null) return null
  const who =
    "person" in assignee
      ? displayMember(publication, assignee.person).name
      : (publication.organizations[assignee.organization]?.name ?? assignee.organization)
  return due === null ? m.comment_assigned({ who }) : m.comment_assigned_until({ who, date: dayWords(due) })
}

/** What a card is called for whoever does not see where it stands. */
export function cardWords(publication: Publication, thread: Thread, words: string): string {
  const { name } = speakerOf(publication, thread, thread.author, true)
  const short = words.length > 80 ? `${words.slice(0, 80)}…` : words
  const on =
    words !== ""
      ? m.comment_card_on({ who: name, words: short })
      : thread.sectionId === null
        ? m.comment_card_publication({ who: name })
        : m.comment_card_general({ who: name })
  return `${on}, ${stateWords[thread.state]()}`
}

function dayWords(day: string): string {
  return dayRangeWords(day, day)
}

function organizationOfMember(publication: Publication, personId: PersonId) {
  const orgId = publication.members[personId]?.orgId
  return orgId === undefined ? undefined : publication.organizations[orgId]
}
