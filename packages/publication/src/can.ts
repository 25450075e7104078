import type { PersonId, SectionId } from "./ids.ts"
import { type Part, partsOf } from "./parts.ts"
import type { Member, Publication } from "./publication.ts"
import { type Refusal, type RefusalCode, refusalOf, stateRefusal } from "./refusals.ts"
import {
  type Action,
  type PublicationAction,
  publicationRights,
  readers,
  rights,
  type RuledAction,
  type SectionAction,
} from "./rights.ts"
import { type Section, SectionStateSchema } from "./section.ts"
import { pathTo } from "./tree.ts"

export type Permission = { allowed: true } | { allowed: false; refusal: Refusal }

const allowed: Permission = { allowed: true }

/**
 * Whether this person may do this now, and if not, why. Reads the tables of rights.ts. Works on the full state and
 * on what one reader sees of it alike, so that the server rules and the browser shows by the same words.
 */
export function can(
  state: Publication,
  personId: PersonId,
  action: PublicationAction,
  on?: { sectionId?: SectionId; at: number },
): Permission
export function can(
  state: Publication,
  personId: PersonId,
  action: Action,
  on: { sectionId?: SectionId; at: number },
): Permission
export function can(
  state: Publication,
  personId: PersonId,
  action: Action,
  on?: { sectionId?: SectionId; at: number },
): Permission {
  const member = state.members[personId]
  if (member === undefined) return refuse(refusalOf("not-a-member"))
  if (isPublicationAction(action)) return canInPublication(member, action)
  const section = on?.sectionId === undefined ? undefined : state.sections[on.sectionId]
  if (on === undefined || section === undefined || !canRead(state, section, member)) {
    return refuse(refusalOf("no-such-section"))
  }
  return action === "readSection" ? allowed : canInSection(state, section, member, action, on.at)
}

/**
 * Whether this member is in the audience of the section and of every section above it: its place must not tell of
 * one that is not there for them.
 */
export function canRead(state: Publication, section: Section, member: Member): boolean {
  return pathTo(state, section.id).every((one) => {
    const found = partsOf(state, one, member)
    return readers[one.audience][one.textClass].some((part) => found.has(part))
  })
}

function isPublicationAction(action: Action): action is PublicationAction {
  return Object.hasOwn(publicationRights, action)
}

function canInPublication(member: Member, action: PublicationAction): Permission {
  const roles = publicationRights[action]
  if (roles === "everyone" || roles.includes(member.role)) return allowed
  return refuse(refusalOf(whyNotInPublication[action]))
}

const whyNotInPublication = {
  readPublication: "not-a-member",
  addSection: "editors-only",
  setMember: "members-kept-by-others",
  removeMember: "members-kept-by-others",
  setTemplate: "templates-by-editors",
  commentOnPublication: "observers-comment-on-sections",
  answerOnPublication: "editors-answer",
  recordComments: "editors-record",
  freezeVersion: "versions-by-editors",
  circulateVersion: "versions-by-editors",
  submitVersion: "versions-by-editors",
  shareVersion: "links-by-editors",
} as const satisfies Record<PublicationAction, RefusalCode>

function canInSection(
  state: Publication,
  section: Section,
  member: Member,
  action: Exclude<SectionAction, "readSection">,
  at: number,
): Permission {
  const found = partsOf(state, section, member)
  if (!rights[action][section.textClass][section.state].some((part) => found.has(part))) {
    return refuse(whyNot(state, section, member, action, found))
  }
  if (section.until !== null && at >= section.until.at) {
    const isNewComment = action === "comment" || action === "propose"
    if (isNewComment && section.state === "open-for-comments") {
      return refuse(refusalOf("comments-ended", { until: section.until }))
    }
    if (action === "object") return refuse(refusalOf("silence-ended", { until: section.until }))
  }
  return allowed
}

/** The most helpful reason: the state, if that is what stands in the way; else whose text it is; else who may. */
function whyNot(
  state: Publication,
  section: Section,
  member: Member,
  action: RuledAction,
  found: ReadonlySet<Part>,
): Refusal {
  const byState = rights[action][section.textClass]
  const everAllowed = [...new Set(SectionStateSchema.options.flatMap((name) => byState[name]))]
  if (everAllowed.length === 0) return refusalOf("not-of-this-class", { action, textClass: section.textClass })

  const now = byState[section.state]
  if (now.length === 0 || everAllowed.some((part) => found.has(part))) {
    return stateRefusal(section.state, { action, until: section.until, who: [...now] })
  }
  const answering = section.textClass === "national" ? section.ownerOrg : section.leadOrg
  const organization = (answering && state.organizations[answering]?.name) ?? ""
  if (section.textClass === "national" && member.orgId !== answering) {
    return refusalOf("national-text", { organization, action })
  }
  if (section.textClass === "contributor" && member.orgId !== answering) {
    return refusalOf("contributor-text", { organization, action })
  }
  return refusalOf("not-your-part", { action, who: [...now] })
}

function refuse(refusal: Refusal): Permission {
  return { allowed: false, refusal }
}
