import { fold } from "@codraft/document/search"
import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { request, RequestError } from "../workspace/request.ts"
import type { PublicationSearch } from "./search-address.ts"

export interface Span {
  start: number
  end: number
}

export interface FoundLine {
  line: number
  kind: "paragraph" | "heading" | "quote" | "item" | "cell" | "caption" | "note" | "unknown"
  blockId?: string
  language: string
  excerpt: { text: string; spans: Span[] }
  matches: number
}

export interface FoundSection {
  sectionId: string
  title: { text: string; language: string; spans: Span[] } | null
  lines: number
  hits: FoundLine[]
  more: boolean
}

export interface Found {
  lines: number
  sections: FoundSection[]
}

/** One letter is in nearly every line; one sign of Chinese, Japanese or Korean is a word. */
export function isTooShort(q: string): boolean {
  const counted = fold(q.trim())
  return counted.length < 2 && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(counted)
}

export function searchOf(publicationId: string, personId: string, search: PublicationSearch) {
  const { q = "", match, language, case: matchCase, whole } = search
  const asked = new URLSearchParams({
    q: q.trim(),
    ...(match ? { match } : {}),
    ...(language ? { language } : {}),
    ...(matchCase ? { case: "true" } : {}),
    ...(whole ? { whole: "true" } : {}),
  })
  return queryOptions({
    queryKey: ["search", publicationId, personId, asked.toString()],
    // An older question that is still on its way is taken back.
    queryFn: ({ signal }) =>
      request<Found>(`/api/publications/${encodeURIComponent(publicationId)}/search?${asked}`, { signal }),
    enabled: !isTooShort(q),
    // Asked also without a connection, so that the person hears of that.
    networkMode: "always",
    placeholderData: keepPreviousData,
    staleTime: staleMs,
    retry: (count, error) => error instanceof RequestError && error.status === 503 && count < 2,
  })
}

/** Whoever comes back from a hit finds the results as they were. */
const staleMs = 15_000
