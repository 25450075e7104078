import type { SectionId } from "@codraft/publication"
import type { HubObserver } from "@codraft/sync/server"
import type { Diagnostics } from "../diagnostics.ts"
import type { Metrics } from "../metrics.ts"

/** What the rooms tell about themselves, as figures and lines. */
export function observeRooms(deps: {
  metrics: Metrics
  diagnostics: Diagnostics
  committed: (sectionId: SectionId) => void
}): HubObserver {
  const { metrics, diagnostics, committed } = deps
  return {
    committed,
    refused: (_sectionId, _personId, code) => metrics.refused("text", code),
    failed(sectionId, what, error) {
      diagnostics.roomFailed({ sectionId, what }, error)
    },
  }
}
