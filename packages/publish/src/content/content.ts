import { CanonicalContentSchema } from "@codraft/document/canonical"
import {
  InstantSchema,
  LanguageSchema,
  NumberingSchema,
  OrgIdSchema,
  PublicationIdSchema,
  SectionIdSchema,
  SectionTitleSchema,
  TextClassSchema,
  TimeZoneSchema,
  TranslationsSchema,
  VersionKindSchema,
} from "@codraft/publication"
import { z } from "zod"

/** A section as it is in a version. */
export const FrozenSectionSchema = z.strictObject({
  id: SectionIdSchema,
  /** "7", "7.2", "Annex A", "A.1": counted in this version's own outline. */
  number: z.string().max(40),
  /** The letter of the annex that this is or stands in; null in chapters. */
  annexLetter: z.string().max(8).nullable(),
  /** 0 at the top level. */
  depth: z.int().min(0).max(20),
  title: SectionTitleSchema,
  language: LanguageSchema,
  dir: z.enum(["ltr", "rtl"]),
  textClass: TextClassSchema,
  /** Who answers for the text: the State of a national text, else the lead's organization. */
  answeringOrg: OrgIdSchema,
  numbering: NumberingSchema,
  /** Null where the section is to follow: then its number and title are all that the version says of it. */
  text: CanonicalContentSchema.nullable(),
})
export type FrozenSection = z.infer<typeof FrozenSectionSchema>

export const FrozenOrganizationSchema = z.strictObject({
  id: OrgIdSchema,
  /** In the publication's original language. */
  name: z.string().max(200),
  iso3: z.string().max(3).optional(),
})

/**
 * A version: all that is printed, hashed and signed, and nothing else. Plain JSON; FORMAT.md documents it, and a change of
 * this shape that an older reader would misread is a new `formatVersion`.
 */
export const PublicationContentSchema = z.strictObject({
  format: z.literal("codraft.publication"),
  formatVersion: z.literal(1),
  publication: z.strictObject({
    id: PublicationIdSchema,
    title: z.string().max(300),
    titleI18n: TranslationsSchema,
    subtitle: z.string().max(300),
    series: z.string().max(200),
    seriesNumber: z.string().max(50),
    originalLanguage: LanguageSchema,
    distribution: z.enum(["General", "Limited", "Restricted"]),
    indicatorEdition: z.string().max(10),
  }),
  version: z.strictObject({
    /** 1, 2, 3 through the publication, without a gap. */
    number: z.int().min(1),
    kind: VersionKindSchema,
    /** As in "IDM/2016/1/Rev.2"; may be empty. */
    symbol: z.string().max(100),
    title: z.string().max(200),
    note: z.string().max(2000),
    frozenAt: InstantSchema,
    /** In which the date of the version is written. */
    timeZone: TimeZoneSchema,
  }),
  /** Those that answer for a section of it, in the order of their names. */
  organizations: z.array(FrozenOrganizationSchema).max(1000),
  /** In reading order. */
  sections: z.array(FrozenSectionSchema).max(500),
})
export type PublicationContent = z.infer<typeof PublicationContentSchema>
