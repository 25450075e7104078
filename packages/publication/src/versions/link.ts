import { z } from "zod"
import { InstantSchema, type LinkId, LinkIdSchema, lineSchema, PersonIdSchema, PublicationIdSchema } from "../ids.ts"
import { BlobHashSchema } from "../images/index.ts"
import { VersionNumberSchema } from "./version.ts"
import { writtenLine } from "./written-line.ts"

/** How many may be valid at a time in one publication. */
export const linksMax = 200
export const linkYearsMax = 2
/** What a link is valid for unless an editor says otherwise. */
export const linkDaysOffered = 90

/** To whom the link goes, in the words of whoever makes it. */
const labelCharactersMax = 120

/** A link by which whoever has it reads one version, without an account. */
export const LinkSchema = z.object({
  id: LinkIdSchema,
  version: VersionNumberSchema,
  label: lineSchema(labelCharactersMax),
  /** Whether it leads on to what corrects the version, also to what comes later. */
  withCorrections: z.boolean(),
  /** From then on it leads nowhere. */
  expiresAt: InstantSchema,
  /** Of what stands in the link's address and is told once, to whoever made it. */
  tokenSha256: BlobHashSchema,
  madeAt: InstantSchema,
  madeBy: z.union([z.literal("system"), PersonIdSchema]),
})
export type Link = z.infer<typeof LinkSchema>
type Links = Record<LinkId, Link>

/** Events of `links:<id>`. */
export const linkEvents = [
  LinkSchema.omit({ id: true, madeAt: true, madeBy: true }).extend({
    type: z.literal("linkMade"),
    linkId: LinkIdSchema,
    /** Absent: it does not. */
    withCorrections: z.boolean().optional(),
  }),
  z.object({ type: z.literal("linkRevoked"), linkId: LinkIdSchema }),
] as const
type LinkEvent = z.infer<(typeof linkEvents)[number]>

const publicationId = PublicationIdSchema

export const ShareCommandSchema = z.object({
  type: z.literal("shareVersion"),
  publicationId,
  version: VersionNumberSchema,
  label: writtenLine(labelCharactersMax),
  /** Whether those with the link may open corrections of the version as well. */
  withCorrections: z.boolean().default(false),
  expiresAt: InstantSchema,
})
export type ShareCommand = z.infer<typeof ShareCommandSchema>

/** The server has drawn the token of a link that somebody asks for: no client may choose one. */
export type MakeLink = Omit<ShareCommand, "type"> & { type: "makeLink"; tokenSha256: Link["tokenSha256"] }

export const RevokeLinkCommandSchema = z.object({
  type: z.literal("revokeLink"),
  publicationId,
  linkId: LinkIdSchema,
})
export type RevokeLinkCommand = z.infer<typeof RevokeLinkCommandSchema>

/** The links after one more event. Those that had expired when another one was made are let go of: so there are never more than may be. */
export function withLinkEvent(
  links: Links,
  event: LinkEvent,
  { at, author }: { at: number; author: Link["madeBy"] },
): Links {
  if (event.type === "linkRevoked") return kept(links, ({ id }) => id !== event.linkId)
  const { type: _, linkId, withCorrections = false, ...link } = event
  const left = kept(links, ({ expiresAt }) => expiresAt > at)
  return { ...left, [linkId]: { id: linkId, ...link, withCorrections, madeAt: at, madeBy: author } }
}

function kept(links: Links, isKept: (link: Link) => boolean): Links {
  return Object.fromEntries(Object.entries(links).filter(([, link]) => isKept(link)))
}
