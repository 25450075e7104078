import type { PublicationId, SectionId, VersionKind } from "@codraft/publication"
import type { Finding } from "@codraft/publish/preflight"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { request } from "../workspace/request.ts"
import { answerWords } from "./answer-words.ts"
import { type FindingGroup, groupedFindings } from "./findings.ts"
import { type FrontWords, preflightBody } from "./freeze-draft.ts"
import { versionsPath } from "./versions-path.ts"

/** Ticks that follow one another are asked about once. */
const settleMs = 600

export interface Preflight {
  /** Null before the first answer. */
  groups: readonly FindingGroup[] | null
  isChecking: boolean
  problem: string | null
  check: () => Promise<unknown>
}

/**
 * What the server says to look at before these sections become a version of this kind, with these words in front, where there are
 * any; nothing is frozen by asking.
 */
export function usePreflight(
  publicationId: PublicationId,
  kind: VersionKind,
  sections: readonly SectionId[],
  front: FrontWords | null,
): Preflight {
  const wanted = JSON.stringify(preflightBody(kind, sections, front))
  const settled = useSettled(wanted)
  const asked = useQuery({
    queryKey: ["preflight", publicationId, settled],
    queryFn: ({ signal }) =>
      request<{ findings: Finding[] }>(`${versionsPath(publicationId)}/preflight`, {
        method: "POST",
        body: JSON.parse(settled) as unknown,
        signal,
      }),
    enabled: sections.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    networkMode: "always",
    refetchOnWindowFocus: false,
    retry: false,
  })
  const { data, error } = asked
  const groups = useMemo(() => (data === undefined ? null : groupedFindings(data.findings)), [data])
  return {
    groups: sections.length === 0 ? [] : groups,
    isChecking: sections.length > 0 && (asked.isFetching || settled !== wanted),
    problem: error === null ? null : answerWords(error),
    check: asked.refetch,
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (value === settled) return undefined
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value, settled])
  return settled
}
