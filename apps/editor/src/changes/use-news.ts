import { useEffect, useState } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { request, RequestError } from "../workspace/request.ts"

/** What is new in a section; `from` null where this person has not been yet, `changed` null while it is being counted. */
export interface News {
  from: number | null
  to: number
  changed: number | null
}
type NewsOfSections = Readonly<Record<string, News>>

/** Texts change while somebody looks at the contents. */
const askAgainMs = 20_000
/** What was still being counted. */
const countingMs = 2_000

let known: { publicationId: string; news: NewsOfSections } | null = null
const nothing: NewsOfSections = {}

/** What others changed in each section since this person was last there, by the server. */
export function useNews(): NewsOfSections {
  const { publication, facts } = usePublication()
  const { id } = publication
  const [news, setNews] = useState(known?.publicationId === id ? known.news : nothing)
  useEffect(() => {
    const asking = new AbortController()
    let again = 0
    const ask = async () => {
      clearTimeout(again)
      let delayMs = askAgainMs
      try {
        if (document.visibilityState === "visible") {
          const path = `/api/publications/${id}/changes`
          const { sections } = await request<{ sections: NewsOfSections }>(path, { signal: asking.signal })
          if (asking.signal.aborted) return
          known = { publicationId: id, news: sections }
          setNews(sections)
          if (Object.values(sections).some(({ from, changed }) => from !== null && changed === null))
            delayMs = countingMs
        }
      } catch (error) {
        // Without an answer it stays as it was, and is asked again.
        if (!(error instanceof RequestError) && !asking.signal.aborted) throw error
      }
      if (!asking.signal.aborted) again = window.setTimeout(() => void ask(), delayMs)
    }
    let seen = facts.publication().readPositions
    // This person has been in a section, in this window or on another device.
    const forget = facts.subscribe(() => {
      const { readPositions } = facts.publication()
      if (readPositions !== seen) void ask()
      seen = readPositions
    })
    const look = () => void ask()
    look()
    document.addEventListener("visibilitychange", look)
    return () => {
      asking.abort()
      forget()
      clearTimeout(again)
      document.removeEventListener("visibilitychange", look)
    }
  }, [id, facts])
  return news
}
