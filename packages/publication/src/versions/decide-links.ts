import { can } from "../can.ts"
import type { Actor, Ruling } from "../decision.ts"
import { LinkIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { refusalOf } from "../refusals.ts"
import { correctionsOf } from "./corrections.ts"
import { versionOf } from "./decide-versions.ts"
import { type Link, linksMax, linkYearsMax, type MakeLink, type RevokeLinkCommand } from "./link.ts"
import type { Version } from "./version.ts"

/** Whether a link leads to its version at a moment. One that was revoked is not there. */
export function isValid({ expiresAt }: Pick<Link, "expiresAt">, at: number): boolean {
  return at < expiresAt
}

/** Whoever has the link may read the version from now on. */
export function decideLink(state: Publication, command: MakeLink, actor: Actor): Ruling {
  const { personId, at } = actor
  const permission = can(state, personId, "shareVersion")
  if (!permission.allowed) return permission.refusal
  const { version, label, withCorrections, expiresAt, tokenSha256 } = command
  if (versionOf(state, version) === null) return refusalOf("no-such-version")
  if (!isValid(command, at)) return refusalOf("link-ended")
  if (expiresAt > yearsLater(at, linkYearsMax)) return refusalOf("link-too-long", { max: linkYearsMax })
  const valid = Object.values(state.links).filter((link) => isValid(link, at))
  if (valid.length >= linksMax) return refusalOf("too-many-links", { max: linksMax })
  const linkId = LinkIdSchema.parse(actor.newId())
  return [{ type: "linkMade", linkId, version, tokenSha256, label, withCorrections, expiresAt }]
}

/**
 * What a link leads to: its version, or one of the versions that correct that one, where whoever made it has said so. Null for
 * every other number: a link opens no version that its own is not corrected by.
 */
export function versionBehind(
  state: Pick<Publication, "versions">,
  link: Pick<Link, "version" | "withCorrections">,
  correction?: number,
): Version | null {
  if (correction === undefined) return versionOf(state, link.version)
  if (!link.withCorrections) return null
  return correctionsOf(state, link.version).find(({ number }) => number === correction) ?? null
}

/** The link leads nowhere from now on. */
export function decideRevocation(state: Publication, { linkId }: RevokeLinkCommand, { personId }: Actor): Ruling {
  const permission = can(state, personId, "shareVersion")
  if (!permission.allowed) return permission.refusal
  if (state.links[linkId] === undefined) return refusalOf("no-such-link")
  return [{ type: "linkRevoked", linkId }]
}

/** With a day more: the link ends when a day does, in whichever zone. */
function yearsLater(at: number, years: number): number {
  const later = new Date(at)
  later.setUTCFullYear(later.getUTCFullYear() + years, later.getUTCMonth(), later.getUTCDate() + 1)
  return later.getTime()
}
