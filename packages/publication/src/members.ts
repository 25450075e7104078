import type { PersonId } from "./ids.ts"
import type { Publication } from "./publication.ts"

export interface DisplayedMember {
  /** The person's name, or the organisation's when the reader may not know the person's. */
  name: string
  organization: string
  isOrganizationOnly: boolean
}

/**
 * How a person is shown to the reader of this state: by name, or by the organisation's name alone where the
 * name is in no stream that the reader has joined.
 */
export function displayMember(state: Publication, personId: PersonId): DisplayedMember {
  const member = state.members[personId] ?? state.formerMembers[personId]
  if (member === undefined) return { name: "Unknown person", organization: "", isOrganizationOnly: true }
  const organization = state.organizations[member.orgId]?.name ?? member.orgId
  const name = member.name ?? state.officers[member.orgId]?.[personId]?.name
  return name === undefined
    ? { name: organization, organization, isOrganizationOnly: true }
    : { name, organization, isOrganizationOnly: false }
}
