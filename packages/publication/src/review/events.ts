import { z } from "zod"
import { PersonIdSchema, PublicationIdSchema, SectionIdSchema, ThreadIdSchema } from "../ids.ts"
import { MoveIdSchema } from "../passages/passage.ts"
import { PlaceSchema } from "./place.ts"
import { ReadersSchema } from "./readers.ts"
import {
  AssigneeSchema,
  BodySchema,
  CommentIdSchema,
  DueSchema,
  OutcomeSchema,
  reviewBounds,
  ThreadSchema,
} from "./thread.ts"

const OfThreadSchema = z.object({
  /** The stream that the event is in. */
  place: PlaceSchema,
  threadId: ThreadIdSchema,
})
const OfCommentSchema = OfThreadSchema.extend({ commentId: CommentIdSchema })
const { publicationId, sectionId, organization, kind, audience, targets, isGap, anchor, onBehalf, version } =
  ThreadSchema.shape

/** The first event of a `thread:` stream, and only that, says who reads it. */
const readers = ReadersSchema.optional()

/** Events of the stream that a thread lives in: `review:`, `delegation:`, `shared:` or `thread:`. */
export const reviewEvents = [
  OfThreadSchema.extend({
    type: z.literal("commentAdded"),
    publicationId,
    sectionId,
    organization,
    kind,
    audience,
    targets,
    isGap,
    anchor,
    body: BodySchema,
    onBehalf,
    version,
    readers,
  }),
  /** An answer comes from those who write the text, to somebody else. */
  OfCommentSchema.extend({ type: z.literal("commentReplied"), body: BodySchema, isAnswer: z.boolean() }),
  OfCommentSchema.extend({ type: z.literal("commentEdited"), body: BodySchema }),
  OfCommentSchema.extend({ type: z.literal("commentDeleted") }),
  OfThreadSchema.extend({ type: z.literal("commentTargetsSet"), targets, isGap, kind }),
  OfThreadSchema.extend({
    type: z.literal("commentAssigned"),
    assignee: AssigneeSchema.nullable(),
    due: DueSchema.nullable(),
  }),
  OfThreadSchema.extend({
    type: z.literal("commentResolved"),
    outcome: OutcomeSchema,
    reason: z.string().max(reviewBounds.reasonCharactersMax).nullable(),
  }),
  OfThreadSchema.extend({ type: z.literal("commentReopened") }),
  OfThreadSchema.extend({ type: z.literal("commentWithdrawn") }),
  /** What others may see of it is a thread of its own from now on. */
  OfThreadSchema.extend({ type: z.literal("commentOpened"), as: ThreadIdSchema }),
  /** A thread begins as what it was in another stream: widened, opened, or come with words that moved. */
  OfThreadSchema.extend({
    type: z.literal("threadCopied"),
    publicationId,
    sectionId,
    thread: ThreadSchema,
    readers,
  }),
  /** It went with its words, and is under the same id where they are: nothing here tells readers where that is. */
  OfThreadSchema.extend({ type: z.literal("threadGone"), moveId: MoveIdSchema.optional() }),
  /** Its words went to another section, which all of its readers may read: it stays in its stream. */
  OfThreadSchema.extend({
    type: z.literal("threadMoved"),
    sectionId: SectionIdSchema,
    anchor,
    moveId: MoveIdSchema.optional(),
  }),
] as const

const OfPersonSchema = z.object({ personId: PersonIdSchema, publicationId: PublicationIdSchema })

/** Events of `person:<personId>`. */
export const seenEvents = [
  /** How many of its comments the person has seen. */
  OfPersonSchema.extend({
    type: z.literal("threadSeen"),
    threadId: ThreadIdSchema,
    comments: z.int().min(1).max(reviewBounds.commentsPerThreadMax),
  }),
  /** How far the person has seen a `review:` stream; null: the general comments. */
  OfPersonSchema.extend({
    type: z.literal("reviewSeen"),
    sectionId: SectionIdSchema.nullable(),
    position: z.int().min(0),
  }),
] as const
