import { canRead } from "../can.ts"
import type { PersonId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import type { Section } from "../section.ts"
import type { Thread } from "./thread.ts"

/**
 * A thread as this person finds it. Whoever comments on a version and does not read the section of the draft has it on no section:
 * nothing of the draft is told to them. For those who read the section it stands there, by the section's rights.
 */
export function asSeen(state: Publication, personId: PersonId, thread: Thread): Thread {
  if (thread.sectionId !== null || thread.version === undefined) return thread
  const section = readSection(state, personId, thread.version.sectionId)
  if (section === null) return thread
  const known = inSections.get(thread)
  if (known !== undefined) return known
  const seen = { ...thread, sectionId: section.id }
  inSections.set(thread, seen)
  return seen
}

/** The same object each time, so that who shows it sees that nothing has changed. */
const inSections = new WeakMap<Thread, Thread>()

/** The section, as far as this person reads it. */
export function readSection(state: Publication, personId: PersonId, sectionId: Section["id"]): Section | null {
  const section = state.sections[sectionId]
  const member = state.members[personId]
  return section !== undefined && member !== undefined && canRead(state, section, member) ? section : null
}
