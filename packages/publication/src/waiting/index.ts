import { can } from "../can.ts"
import type { PersonId, SectionId, ThreadId } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { isOfDelegation, isOfOrganization } from "../roles.ts"
import { commentsSeen, type Seen } from "../review/seen.ts"
import { isBegunBy, isOpen, type Thread } from "../review/thread.ts"
import type { Section } from "../section.ts"

const horizonMs = 7 * 86_400_000

/** What somebody is asked to do, or to look at. */
export type Waiting = {
  /** null: the publication as a whole. */
  sectionId: SectionId | null
  /** When it came; of a state, when that ends. */
  at: number
} & (
  | { kind: "end" }
  | { kind: "answer" | "mention" | "assignment" | "reply"; threadId: ThreadId; by: PersonId; due: string | null }
)

/** Sections that this person leads or co-writes and whose state ends within a week, soonest first. */
export function endingFor(publication: Publication, personId: PersonId, now: number): Section[] {
  const isDue = ({ until, state }: Section) =>
    until !== null && state !== "closed" && state !== "submitted" && until.at > now && until.at - now <= horizonMs
  const isTheirs = (section: Section) => section.leadPerson === personId || section.coAuthors.includes(personId)
  return Object.values(publication.sections)
    .filter((section) => isTheirs(section) && isDue(section))
    .sort((a, b) => (a.until?.at ?? 0) - (b.until?.at ?? 0))
}

/**
 * All that waits for a person in one publication: what ends, soonest first, then what comments ask of them, newest first; each thread
 * once, by the most urgent of its reasons. `threads` are those that the person reads.
 */
export function waitingFor(
  publication: Publication,
  threads: Iterable<Thread>,
  seen: Seen,
  { personId, now }: { personId: PersonId; now: number },
): Waiting[] {
  const member = publication.members[personId]
  if (member === undefined) return []
  const ends = endingFor(publication, personId, now).map(
    ({ id, until }): Waiting => ({ kind: "end", sectionId: id, at: until?.at ?? now }),
  )
  const asked: Waiting[] = []
  for (const thread of threads) {
    const one = askedIn(publication, thread, commentsSeen(seen, thread.id), member, now)
    if (one !== null) asked.push(one)
  }
  return [...ends, ...asked.sort((a, b) => b.at - a.at)]
}

function askedIn(publication: Publication, thread: Thread, seen: number, member: Member, now: number): Waiting | null {
  const { id: threadId, sectionId, due } = thread
  if (thread.isGone || thread.state === "withdrawn") return null
  const unseen = thread.comments.slice(seen).filter(({ author, isDeleted }) => author !== member.personId && !isDeleted)
  const because = (
    kind: "answer" | "mention" | "assignment" | "reply",
    { at, author }: { at: number; author: PersonId },
  ) => ({ kind, sectionId, at, threadId, by: author, due }) as const
  const mention = unseen.find(({ body }) => body.includes(`@{${member.personId}}`))
  if (mention !== undefined) return because("mention", mention)
  const last = thread.comments.at(-1)
  if (last === undefined) return null
  if (isOpen(thread) && isAssigned(publication, thread, member)) return because("assignment", last)
  if (thread.state === "open" && thread.openedAs === null && answersFor(publication, thread, member, now))
    return because("answer", last)
  const [reply] = thread.author === member.personId ? unseen : []
  return reply === undefined ? null : because("reply", reply)
}

function isAssigned(publication: Publication, { assignee }: Thread, member: Member): boolean {
  if (assignee === null) return false
  return "person" in assignee
    ? assignee.person === member.personId
    : isOfOrganization(publication, member, assignee.organization)
}

/** Whoever leads the section, and of a State's text its focal point; on the publication as a whole the series editors. */
function answersFor(publication: Publication, thread: Thread, member: Member, at: number): boolean {
  const { personId } = member
  if (isBegunBy(thread, personId)) return false
  if (thread.sectionId === null) {
    return thread.audience !== "delegation" && can(publication, personId, "answerOnPublication").allowed
  }
  const section = publication.sections[thread.sectionId]
  if (section === undefined) return false
  const isOwner =
    section.ownerOrg === member.orgId && member.role === "focal-point" && isOfDelegation(publication, member)
  if (section.leadPerson !== personId && !isOwner) return false
  return can(publication, personId, "answerComment", { sectionId: section.id, at }).allowed
}
