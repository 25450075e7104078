import type { Coverage, LinkKind } from "@codraft/publication/coverage"
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { request } from "../workspace/request.ts"

/** Texts and comments go on while somebody looks; what is the same is not sent again. */
const askAgainMs = 8_000
/** Facts come in flocks. */
const settleMs = 250

/** The map as the server counts it for this person, and again whenever something has changed. */
export function useCoverage() {
  const { publication, personId, facts } = usePublication()
  const { id } = publication
  const queries = useQueryClient()
  useEffect(() => {
    let seen = facts.publication()
    let soon = 0
    const forget = facts.subscribe(() => {
      if (facts.publication() === seen) return
      seen = facts.publication()
      clearTimeout(soon)
      soon = window.setTimeout(() => void queries.invalidateQueries({ queryKey: ["coverage", id] }), settleMs)
    })
    return () => {
      forget()
      clearTimeout(soon)
    }
  }, [facts, queries, id])
  return useQuery({
    queryKey: ["coverage", id, personId],
    queryFn: ({ signal }) => request<Coverage>(pathOf(id), { signal }),
    networkMode: "always",
    refetchInterval: askAgainMs,
    refetchOnWindowFocus: true,
    retry: false,
  })
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
