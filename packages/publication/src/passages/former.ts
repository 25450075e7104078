import type { SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"

/**
 * The publication as if this section, whose text went into another one, were in its place still: for whoever asks what somebody may
 * do who does not know yet. null if there was no such section.
 */
export function withFormer(state: Publication, sectionId: SectionId): Publication | null {
  const former = state.formerSections[sectionId]
  if (former === undefined) return null
  const isOrphan = former.parentId !== null && state.sections[former.parentId] === undefined
  const section = isOrphan ? { ...former, parentId: null } : former
  return { ...state, sections: { ...state.sections, [sectionId]: section } }
}
