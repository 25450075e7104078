import type { ShownComparison } from "@codraft/publish/compare"
import { useQuery } from "@tanstack/react-query"
import { request } from "../../workspace/request.ts"
import { versionsPath } from "../versions-path.ts"
import type { ComparedName } from "./compared-name.ts"

/** What became of one in the other. Versions stay as they are; the draft is asked for anew by who looks at it again. */
export function useComparison(publicationId: string, before: ComparedName, after: ComparedName, isWanted: boolean) {
  const isLasting = before !== "draft" && after !== "draft"
  return useQuery({
    queryKey: ["version-diff", publicationId, before, after],
    queryFn: ({ signal }) =>
      request<ShownComparison>(`${versionsPath(publicationId)}/${before}/diff/${after}`, { signal }),
    enabled: isWanted,
    staleTime: isLasting ? Number.POSITIVE_INFINITY : 0,
    // Nothing moves under whoever reads.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: keptMs,
    structuralSharing: false,
    networkMode: "always",
    retry: false,
  })
}

/** One of a long publication takes some megabytes. */
const keptMs = 60_000
