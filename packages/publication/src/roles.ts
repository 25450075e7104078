import { exhausted } from "./exhausted.ts"
import type { Member, OrganizationKind, Publication, Role } from "./publication.ts"
import type { TextClass } from "./section.ts"

/**
 * What a person counts as where an audience or a right speaks of people in general.
 * Members are the delegations of States, the secretariat and the authors of chapters.
 */
export type Standing = "member" | "reviewer" | "observer" | "recipient"

export interface RoleRule {
  does: string
  standing: Standing
  /** The kinds of organisation at which somebody can have this role. */
  at: readonly OrganizationKind[]
  /** Whether every member may know the person's name; else only the own organisation and the secretariat. */
  isNamePublic: boolean
  /** The classes of text that the person can be made lead of. */
  leads: readonly TextClass[]
  /** Whether the person can be named co-author. */
  coAuthors: boolean
}

const authors: readonly OrganizationKind[] = [
  "international-organization",
  "partner",
  "civil-society",
  "regional-process",
]

export const roles: Readonly<Record<Role, RoleRule>> = {
  "focal-point": {
    does: "speaks for the delegation; moves and opens its national text; names its drafters and clearing authorities",
    standing: "member",
    at: ["member-state"],
    isNamePublic: true,
    leads: ["national"],
    coAuthors: true,
  },
  drafter: {
    does: "drafts for the delegation or the author's organisation; releases nothing",
    standing: "member",
    at: ["member-state", ...authors],
    isNamePublic: false,
    leads: ["national", "contributor"],
    coAuthors: true,
  },
  "clearing-authority": {
    does: "says yes or no for the delegation or the author's organisation",
    standing: "member",
    at: ["member-state", ...authors],
    isNamePublic: false,
    leads: ["national", "contributor"],
    coAuthors: true,
  },
  "series-editor": {
    does: "owns outline, order and versions; writes secretariat and joint text; names the drafting groups",
    standing: "member",
    at: ["secretariat"],
    isNamePublic: true,
    leads: ["secretariat", "joint"],
    coAuthors: true,
  },
  "chapter-lead": {
    does: "answers for a chapter: writes it, sets its state and audience",
    standing: "member",
    at: ["secretariat", ...authors],
    isNamePublic: true,
    leads: ["secretariat", "contributor", "joint"],
    coAuthors: true,
  },
  "copy-editor": {
    does: "edits the language of a text in clearance; changes no substance",
    standing: "member",
    at: ["secretariat"],
    isNamePublic: true,
    leads: ["secretariat"],
    coAuthors: true,
  },
  "data-officer": {
    does: "checks figures, sources and editions; changes no State's value",
    standing: "member",
    at: ["secretariat"],
    isNamePublic: true,
    leads: ["secretariat"],
    coAuthors: true,
  },
  reviewer: {
    does: "comments on the text that is shared with reviewers",
    standing: "reviewer",
    at: authors,
    isNamePublic: true,
    leads: [],
    coAuthors: true,
  },
  observer: {
    does: "reads what everyone may read; comments where that is open for comments; writes only where named co-author",
    standing: "observer",
    at: ["member-state", ...authors],
    isNamePublic: true,
    leads: [],
    coAuthors: true,
  },
  recipient: {
    does: "receives the submission; sees no draft",
    standing: "recipient",
    at: ["recipient"],
    isNamePublic: true,
    leads: [],
    coAuthors: false,
  },
}

/** The roles that act for a State. Observers of a State are not of its delegation. */
export const delegationRoles: readonly Role[] = ["focal-point", "drafter", "clearing-authority"]

export function isOfDelegation(state: Publication, member: Member): boolean {
  return isDelegationPlace(state, member.orgId, member.role)
}

/** Whether this role at this organisation is one in a State's delegation. */
export function isDelegationPlace(state: Publication, orgId: Member["orgId"], role: Role): boolean {
  return state.organizations[orgId]?.kind === "member-state" && delegationRoles.includes(role)
}

export function isOfSecretariat(state: Publication, member: Member): boolean {
  return state.organizations[member.orgId]?.kind === "secretariat"
}

/** Whether this member is of those whom the streams of an organisation are for: an observer of a State is not of its delegation. */
export function isOfOrganization(state: Publication, member: Member, orgId: Member["orgId"]): boolean {
  if (member.orgId !== orgId) return false
  return state.organizations[orgId]?.kind !== "member-state" || isOfDelegation(state, member)
}

/** Whether this member may be made lead of a text of this class, which this organisation answers for. */
export function mayLead(
  state: Publication,
  member: Member,
  text: { textClass: TextClass; ownerOrg?: Member["orgId"] | undefined },
): boolean {
  if (!roles[member.role].leads.includes(text.textClass)) return false
  switch (text.textClass) {
    case "national":
      return member.orgId === text.ownerOrg && isOfDelegation(state, member)
    case "contributor":
      return !isOfDelegation(state, member) && !isOfSecretariat(state, member)
    case "secretariat":
    case "joint":
      return true
    default:
      return exhausted(text.textClass)
  }
}

/** Whether this member may be named co-author of a text of this class. */
export function mayCoAuthor(
  state: Publication,
  member: Member,
  text: { textClass: TextClass; ownerOrg?: Member["orgId"] | undefined },
): boolean {
  if (!roles[member.role].coAuthors) return false
  return text.textClass !== "national" || (member.orgId === text.ownerOrg && isOfDelegation(state, member))
}
