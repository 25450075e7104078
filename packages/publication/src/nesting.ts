import { canRead } from "./can.ts"
import type { PersonId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import { type Refusal, refusalOf } from "./refusals.ts"
import { isWiderAudience, type Section } from "./section.ts"
import { nameFor } from "./section-people.ts"

/**
 * Why this section cannot stand where its `parentId` puts it, if it cannot. Whoever is let into a section must be let
 * into those above it, or the audience would promise what `canRead` does not give.
 */
export function nestingRefusal(state: Publication, viewer: PersonId, section: Section): Refusal | null {
  const parent = section.parentId === null ? undefined : state.sections[section.parentId]
  if (parent === undefined) return null
  if (parent.textClass === "national") {
    if (section.ownerOrg !== parent.ownerOrg) return refusalOf("national-text-is-whole")
  } else if (parent.audience === "writers") {
    return refusalOf("parent-not-shared")
  }
  if (isWiderAudience(section.audience, parent.audience)) return refusalOf("wider-than-parent")
  const outsider = [section.leadPerson, ...section.coAuthors].find((personId) => {
    const member = state.members[personId]
    return member !== undefined && !canRead(state, parent, member)
  })
  return outsider === undefined ? null : refusalOf("parent-hidden-from", { person: nameFor(state, viewer, outsider) })
}
