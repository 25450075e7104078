import { can } from "./can.ts"
import type { CommandOf } from "./commands.ts"
import type { Actor, Ruling } from "./decision.ts"
import type { PublicationEvent } from "./events.ts"
import type { OrgId, PersonId } from "./ids.ts"
import type { Member, Officer, Publication, Role } from "./publication.ts"
import { refusalOf } from "./refusals.ts"
import { isDelegationPlace, isOfDelegation, roles } from "./roles.ts"

/** A delegation has its focal point and an alternate. */
export const focalPointsMax = 2

/**
 * A delegation keeps its own people: its focal points set its drafters and clearing authorities, who read its text
 * before release. Series editors set everybody else, and the focal points, in the name that a mission notifies and for
 * everybody to see. So no officer enters a delegation unseen, and no delegation is ever left without a way back.
 */
export function decideMember(state: Publication, command: CommandOf<"setMember">, actor: Actor): Ruling {
  const { personId, orgId, role, language, name, title } = command
  const permission = can(state, actor.personId, "setMember")
  if (!permission.allowed) return permission.refusal
  const organization = state.organizations[orgId]
  if (organization === undefined) return refusalOf("no-such-organization", { orgId })
  if (!roles[role].at.includes(organization.kind)) {
    return refusalOf("role-not-at-organization", { role, kind: organization.kind })
  }
  const current = state.members[personId]
  const isKeeper = maySet(state, actor, orgId, role) && (current === undefined || mayRemove(state, actor, current))
  if (!isKeeper) return refusalOf("members-kept-by-others")
  if (role !== "series-editor" && isLastEditor(state, personId)) return refusalOf("last-series-editor")
  if (role === "focal-point" && otherFocalPoints(state, orgId, personId) >= focalPointsMax) {
    return refusalOf("focal-points-complete", { organization: organization.name, max: focalPointsMax })
  }

  const named: Officer = { name, ...(title === undefined ? {} : { title }) }
  const { isNamePublic } = roles[role]
  const member: Member = { personId, orgId, role, language, ...(isNamePublic ? named : {}) }
  const events: PublicationEvent[] = []
  if (!isSameMember(current, member)) events.push({ type: "memberSet", ...member })
  const officer = state.officers[orgId]?.[personId]
  if (!isNamePublic && (officer?.name !== name || officer.title !== title)) {
    events.push({ type: "officerNamed", orgId, personId, ...named })
  }
  return events
}

export function decideRemoval(state: Publication, command: CommandOf<"removeMember">, actor: Actor): Ruling {
  const { personId } = command
  const permission = can(state, actor.personId, "removeMember")
  if (!permission.allowed) return permission.refusal
  const member = state.members[personId]
  if (member === undefined) return refusalOf("no-such-person", { personId })
  if (!mayRemove(state, actor, member)) return refusalOf("members-kept-by-others")
  return isLastEditor(state, personId) ? refusalOf("last-series-editor") : [{ type: "memberRemoved", personId }]
}

function maySet(state: Publication, actor: Actor, orgId: OrgId, role: Role): boolean {
  const isDelegation = isDelegationPlace(state, orgId, role)
  if (isFocalPointOf(state, actor, orgId)) return isDelegation
  return isEditor(state, actor.personId) && (!isDelegation || role === "focal-point")
}

/** A series editor may let anybody go: that opens nothing to anybody. */
function mayRemove(state: Publication, actor: Actor, member: Member): boolean {
  if (isEditor(state, actor.personId)) return true
  return isFocalPointOf(state, actor, member.orgId) && isOfDelegation(state, member)
}

function isEditor(state: Publication, personId: PersonId): boolean {
  return state.members[personId]?.role === "series-editor"
}

function isFocalPointOf(state: Publication, actor: Actor, orgId: OrgId): boolean {
  const member = state.members[actor.personId]
  return member?.role === "focal-point" && member.orgId === orgId
}

function isLastEditor(state: Publication, personId: PersonId): boolean {
  return (
    isEditor(state, personId) &&
    Object.values(state.members).filter(({ role }) => role === "series-editor").length === 1
  )
}

function otherFocalPoints(state: Publication, orgId: OrgId, personId: PersonId): number {
  return Object.values(state.members).filter(
    (member) => member.role === "focal-point" && member.orgId === orgId && member.personId !== personId,
  ).length
}

function isSameMember(a: Member | undefined, b: Member): boolean {
  return (
    a !== undefined &&
    a.orgId === b.orgId &&
    a.role === b.role &&
    a.language === b.language &&
    a.name === b.name &&
    a.title === b.title
  )
}
