import { canRead } from "../can.ts"
import type { OrgId, PersonId, ThreadId } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { RoleSchema } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { delegationRoles, isOfDelegation, isOfOrganization, roles } from "../roles.ts"
import type { Section } from "../section.ts"
import { type StreamName, streams } from "../streams.ts"
import type { Readers } from "./readers.ts"
import type { CommentAudience } from "./thread.ts"

/** Who writes a comment, or in whose name it is recorded. */
export interface Writer {
  orgId: OrgId
  /** null: somebody of the organisation, by another way. */
  member: Member | null
}

export interface Home {
  place: StreamName
  /** Only where the place is the thread's own stream. */
  readers?: Readers
}

/**
 * The stream in which a new thread lives: a standing one where all of that stream's readers, now and by whatever role they
 * could come to have, may read the section too; else one of its own.
 */
export function homeOf(
  state: Publication,
  threadId: ThreadId,
  section: Section | null,
  audience: CommentAudience,
  writer: Writer,
): Home | Refusal {
  const { orgId, member } = writer
  const isInside = member === null || isOfOrganization(state, member, orgId)
  const own = { organizations: isInside ? [orgId] : [], people: isInside || member === null ? [] : [member.personId] }
  if (audience === "section") {
    if (section === null) return { place: streams.review(state.id) }
    const { ownerOrg } = section
    if (ownerOrg === undefined || isOfState(state, writer, ownerOrg)) return { place: streams.review(section.id) }
    const organizations = [...new Set([...own.organizations, ownerOrg])]
    return { place: streams.thread(threadId), readers: { ...own, organizations, secretariat: true } }
  }
  if (!isInside && audience === "delegation") return refusalOf("no-organization-streams")
  const isSecretariat = state.organizations[orgId]?.kind === "secretariat"
  const readers = { ...own, secretariat: audience === "secretariat" && !isSecretariat }
  const stream = readers.secretariat ? streams.shared(state.id, orgId) : streams.delegation(state.id, orgId)
  return isInside && (section === null || mayAllRead(state, section, readers))
    ? { place: stream }
    : { place: streams.thread(threadId), readers }
}

export function isOfState(state: Publication, { orgId, member }: Writer, ownerOrg: OrgId): boolean {
  return orgId === ownerOrg && (member === null || isOfDelegation(state, member))
}

/** Whether everybody whom these readers are, or could come to be, reads the section by their role alone. */
export function mayAllRead(state: Publication, section: Section, readers: Readers): boolean {
  const organizations = Object.values(state.organizations).filter(
    ({ id, kind }) => readers.organizations.includes(id) || (readers.secretariat && kind === "secretariat"),
  )
  return organizations.every(({ id: orgId, kind }) =>
    RoleSchema.options
      .filter((role) => roles[role].at.includes(kind) && (kind !== "member-state" || delegationRoles.includes(role)))
      .every((role) => canRead(state, section, { personId: "" as PersonId, orgId, role, language: "en" })),
  )
}
