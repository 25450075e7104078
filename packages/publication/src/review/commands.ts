import { z } from "zod"
import { BlockIdSchema } from "../passages/passage.ts"
import { VersionNumberSchema } from "../versions/version.ts"
import { OrgIdSchema, PersonIdSchema, PublicationIdSchema, SectionIdSchema, ThreadIdSchema } from "../ids.ts"
import {
  CommentAudienceSchema,
  CommentIdSchema,
  CommentKindSchema,
  DueSchema,
  OnBehalfSchema,
  OutcomeSchema,
  reviewBounds,
  TextPositionSchema,
} from "./thread.ts"

const publicationId = PublicationIdSchema
const threadId = ThreadIdSchema
const commentId = CommentIdSchema

/** What is too long gets a sentence from `decideReview`; what is far too long is not read at all. */
const charactersMax = 100_000
const body = z.string().max(charactersMax)

const QuoteInputSchema = z.object({
  exact: z.string().min(1).max(charactersMax),
  prefix: z.string().max(charactersMax).default(""),
  suffix: z.string().max(charactersMax).default(""),
})

/** Codes of targets, codes of indicators (of the publication's edition unless they say another), or "gap" alone. */
const targets = z
  .array(z.union([z.string().max(20), z.object({ code: z.string().max(20), edition: z.string().max(10) })]))
  .max(200)

export const ReviewCommandSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("addComment"),
    publicationId,
    /** Absent: on the publication as a whole. */
    sectionId: SectionIdSchema.optional(),
    /** Chosen by whoever sends it, so that sending it again does nothing twice. */
    threadId: threadId.optional(),
    /** The words; with neither this nor `quote` the comment is on the section as a whole. */
    anchor: z
      .object({
        quote: QuoteInputSchema,
        start: TextPositionSchema.optional(),
        end: TextPositionSchema.optional(),
      })
      .optional(),
    /** The words, from whoever knows them only as words. */
    quote: z.union([z.string().min(1).max(charactersMax), QuoteInputSchema]).optional(),
    /** Words of a version instead of the draft's, or with no `quote` a paragraph of it: then none of the above is looked at. */
    version: z
      .object({
        number: VersionNumberSchema,
        sectionId: SectionIdSchema,
        block: BlockIdSchema,
        quote: z.union([z.string().min(1).max(charactersMax), QuoteInputSchema]).optional(),
      })
      .optional(),
    body,
    targets: targets.default([]),
    kind: CommentKindSchema.default("substantive"),
    /** Absent: its own delegation for somebody of a delegation, else all who may read the section. */
    audience: CommentAudienceSchema.optional(),
    /** A series editor records what came by another way. */
    onBehalf: OnBehalfSchema.optional(),
  }),
  z.object({ type: z.literal("replyToComment"), publicationId, threadId, commentId: commentId.optional(), body }),
  z.object({ type: z.literal("editComment"), publicationId, threadId, commentId, body }),
  z.object({ type: z.literal("deleteComment"), publicationId, threadId, commentId }),
  z.object({ type: z.literal("withdrawComment"), publicationId, threadId }),
  z.object({
    type: z.literal("setCommentTargets"),
    publicationId,
    threadId,
    targets,
    kind: CommentKindSchema.optional(),
  }),
  z.object({
    type: z.literal("assignComment"),
    publicationId,
    threadId,
    to: z.union([z.object({ personId: PersonIdSchema }), z.object({ orgId: OrgIdSchema })]).nullable(),
    due: DueSchema.nullable().default(null),
  }),
  z.object({
    type: z.literal("resolveComment"),
    publicationId,
    threadId,
    outcome: OutcomeSchema,
    reason: z.string().max(charactersMax).optional(),
  }),
  z.object({ type: z.literal("reopenComment"), publicationId, threadId }),
  z.object({
    type: z.literal("widenComment"),
    publicationId,
    threadId,
    audience: CommentAudienceSchema,
    /** What others are to read; absent: what its author wrote. */
    body: body.optional(),
  }),
])
/** A command on comments as it is decided: parsed, with its defaults filled in. */
export type ReviewCommand = z.infer<typeof ReviewCommandSchema>
/** As a client may send it. */
export type ReviewCommandInput = z.input<typeof ReviewCommandSchema>
export type ReviewCommandOf<T extends ReviewCommand["type"]> = Extract<ReviewCommand, { type: T }>

/** What somebody has looked at: kept in their own stream. */
export const SeenCommandSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("markThreadSeen"),
    publicationId,
    threadId,
    /** How many of its comments, the first counted. */
    comments: z.int().min(1).max(reviewBounds.commentsPerThreadMax),
  }),
  z.object({
    type: z.literal("markReviewSeen"),
    publicationId,
    /** Absent: the general comments. */
    sectionId: SectionIdSchema.optional(),
    position: z.int().min(0),
  }),
])
export type SeenCommand = z.infer<typeof SeenCommandSchema>
