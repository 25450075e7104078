import type { Coverage, LinkKind } from "@codraft/publication/coverage"
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query"
import { useFollowedList } from "../live/use-followed-list.ts"
import { usePublication } from "../publication/publication-context.ts"
import { request } from "../workspace/request.ts"

const apartMs = 4_000

/** The map as the server counts it for this person, and again whenever something has changed. */
export function useCoverage() {
  const { publication, personId } = usePublication()
  const publicationId = publication.id
  const map = useQuery({
    queryKey: ["coverage", publicationId, personId],
    queryFn: ({ signal }) => request<Coverage>(pathOf(publicationId), { signal }),
    networkMode: "always",
    refetchOnWindowFocus: false,
    retry: false,
  })
  const queries = useQueryClient()
  useFollowedList({ of: ["comments", "texts", "facts"], publicationId, apartMs }, async () => {
    // The places too that somebody has opened.
    await queries.invalidateQueries({ queryKey: ["coverage", publicationId] })
    return { isError: queries.getQueryState(["coverage", publicationId, personId])?.status === "error" }
  })
  return map
}

export interface Place {
  kind: LinkKind
  sectionId: string | null
  organization: string
  count: number
  block: string | null
  threadId: string | null
  words: string | null
}

export type CellAsked = { target: string } & ({ section: string } | { organization: string })

/** Where exactly what a cell counts is to be found. */
export function placesOf(publicationId: string, personId: string, cell: CellAsked) {
  return queryOptions({
    queryKey: ["coverage", publicationId, personId, cell],
    queryFn: ({ signal }) =>
      request<{ places: Place[]; total: number }>(`${pathOf(publicationId)}/places?${new URLSearchParams(cell)}`, {
        signal,
      }),
    networkMode: "always",
    retry: false,
  })
}

export function csvPath(publicationId: string, by: string, language: string): string {
  return `${pathOf(publicationId)}?${new URLSearchParams({ format: "csv", by, language })}`
}

function pathOf(publicationId: string): string {
  return `/api/publications/${encodeURIComponent(publicationId)}/coverage`
}
