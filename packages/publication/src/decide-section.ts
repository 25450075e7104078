import { can } from "./can.ts"
import type { CommandOf } from "./commands.ts"
import type { Actor, Ruling } from "./decision.ts"
import type { PublicationEvent } from "./events.ts"
import type { SectionId } from "./ids.ts"
import { nestingRefusal } from "./nesting.ts"
import type { Publication } from "./publication.ts"
import { type Refusal, refusalOf } from "./refusals.ts"
import type { RuledAction, SectionAction } from "./rights.ts"
import {
  canNumberParagraphs,
  type End,
  isWiderAudience,
  type Numbering,
  numberingOf,
  type Section,
  type SectionState,
} from "./section.ts"
import { coAuthorRefusal, leadRefusal } from "./section-people.ts"

export function decideName(state: Publication, command: CommandOf<"renameSection">, actor: Actor): Ruling {
  const { sectionId, title } = command
  const found = sectionFor(state, actor, sectionId, "renameSection")
  if ("refusal" in found) return found.refusal
  return found.section.title === title ? [] : [{ type: "sectionRenamed", sectionId, title }]
}

export function decideOpening(state: Publication, { sectionId }: CommandOf<"openSection">, actor: Actor): Ruling {
  const found = sectionFor(state, actor, sectionId, "readSection")
  if ("refusal" in found) return found.refusal
  return isOver(found.section.state) ? decideState(state, { sectionId, state: "drafting", until: null }, actor) : []
}

export function decideClosing(state: Publication, { sectionId }: CommandOf<"closeSection">, actor: Actor): Ruling {
  const found = sectionFor(state, actor, sectionId, "readSection")
  if ("refusal" in found) return found.refusal
  return isOver(found.section.state) ? [] : decideState(state, { sectionId, state: "closed", until: null }, actor)
}

export function decideState(
  state: Publication,
  command: { sectionId: SectionId; state: SectionState; until: End | null },
  actor: Actor,
): Ruling {
  const { sectionId, until } = command
  const read = sectionFor(state, actor, sectionId, "readSection")
  if ("refusal" in read) return read.refusal
  const { section } = read
  const permitted = sectionFor(state, actor, sectionId, actionBetween(section.state, command.state))
  if ("refusal" in permitted) return permitted.refusal
  if (section.state === command.state && isSameEnd(section.until, until)) return []
  const refusal = unfitState(section, command.state, until, actor.at)
  return refusal ?? [{ type: "sectionStateSet", sectionId, state: command.state, until }]
}

export function decideAudience(state: Publication, command: CommandOf<"setSectionAudience">, actor: Actor): Ruling {
  const { sectionId, audience } = command
  const found = sectionFor(state, actor, sectionId, "setSectionAudience")
  if ("refusal" in found) return found.refusal
  const { section } = found
  if (section.audience === audience) return []
  if (!isWiderAudience(audience, section.audience)) return refusalOf("audience-only-widens")
  const refusal = nestingRefusal(state, actor.personId, { ...section, audience })
  return refusal ?? [{ type: "sectionAudienceSet", sectionId, audience }]
}

export function decidePeople(state: Publication, command: CommandOf<"setSectionPeople">, actor: Actor): Ruling {
  const { sectionId } = command
  const found = sectionFor(
    state,
    actor,
    sectionId,
    "readSection",
    ...(command.leadPerson === undefined ? [] : (["setSectionLead"] as const)),
    ...(command.coAuthors === undefined ? [] : (["setSectionCoAuthors"] as const)),
  )
  if ("refusal" in found) return found.refusal
  const { section } = found
  const leadPerson = command.leadPerson ?? section.leadPerson
  const wanted = new Set(command.coAuthors ?? section.coAuthors)
  wanted.delete(leadPerson)
  const coAuthors = [...wanted]

  const isNewLead = leadPerson !== section.leadPerson
  const added = coAuthors.filter((personId) => !section.coAuthors.includes(personId))
  const leadOrg = (isNewLead && state.members[leadPerson]?.orgId) || section.leadOrg
  const refusal =
    (isNewLead ? leadRefusal(state, actor.personId, section, leadPerson) : null) ??
    coAuthorRefusal(state, actor.personId, section, added) ??
    nestingRefusal(state, actor.personId, { ...section, leadPerson, leadOrg, coAuthors })
  if (refusal !== null) return refusal

  const events: PublicationEvent[] = []
  if (isNewLead) events.push({ type: "sectionLeadSet", sectionId, leadPerson, leadOrg })
  if (added.length > 0 || coAuthors.length !== section.coAuthors.length) {
    events.push({ type: "coAuthorsSet", sectionId, coAuthors })
  }
  return events
}

export function decideNumbering(state: Publication, command: CommandOf<"setSectionNumbering">, actor: Actor): Ruling {
  const { sectionId, numbering } = command
  const found = sectionFor(state, actor, sectionId, "setSectionNumbering")
  if ("refusal" in found) return found.refusal
  if (numbering.paragraphs && !canNumberParagraphs(found.section)) return refusalOf("national-text-unnumbered")
  const isSame = isSameNumbering(numberingOf(found.section), numbering)
  return isSame ? [] : [{ type: "sectionNumberingSet", sectionId, numbering }]
}

export function decideLimit(state: Publication, command: CommandOf<"setSectionLimit">, actor: Actor): Ruling {
  const { sectionId, limit } = command
  const found = sectionFor(state, actor, sectionId, "setSectionLimit")
  if ("refusal" in found) return found.refusal
  const before = found.section.limit ?? null
  const isSame = before?.count === limit?.count && before?.unit === limit?.unit
  return isSame ? [] : [{ type: "sectionLimitSet", sectionId, limit }]
}

/** The section to which the actor may do all of this now, or why not. */
function sectionFor(
  state: Publication,
  actor: Actor,
  sectionId: SectionId,
  ...actions: SectionAction[]
): { section: Section } | { refusal: Refusal } {
  for (const action of actions) {
    const permission = can(state, actor.personId, action, { sectionId, at: actor.at })
    if (!permission.allowed) return { refusal: permission.refusal }
  }
  const section = state.sections[sectionId]
  return section === undefined ? { refusal: refusalOf("no-such-section") } : { section }
}

/** What it takes to bring a section from one state into another. */
function actionBetween(from: SectionState, to: SectionState): RuledAction {
  if (to === "submitted") return "submitSection"
  if (isOver(from)) return "openSection"
  return to === "closed" ? "closeSection" : "setSectionState"
}

function unfitState(section: Section, state: SectionState, until: End | null, at: number): Refusal | null {
  const needsEnd = state === "open-for-comments" || state === "under-silence"
  if (state === "under-silence" && section.textClass !== "joint") return refusalOf("silence-is-for-joint-text")
  if (isOver(state) && until !== null) return refusalOf("end-not-wanted")
  if (needsEnd && until === null) return refusalOf("end-missing")
  if (until !== null && until.at <= at) return refusalOf("end-in-the-past", { until })
  return null
}

function isOver(state: SectionState): boolean {
  return state === "closed" || state === "submitted"
}

function isSameEnd(a: End | null, b: End | null): boolean {
  return a?.at === b?.at && a?.zone === b?.zone
}

function isSameNumbering(a: Numbering, b: Numbering): boolean {
  return (Object.keys(a) as (keyof Numbering)[]).every((kind) => a[kind] === b[kind])
}
