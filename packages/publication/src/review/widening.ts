import { can } from "../can.ts"
import type { PublicationEvent } from "../events.ts"
import { ThreadIdSchema } from "../ids.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { streams } from "../streams.ts"
import { versionCommentRefusal } from "../versions/circulation.ts"
import { isMarkedIn, withHome } from "./adding.ts"
import { applyToThread, firstCommentId } from "./apply-to-thread.ts"
import { readBody } from "./body.ts"
import type { ReviewCommandOf } from "./commands.ts"
import { soughtWords, type WantedWords } from "./plan.ts"
import {
  awaitsState,
  type Case,
  crowdRefusal,
  isFocalPointOf,
  isOfficer,
  mayAnswer,
  nothingToDo,
  placed,
  type ReviewRuling,
  settledRefusal,
} from "./ruling.ts"
import { type CommentAudience, CommentAudienceSchema, type Thread } from "./thread.ts"
import { threadsById } from "./threads.ts"
import { homeOf } from "./who-reads.ts"

/**
 * More people see a comment: as a thread of its own, so that what was said about it inside stays there. A comment on a State's
 * text that waits for the State goes over whole: everybody in it wrote for more readers than that.
 */
export function decideWidening(one: Case, command: ReviewCommandOf<"widenComment">): ReviewRuling {
  const { thread, threads } = one
  if (thread.openedAs !== null) {
    const isWideEnough = threadsById(threads, thread.openedAs).some(({ audience }) => audience === command.audience)
    return isWideEnough ? nothingToDo : refusalOf("comment-widened")
  }
  if (command.audience === "section" && awaitsState(thread)) {
    const refusal = settledRefusal(thread)
    if (refusal !== null) return refusal
    return mayAnswer(one, "answerComment").allowed ? opened(one) : refusalOf("state-opens-comment")
  }
  if (command.audience === thread.audience) return nothingToDo
  if (!isWider(command.audience, thread.audience)) return refusalOf("comment-only-widens")
  const refusal = widenerRefusal(one) ?? settledRefusal(thread) ?? newCommentRefusal(one) ?? crowdOf(one)
  return refusal ?? widened(one, command)
}

function widened(one: Case, command: ReviewCommandOf<"widenComment">): ReviewRuling {
  const { state, actor, thread } = one
  const { audience } = command
  const [first] = thread.comments
  if (first === undefined) return refusalOf("no-such-comment")
  const section = thread.sectionId === null ? null : (state.sections[thread.sectionId] ?? null)
  if (section === null && thread.version !== undefined && audience === "section") return refusalOf("section-not-read")
  const id = ThreadIdSchema.parse(actor.newId())
  const home = homeOf(state, id, section, audience, { orgId: thread.organization, member: null })
  if ("code" in home) return home
  const { place, readers } = home
  const written = readBody(withHome(state, id, section, home), actor.personId, command.body ?? first.body, place)
  if ("code" in written) return written
  const comment = { ...first, id: firstCommentId(id), at: actor.at, ...written, editedAt: null, isDeleted: false }
  const copy: Thread = {
    ...thread,
    id,
    place,
    at: actor.at,
    audience,
    comments: [comment],
    state: "open",
    assignee: null,
    due: null,
  }
  return {
    events: [
      { type: "commentOpened", ...placed(thread), as: id },
      { type: "threadCopied", ...copied(copy), ...(readers === undefined ? {} : { readers }) },
    ],
    words: wordsOf(copy),
  }
}

/** A comment on a State's text comes to all who may read that, with what the State has just done to it. */
export function opened(one: Case, act?: PublicationEvent): ReviewRuling {
  const { actor, thread, threads } = one
  if (thread.sectionId === null) return refusalOf("no-such-comment")
  const crowd = crowdRefusal(threads, thread.sectionId, true)
  if (crowd !== null) return crowd
  const { personId: author, at } = actor
  const acted =
    act === undefined ? thread : applyToThread(thread, { stream: thread.place, position: 1, at, author, event: act })
  const id = ThreadIdSchema.parse(actor.newId())
  const [first, ...replies] = (acted ?? thread).comments
  if (first === undefined) return refusalOf("no-such-comment")
  const copy: Thread = {
    ...(acted ?? thread),
    id,
    place: streams.review(thread.sectionId),
    comments: [{ ...first, id: firstCommentId(id) }, ...replies],
  }
  return {
    events: [
      ...(act === undefined ? [] : [act]),
      { type: "commentOpened", ...placed(thread), as: id },
      { type: "threadCopied", ...copied(copy) },
    ],
    words: wordsOf(copy),
  }
}

function copied(thread: Thread) {
  const { id: threadId, place, publicationId, sectionId } = thread
  return { place, threadId, publicationId, sectionId, thread }
}

/** The words may be gone by now; the thread goes all the same. */
function wordsOf(thread: Thread): WantedWords | null {
  const { id: threadId, sectionId, place } = thread
  const words = soughtWords(thread)
  if (words === null || sectionId === null || !isMarkedIn(place)) return null
  return { sectionId, threadId, words, isMarked: true, isNeeded: false }
}

function isWider(a: CommentAudience, b: CommentAudience): boolean {
  return CommentAudienceSchema.options.indexOf(a) > CommentAudienceSchema.options.indexOf(b)
}

function widenerRefusal({ state, actor, member, thread }: Case): Refusal | null {
  const isAuthor = thread.author === actor.personId && !isOfficer(state, member)
  return isAuthor || isFocalPointOf(state, member, thread) ? null : refusalOf("widened-by-others")
}

/** For those whom it reaches it is a new comment, so that there must be time for one. */
function newCommentRefusal({ state, actor, thread }: Case): Refusal | null {
  const { personId, at } = actor
  const { sectionId, version } = thread
  if (version !== undefined) return versionCommentRefusal(state, personId, version.number, at)
  const permission =
    sectionId === null
      ? can(state, personId, "commentOnPublication")
      : can(state, personId, "comment", { sectionId, at })
  return permission.allowed ? null : permission.refusal
}

function crowdOf({ threads, thread }: Case): Refusal | null {
  return crowdRefusal(threads, thread.sectionId, true)
}
