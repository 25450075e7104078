import { exhausted } from "./exhausted.ts"
import type { Member, Publication } from "./publication.ts"
import { isOfDelegation, isOfSecretariat, mayCoAuthor, mayLead, roles } from "./roles.ts"
import type { Section } from "./section.ts"

/** The parts that a person can have in a section, with what each means. One person often has several. */
export const parts = {
  lead: "the section's lead person",
  "co-author": "one of the section's co-authors",
  "owner-focal-point": "a focal point of the State whose text it is",
  owner:
    "anyone of the organisation that answers for the text: the State's delegation (national), the author's members (contributor), the secretariat (secretariat); nobody in joint text",
  "series-editor": "a series editor",
  "copy-editor": "a copy editor",
  "focal-point": "a focal point of any State",
  delegation: "anyone of any State's delegation: focal point, drafter, clearing authority",
  member: "any member: delegations, secretariat, authors",
  reviewer: "an external reviewer",
  observer: "an observer",
  recipient: "a recipient of the submission",
} as const
export type Part = keyof typeof parts

export function partsOf(state: Publication, section: Section, member: Member): Set<Part> {
  const { standing } = roles[member.role]
  const found = new Set<Part>([standing])
  // A person who was named and has since changed organisation or role keeps no part by having been named.
  if (section.leadPerson === member.personId && isStillLead(state, section, member)) found.add("lead")
  if (section.coAuthors.includes(member.personId) && mayCoAuthor(state, member, section)) found.add("co-author")
  if (standing !== "member") return found

  if (isOwner(state, section, member)) {
    found.add("owner")
    if (member.role === "focal-point") found.add("owner-focal-point")
  }
  if (isOfDelegation(state, member)) found.add("delegation")
  if (member.role === "series-editor" || member.role === "copy-editor" || member.role === "focal-point") {
    found.add(member.role)
  }
  return found
}

function isStillLead(state: Publication, section: Section, member: Member): boolean {
  return member.orgId === section.leadOrg && mayLead(state, member, section)
}

function isOwner(state: Publication, section: Section, member: Member): boolean {
  switch (section.textClass) {
    case "national":
      return member.orgId === section.ownerOrg && isOfDelegation(state, member)
    case "contributor":
      return member.orgId === section.leadOrg
    case "secretariat":
      return isOfSecretariat(state, member)
    case "joint":
      return false
    default:
      return exhausted(section.textClass)
  }
}
