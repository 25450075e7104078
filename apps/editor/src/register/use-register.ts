import type { PublicationId } from "@codraft/publication"
import { useCallback, useEffect, useRef, useState } from "react"
import { request, RequestError } from "../workspace/request.ts"
import type { FetchedRow } from "./rows.ts"

interface Page {
  threads: FetchedRow[]
  total: number
  next: string | null
}

export interface Register {
  rows: readonly FetchedRow[]
  /** How many there are, also while they are coming; null before that is known. */
  total: number | null
  isComplete: boolean
  /** Nothing came, or not all. */
  isFailing: boolean
}

const nothing: Register = { rows: [], total: null, isComplete: false, isFailing: false }

/** Whether others have said something is asked so often, while somebody looks. */
const askAgainMs = 4_000
/** Loading takes no more than this part of the time. */
const loadingShare = 20

/** All comments that this person reads, by the server: there page by page, and renewed when something is said or done. */
export function useRegister(publicationId: PublicationId): Register & { reload: () => void } {
  const [register, setRegister] = useState(nothing)
  const [asked, setAsked] = useState(0)
  const reload = useCallback(() => setAsked((count) => count + 1), [])
  const load = useRef<() => Promise<void>>(async () => {})
  useEffect(() => {
    const asking = new AbortController()
    const { signal } = asking
    let [known, timer, isLoading, isFirst] = [-1, 0, false, true]
    const at = `/api/publications/${encodeURIComponent(publicationId)}/review`
    const loadAll = async () => {
      const rows: FetchedRow[] = []
      let after: string | null = null
      do {
        const query: string = after === null ? "" : `?after=${encodeURIComponent(after)}`
        const page: Page = await request<Page>(`${at}${query}`, { signal })
        rows.push(...page.threads)
        after = page.next
        // The first time they are shown as they come; later all at once, so that no row goes and comes back.
        if (isFirst || after === null)
          setRegister({ rows: [...rows], total: page.total, isComplete: after === null, isFailing: false })
      } while (after !== null)
      isFirst = false
    }
    const look = async (isUrgent: boolean) => {
      clearTimeout(timer)
      if (isLoading) return
      isLoading = true
      let pauseMs = askAgainMs
      try {
        if (document.visibilityState === "visible" || isUrgent) {
          const { position } = await request<{ position: number }>(`${at}/position`, { signal })
          if (position !== known || isUrgent) {
            const began = performance.now()
            await loadAll()
            known = position
            pauseMs = Math.max(askAgainMs, (performance.now() - began) * loadingShare)
          }
        }
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof RequestError)) throw error
        // When it answers again, all is asked anew; what is not this person's any more is gone from the screen.
        known = -1
        const isGone = error.status === 404
        setRegister((before) => (isGone ? { ...nothing, isFailing: true } : { ...before, isFailing: true }))
      } finally {
        isLoading = false
        if (!signal.aborted) timer = window.setTimeout(() => void look(false), pauseMs)
      }
    }
    load.current = () => look(true)
    const seen = () => void look(false)
    document.addEventListener("visibilitychange", seen)
    void look(true)
    return () => {
      asking.abort()
      clearTimeout(timer)
      document.removeEventListener("visibilitychange", seen)
    }
  }, [publicationId])
  useEffect(() => {
    if (asked > 0) void load.current()
  }, [asked])
  return { ...register, reload }
}
