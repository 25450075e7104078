import type { Audience, OutlineNode, SectionState, TextClass } from "@codraft/publication"
import { m } from "../language/language.ts"

const classes: Record<TextClass, () => string> = {
  secretariat: m.class_secretariat,
  national: m.class_national,
  contributor: m.class_contributor,
  joint: m.class_joint,
}

const states: Record<SectionState, () => string> = {
  drafting: m.state_drafting,
  "open-for-comments": m.state_open_for_comments,
  "under-revision": m.state_under_revision,
  "in-clearance": m.state_in_clearance,
  "under-silence": m.state_under_silence,
  closed: m.state_closed,
  submitted: m.state_submitted,
}

const audiences: Record<Audience, () => string> = {
  writers: m.seen_by_writers,
  members: m.seen_by_members,
  "members-and-reviewers": m.seen_by_members_and_reviewers,
  everyone: m.seen_by_everyone,
}

export const classWords = (textClass: TextClass): string => classes[textClass]()
export const stateWords = (state: SectionState): string => states[state]()
export const audienceWords = (audience: Audience): string => audiences[audience]()

/** An annex by its letter alone: its title says in the text's language that it is one. */
export const numberWords = ({ number, annexLetter, depth }: OutlineNode): string =>
  annexLetter !== null && depth === 0 ? annexLetter : number

export const textClasses = Object.keys(classes) as TextClass[]
export const sectionStates = Object.keys(states) as SectionState[]
/** Narrowest first. */
export const audienceOrder = Object.keys(audiences) as Audience[]
