import { can, outline, type Permission, type SectionAction, type SectionId } from "@codraft/publication"
import { useMemo } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { useLiveCounts } from "./use-comment-counts.ts"

/** The outline and what this person may do in it now. */
export function useContents() {
  const { publication, personId } = usePublication()
  useLiveCounts(publication.id)
  const now = useNow()
  const tree = useMemo(() => outline(publication), [publication])
  return {
    publication,
    personId,
    now,
    tree,
    mayAdd: can(publication, personId, "addSection", { at: now }).allowed,
    maySetTemplates: can(publication, personId, "setTemplate").allowed,
    may: (action: SectionAction, sectionId: SectionId): Permission =>
      can(publication, personId, action, { sectionId, at: now }),
  }
}
export type Contents = ReturnType<typeof useContents>
