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
  corrections: Pick<Version, "number" | "kind" | "symbol" | "title" | "frozenAt">[]
  expiresAt: number
}

const whileMakingMs = 5_000

/** Asked again when somebody comes back to the page: the link may lead nowhere by then. */
export function useSharedVersion(token: string) {
  return useQuery({
    queryKey: ["shared-version", token],
    queryFn: ({ signal }) => request<SharedVersion>(sharedPath(token), { signal }),
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data?.files === null && state.status === "success" ? whileMakingMs : false),
    networkMode: "always",
    retry: false,
  })
}

export function sharedPath(token: string, ...rest: string[]): string {
  return ["/api/shared", token, ...rest].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join("/")
}
