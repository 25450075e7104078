import { can } from "./can.ts"
import type { CommandOf } from "./commands.ts"
import type { Actor, Ruling } from "./decision.ts"
import type { PublicationEvent } from "./events.ts"
import { type SectionId, SectionIdSchema } from "./ids.ts"
import { nestingRefusal } from "./nesting.ts"
import type { Publication } from "./publication.ts"
import { placeAt } from "./rank.ts"
import { type Refusal, refusalOf } from "./refusals.ts"
import { directionOf } from "./direction/index.ts"
import type { Section } from "./section.ts"
import { coAuthorRefusal, leadRefusal } from "./section-people.ts"
import { shapeOf } from "./templates/decide-templates.ts"
import { childrenOf, isInside, levelsFrom, pathTo } from "./tree.ts"
import { visibleTo } from "./visibility.ts"

export const sectionsMax = 500
export const outlineLevelsMax = 6

export function decideAddition(state: Publication, command: CommandOf<"addSection">, actor: Actor): Ruling {
  const permission = can(state, actor.personId, "addSection")
  if (!permission.allowed) return permission.refusal
  if (Object.keys(state.sections).length >= sectionsMax) return refusalOf("too-many-sections", { max: sectionsMax })
  const seen = visibleTo(state, actor.personId)
  const place = placeIn(seen, null, command.parentId, command.before)
  if ("refusal" in place) return place.refusal
  if (command.annex && command.parentId !== null) return refusalOf("annex-at-top-only")
  const unknownTheme = command.themes.find((theme) => !state.themes.some(({ id }) => id === theme))
  const coAuthors = [...new Set(command.coAuthors)].filter((personId) => personId !== command.leadPerson)
  const unfit =
    ownerRefusal(state, command) ??
    (unknownTheme === undefined ? null : refusalOf("no-such-theme", { theme: unknownTheme })) ??
    leadRefusal(state, actor.personId, command, command.leadPerson) ??
    coAuthorRefusal(state, actor.personId, command, coAuthors)
  if (unfit !== null) return unfit
  const leadOrg = state.members[command.leadPerson]?.orgId
  if (leadOrg === undefined) return refusalOf("no-such-person", { personId: command.leadPerson })

  const shaped = command.templateId && shapeOf(state, command.templateId, command.language, actor)
  if (shaped && "refusal" in shaped) return shaped.refusal
  const { type: _, publicationId, before: __, ownerOrg, templateId: ___, ...described } = command
  const id = newSectionId(state, actor)
  const section: Section = {
    ...described,
    id,
    rank: place.rank,
    leadOrg,
    coAuthors,
    dir: directionOf(command.language),
    state: "drafting",
    until: null,
    ...shaped,
    ...(ownerOrg === undefined ? {} : { ownerOrg, release: { status: "draft", by: null, at: null } }),
  }
  const refusal = nestingRefusal(state, actor.personId, section)
  if (refusal !== null) return refusal
  const { id: sectionId, ...added } = section
  return [{ type: "sectionAdded", sectionId, publicationId, ...added }, ...place.moved]
}

export function decideMove(state: Publication, command: CommandOf<"moveSection">, actor: Actor): Ruling {
  const { sectionId, parentId } = command
  const permission = can(state, actor.personId, "moveSection", { sectionId, at: actor.at })
  if (!permission.allowed) return permission.refusal
  const section = state.sections[sectionId]
  if (section === undefined) return refusalOf("no-such-section")
  const seen = visibleTo(state, actor.personId)
  // Asked of the full state: a ring must not close through a section that the actor does not see.
  if (isInside(state, parentId, sectionId)) return refusalOf("inside-itself")
  if (section.annex && parentId !== null) return refusalOf("annex-at-top-only")
  if (isAlreadyThere(seen, section, command)) return []
  const place = placeIn(seen, section, parentId, command.before)
  if ("refusal" in place) return place.refusal
  const refusal = nestingRefusal(state, actor.personId, { ...section, parentId })
  return refusal ?? [{ type: "sectionMoved", sectionId, parentId, rank: place.rank }, ...place.moved]
}

function ownerRefusal(state: Publication, command: CommandOf<"addSection">): Refusal | null {
  const { ownerOrg } = command
  if (command.textClass !== "national") return ownerOrg === undefined ? null : refusalOf("owner-not-wanted")
  if (ownerOrg === undefined) return refusalOf("owner-missing")
  const organization = state.organizations[ownerOrg]
  if (organization === undefined) return refusalOf("no-such-organization", { orgId: ownerOrg })
  if (organization.kind !== "member-state") return refusalOf("owner-not-a-state", { organization: organization.name })
  return command.audience === "writers" ? null : refusalOf("starts-with-its-delegation")
}

type Place = { rank: string; moved: PublicationEvent[] } | { refusal: Refusal }

/** A place among the siblings that the actor sees: before one of them, or last. */
function placeIn(
  seen: Publication,
  section: Section | null,
  parentId: SectionId | null,
  before: SectionId | null,
): Place {
  if (parentId !== null && seen.sections[parentId] === undefined) return { refusal: refusalOf("no-such-section") }
  if (before !== null && seen.sections[before] === undefined) return { refusal: refusalOf("no-such-section") }
  const levels = pathTo(seen, parentId).length + (section === null ? 1 : levelsFrom(seen, section.id))
  if (levels > outlineLevelsMax) return { refusal: refusalOf("too-deep", { max: outlineLevelsMax }) }
  const siblings = childrenOf(seen, parentId).filter(({ id }) => id !== section?.id)
  const index = before === null ? siblings.length : siblings.findIndex(({ id }) => id === before)
  if (index < 0) return { refusal: refusalOf("not-a-sibling") }
  const { rank, moved } = placeAt(siblings, index)
  return { rank, moved: moved.map(({ id, rank }) => ({ type: "sectionMoved", sectionId: id, parentId, rank })) }
}

/** The place right behind a section, among the siblings that the actor sees. */
export function placeBehind(state: Publication, seen: Publication, section: Section): Place {
  if (Object.keys(state.sections).length >= sectionsMax) {
    return { refusal: refusalOf("too-many-sections", { max: sectionsMax }) }
  }
  const siblings = childrenOf(seen, section.parentId)
  const next = siblings[siblings.findIndex(({ id }) => id === section.id) + 1]
  return placeIn(seen, null, section.parentId, next?.id ?? null)
}

function isAlreadyThere(seen: Publication, section: Section, { parentId, before }: CommandOf<"moveSection">): boolean {
  if (section.parentId !== parentId) return false
  const siblings = childrenOf(seen, parentId)
  const next = siblings[siblings.findIndex(({ id }) => id === section.id) + 1]
  return before === section.id || before === (next?.id ?? null)
}

function newSectionId(state: Publication, actor: Actor): SectionId {
  const id = SectionIdSchema.parse(actor.newId())
  if (state.sections[id] !== undefined || (id as string) === state.id) throw new Error(`id ${id} is taken`)
  return id
}
