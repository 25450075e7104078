import { z } from "zod"
import {
  type OrgId,
  OrgIdSchema,
  type PersonId,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  type SectionId,
  SectionIdSchema,
  type ThreadId,
  ThreadIdSchema,
} from "./ids.ts"

/**
 * The names of the log's streams. A stream has one audience, decided when somebody joins it;
 * nothing inside a stream is ever filtered (see `canJoin`).
 */
export type StreamName = string & z.core.$brand<"StreamName">

export type ParsedStream =
  | { kind: "text"; sectionId: SectionId }
  | { kind: "section"; sectionId: SectionId }
  /** Comments and proposals on one section, or the general ones of a publication. */
  | { kind: "review"; id: SectionId | PublicationId }
  | { kind: "publication"; publicationId: PublicationId }
  /** What only one organisation may see. */
  | { kind: "delegation"; publicationId: PublicationId; orgId: OrgId }
  /** What one organisation and the secretariat may see. */
  | { kind: "shared"; publicationId: PublicationId; orgId: OrgId }
  /** One thread of comments whose readers are those of no other stream. */
  | { kind: "thread"; threadId: ThreadId }
  | { kind: "person"; personId: PersonId }
  /** The links by which versions are shared with people who have no account: for whoever may make them. */
  | { kind: "links"; publicationId: PublicationId }

const name = (kind: ParsedStream["kind"], id: string) => `${kind}:${id}` as StreamName

export const streams = {
  text: (sectionId: SectionId) => name("text", sectionId),
  section: (sectionId: SectionId) => name("section", sectionId),
  review: (id: SectionId | PublicationId) => name("review", id),
  publication: (publicationId: PublicationId) => name("publication", publicationId),
  delegation: (publicationId: PublicationId, orgId: OrgId) => name("delegation", `${publicationId}.${orgId}`),
  shared: (publicationId: PublicationId, orgId: OrgId) => name("shared", `${publicationId}.${orgId}`),
  thread: (threadId: ThreadId) => name("thread", threadId),
  person: (personId: PersonId) => name("person", personId),
  links: (publicationId: PublicationId) => name("links", publicationId),
}

/** What a stream's name says, or null when no stream can have that name. */
export function parseStream(stream: string): ParsedStream | null {
  const colon = stream.indexOf(":")
  if (colon < 0) return null
  const rest = stream.slice(colon + 1)
  switch (stream.slice(0, colon)) {
    case "text":
      return sectionStream("text", rest)
    case "section":
      return sectionStream("section", rest)
    case "review": {
      const id = SectionIdSchema.safeParse(rest)
      return id.success ? { kind: "review", id: id.data } : null
    }
    case "publication": {
      const publicationId = PublicationIdSchema.safeParse(rest)
      return publicationId.success ? { kind: "publication", publicationId: publicationId.data } : null
    }
    case "delegation":
      return organizationStream("delegation", rest)
    case "shared":
      return organizationStream("shared", rest)
    case "thread": {
      const threadId = ThreadIdSchema.safeParse(rest)
      return threadId.success ? { kind: "thread", threadId: threadId.data } : null
    }
    case "person": {
      const personId = PersonIdSchema.safeParse(rest)
      return personId.success ? { kind: "person", personId: personId.data } : null
    }
    case "links": {
      const publicationId = PublicationIdSchema.safeParse(rest)
      return publicationId.success ? { kind: "links", publicationId: publicationId.data } : null
    }
    default:
      return null
  }
}

export const StreamNameSchema = z
  .string()
  .max(200)
  .refine((stream) => parseStream(stream) !== null, "no stream has that name")
  .brand<"StreamName">()

function sectionStream(kind: "text" | "section", rest: string): ParsedStream | null {
  const sectionId = SectionIdSchema.safeParse(rest)
  return sectionId.success ? { kind, sectionId: sectionId.data } : null
}

function organizationStream(kind: "delegation" | "shared", rest: string): ParsedStream | null {
  const dot = rest.indexOf(".")
  const publicationId = PublicationIdSchema.safeParse(rest.slice(0, Math.max(dot, 0)))
  const orgId = OrgIdSchema.safeParse(rest.slice(dot + 1))
  return publicationId.success && orgId.success ? { kind, publicationId: publicationId.data, orgId: orgId.data } : null
}
