import { can } from "../can.ts"
import type { Actor, Ruling } from "../decision.ts"
import { wallClock } from "../end.ts"
import type { OrgId, PersonId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { isOfSecretariat } from "../roles.ts"
import type { OnBehalf } from "../review/thread.ts"
import type { CirculateCommand } from "./commands.ts"
import { versionOf } from "./decide-versions.ts"

/**
 * Organizations that take part may open the version from now on, and comment on it until the date that is named. One that has the
 * version keeps it; a date that is named anew is its date from now on, and none is left where `null` is named.
 */
export function decideCirculation(state: Publication, command: CirculateCommand, actor: Actor): Ruling {
  const permission = can(state, actor.personId, "circulateVersion")
  if (!permission.allowed) return permission.refusal
  const version = versionOf(state, command.version)
  if (version === null) return refusalOf("no-such-version")
  const unknown = command.to.find((orgId) => state.organizations[orgId] === undefined)
  if (unknown !== undefined) return refusalOf("no-such-organization", { orgId: unknown })
  const { commentUntil } = command
  if (typeof commentUntil === "number" && commentUntil <= actor.at) {
    return refusalOf("comment-date-past", { until: { at: commentUntil, zone: state.timeZone } })
  }
  const to = [...new Set(command.to)].filter((orgId) => {
    const known = version.circulatedTo[orgId]
    return known === undefined || (commentUntil !== undefined && known.commentUntil !== commentUntil)
  })
  if (to.length === 0) return []
  return [
    { type: "versionCirculated", number: version.number, to, ...(commentUntil === undefined ? {} : { commentUntil }) },
  ]
}

/** Whether somebody may open what a version holds: the secretariat, and whom it was circulated to. */
export function canReadVersion(state: Publication, personId: PersonId, number: number): boolean {
  const member = state.members[personId]
  const version = versionOf(state, number)
  if (member === undefined || version === null) return false
  return isOfSecretariat(state, member) || version.circulatedTo[member.orgId] !== undefined
}

/** Until when an organization was asked to comment on a version; null where it was not asked, or does not have it. */
export function commentDateOf(state: Pick<Publication, "versions">, orgId: OrgId, number: number): number | null {
  return versionOf(state, number)?.circulatedTo[orgId]?.commentUntil ?? null
}

/**
 * Why what an organization said by another way cannot be recorded on a version at this instant; null when it can. The organization
 * has the version, or its people would not read their own comment there. After its date only what came in time is taken: whoever
 * records it says on which day it came.
 */
export function recordedCommentRefusal(
  state: Pick<Publication, "versions" | "organizations" | "timeZone">,
  { organization: orgId, date }: Pick<OnBehalf, "organization" | "date">,
  number: number,
  at: number,
): Refusal | null {
  const version = versionOf(state, number)
  if (version === null) return refusalOf("no-such-version")
  const organization = state.organizations[orgId]?.name ?? orgId
  const circulated = version.circulatedTo[orgId]
  if (circulated === undefined) return refusalOf("not-circulated-to", { organization })
  const { commentUntil } = circulated
  if (commentUntil === null || at < commentUntil) return null
  // An end at midnight is the end of the day before.
  const last = dayOf(commentUntil - 1, state.timeZone)
  const until = { at: commentUntil, zone: state.timeZone }
  return date > last ? refusalOf("received-after-date", { organization, until }) : null
}

/** "2016-11-30" */
function dayOf(at: number, zone: string): string {
  const { year, month, day } = wallClock(at, zone)
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-")
}

/**
 * Why somebody may not comment on a version at this instant; null when they may. Their own organization's date decides, whatever
 * state the sections of the draft are in by then; the secretariat has none.
 */
export function versionCommentRefusal(
  state: Publication,
  personId: PersonId,
  number: number,
  at: number,
): Refusal | null {
  const member = state.members[personId]
  if (member === undefined) return refusalOf("not-a-member")
  if (!canReadVersion(state, personId, number)) return refusalOf("no-such-version")
  if (isOfSecretariat(state, member)) return null
  const organization = state.organizations[member.orgId]?.name ?? member.orgId
  const until = commentDateOf(state, member.orgId, number)
  if (until === null) return refusalOf("version-comments-not-asked", { organization })
  const end = { at: until, zone: state.timeZone }
  return at >= until ? refusalOf("version-comments-ended", { organization, until: end }) : null
}
