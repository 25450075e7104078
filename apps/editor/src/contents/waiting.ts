import { type PersonId, type Publication, type Section } from "@codraft/publication"

const horizonMs = 7 * 86_400_000

/** Sections that this person leads or co-writes and whose state ends within a week, soonest first. */
export function waitingFor(publication: Publication, personId: PersonId, now: number): Section[] {
  const isDue = ({ until, state }: Section) =>
    until !== null && state !== "closed" && state !== "submitted" && until.at > now && until.at - now <= horizonMs
  const isTheirs = (section: Section) => section.leadPerson === personId || section.coAuthors.includes(personId)
  return Object.values(publication.sections)
    .filter((section) => isTheirs(section) && isDue(section))
    .sort((a, b) => (a.until?.at ?? 0) - (b.until?.at ?? 0))
}
