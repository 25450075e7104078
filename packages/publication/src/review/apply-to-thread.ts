import type { PublicationEvent, Recorded } from "../events.ts"
import type { PersonId } from "../ids.ts"
import type { StreamName } from "../streams.ts"
import { type Comment, type CommentId, CommentIdSchema, type Thread } from "./thread.ts"

/** Who writes in the name of nobody cannot comment; what the system appends counts as nobody's. */
const nobody = "system" as PersonId

/**
 * The thread after one more event of the stream that it lives in; null before its first. Total: what cannot be, or is of
 * another thread or stream, leaves it as it is (the same object).
 */
export function applyToThread(thread: Thread | null, recorded: Recorded): Thread | null {
  const { event, at } = recorded
  if (!("place" in event)) return thread
  const author = recorded.author === "system" ? nobody : recorded.author
  if (event.type === "commentAdded") {
    if (thread !== null) return thread
    const { type: _, readers: __, threadId: id, body, ...said } = event
    const first: Comment = { id: firstCommentId(id), author, at, body, editedAt: null, isDeleted: false }
    return { id, author, at, comments: [first], ...nothingDecided, ...said }
  }
  if (event.type === "threadCopied") {
    const { thread: copy, place, threadId, sectionId, publicationId } = event
    const isItself = copy.id === threadId && copy.place === place
    const isHere = copy.sectionId === sectionId && copy.publicationId === publicationId
    return (thread === null || thread.isGone) && isItself && isHere ? copy : thread
  }
  const isOfThread = thread !== null && event.threadId === thread.id && event.place === thread.place
  return isOfThread && !thread.isGone ? changed(thread, event, author, at) : thread
}

type Change = Exclude<Extract<PublicationEvent, { place: StreamName }>, { type: "commentAdded" | "threadCopied" }>

function changed(thread: Thread, event: Change, author: PersonId, at: number): Thread {
  switch (event.type) {
    case "commentReplied": {
      const { commentId: id, body, isAnswer } = event
      if (thread.comments.some((comment) => comment.id === id)) return thread
      const reply: Comment = { id, author, at, body, editedAt: null, isDeleted: false }
      const state = isAnswer ? "answered" : author === thread.author ? "open" : thread.state
      const isSettled = thread.state === "resolved" || thread.state === "withdrawn"
      return { ...thread, comments: [...thread.comments, reply], state: isSettled ? thread.state : state }
    }
    case "commentEdited":
      return withComment(thread, event.commentId, { body: event.body, editedAt: at })
    case "commentDeleted":
      return withComment(thread, event.commentId, { body: "", isDeleted: true })
    case "commentTargetsSet":
      return { ...thread, targets: event.targets, isGap: event.isGap, kind: event.kind }
    case "commentAssigned":
      return { ...thread, assignee: event.assignee, due: event.due }
    case "commentResolved": {
      const { outcome, reason } = event
      return { ...thread, state: "resolved", outcome, reason, resolvedBy: author, resolvedAt: at }
    }
    case "commentReopened":
      return { ...thread, state: "open", ...noOutcome }
    case "commentWithdrawn":
      return { ...thread, state: "withdrawn", ...noOutcome }
    case "commentOpened":
      return { ...thread, openedAs: event.as }
    case "threadGone":
      return { ...thread, isGone: true }
    case "threadMoved":
      return { ...thread, sectionId: event.sectionId, anchor: event.anchor }
    default:
      event satisfies never
      return thread
  }
}

/** The comment that a thread begins with is called as the thread is. */
export function firstCommentId(id: Thread["id"]): CommentId {
  return CommentIdSchema.parse(id)
}

const noOutcome = { outcome: null, reason: null, resolvedBy: null, resolvedAt: null } as const
const nothingDecided = {
  state: "open",
  ...noOutcome,
  assignee: null,
  due: null,
  openedAs: null,
  isGone: false,
} as const

function withComment(thread: Thread, id: CommentId, change: Partial<Comment>): Thread {
  const comments = thread.comments.map((comment) => (comment.id === id ? { ...comment, ...change } : comment))
  return { ...thread, comments }
}
