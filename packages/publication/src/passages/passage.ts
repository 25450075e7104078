import { z } from "zod"
import { InstantSchema, PersonIdSchema, PublicationIdSchema, SectionIdSchema } from "../ids.ts"
import { SectionTitleSchema } from "../section.ts"

/** Blocks that move at once. */
export const passageBlocksMax = 3_000
/** Of each section, that one can still take back. */
export const passagesKeptMax = 10

/** So long after blocks were cut they are still those that a paste brings elsewhere. */
export const cutMsMax = 30 * 60 * 1000

/** As the document names its blocks. */
export const BlockIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
export const MoveIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .brand<"MoveId">()
export type MoveId = z.infer<typeof MoveIdSchema>

/** "" for a block that had no id. */
const blockIds = z.array(z.union([z.literal(""), BlockIdSchema])).max(passageBlocksMax)

/**
 * One end of a move, as the readers of that section may know it: nothing tells of the other section, but who can see both ends
 * knows by the id of the move that they belong together.
 */
const EndOfMoveSchema = z.object({
  sectionId: SectionIdSchema,
  moveId: MoveIdSchema,
  /** Every block of the passage, and inner ones that are called otherwise at the other end, as it is called here; the same order at both ends. */
  blockIds,
  /** The move that this one takes back. */
  undoes: MoveIdSchema.nullable(),
  /** The entry of the section's text in which it went or came. */
  position: z.number().int().min(1).optional(),
})
export const PassageGoneSchema = EndOfMoveSchema.extend({
  /** Between which blocks it stood. */
  stood: z.object({ after: BlockIdSchema.nullable(), before: BlockIdSchema.nullable() }),
  /** The section went with it, as one that is merged into another does. */
  isWhole: z.boolean(),
  /** Somebody had cut it before: the entry is theirs, and may have done other things as well. */
  isCut: z.literal(true).optional(),
})
export const PassageComeSchema = EndOfMoveSchema.extend({
  /** The block behind it. */
  followedBy: BlockIdSchema.nullable(),
  /** The section was made for it, as the second half of one that is split is. */
  isWhole: z.boolean(),
})

/** Events of `section:<sectionId>`. */
export const passageEvents = [
  PassageGoneSchema.extend({ type: z.literal("passageGone") }),
  PassageComeSchema.extend({ type: z.literal("passageCome") }),
  /** Its text is elsewhere now; what was written here stays in the log. */
  z.object({ type: z.literal("sectionRemoved"), sectionId: SectionIdSchema }),
  z.object({ type: z.literal("sectionRestored"), sectionId: SectionIdSchema }),
] as const

/** What is kept of a move at one end of it, newest last. */
export const PassageSchema = z.discriminatedUnion("type", [
  PassageGoneSchema.extend({
    type: z.literal("gone"),
    at: InstantSchema,
    by: z.union([z.literal("system"), PersonIdSchema]),
  }),
  PassageComeSchema.extend({
    type: z.literal("come"),
    at: InstantSchema,
    by: z.union([z.literal("system"), PersonIdSchema]),
  }),
])
export type Passage = z.infer<typeof PassageSchema>
export type PassageGone = Extract<Passage, { type: "gone" }>
export type PassageCome = Extract<Passage, { type: "come" }>

/** Whoever asks knows that people will read the words who cannot read them now. */
const widens = z.boolean().default(false)

/** What somebody says of blocks that they have cut. The log of the section must tell the same. */
export const CutClaimSchema = z.object({
  /** Whole blocks, in the order of the text, and nothing else. */
  blockIds: z.array(BlockIdSchema).min(1).max(passageBlocksMax),
  /** The Yjs state vector of the text from which they were cut, in base64. */
  seen: z.base64().max(100_000),
  /** UTF-16 characters in all the blocks together. */
  characters: z.int().min(0),
})
export type CutClaim = z.infer<typeof CutClaimSchema>

/** Commands that move text and facts together; what they do follows from the texts too. */
export const PassageCommandSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("movePassage"),
    publicationId: PublicationIdSchema,
    fromSectionId: SectionIdSchema,
    toSectionId: SectionIdSchema,
    /** Whole blocks in the order of the text; what has come between them since goes along. */
    blockIds: z.array(BlockIdSchema).min(1).max(passageBlocksMax),
    /** The block that will follow; null = at the end. */
    beforeBlockId: BlockIdSchema.nullable().default(null),
    widens,
  }),
  /** Blocks that this person has just cut out of one section come into another, as if they had moved: what they were goes along. */
  z.object({
    type: z.literal("pastePassage"),
    publicationId: PublicationIdSchema,
    fromSectionId: SectionIdSchema,
    toSectionId: SectionIdSchema,
    cut: CutClaimSchema,
    /** At a block, or in the place of an empty line; null = at the end. */
    place: z.object({ blockId: BlockIdSchema, side: z.enum(["before", "after", "instead"]) }).nullable(),
    widens,
  }),
  /** The block and everything behind it become a section of their own, right behind this one. */
  z.object({
    type: z.literal("splitSection"),
    publicationId: PublicationIdSchema,
    sectionId: SectionIdSchema,
    atBlockId: BlockIdSchema,
    title: SectionTitleSchema,
  }),
  /** All of the text goes to the end of another section, and the section leaves the outline. */
  z.object({
    type: z.literal("mergeSections"),
    publicationId: PublicationIdSchema,
    fromSectionId: SectionIdSchema,
    intoSectionId: SectionIdSchema,
    widens,
  }),
  /** Moves, splits and merges are taken back by their ids, and so is a taking back. What was written into the passage since comes along. */
  z.object({
    type: z.literal("undoPassageMove"),
    publicationId: PublicationIdSchema,
    moveId: MoveIdSchema,
    widens,
  }),
])
export type PassageCommand = z.infer<typeof PassageCommandSchema>
export type PassageCommandInput = z.input<typeof PassageCommandSchema>
export type PassageCommandOf<T extends PassageCommand["type"]> = Extract<PassageCommand, { type: T }>
