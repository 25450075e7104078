import type { OrgId, PersonId } from "./ids.ts"
import { displayMember } from "./members.ts"
import type { Publication } from "./publication.ts"
import { type Refusal, refusalOf } from "./refusals.ts"
import { mayCoAuthor, mayLead } from "./roles.ts"
import type { TextClass } from "./section.ts"
import { visibleTo } from "./visibility.ts"

interface Text {
  textClass: TextClass
  ownerOrg?: OrgId | undefined
  /** The organisation that the text has been led by until now. */
  leadOrg?: OrgId
}

export function leadRefusal(state: Publication, viewer: PersonId, text: Text, personId: PersonId): Refusal | null {
  const member = state.members[personId]
  if (member === undefined) return refusalOf("no-such-person", { personId })
  if (!mayLead(state, member, text)) {
    return refusalOf("cannot-lead", { person: nameFor(state, viewer, personId), textClass: text.textClass })
  }
  if (text.textClass === "contributor" && text.leadOrg !== undefined && text.leadOrg !== member.orgId) {
    return refusalOf("same-lead-organization", {
      organization: state.organizations[text.leadOrg]?.name ?? text.leadOrg,
    })
  }
  return null
}

export function coAuthorRefusal(
  state: Publication,
  viewer: PersonId,
  text: Text,
  people: readonly PersonId[],
): Refusal | null {
  for (const personId of people) {
    const member = state.members[personId]
    if (member === undefined) return refusalOf("no-such-person", { personId })
    if (!mayCoAuthor(state, member, text)) {
      return refusalOf("cannot-write", { person: nameFor(state, viewer, personId) })
    }
  }
  return null
}

/** The person as the viewer knows them: refusals must not tell names. */
export function nameFor(state: Publication, viewer: PersonId, personId: PersonId): string {
  return displayMember(visibleTo(state, viewer), personId).name
}
