import { z } from "zod"
import {
  InstantSchema,
  LanguageSchema,
  lineSchema,
  OrgIdSchema,
  PersonIdSchema,
  SectionIdSchema,
  TranslationsSchema,
} from "./ids.ts"
import { TargetCodeSchema } from "./target-codes.ts"
import { ShapeSchema } from "./templates/shape.ts"
import { wordLimitMax } from "./templates/template.ts"

/** Says who answers for a text, and so who may change it. */
export const TextClassSchema = z.enum(["secretariat", "national", "contributor", "joint"])
export type TextClass = z.infer<typeof TextClassSchema>

export const SectionStateSchema = z.enum([
  "drafting",
  "open-for-comments",
  "under-revision",
  "in-clearance",
  "under-silence",
  "closed",
  "submitted",
])
export type SectionState = z.infer<typeof SectionStateSchema>

/** Who may read a section, narrowest first. An audience only ever widens. */
export const AudienceSchema = z.enum(["writers", "members", "members-and-reviewers", "everyone"])
export type Audience = z.infer<typeof AudienceSchema>

/** Whether `a` lets in more people than `b`. */
export function isWiderAudience(a: Audience, b: Audience): boolean {
  return AudienceSchema.options.indexOf(a) > AudienceSchema.options.indexOf(b)
}

/** An IANA time zone that this runtime knows. */
export const TimeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }))
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
  }, "unknown time zone")

/** The end of a state: an instant, and the zone in which it was agreed and is to be written. */
export const EndSchema = z.object({ at: InstantSchema, zone: TimeZoneSchema })
export type End = z.infer<typeof EndSchema>

/** How far a State has come with its own text. Only the State moves it. */
export const ReleaseSchema = z.object({
  status: z.enum(["draft", "in-clearance", "released", "withdrawn"]),
  by: PersonIdSchema.nullable(),
  at: InstantSchema.nullable(),
})
export type Release = z.infer<typeof ReleaseSchema>

/** A fractional-indexing key: siblings stand in the order of their ranks, compared by code units. */
export const RankSchema = z.string().regex(/^[A-Za-z][0-9A-Za-z]{1,511}$/)

/** What a section numbers. The numbers are counted from the text, never typed and never stored. */
export const NumberingSchema = z.object({
  paragraphs: z.boolean(),
  headings: z.boolean(),
  tables: z.boolean(),
  figures: z.boolean(),
})
export type Numbering = z.infer<typeof NumberingSchema>

/** How long a text may become. Nothing is blocked by it: what is over is said. */
export const LimitSchema = z.object({ count: z.int().min(1).max(wordLimitMax), unit: z.enum(["words", "pages"]) })
export type Limit = z.infer<typeof LimitSchema>

/** What a page is taken for where a length in words is said in pages, or the other way round: one printed page of the series. */
export const wordsPerPage = 500

/** A limit in words. */
export function limitInWords({ count, unit }: Limit): number {
  return unit === "pages" ? count * wordsPerPage : count
}

export const titleCharactersMax = 200
export const coAuthorsMax = 60

export const SectionTitleSchema = lineSchema(titleCharactersMax)
export const CoAuthorsSchema = z.array(PersonIdSchema).max(coAuthorsMax)

export const SectionSchema = z.object({
  id: SectionIdSchema,
  parentId: SectionIdSchema.nullable(),
  rank: RankSchema,
  title: SectionTitleSchema,
  titleI18n: TranslationsSchema,
  textClass: TextClassSchema,
  /** The State whose text this is; exactly in national text. */
  ownerOrg: OrgIdSchema.optional(),
  leadOrg: OrgIdSchema,
  leadPerson: PersonIdSchema,
  coAuthors: CoAuthorsSchema,
  language: LanguageSchema,
  dir: z.enum(["ltr", "rtl"]),
  annex: z.boolean(),
  purpose: z.string().max(1000),
  targets: z.array(TargetCodeSchema).max(169),
  themes: z.array(z.string().max(64)).max(50),
  audience: AudienceSchema,
  state: SectionStateSchema,
  until: EndSchema.nullable(),
  release: ReleaseSchema.optional(),
  /** Absent until somebody sets it: read it with `numberingOf`. */
  numbering: NumberingSchema.optional(),
  /** Absent until somebody sets one; null once it was taken away. */
  limit: LimitSchema.nullable().optional(),
  /** Present once a template was used. */
  shape: ShapeSchema.optional(),
  /** Where it stood, while that section's text is in another one and nobody has moved this one since. */
  liftedFrom: SectionIdSchema.optional(),
})
export type Section = z.infer<typeof SectionSchema>

/** Tables and figures are numbered from the first; paragraphs and headings where somebody finds it useful. */
const usualNumbering: Numbering = { paragraphs: false, headings: false, tables: true, figures: true }

export function numberingOf({ numbering }: Pick<Section, "numbering">): Numbering {
  return numbering ?? usualNumbering
}

/** The text of a State is its own: the paragraph numbers of the publication do not run through it. */
export function canNumberParagraphs({ textClass }: Pick<Section, "textClass">): boolean {
  return textClass !== "national"
}
