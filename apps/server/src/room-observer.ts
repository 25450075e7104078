import type { HubObserver } from "@codraft/sync/server"
import type { Diagnostics } from "./diagnostics.ts"
import type { Metrics } from "./metrics.ts"

/** What the rooms tell about themselves, as figures and lines. */
export function observeRooms({ metrics, diagnostics }: { metrics: Metrics; diagnostics: Diagnostics }): HubObserver {
  return {
    refused: (_sectionId, _personId, code) => metrics.refused("text", code),
    failed(sectionId, what, error) {
      diagnostics.roomFailed({ sectionId, what }, error)
    },
  }
}
