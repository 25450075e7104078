import { z } from "zod"
import {
  idSchema,
  InstantSchema,
  OrgIdSchema,
  type PersonId,
  PersonIdSchema,
  PublicationIdSchema,
  SectionIdSchema,
  ThreadIdSchema,
} from "../ids.ts"
import { BlockIdSchema } from "../passages/passage.ts"
import { TargetRefSchema } from "../target-codes.ts"
import { VersionNumberSchema } from "../versions/version.ts"
import { PlaceSchema } from "./place.ts"

/** Characters are UTF-16 code units. */
export const reviewBounds = {
  bodyCharactersMax: 10_000,
  reasonCharactersMax: 2_000,
  quoteCharactersMax: 5_000,
  contextCharactersMax: 400,
  targetsMax: 20,
  mentionsMax: 50,
  commentsPerThreadMax: 1_000,
  /** All bodies of a thread together: a thread that opens goes over whole, in one event. */
  threadCharactersMax: 250_000,
  openThreadsPerSectionMax: 5_000,
  threadsPerPublicationMax: 50_000,
} as const

export const CommentIdSchema = idSchema.brand<"CommentId">()
export type CommentId = z.infer<typeof CommentIdSchema>

export const CommentKindSchema = z.enum(["editorial", "substantive", "factual", "question"])
export type CommentKind = z.infer<typeof CommentKindSchema>

/** Whom its author wrote a comment for, narrowest first. */
export const CommentAudienceSchema = z.enum(["delegation", "secretariat", "section"])
export type CommentAudience = z.infer<typeof CommentAudienceSchema>

export const OutcomeSchema = z.enum(["accepted", "accepted-in-part", "noted", "not-taken-up"])
export type Outcome = z.infer<typeof OutcomeSchema>

export const ThreadStateSchema = z.enum(["open", "answered", "resolved", "withdrawn"])
export type ThreadState = z.infer<typeof ThreadStateSchema>

/** A W3C TextQuoteSelector. */
export const QuoteSchema = z.object({
  exact: z.string().min(1).max(reviewBounds.quoteCharactersMax),
  prefix: z.string().max(reviewBounds.contextCharactersMax),
  suffix: z.string().max(reviewBounds.contextCharactersMax),
})
export type Quote = z.infer<typeof QuoteSchema>

const ItemIdSchema = z.object({ client: z.int().min(0), clock: z.int().min(0) })

/** A relative position of Yjs as JSON. */
export const TextPositionSchema = z.object({
  type: ItemIdSchema.nullable().optional(),
  item: ItemIdSchema.nullable().optional(),
  tname: z.string().max(64).nullable().optional(),
  assoc: z.int().min(-1).max(1).optional(),
})

/** What a thread's words are found by. */
export const AnchorSchema = z.object({
  quote: QuoteSchema,
  /** The block in which the words began when they were commented on. */
  blockId: BlockIdSchema.nullable(),
  /** The first and the last of the words, as far as known. */
  start: TextPositionSchema.optional(),
  end: TextPositionSchema.optional(),
})
export type Anchor = z.infer<typeof AnchorSchema>

export const AssigneeSchema = z.union([z.object({ person: PersonIdSchema }), z.object({ organization: OrgIdSchema })])
export type Assignee = z.infer<typeof AssigneeSchema>

export const DueSchema = z.iso.date()

/** A comment that came by another way than this product, and when. */
export const OnBehalfSchema = z.object({
  organization: OrgIdSchema,
  /** How it came: "e-mail", "letter", "meeting", or in other words. */
  source: z.string().min(1).max(300),
  date: z.iso.date(),
  /** The name of the file that it stood in. */
  file: z.string().min(1).max(300).optional(),
})
export type OnBehalf = z.infer<typeof OnBehalfSchema>

/** Where in a version a comment was made: a comment on frozen words keeps that, whatever becomes of the draft. */
export const ThreadVersionSchema = z.object({
  number: VersionNumberSchema,
  sectionId: SectionIdSchema,
  /** Of the section, as the version counts: "7.2", "A.1". */
  sectionNumber: z.string().max(40),
  block: BlockIdSchema,
  /** What `paragraph` is the number of. */
  kind: z.enum(["paragraph", "heading", "item", "table", "figure", "note"]),
  /** "12", "12 (a)", "II", "Table 3", as the version counts; "" where it counts nothing there. */
  paragraph: z.string().max(60),
  /** null: the paragraph as a whole. */
  quote: QuoteSchema.nullable(),
})
export type ThreadVersion = z.infer<typeof ThreadVersionSchema>

export const BodySchema = z.string().max(reviewBounds.bodyCharactersMax)

export const CommentSchema = z.object({
  /** Unique in its thread; the first comment has the id of the thread. */
  id: CommentIdSchema,
  author: PersonIdSchema,
  at: InstantSchema,
  /** Plain text, shown as text. "" once it is deleted. */
  body: BodySchema,
  editedAt: InstantSchema.nullable(),
  isDeleted: z.boolean(),
})
export type Comment = z.infer<typeof CommentSchema>

/** A comment with its replies, as the stream that it lives in tells of it. */
export const ThreadSchema = z.object({
  id: ThreadIdSchema,
  publicationId: PublicationIdSchema,
  /** The stream that it lives in. */
  place: PlaceSchema,
  /** null: on the publication as a whole. */
  sectionId: SectionIdSchema.nullable(),
  author: PersonIdSchema,
  /** In whose name, then: people change organisation, what they said for one does not. */
  organization: OrgIdSchema,
  at: InstantSchema,
  kind: CommentKindSchema,
  audience: CommentAudienceSchema,
  targets: z.array(TargetRefSchema).max(reviewBounds.targetsMax),
  /** Said to fit no target. */
  isGap: z.boolean(),
  /** null: on the section, or the publication, as a whole. Words of a version that the draft has not got are kept as the version has them. */
  anchor: AnchorSchema.nullable(),
  comments: z.array(CommentSchema).min(1).max(reviewBounds.commentsPerThreadMax),
  state: ThreadStateSchema,
  outcome: OutcomeSchema.nullable(),
  reason: z.string().max(reviewBounds.reasonCharactersMax).nullable(),
  resolvedBy: PersonIdSchema.nullable(),
  resolvedAt: InstantSchema.nullable(),
  assignee: AssigneeSchema.nullable(),
  due: DueSchema.nullable(),
  onBehalf: OnBehalfSchema.optional(),
  /** Absent for a comment on the draft. */
  version: ThreadVersionSchema.optional(),
  /** Where what others may see of it goes on. */
  openedAs: ThreadIdSchema.nullable(),
  /** Its words have moved into another section, and it went along; kept for whoever looks for it here. */
  isGone: z.boolean(),
})
export type Thread = z.infer<typeof ThreadSchema>

/** Whether somebody has still to settle it here. */
export function isOpen(thread: Thread): boolean {
  const { state, isGone } = thread
  return !isGone && !isOpened(thread) && (state === "open" || state === "answered")
}

/** A comment on a State's text that all who may read that see now, as the thread `openedAs`. */
export function isOpened({ audience, openedAs }: Thread): boolean {
  return audience === "section" && openedAs !== null
}

/** Whether these are this person's own words: who only records what an organisation said may answer it. */
export function isBegunBy({ author, onBehalf }: Pick<Thread, "author" | "onBehalf">, personId: PersonId): boolean {
  return author === personId && onBehalf === undefined
}
