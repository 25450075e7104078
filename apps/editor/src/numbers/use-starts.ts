import type { NumberCounts } from "@codraft/document"
import type { SectionId } from "@codraft/publication"
import { useEffect, useState } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { request, RequestError } from "../workspace/request.ts"

type Starts = Readonly<Record<string, NumberCounts>>

/** Changes in the texts before this one are asked after so often, while somebody looks. */
const askAgainMs = 15_000
/** Facts come in flocks. */
const settleMs = 250

/** The last answer of this window, so that the next section has its numbers at once. */
let known: { publicationId: string; starts: Starts } | null = null

/**
 * How much is numbered before a section, by the server, which counts also what this person may not read; null until it has
 * said so once.
 */
export function useStarts(sectionId: SectionId): NumberCounts | null {
  const { publication, facts } = usePublication()
  const { id } = publication
  const [starts, setStarts] = useState<Starts | null>(known?.publicationId === id ? known.starts : null)

  useEffect(() => {
    const asking = new AbortController()
    const take = ({ starts }: { starts: Starts }) => {
      known = { publicationId: id, starts }
      setStarts((before) => (isSame(before, starts) ? before : starts))
    }
    const ask = () => {
      if (document.visibilityState === "hidden") return
      request<{ starts: Starts }>(`/api/publications/${id}/numbers`, { signal: asking.signal }).then(take, (error) => {
        // Without an answer the numbers stay as they were, and it is asked again.
        if (!asking.signal.aborted && !(error instanceof RequestError)) throw error
      })
    }
    let seen = facts.publication()
    let soon = 0
    const askSoon = () => {
      // A section may have been moved, or something of it is numbered that was not.
      if (facts.publication() === seen) return
      seen = facts.publication()
      soon ||= window.setTimeout(() => {
        soon = 0
        ask()
      }, settleMs)
    }
    ask()
    const forget = facts.subscribe(askSoon)
    const again = setInterval(ask, askAgainMs)
    document.addEventListener("visibilitychange", ask)
    addEventListener("online", ask)
    return () => {
      asking.abort()
      forget()
      clearTimeout(soon)
      clearInterval(again)
      document.removeEventListener("visibilitychange", ask)
      removeEventListener("online", ask)
    }
  }, [id, facts])

  return starts?.[sectionId] ?? null
}

function isSame(a: Starts | null, b: Starts): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
