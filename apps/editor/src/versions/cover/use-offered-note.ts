import { type CoverLanguage, type CoverNote, displayMember, type VersionKind } from "@codraft/publication"
import { coverTemplate } from "@codraft/publish/cover"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { usePublication } from "../../publication/publication-context.ts"
import { request } from "../../workspace/request.ts"

/** What a note for a version of this kind says before anybody changes it. Without an answer of the server: as the first one would. */
export function useOfferedNote(kind: VersionKind, chosen: CoverLanguage | undefined): CoverNote {
  const { publication, personId } = usePublication()
  const { id, originalLanguage } = publication
  const { data } = useQuery({
    queryKey: ["cover-note", id],
    queryFn: ({ signal }) =>
      request<{ note: CoverNote | null }>(`/api/publications/${encodeURIComponent(id)}/cover-note`, { signal }),
    staleTime: 0,
    gcTime: 0,
    networkMode: "always",
    refetchOnWindowFocus: false,
  })
  return useMemo(() => {
    const { name, organization } = displayMember(publication, personId)
    const last = data?.note ?? null
    const language = chosen ?? last?.language ?? originalLanguage
    const offered = coverTemplate({ language, kind, contact: { name, organization, email: "" }, last })
    return chosen === undefined ? offered : { ...offered, language: chosen }
  }, [publication, personId, originalLanguage, chosen, kind, data])
}
