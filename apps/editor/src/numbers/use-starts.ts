import type { NumberCounts } from "@codraft/document"
import type { SectionId } from "@codraft/publication"
import { useSyncExternalStore } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { startsOf } from "./starts.ts"

/** How much is numbered before a section; null until the server has said so once. */
export function useStarts(sectionId: SectionId): NumberCounts | null {
  const starts = startsOf(usePublication().facts)
  return useSyncExternalStore(starts.subscribe, () => starts.before(sectionId))
}
