import { z } from "zod"
import {
  InstantSchema,
  LanguageSchema,
  LinkIdSchema,
  lineSchema,
  OrgIdSchema,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  SectionIdSchema,
  ThreadIdSchema,
  TranslationsSchema,
} from "./ids.ts"
import { BlobHashSchema, StoredImageSchema } from "./images/index.ts"
import { PassageSchema } from "./passages/passage.ts"
import { PrivateThreadSchema } from "./review/readers.ts"
import { SectionSchema, TimeZoneSchema } from "./section.ts"
import { TemplateIdSchema, TemplateSchema } from "./templates/template.ts"
import { ExemptionSchema, FindingKeySchema } from "./versions/exemption.ts"
import { LinkSchema } from "./versions/link.ts"
import { VersionSchema } from "./versions/version.ts"

export const OrganizationKindSchema = z.enum([
  "member-state",
  "secretariat",
  "international-organization",
  "partner",
  "civil-society",
  "regional-process",
  "recipient",
])
export type OrganizationKind = z.infer<typeof OrganizationKindSchema>

export const OrganizationSchema = z.object({
  id: OrgIdSchema,
  kind: OrganizationKindSchema,
  name: lineSchema(200),
  iso3: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  m49: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  unRegionalGroup: lineSchema(100).optional(),
  workingLanguage: LanguageSchema,
})
export type Organization = z.infer<typeof OrganizationSchema>

export const RoleSchema = z.enum([
  "focal-point",
  "drafter",
  "clearing-authority",
  "series-editor",
  "chapter-lead",
  "copy-editor",
  "data-officer",
  "reviewer",
  "observer",
  "recipient",
])
export type Role = z.infer<typeof RoleSchema>

export const PersonNameSchema = lineSchema(120)
export const PersonTitleSchema = lineSchema(200)

/** Somebody who acts for an organisation in this publication. Show them with `displayMember`. */
export const MemberSchema = z.object({
  personId: PersonIdSchema,
  orgId: OrgIdSchema,
  role: RoleSchema,
  language: LanguageSchema,
  /** Present exactly for roles whose names every member may know; other names are in `officers`. */
  name: PersonNameSchema.optional(),
  title: PersonTitleSchema.optional(),
})
export type Member = z.infer<typeof MemberSchema>

/** A drafter or clearing authority by name: known to the own organisation and the secretariat only. */
export const OfficerSchema = z.object({ name: PersonNameSchema, title: PersonTitleSchema.optional() })
export type Officer = z.infer<typeof OfficerSchema>

const DateSchema = z.iso.date()

export const CalendarEntrySchema = z.object({
  id: z.string().min(1).max(64),
  what: lineSchema(200),
  start: DateSchema,
  end: DateSchema,
})
export type CalendarEntry = z.infer<typeof CalendarEntrySchema>

export const WorkshopSchema = z.object({
  id: z.string().max(64),
  name: lineSchema(200),
  start: DateSchema,
  end: DateSchema,
})
export type Workshop = z.infer<typeof WorkshopSchema>

export const ThemeSchema = z.object({ id: z.string().max(64), workshop: z.string().max(64), label: lineSchema(200) })
export type Theme = z.infer<typeof ThemeSchema>

/** What is said of a publication as a whole. */
export const PublicationDescriptionSchema = z.object({
  title: lineSchema(300),
  titleI18n: TranslationsSchema,
  subtitle: z.string().max(300),
  series: z.string().max(200),
  seriesNumber: z.string().max(50),
  originalLanguage: LanguageSchema,
  languages: z.array(LanguageSchema).max(20),
  /** The zone in which the publication's ends and dates are written. */
  timeZone: TimeZoneSchema,
  /** The edition of the global indicator list that codes refer to unless they say otherwise. */
  indicatorEdition: z.string().max(10),
  distribution: z.enum(["General", "Limited", "Restricted"]),
  status: z.enum(["drafting", "submitted", "published"]),
  workshops: z.array(WorkshopSchema).max(50),
  themes: z.array(ThemeSchema).max(200),
})
export type PublicationDescription = z.infer<typeof PublicationDescriptionSchema>

/**
 * A publication as one reader knows it, or all of it on the server. Plain JSON.
 * Each part is written by the events of one kind of stream only, so that it does not
 * matter in which order the streams are read: `sections`, `formerSections`, `images`, `passages` and `exemptions` by `section:`,
 * `officers` by `shared:`, `privateThreads` by `thread:`, `links` by `links:`, everything else by `publication:`.
 */
export const PublicationStateSchema = PublicationDescriptionSchema.extend({
  id: PublicationIdSchema,
  /** Empty until the publication is created. */
  title: z.string().max(300),
  createdAt: InstantSchema.nullable(),
  calendar: z.array(CalendarEntrySchema),
  organizations: z.record(OrgIdSchema, OrganizationSchema),
  members: z.record(PersonIdSchema, MemberSchema),
  /** People who left: no rights, but their work still carries their name. */
  formerMembers: z.record(PersonIdSchema, MemberSchema),
  officers: z.record(OrgIdSchema, z.record(PersonIdSchema, OfficerSchema)),
  sections: z.record(SectionIdSchema, SectionSchema),
  /** Sections that have left the outline, their text being elsewhere now. Nobody reads or writes them; they can come back. */
  formerSections: z.record(SectionIdSchema, SectionSchema),
  /** The passages that went from each section or came into it lately, newest last. */
  passages: z.record(SectionIdSchema, z.array(PassageSchema)),
  templates: z.record(TemplateIdSchema, TemplateSchema),
  /** What was frozen, by number: the first is at 0. */
  versions: z.array(VersionSchema),
  /** What editors let stand of the pre-flight list, point by point, in each section. */
  exemptions: z.record(SectionIdSchema, z.record(FindingKeySchema, ExemptionSchema)),
  /** How far this reader has seen each text; written by `person:` alone, so the server's own state has none. */
  readPositions: z.record(SectionIdSchema, z.int().min(0)),
  /** Who reads each `thread:` stream, written by that stream alone. What the threads say is not in this state (see review/threads.ts). */
  privateThreads: z.record(ThreadIdSchema, PrivateThreadSchema),
  /** The images that each section has, by their hash: what is not here is in the text only, and still on its way. */
  images: z.record(SectionIdSchema, z.record(BlobHashSchema, StoredImageSchema)),
  /** The links by which versions are shared, without those that were revoked. */
  links: z.record(LinkIdSchema, LinkSchema),
})
export type Publication = z.infer<typeof PublicationStateSchema>

export function emptyPublication(id: PublicationId): Publication {
  return {
    id,
    title: "",
    titleI18n: {},
    subtitle: "",
    series: "",
    seriesNumber: "",
    originalLanguage: "en",
    languages: [],
    timeZone: "UTC",
    indicatorEdition: "2016",
    distribution: "Limited",
    status: "drafting",
    workshops: [],
    themes: [],
    createdAt: null,
    calendar: [],
    organizations: {},
    members: {},
    formerMembers: {},
    officers: {},
    sections: {},
    formerSections: {},
    passages: {},
    templates: {},
    versions: [],
    exemptions: {},
    readPositions: {},
    privateThreads: {},
    images: {},
    links: {},
  }
}
