import { refusalOf } from "../refusals.ts"
import { readBody } from "./body.ts"
import type { ReviewCommandOf } from "./commands.ts"
import {
  awaitsState,
  type Case,
  isOfficer,
  isOwn,
  mayAnswer,
  nothingToDo,
  placed,
  replyRefusal,
  type ReviewRuling,
  ruled,
  settledRefusal,
} from "./ruling.ts"
import { type Comment, CommentIdSchema, isBegunBy, reviewBounds, type Thread } from "./thread.ts"
import { opened } from "./widening.ts"

export function decideReply(one: Case, command: ReviewCommandOf<"replyToComment">): ReviewRuling {
  const { state, actor, member, thread } = one
  const same = thread.comments.find(({ id }) => id === command.commentId)
  if (same !== undefined) return same.author === actor.personId ? nothingToDo : refusalOf("comment-id-taken")
  const refusal = settledRefusal(thread) ?? replyRefusal(one)
  if (refusal !== null) return refusal
  const answers = mayAnswer(one, "answerComment").allowed
  if (isOfficer(state, member) && thread.audience !== "delegation" && !answers) return refusalOf("stays-inside")
  if (thread.comments.length >= reviewBounds.commentsPerThreadMax) {
    return refusalOf("too-many-replies", { max: reviewBounds.commentsPerThreadMax - 1 })
  }
  const written = readBody(state, actor.personId, command.body, thread.place)
  if ("code" in written) return written
  if (isTooLong(thread, written.body.length)) {
    return refusalOf("thread-too-long", { max: reviewBounds.threadCharactersMax })
  }
  const commentId = command.commentId ?? CommentIdSchema.parse(actor.newId())
  const isAnswer = answers && !isBegunBy(thread, actor.personId)
  const reply = { type: "commentReplied", ...placed(thread), commentId, ...written, isAnswer } as const
  return isAnswer && awaitsState(thread) ? opened(one, reply) : ruled(reply)
}

export function decideEdit(one: Case, command: ReviewCommandOf<"editComment">): ReviewRuling {
  const { state, actor, thread } = one
  const comment = thread.comments.find(({ id }) => id === command.commentId)
  if (comment === undefined) return refusalOf("no-such-comment")
  if (!isOwnComment(one, comment)) return refusalOf("not-your-comment")
  if (comment.isDeleted) return refusalOf("comment-deleted")
  const refusal = settledRefusal(thread) ?? replyRefusal(one)
  if (refusal !== null) return refusal
  const written = readBody(state, actor.personId, command.body, thread.place)
  if ("code" in written) return written
  if (written.body === comment.body) return nothingToDo
  if (isTooLong(thread, written.body.length - comment.body.length)) {
    return refusalOf("thread-too-long", { max: reviewBounds.threadCharactersMax })
  }
  return ruled({ type: "commentEdited", ...placed(thread), commentId: comment.id, ...written })
}

export function decideDeletion(one: Case, command: ReviewCommandOf<"deleteComment">): ReviewRuling {
  const { thread } = one
  const comment = thread.comments.find(({ id }) => id === command.commentId)
  if (comment === undefined) return refusalOf("no-such-comment")
  if (!isOwnComment(one, comment)) return refusalOf("not-your-comment")
  if (comment === thread.comments[0]) return refusalOf("first-comment-stays")
  if (comment.isDeleted) return nothingToDo
  const refusal = settledRefusal(thread) ?? replyRefusal(one)
  return refusal ?? ruled({ type: "commentDeleted", ...placed(thread), commentId: comment.id })
}

/** The first comment is whose the thread is; a reply is its author's. */
function isOwnComment(one: Case, comment: Comment): boolean {
  return comment === one.thread.comments[0] ? isOwn(one) : comment.author === one.actor.personId
}

function isTooLong({ comments }: Thread, more: number): boolean {
  const characters = comments.reduce((sum, { body }) => sum + body.length, 0)
  return more > 0 && characters + more > reviewBounds.threadCharactersMax
}
