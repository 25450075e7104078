import { can } from "../can.ts"
import { type Actor, type Decision, withStreams } from "../decision.ts"
import type { SectionId } from "../ids.ts"
import { flatOutline, outline } from "../outline.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import type { Section } from "../section.ts"
import { streams } from "../streams.ts"
import { visibleTo } from "../visibility.ts"
import type { FreezeCommand } from "./commands.ts"
import { correctedBy, isFinal } from "./corrections.ts"
import type { CoverNote } from "./cover-note.ts"
import { type Version, type VersionKind, versionsMax } from "./version.ts"

/** What is to be frozen. The texts say the rest: `completeFreeze` gives the events once they have answered. */
export interface FreezePlan {
  readonly number: number
  readonly kind: VersionKind
  readonly symbol: string
  readonly title: string
  readonly note: string
  /** The sections whose texts are in, in reading order. */
  readonly sections: readonly SectionId[]
  readonly overrides: FreezeCommand["overrides"]
  readonly corrects: Version["corrects"]
  /** What goes with it; null where nothing does. */
  readonly coverNote: CoverNote | null
  readonly withRegister: boolean
}

/** What the texts have answered. */
export interface Frozen {
  readonly contentSha256: Version["contentSha256"]
  readonly recordSha256: Version["recordSha256"]
  readonly coverSha256?: Version["coverSha256"]
  readonly registerSha256?: Version["registerSha256"]
  /** Characters of the cover note that no font has: its PDF could not be made. */
  readonly unprintableInNote?: readonly string[]
  /** The checks of the pre-flight list that stand in the way of a version of this kind, with how much each found. */
  readonly blockers: readonly Blocker[]
}

export interface Blocker {
  readonly check: string
  readonly count: number
  /** No reason lets this one pass: the files could not be made. */
  readonly isFinal: boolean
}

export type FreezeDecision = { plan: FreezePlan } | { refusal: Refusal }

export function decideFreeze(state: Publication, command: FreezeCommand, actor: Actor): FreezeDecision {
  if (command.publicationId !== state.id) return { refusal: refusalOf("no-such-publication") }
  const permission = can(state, actor.personId, "freezeVersion")
  if (!permission.allowed) return { refusal: permission.refusal }
  const { title, kind, symbol, note, overrides } = command
  if (state.versions.length >= versionsMax) return { refusal: refusalOf("too-many-versions", { max: versionsMax }) }
  const corrected = correctedBy(state, command)
  if ("refusal" in corrected) return corrected
  if (isFinal(kind) && command.confirmation !== title) {
    return { refusal: refusalOf("freeze-not-confirmed", { what: title }) }
  }
  const wanted = command.sections && new Set(command.sections)
  const seen = flatOutline(outline(visibleTo(state, actor.personId))).map(({ section }) => section)
  const unseen = command.sections?.find((id) => !seen.some((section) => section.id === id))
  if (unseen !== undefined) return { refusal: refusalOf("no-such-section") }
  const chosen = seen.filter((section) => wanted?.has(section.id) ?? canBeFrozen(section))
  const closed = chosen.find((section) => !canBeFrozen(section))
  if (closed !== undefined) return { refusal: refusalOf("section-not-opened", { section: closed.title }) }
  if (chosen.length === 0) return { refusal: refusalOf("nothing-to-freeze") }
  const sections = chosen.map(({ id }) => id)
  const { coverNote = null, withRegister } = command
  const number = state.versions.length + 1
  const said = { number, kind, symbol, title, note, sections, overrides, corrects: corrected.number }
  return { plan: { ...said, coverNote, withRegister } }
}

/** Before a State has opened its text to others, it is in no version, whoever freezes it. */
export function canBeFrozen({ textClass, audience }: Section): boolean {
  return textClass !== "national" || audience !== "writers"
}

/** So that a sentence stays one. */
const namedMax = 12

/** The events of a freeze, or what stands in its way. They rest on all that the version was made of. */
export function completeFreeze(state: Publication, plan: FreezePlan, frozen: Frozen): Decision {
  const { number, kind, symbol, title, note, overrides, corrects } = plan
  const { contentSha256, recordSha256, coverSha256, registerSha256, blockers, unprintableInNote = [] } = frozen
  const passed = new Set(overrides.map(({ check }) => check))
  const left = blockers.filter(({ check, isFinal }) => isFinal || !passed.has(check))
  if (left.length > 0)
    return { refusal: refusalOf("not-ready", { checks: left.map(({ check, count }) => ({ check, count })) }) }
  if (unprintableInNote.length > 0)
    return { refusal: refusalOf("cover-note-unprintable", { what: unprintableInNote.slice(0, namedMax).join(" ") }) }
  const event = {
    type: "versionFrozen" as const,
    number,
    kind,
    symbol,
    title,
    note,
    contentSha256,
    recordSha256,
    ...(corrects === null ? {} : { corrects }),
    ...(coverSha256 === undefined ? {} : { coverSha256 }),
    ...(registerSha256 === undefined ? {} : { registerSha256 }),
  }
  return withStreams(state, [event], [streams.publication(state.id), ...plan.sections.map((id) => streams.section(id))])
}

export function versionOf(state: Pick<Publication, "versions">, number: number): Version | null {
  return state.versions[number - 1] ?? null
}

/** What a version is called for short: by its symbol, else by its title. */
export function versionLabel(state: Pick<Publication, "versions">, number: number): string {
  const version = versionOf(state, number)
  return version?.symbol || version?.title || String(number)
}
