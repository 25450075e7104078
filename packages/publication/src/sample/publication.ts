import { dayMs, endAt, wallClock } from "../end.ts"
import { type PublicationEvent, streamOf } from "../events.ts"
import type { OrgId, PersonId, PublicationId, SectionId } from "../ids.ts"
import {
  type CalendarEntry,
  type Organization,
  OrganizationSchema,
  type PublicationDescription,
  PublicationDescriptionSchema,
  type Role,
} from "../publication.ts"
import { ranksAround } from "../rank.ts"
import { roles } from "../roles.ts"
import { directionOf } from "../direction/index.ts"
import { type Audience, type End, type Release, type SectionState, type TextClass } from "../section.ts"
import type { StreamName } from "../streams.ts"
import { nationalTemplate } from "./national-template.ts"
import fixture from "./publication.json" with { type: "json" }

export interface SampleFootnote {
  id: string
  /** The words that the note stands after; they occur once in the block. */
  after: string
  text: string
}

interface BlockBase {
  id: string
  /** SDG targets that the block speaks to. */
  targets?: string[]
}

export type SampleBlock =
  | (BlockBase & { type: "paragraph"; text: string; footnotes?: SampleFootnote[] })
  | (BlockBase & { type: "heading"; level: number; text: string })
  | (BlockBase & { type: "list"; ordered: boolean; items: string[] })
  | (BlockBase & { type: "table"; caption: string; header: string[]; rows: string[][] })

export interface SamplePerson {
  id: PersonId
  org: OrgId
  name: string
  role: Role
  title: string
  language: string
  email: string
}

interface FixtureSection {
  id: SectionId
  parent: SectionId | null
  title: string
  titleI18n: Record<string, string>
  textClass: TextClass
  ownerOrg?: OrgId
  lead: OrgId
  leadPerson: PersonId
  coAuthors: PersonId[]
  language: string
  dir?: "ltr" | "rtl"
  annex?: boolean
  purpose: string
  targets: string[]
  themes: string[]
  audience: Audience
  state: SectionState
  release?: { status: "draft" | "in-clearance" | "released" | "withdrawn"; by: PersonId | null; at: string | null }
  blocks: SampleBlock[]
}

/** The sample as its file has it. All people are fictional; the file's `notice` must be shown with it. */
export interface SamplePublication {
  notice: string
  publication: Omit<PublicationDescription, "timeZone"> & { id: PublicationId }
  organizations: Organization[]
  people: SamplePerson[]
  calendar: CalendarEntry[]
  sections: FixtureSection[]
}

// TypeScript reads JSON strings as `string`; a test holds the events made from the file against the schemas.
export const samplePublication = fixture as unknown as SamplePublication

export interface SampleSection {
  id: SectionId
  language: string
  dir: "ltr" | "rtl"
  blocks: SampleBlock[]
}

/** The text of the sections, to seed their documents with. */
export const sampleSections: readonly SampleSection[] = samplePublication.sections.map((section) => ({
  id: section.id,
  language: section.language,
  dir: section.dir ?? directionOf(section.language),
  blocks: section.blocks,
}))

export interface SampleEvent {
  stream: StreamName
  at: number
  author: PersonId | "system"
  event: PublicationEvent
}

const editor = "p-iom-1" as PersonId

/** The day after the Geneva workshop, when drafting began. */
const draftingBegan = Date.UTC(2016, 9, 13, 7)

const timeZone = "Europe/Zurich"
const daysOpenForComments = 14

/** The comments on the zero draft, by the calendar of the sample. */
const commentsBegan = endAt({ year: 2016, month: 10, day: 20 }, 8, 0, timeZone).at
const commentsEnded = endAt({ year: 2016, month: 10, day: 31 }, 18, 0, timeZone)

