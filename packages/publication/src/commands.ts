import { z } from "zod"
import {
  GivenLanguageSchema,
  lineSchema,
  OrgIdSchema,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  type SectionId,
  SectionIdSchema,
} from "./ids.ts"
import type { StoredImage } from "./images/index.ts"
import { isLanguage } from "./languages/index.ts"
import { PersonNameSchema, PersonTitleSchema, RoleSchema } from "./publication.ts"
import {
  AudienceSchema,
  CoAuthorsSchema,
  EndSchema,
  LimitSchema,
  NumberingSchema,
  SectionSchema,
  SectionStateSchema,
  SectionTitleSchema,
  TextClassSchema,
} from "./section.ts"
import { CirculateCommandSchema, versionFilesCommands } from "./versions/commands.ts"
import { exemptionCommands } from "./versions/exemption.ts"
import { RevokeLinkCommandSchema } from "./versions/link.ts"
import { TemplateIdSchema, TemplateNameSchema, TemplatePartsSchema } from "./templates/template.ts"

const publicationId = PublicationIdSchema
const sectionId = SectionIdSchema
const parentId = SectionIdSchema.nullable().default(null)
/** The sibling that will follow; null = last among its siblings. */
const before = SectionIdSchema.nullable().default(null)

export const CommandSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("addSection"),
    publicationId,
    parentId,
    before,
    title: SectionTitleSchema,
    titleI18n: z.record(GivenLanguageSchema, lineSchema(300)).default({}),
    textClass: TextClassSchema,
    /** Exactly in national text. */
    ownerOrg: OrgIdSchema.optional(),
    leadPerson: PersonIdSchema,
    coAuthors: CoAuthorsSchema.default([]),
    language: GivenLanguageSchema,
    annex: z.boolean().default(false),
    purpose: SectionSchema.shape.purpose.default(""),
    targets: SectionSchema.shape.targets.default([]),
    themes: SectionSchema.shape.themes.default([]),
    /** A section starts at its writers unless its editor opens it at once; national text always does. */
    audience: AudienceSchema.default("writers"),
    /** The template whose headings it begins with. */
    templateId: TemplateIdSchema.optional(),
  }),
  z.object({ type: z.literal("renameSection"), publicationId, sectionId, title: SectionTitleSchema }),
  z.object({ type: z.literal("moveSection"), publicationId, sectionId, parentId: SectionIdSchema.nullable(), before }),
  z.object({ type: z.literal("openSection"), publicationId, sectionId }),
  z.object({ type: z.literal("closeSection"), publicationId, sectionId }),
  z.object({
    type: z.literal("setSectionState"),
    publicationId,
    sectionId,
    state: SectionStateSchema,
    until: EndSchema.nullable().default(null),
  }),
  z.object({ type: z.literal("setSectionAudience"), publicationId, sectionId, audience: AudienceSchema }),
  z.object({
    type: z.literal("setSectionPeople"),
    publicationId,
    sectionId,
    leadPerson: PersonIdSchema.optional(),
    coAuthors: CoAuthorsSchema.optional(),
  }),
  z.object({ type: z.literal("setSectionNumbering"), publicationId, sectionId, numbering: NumberingSchema }),
  z.object({ type: z.literal("setSectionLimit"), publicationId, sectionId, limit: LimitSchema.nullable() }),
  /** Only of a section whose text is empty. */
  z.object({ type: z.literal("useTemplate"), publicationId, sectionId, templateId: TemplateIdSchema }),
  z.object({
    type: z.literal("setTemplate"),
    publicationId,
    /** null: a new one. */
    templateId: TemplateIdSchema.nullable(),
    name: TemplateNameSchema,
    parts: TemplatePartsSchema.refine(areInLanguages, "This is no language tag such as en, ar or pt-BR."),
  }),
  z.object({ type: z.literal("removeTemplate"), publicationId, templateId: TemplateIdSchema }),
  z.object({
    type: z.literal("setMember"),
    publicationId,
    personId: PersonIdSchema,
    orgId: OrgIdSchema,
    role: RoleSchema,
    name: PersonNameSchema,
    title: PersonTitleSchema.optional(),
    language: GivenLanguageSchema,
  }),
  z.object({ type: z.literal("removeMember"), publicationId, personId: PersonIdSchema }),
  CirculateCommandSchema,
  ...versionFilesCommands,
  ...exemptionCommands,
  RevokeLinkCommandSchema,
])

function areInLanguages(parts: z.infer<typeof TemplatePartsSchema>): boolean {
  return parts.every(({ heading, help }) => [...Object.keys(heading), ...Object.keys(help)].every(isLanguage))
}

/** A command as it is decided: parsed, with its defaults filled in. */
export type Command = z.infer<typeof CommandSchema>
/**
 * An image's bytes are in the store, and now the section is to have them. No client may send this: with a hash alone one
 * would get at the images of sections that one may not read. The server gives it once it holds the bytes in its hands.
 */
export type StoreImage = StoredImage & { type: "storeImage"; publicationId: PublicationId; sectionId: SectionId }
/** A command as a client may send it. */
export type CommandInput = z.input<typeof CommandSchema>
export type CommandOf<T extends Command["type"]> = Extract<Command, { type: T }>
