import { can, type Permission } from "../can.ts"
import type { Actor } from "../decision.ts"
import type { PublicationEvent } from "../events.ts"
import type { ThreadId } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { type Refusal, refusalOf, stateRefusal } from "../refusals.ts"
import { isOfDelegation, isOfOrganization } from "../roles.ts"
import { parseStream } from "../streams.ts"
import { canJoin } from "../visibility.ts"
import { canReadVersion } from "../versions/circulation.ts"
import { asSeen } from "./as-seen.ts"
import type { WantedWords } from "./plan.ts"
import { isOpened, reviewBounds, type Thread } from "./thread.ts"
import { openThreadsIn, type Threads, threadsById } from "./threads.ts"

/** What the parts of `decideReview` answer: events and what the text must be asked first, or a no. */
export type ReviewRuling = { events: PublicationEvent[]; words: WantedWords | null } | Refusal

export const nothingToDo: ReviewRuling = { events: [], words: null }

export function ruled(...events: PublicationEvent[]): ReviewRuling {
  return { events, words: null }
}

/** One thread, and who wants to do something with it. */
export interface Case {
  state: Publication
  threads: Threads
  actor: Actor
  member: Member
  thread: Thread
}

/** The thread that this person reads under this id, as they find it; null for every other, known or not. */
export function threadFor(state: Publication, threads: Threads, actor: Pick<Actor, "personId">, id: ThreadId) {
  const readable = threadsById(threads, id).filter(({ place }) => canJoin(state, actor.personId, place))
  const thread = readable.find(({ isGone }) => !isGone)
  return thread === undefined ? null : asSeen(state, actor.personId, thread)
}

export function placed({ id, place }: Thread): { place: Thread["place"]; threadId: ThreadId } {
  return { place, threadId: id }
}

/** Drafters and clearing authorities of a delegation speak for nobody outside it. */
export function isOfficer(state: Publication, member: Member): boolean {
  return isOfDelegation(state, member) && member.role !== "focal-point"
}

/** A comment on a State's text that the State has neither answered nor opened. */
export function awaitsState(thread: Thread): boolean {
  return thread.audience === "section" && parseStream(thread.place)?.kind === "thread"
}

/**
 * Whether somebody answers for what the thread is about: by their part in the section; among themselves, whoever speaks for the
 * organisation; for what is said to the secretariat, a series editor too.
 */
export function mayAnswer(
  { state, actor, member, thread }: Omit<Case, "threads">,
  action: "answerComment" | "resolveComment",
): Permission {
  const { personId, at } = actor
  const { sectionId } = thread
  const permission =
    sectionId === null ? can(state, personId, "answerOnPublication") : can(state, personId, action, { sectionId, at })
  if (permission.allowed || restingRefusal(state, thread) !== null) return permission
  const isInternal = thread.audience === "delegation" && isOfOrganization(state, member, thread.organization)
  const speaks = ["focal-point", "series-editor", "chapter-lead"].includes(member.role)
  const isAddressed = thread.audience === "secretariat" && member.role === "series-editor"
  return (isInternal && speaks) || isAddressed ? { allowed: true } : permission
}

/** Whether the discussion goes on for this person. */
export function replyRefusal({ state, actor, thread }: Case): Refusal | null {
  const { personId, at } = actor
  const { sectionId, version } = thread
  // All who read it are of the organization of its author, or of the secretariat.
  if (sectionId === null && version !== undefined && canReadVersion(state, personId, version.number)) return null
  const permission =
    sectionId === null
      ? can(state, personId, "commentOnPublication")
      : can(state, personId, "replyToComment", { sectionId, at })
  return permission.allowed ? null : permission.refusal
}

/** Nothing is done any more to the comments on what has been submitted, and none are added. */
export function restingRefusal(
  state: Publication,
  { sectionId }: Pick<Thread, "sectionId">,
  action: "resolveComment" | "comment" = "resolveComment",
): Refusal | null {
  const section = sectionId === null ? undefined : state.sections[sectionId]
  if (section?.state !== "submitted") return null
  return stateRefusal("submitted", { action, until: null, who: [] })
}

/** Why nothing can be said or changed in it at this point. */
export function settledRefusal(thread: Thread): Refusal | null {
  if (isOpened(thread)) return refusalOf("comment-opened")
  if (thread.state === "resolved") return refusalOf("comment-resolved")
  return thread.state === "withdrawn" ? refusalOf("comment-withdrawn") : null
}

/**
 * Whether the comment is this person's to change or withdraw. Outside its delegation what a drafter wrote is the delegation's: its
 * focal points speak for it there, as for every comment of theirs, whoever has their place by then.
 */
export function isOwn({ state, actor, member, thread }: Case): boolean {
  const isInside = thread.audience === "delegation"
  if (thread.author === actor.personId && (isInside || !isOfficer(state, member))) return true
  return !isInside && isFocalPointOf(state, member, thread)
}

export function isFocalPointOf(state: Publication, member: Member, { organization }: Thread): boolean {
  return member.role === "focal-point" && isOfDelegation(state, member) && member.orgId === organization
}

/** NOTE: at the bounds, and only there, threads that somebody does not see count as well. */
export function crowdRefusal(threads: Threads, sectionId: Thread["sectionId"], isNew: boolean): Refusal | null {
  const { openThreadsPerSectionMax, threadsPerPublicationMax } = reviewBounds
  if (isNew && threads.size >= threadsPerPublicationMax) {
    return refusalOf("too-many-comments", { max: threadsPerPublicationMax })
  }
  return openThreadsIn(threads, sectionId) >= openThreadsPerSectionMax
    ? refusalOf("too-many-open-comments", { max: openThreadsPerSectionMax })
    : null
}
