import type { PublicationId, SectionId } from "@codraft/publication"
import { request } from "../workspace/request.ts"

interface Page {
  threads: { thread: { id: string; sectionId: SectionId | null; isGone: boolean } }[]
  next: string | null
}

/** Where a thread stands: in a section, or on the whole. */
export interface ThreadPlace {
  /** null: on the publication as a whole. */
  readonly sectionId: SectionId | null
}

/** Where a thread has gone with its words; null where this person reads none of that name. Asked only when a link leads nowhere. */
export async function whereThread(publicationId: PublicationId, threadId: string): Promise<ThreadPlace | null> {
  const path = `/api/publications/${encodeURIComponent(publicationId)}/review`
  for (let after: string | null = ""; after !== null; ) {
    const query: string = after === "" ? "" : `?after=${encodeURIComponent(after)}`
    const { threads, next }: Page = await request<Page>(path + query)
    const found = threads.find(({ thread }) => thread.id === threadId && !thread.isGone)
    if (found) return { sectionId: found.thread.sectionId }
    after = next
  }
  return null
}