/**
 * The events that make the sample publication, with the ids of its file. What happened carries its date of 2016: texts were open
 * for comments on the zero draft for as long as its calendar says, and some have gone on to revision or clearance since. Only the
 * end of the time for more comments lies in the reader's own future, so that comments can be tried: sections that are open for
 * comments now were opened again at `seededAt` and stay so for 14 days, until 18:00 in Zurich.
 */
export function sampleEvents(seededAt: number): SampleEvent[] {
  const { publication, organizations, people, calendar, sections } = samplePublication
  const events: SampleEvent[] = []
  const add = (at: number, author: SampleEvent["author"], event: PublicationEvent) => {
    const stream = streamOf(publication.id, event)
    if (stream !== null) events.push({ stream, at, author, event })
  }

  add(draftingBegan, "system", {
    type: "publicationCreated",
    ...PublicationDescriptionSchema.parse({ ...publication, timeZone }),
  })
  for (const organization of organizations) {
    add(draftingBegan, "system", { type: "organizationAdded", organization: OrganizationSchema.parse(organization) })
  }
  for (const person of people) {
    for (const event of memberEvents(person)) add(draftingBegan, "system", event)
  }
  for (const { id, what, start, end } of calendar) {
    add(draftingBegan, editor, { type: "calendarEntrySet", entry: { id, what, start, end } })
  }
  add(draftingBegan, editor, { type: "templateSet", template: nationalTemplate })
  const ranks = sampleRanks(sections)
  for (const section of sections) {
    const isClosed = section.state === "closed"
    const release = releaseOf(section)
    add(draftingBegan, editor, {
      type: "sectionAdded",
      sectionId: section.id,
      publicationId: publication.id,
      parentId: section.parent,
      rank: ranks.get(section.id) ?? "a0",
      title: section.title,
      titleI18n: section.titleI18n,
      textClass: section.textClass,
      ...(section.ownerOrg === undefined ? {} : { ownerOrg: section.ownerOrg }),
      leadOrg: section.lead,
      leadPerson: section.leadPerson,
      coAuthors: section.coAuthors,
      language: section.language,
      dir: section.dir ?? directionOf(section.language),
      annex: section.annex ?? false,
      purpose: section.purpose,
      targets: section.targets,
      themes: section.themes,
      audience: section.audience,
      state: isClosed ? "closed" : "drafting",
      until: null,
      ...(release === undefined ? {} : { release }),
    })
    const set = (at: number, state: SectionState, until: End | null) =>
      add(at, section.leadPerson, { type: "sectionStateSet", sectionId: section.id, state, until })
    if (isClosed || section.state === "drafting") continue
    if (section.audience !== "writers") set(commentsBegan, "open-for-comments", commentsEnded)
    if (section.state === "open-for-comments") set(seededAt, section.state, commentsEnd(seededAt))
    else set(commentsEnded.at, section.state, null)
  }
  return events
}

/** A name stands in the stream of those who may know it. */
function memberEvents({ id: personId, org: orgId, role, language, name, title }: SamplePerson): PublicationEvent[] {
  if (roles[role].isNamePublic) return [{ type: "memberSet", personId, orgId, role, language, name, title }]
  return [
    { type: "memberSet", personId, orgId, role, language },
    { type: "officerNamed", orgId, personId, name, title },
  ]
}

function sampleRanks(sections: readonly FixtureSection[]): Map<SectionId, string> {
  const parents = new Set(sections.map(({ parent }) => parent))
  const ranks = new Map<SectionId, string>()
  for (const parent of parents) {
    const siblings = sections.filter((section) => section.parent === parent)
    const ranked = ranksAround(siblings, ({ audience }) => audience === "writers")
    for (const [index, section] of siblings.entries()) ranks.set(section.id, ranked[index] ?? "a0")
  }
  return ranks
}

function releaseOf({ release }: FixtureSection): Release | undefined {
  return release && { ...release, at: release.at === null ? null : Date.parse(release.at) }
}

function commentsEnd(seededAt: number): End {
  return endAt(wallClock(seededAt + daysOpenForComments * dayMs, timeZone), 18, 0, timeZone)
}
