import { z } from "zod"
import {
  InstantSchema,
  OrgIdSchema,
  type PersonId,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  SectionIdSchema,
} from "./ids.ts"
import { BlobHashSchema, StoredImageSchema } from "./images/index.ts"
import {
  CalendarEntrySchema,
  MemberSchema,
  OfficerSchema,
  OrganizationSchema,
  PublicationDescriptionSchema,
} from "./publication.ts"
import {
  AudienceSchema,
  CoAuthorsSchema,
  EndSchema,
  LimitSchema,
  NumberingSchema,
  RankSchema,
  SectionSchema,
  SectionStateSchema,
  SectionTitleSchema,
} from "./section.ts"
import { passageEvents } from "./passages/passage.ts"
import { reviewEvents, seenEvents } from "./review/events.ts"
import { placeOf } from "./review/place.ts"
import { ShapeSchema } from "./templates/shape.ts"
import { TemplateIdSchema, TemplateSchema } from "./templates/template.ts"
import { type StreamName, StreamNameSchema, streams } from "./streams.ts"
import { exemptionEvents } from "./versions/exemption.ts"
import { versionEvents } from "./versions/events.ts"
import { linkEvents } from "./versions/link.ts"

/** Events of `publication:<id>`. */
const publicationEvents = [
  PublicationDescriptionSchema.extend({ type: z.literal("publicationCreated") }),
  z.object({ type: z.literal("organizationAdded"), organization: OrganizationSchema }),
  MemberSchema.extend({ type: z.literal("memberSet") }),
  z.object({ type: z.literal("memberRemoved"), personId: PersonIdSchema }),
  z.object({ type: z.literal("calendarEntrySet"), entry: CalendarEntrySchema }),
  z.object({ type: z.literal("templateSet"), template: TemplateSchema }),
  z.object({ type: z.literal("templateRemoved"), templateId: TemplateIdSchema }),
  ...versionEvents,
] as const

/** Events of `shared:<publicationId>.<orgId>`: the organisation is the stream's. */
const sharedEvents = [
  OfficerSchema.extend({ type: z.literal("officerNamed"), orgId: OrgIdSchema, personId: PersonIdSchema }),
] as const

/** Events of `section:<sectionId>`. */
const sectionEvents = [
  SectionSchema.omit({ id: true }).extend({
    type: z.literal("sectionAdded"),
    sectionId: SectionIdSchema,
    publicationId: PublicationIdSchema,
  }),
  z.object({ type: z.literal("sectionRenamed"), sectionId: SectionIdSchema, title: SectionTitleSchema }),
  z.object({
    type: z.literal("sectionMoved"),
    sectionId: SectionIdSchema,
    parentId: SectionIdSchema.nullable(),
    rank: RankSchema,
    /** It stood below this section, which left the outline with its text; there it comes back to. */
    liftedFrom: SectionIdSchema.optional(),
  }),
  z.object({
    type: z.literal("sectionStateSet"),
    sectionId: SectionIdSchema,
    state: SectionStateSchema,
    until: EndSchema.nullable(),
  }),
  z.object({ type: z.literal("sectionAudienceSet"), sectionId: SectionIdSchema, audience: AudienceSchema }),
  z.object({
    type: z.literal("sectionLeadSet"),
    sectionId: SectionIdSchema,
    leadPerson: PersonIdSchema,
    leadOrg: OrgIdSchema,
  }),
  z.object({ type: z.literal("coAuthorsSet"), sectionId: SectionIdSchema, coAuthors: CoAuthorsSchema }),
  z.object({ type: z.literal("sectionNumberingSet"), sectionId: SectionIdSchema, numbering: NumberingSchema }),
  z.object({ type: z.literal("sectionLimitSet"), sectionId: SectionIdSchema, limit: LimitSchema.nullable() }),
  z.object({ type: z.literal("sectionShaped"), sectionId: SectionIdSchema, shape: ShapeSchema.nullable() }),
  StoredImageSchema.extend({ type: z.literal("imageStored"), sectionId: SectionIdSchema }),
  /** Its audience widens, and these are not in its text any more: new readers get them no more than they get deleted words. */
  z.object({ type: z.literal("imagesForgotten"), sectionId: SectionIdSchema, blobs: z.array(BlobHashSchema).max(500) }),
  ...passageEvents,
  ...exemptionEvents,
] as const

/** Events of `person:<personId>`. */
const personEvents = [
  /** How far the person has seen the text of a section: a position of its log. */
  z.object({
    type: z.literal("sectionRead"),
    personId: PersonIdSchema,
    publicationId: PublicationIdSchema,
    sectionId: SectionIdSchema,
    position: z.int().min(0),
  }),
  ...seenEvents,
] as const

export const PublicationEventSchema = z.discriminatedUnion("type", [
  ...publicationEvents,
  ...sharedEvents,
  ...sectionEvents,
  ...reviewEvents,
  ...personEvents,
  ...linkEvents,
])
export type PublicationEvent = z.infer<typeof PublicationEventSchema>

/** An event as the log holds it. Positions are 1-based and consecutive per stream. */
export interface Recorded<E = PublicationEvent> {
  stream: StreamName
  position: number
  at: number
  author: PersonId | "system"
  event: E
}

export const RecordedSchema = z.object({
  stream: StreamNameSchema,
  position: z.int().min(1),
  at: InstantSchema,
  author: z.union([z.literal("system"), PersonIdSchema]),
  event: PublicationEventSchema,
})

/** The one stream that an event belongs in; null for an event that this build does not know. */
export function streamOf(publicationId: PublicationId, event: PublicationEvent): StreamName | null {
  switch (event.type) {
    case "publicationCreated":
    case "organizationAdded":
    case "memberSet":
    case "memberRemoved":
    case "calendarEntrySet":
    case "templateSet":
    case "templateRemoved":
    case "versionFrozen":
    case "versionFilesMade":
    case "versionFilesAsked":
    case "versionFilesWaived":
    case "versionSealed":
    case "versionCirculated":
    case "versionSubmitted":
      return streams.publication(publicationId)
    case "commentAdded":
    case "commentReplied":
    case "commentEdited":
    case "commentDeleted":
    case "commentTargetsSet":
    case "commentAssigned":
    case "commentResolved":
    case "commentReopened":
    case "commentWithdrawn":
    case "commentOpened":
    case "threadCopied":
    case "threadGone":
    case "threadMoved":
      return placeOf(publicationId, event)
    case "sectionRead":
    case "threadSeen":
    case "reviewSeen":
      return event.publicationId === publicationId ? streams.person(event.personId) : null
    case "linkMade":
    case "linkRevoked":
      return streams.links(publicationId)
    case "officerNamed":
      return streams.shared(publicationId, event.orgId)
    case "sectionAdded":
    case "sectionRenamed":
    case "sectionMoved":
    case "sectionStateSet":
    case "sectionAudienceSet":
    case "sectionLeadSet":
    case "coAuthorsSet":
    case "sectionNumberingSet":
    case "sectionLimitSet":
    case "sectionShaped":
    case "imageStored":
    case "imagesForgotten":
    case "passageGone":
    case "passageCome":
    case "sectionRemoved":
    case "sectionRestored":
    case "findingExempted":
    case "exemptionWithdrawn":
      return streams.section(event.sectionId)
    default:
      event satisfies never
      return null
  }
}
