import type { Artefact, Version } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { request } from "../../workspace/request.ts"

/** A version as a link leads to it. */
export interface SharedVersion {
  publication: { title: string; language: string; timeZone: string }
  version: Pick<Version, "number" | "kind" | "symbol" | "title" | "note" | "frozenAt" | "contentSha256"> & {
    frozenBy: { name: string; organization: string } | null
  }
  /** Null until they are made. */
  files: Artefact[] | null
  corrections: NamedVersion[]
  /** Whether the link leads to those as well. */
  leadsOn: boolean
  /** What this one corrects, of a correction. */
  corrects: NamedVersion | null
  expiresAt: number
}

type NamedVersion = Pick<Version, "number" | "kind" | "symbol" | "title" | "frozenAt">

/** What a link opens: its version, or a correction of that. */
export interface SharedPlace {
  readonly token: string
  readonly correction?: string | undefined
}

const whileMakingMs = 5_000

/** Asked again when somebody comes back to the page: the link may lead nowhere by then. */
export function useSharedVersion(place: SharedPlace) {
  return useQuery({
    queryKey: ["shared-version", place.token, place.correction],
    queryFn: ({ signal }) => request<SharedVersion>(sharedPath(place), { signal }),
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data?.files === null && state.status === "success" ? whileMakingMs : false),
    networkMode: "always",
    retry: false,
  })
}

export function sharedPath({ token, correction }: SharedPlace, ...rest: string[]): string {
  const way = [token, ...(correction === undefined ? [] : ["corrections", correction]), ...rest]
  return ["/api/shared", ...way.map(encodeURIComponent)].join("/")
}
