import type { PublicationId } from "@codraft/publication"
import { useCallback, useEffect, useRef, useState } from "react"
import { followList } from "../live/followed-list.ts"
import { useLive } from "../live/use-followed-list.ts"
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

const apartMs = 2_000
/** Ten thousand are loaded in about a second: so that takes a twentieth of the time. How long it took once says more of that moment. */
const apartMsEach = 2

/** All comments that this person reads, by the server: there page by page, and renewed when something is said or done. */
export function useRegister(publicationId: PublicationId): Register & { reload: () => void } {
  const live = useLive()
  const [register, setRegister] = useState(nothing)
  const renew = useRef(() => {})
  useEffect(() => {
    const asking = new AbortController()
    const { signal } = asking
    let [known, isFirst, rowCount] = [-1, true, 0]
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
      rowCount = rows.length
    }
    const ask = async (): Promise<boolean> => {
      try {
        const { position } = await request<{ position: number }>(`${at}/position`, { signal })
        if (position !== known) await loadAll()
        known = position
        return true
      } catch (error) {
        if (signal.aborted) return true
        if (!(error instanceof RequestError)) throw error
        // When it answers again, all is asked anew; what is not this person's any more is gone from the screen.
        known = -1
        const isGone = error.status === 404
        setRegister((before) => (isGone ? { ...nothing, isFailing: true } : { ...before, isFailing: true }))
        return false
      }
    }
    const list = followList({
      live,
      concerns: (changed) =>
        changed.publicationId === publicationId && changed.of.some((part) => part === "comments" || part === "facts"),
      ask,
      apartMs: () => Math.max(apartMs, rowCount * apartMsEach),
    })
    renew.current = () => {
      known = -1
      list.ask()
    }
    list.ask()
    return () => {
      asking.abort()
      list.stop()
    }
  }, [publicationId, live])
  const reload = useCallback(() => renew.current(), [])
  return { ...register, reload }
}
