import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { request } from "../../workspace/request.ts"
import { answerWords } from "../answer-words.ts"
import { versionsPath } from "../versions-path.ts"

/** What closes with a submission. */
export interface Closing {
  readonly sections: readonly SectionId[]
  /** Those whose text is another one by now. */
  readonly changed: readonly SectionId[]
}

/** What the server says would close now; nothing closes by asking. */
export function useClosing(publicationId: string, number: number) {
  const { data, error, refetch } = useQuery({
    queryKey: ["closing", publicationId, number],
    queryFn: ({ signal }) => request<Closing>(`${versionsPath(publicationId)}/${number}/submission`, { signal }),
    gcTime: 0,
    networkMode: "always",
    refetchOnWindowFocus: false,
    retry: false,
  })
  return { data, problem: error === null ? null : answerWords(error), refetch }
}
