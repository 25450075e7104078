import type { SectionId } from "./ids.ts"
import type { Publication } from "./publication.ts"
import { byRank } from "./rank.ts"
import type { Section } from "./section.ts"

/** What stands directly below this section, or at the top level, in order. */
export function childrenOf(state: Publication, parentId: SectionId | null): Section[] {
  return Object.values(state.sections)
    .filter((section) => section.parentId === parentId)
    .sort(byRank)
}

/** The section and those above it, nearest first. Ends also where parents form a ring. */
export function pathTo(state: Publication, sectionId: SectionId | null): Section[] {
  const path: Section[] = []
  let current = sectionId === null ? undefined : state.sections[sectionId]
  while (current !== undefined && !path.includes(current)) {
    path.push(current)
    current = current.parentId === null ? undefined : state.sections[current.parentId]
  }
  return path
}

export function isInside(state: Publication, sectionId: SectionId | null, container: SectionId): boolean {
  return pathTo(state, sectionId).some(({ id }) => id === container)
}

/** How many levels the section and what stands below it take. */
export function levelsFrom(state: Publication, sectionId: SectionId): number {
  const depths = Object.values(state.sections).map(({ id }) =>
    pathTo(state, id).findIndex((above) => above.id === sectionId),
  )
  return Math.max(...depths) + 1
}
