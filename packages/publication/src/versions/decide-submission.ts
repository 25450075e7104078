import { can } from "../can.ts"
import { type Actor, type Decision, withStreams } from "../decision.ts"
import { dayIn, dayMs } from "../end.ts"
import type { PublicationEvent } from "../events.ts"
import type { PersonId, SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { streams } from "../streams.ts"
import type { SubmitCommand } from "./commands.ts"
import { versionOf } from "./decide-versions.ts"
import { type Seal, submissionsMax, type Version } from "./version.ts"

/** What goes on record. The value of the version says which sections it closes: `completeSubmission` gives the events then. */
export interface SubmissionPlan {
  readonly version: Version
  readonly submission: Pick<SubmitCommand, "to" | "on" | "files" | "note">
  /** Sections of which whoever submits knows that their text is another one by now. */
  readonly changed: ReadonlySet<SectionId>
}

/** What the value of the version and the draft have answered. */
export interface SubmittedTexts {
  /** The sections whose text is in the version. */
  readonly sections: readonly SectionId[]
  /** Those of them whose text is another one by now. */
  readonly changed: readonly SectionId[]
}

export function decideSubmission(
  state: Publication,
  command: SubmitCommand,
  actor: Pick<Actor, "personId" | "at">,
): { plan: SubmissionPlan } | { refusal: Refusal } {
  if (command.publicationId !== state.id) return { refusal: refusalOf("no-such-publication") }
  const ready = submittable(state, actor.personId, command.version)
  if ("refusal" in ready) return ready
  const { version, seal } = ready
  const { to, on, note } = command
  const names = new Set(seal.files.map(({ name }) => name))
  const files = [...new Set(command.files)]
  const unknown = files.find((name) => !names.has(name))
  if (unknown !== undefined) return { refusal: refusalOf("no-such-file", { what: unknown }) }
  const days = submissionDays(state, version, actor.at)
  if (on < days.from || on > days.to) return { refusal: refusalOf("submission-day", days) }
  return { plan: { version, submission: { to, on, files, note }, changed: new Set(command.changed) } }
}

/** A version that can be marked as submitted by this person now, with its files; or why not. */
export function submittable(
  state: Publication,
  personId: PersonId,
  number: number,
): { version: Version; seal: Seal } | { refusal: Refusal } {
  const permission = can(state, personId, "submitVersion")
  if (!permission.allowed) return { refusal: permission.refusal }
  const version = versionOf(state, number)
  if (version === null) return { refusal: refusalOf("no-such-version") }
  if (version.kind === "draft") return { refusal: refusalOf("draft-not-submitted") }
  if (version.seal === null) return { refusal: refusalOf("files-in-the-making") }
  if (version.submissions.length >= submissionsMax)
    return { refusal: refusalOf("too-many-submissions", { max: submissionsMax }) }
  return { version, seal: version.seal }
}

/** The first and the last day on which a version can have gone: it is tomorrow already where it went. */
export function submissionDays(
  { timeZone }: Pick<Publication, "timeZone">,
  { frozenAt }: Pick<Version, "frozenAt">,
  at: number,
): { from: string; to: string } {
  return { from: dayIn(timeZone, frozenAt), to: dayIn(timeZone, at + dayMs) }
}

/** The submission and the end of the work on what went: nobody writes these sections any more, whatever their state was. */
export function completeSubmission(
  state: Publication,
  { version, submission, changed: known }: SubmissionPlan,
  { sections, changed }: SubmittedTexts,
): Decision {
  const closing = closingNow(state, { sections, changed })
  if (closing.changed.some((id) => !known.has(id))) {
    return { refusal: refusalOf("changed-since-frozen", { count: closing.changed.length }) }
  }
  const closed = closing.sections.map(
    (sectionId): PublicationEvent => ({ type: "sectionStateSet", sectionId, state: "submitted", until: null }),
  )
  const events = [{ type: "versionSubmitted" as const, number: version.number, ...submission }, ...closed]
  const there = sections.filter((id) => state.sections[id] !== undefined)
  return withStreams(state, events, [streams.publication(state.id), ...there.map((id) => streams.section(id))])
}

/** What of it would close now. What has left the outline since, or went out before, closes no more. */
export function closingNow(
  { sections }: Pick<Publication, "sections">,
  texts: SubmittedTexts,
): { sections: SectionId[]; changed: SectionId[] } {
  const isOpen = (id: SectionId) => sections[id] !== undefined && sections[id].state !== "submitted"
  return { sections: texts.sections.filter(isOpen), changed: texts.changed.filter(isOpen) }
}
