import {
  type CommentAudience,
  CommentAudienceSchema,
  decideReview,
  type PersonId,
  type Publication,
  type Refusal,
  type ReviewCommand,
  type SectionId,
  type Thread,
  type Threads,
  type ThreadVersion,
} from "@codraft/publication"

/** Who asks, and what they know. */
export interface Asking {
  publication: Publication
  threads: Threads
  personId: PersonId
  at: number
}

/** What somebody may do with a thread now. */
export interface Offers {
  reply: boolean
  /** Why not, where they may not. */
  replyRefusal: Refusal | null
  settle: boolean
  reopen: boolean
  withdraw: boolean
  assign: boolean
  classify: boolean
  widenTo: readonly CommentAudience[]
  /** The ids of comments. */
  edit: ReadonlySet<string>
  remove: ReadonlySet<string>
}

type AddComment = Extract<ReviewCommand, { type: "addComment" }>

const anyWords = "…"

/** Decided as the server will: what it would refuse is not offered. */
export function offersFor(asking: Asking, thread: Thread): Offers {
  const { publication, personId } = asking
  const of = { publicationId: publication.id, threadId: thread.id }
  const may = (command: ReviewCommand) => refusalFor(asking, command) === null
  const own = thread.comments.filter(({ author, isDeleted }) => author === personId && !isDeleted)
  const isSettled = thread.state === "resolved" || thread.state === "withdrawn"
  const replyRefusal = refusalFor(asking, { type: "replyToComment", ...of, body: anyWords })
  return {
    reply: replyRefusal === null,
    replyRefusal,
    settle: may({ type: "resolveComment", ...of, outcome: "noted" }),
    reopen: isSettled && may({ type: "reopenComment", ...of }),
    withdraw: !isSettled && may({ type: "withdrawComment", ...of }),
    assign: may({ type: "assignComment", ...of, to: null, due: null }),
    classify: may({ type: "setCommentTargets", ...of, targets: thread.isGap ? ["gap"] : thread.targets }),
    widenTo:
      thread.openedAs === null && !isSettled
        ? CommentAudienceSchema.options.filter(
            (audience) => isOtherAudience(thread, audience) && may({ type: "widenComment", ...of, audience }),
          )
        : [],
    edit: new Set(
      own.flatMap(({ id }) => (may({ type: "editComment", ...of, commentId: id, body: anyWords }) ? [id] : [])),
    ),
    remove: new Set(own.flatMap(({ id }) => (may({ type: "deleteComment", ...of, commentId: id }) ? [id] : []))),
  }
}

function isOtherAudience({ audience, place }: Thread, asked: CommentAudience): boolean {
  return audience !== asked || (asked === "section" && place.startsWith("thread:"))
}

export interface AudienceOffer {
  readonly audience: CommentAudience
  /** Seen by its author, the State and the secretariat until the State answers. */
  readonly isForStateFirst: boolean
}

export interface NewCommentOffers {
  readonly audiences: readonly AudienceOffer[]
  readonly usual: CommentAudience
  /** Why this person may not comment at all; null where they may. */
  readonly refusal: Refusal | null
}

/** To whom somebody may address a new comment on a section, or with null on the publication as a whole. */
export function newCommentOffers(asking: Asking, sectionId: SectionId | null): NewCommentOffers {
  return offersOf(asking, sectionId === null ? {} : { sectionId })
}

/** The same on a paragraph of a version: what it holds is for the server to look up. */
export function versionCommentOffers(asking: Asking, number: number, sectionId: SectionId): NewCommentOffers {
  return offersOf(asking, { version: { number, sectionId, block: anyBlock } })
}

const anyBlock = "any" as ThreadVersion["block"]
const anyPlace = { sectionNumber: "", block: anyBlock, kind: "paragraph", paragraph: "" } as const
const anyQuote = { exact: anyWords, prefix: "", suffix: "" }

function offersOf(asking: Asking, on: Pick<AddComment, "sectionId" | "version">): NewCommentOffers {
  const { publication } = asking
  const draft = (audience?: CommentAudience): ReviewCommand => ({
    type: "addComment",
    publicationId: publication.id,
    ...on,
    body: anyWords,
    targets: [],
    kind: "substantive",
    ...(audience === undefined ? {} : { audience }),
  })
  const audiences = CommentAudienceSchema.options.flatMap((audience) => {
    const added = addedBy(asking, draft(audience))
    return added === null
      ? []
      : [{ audience, isForStateFirst: audience === "section" && added.place.startsWith("thread:") }]
  })
  const usual = addedBy(asking, draft())?.audience ?? audiences[0]?.audience ?? "section"
  return {
    audiences,
    usual,
    refusal: audiences.length > 0 ? null : refusalFor(asking, draft()),
  }
}

function addedBy(asking: Asking, command: ReviewCommand) {
  const decision = decided(asking, command)
  const event = "plan" in decision ? decision.plan.events[0] : undefined
  return event?.type === "commentAdded" ? event : null
}

function refusalFor(asking: Asking, command: ReviewCommand): Refusal | null {
  const decision = decided(asking, command)
  return "refusal" in decision ? decision.refusal : null
}

function decided({ publication, threads, personId, at }: Asking, command: ReviewCommand) {
  const version = command.type === "addComment" ? command.version : undefined
  const frozen =
    version === undefined ? null : { place: { ...anyPlace, sectionId: version.sectionId }, quote: anyQuote }
  return decideReview(publication, threads, command, { personId, at, newId: () => "asked-only" }, frozen)
}
