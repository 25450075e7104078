import { displayMember, type Publication, type TextClass } from "@codraft/publication"
import { intlLocale } from "../language/language.ts"

export interface ListedMember {
  personId: string
  orgId: string
  /** "Bangladesh: Nasrin Talukdar" */
  label: string
}

const mayLead = new Set([
  "focal-point",
  "drafter",
  "series-editor",
  "chapter-lead",
  "copy-editor",
  "data-officer",
  "observer",
])

/** The people who can be given a text, by organisation and name in the interface's language order. */
export function membersFor(publication: Publication, textClass: TextClass, ownerOrg?: string): ListedMember[] {
  const collator = new Intl.Collator(intlLocale())
  return Object.values(publication.members)
    .filter((member) => mayLead.has(member.role) || textClass === "contributor")
    .filter((member) => textClass !== "national" || member.orgId === ownerOrg)
    .map((member) => {
      const shown = displayMember(publication, member.personId)
      return {
        personId: member.personId,
        orgId: member.orgId,
        label: shown.isOrganizationOnly ? shown.name : `${shown.organization}: ${shown.name}`,
      }
    })
    .sort((a, b) => collator.compare(a.label, b.label))
}

export function statesOf(publication: Publication): { id: string; name: string }[] {
  const collator = new Intl.Collator(intlLocale())
  return Object.values(publication.organizations)
    .filter((organization) => organization.kind === "member-state")
    .sort((a, b) => collator.compare(a.name, b.name))
}
