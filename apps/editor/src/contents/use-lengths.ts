import { useEffect, useState } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { request, RequestError } from "../workspace/request.ts"

export interface SectionLength {
  words: number
  parts?: { written: number; of: number; requiredMissing: number; headingsAmiss: number }
}
type Lengths = Readonly<Record<string, SectionLength>>

/** Texts grow while somebody looks at the contents. */
const askAgainMs = 30_000

let known: { publicationId: string; lengths: Lengths } | null = null

/** How long each section is, by the server; null until it has said so once. */
export function useLengths(): Lengths | null {
  const { publication, facts } = usePublication()
  const { id } = publication
  const [lengths, setLengths] = useState<Lengths | null>(known?.publicationId === id ? known.lengths : null)
  useEffect(() => {
    const asking = new AbortController()
    const ask = () => {
      if (document.visibilityState === "hidden") return
      request<{ lengths: Lengths }>(`/api/publications/${id}/lengths`, { signal: asking.signal }).then(
        (answer) => {
          known = { publicationId: id, lengths: answer.lengths }
          setLengths(answer.lengths)
        },
        (error) => {
          // Without an answer they stay as they were, and it is asked again.
          if (!asking.signal.aborted && !(error instanceof RequestError)) throw error
        },
      )
    }
    let seen = facts.publication().sections
    // A section that is added, shaped or goes is asked about at once.
    const forget = facts.subscribe(() => {
      const { sections } = facts.publication()
      if (sections !== seen) ask()
      seen = sections
    })
    ask()
    const again = setInterval(ask, askAgainMs)
    document.addEventListener("visibilitychange", ask)
    return () => {
      asking.abort()
      forget()
      clearInterval(again)
      document.removeEventListener("visibilitychange", ask)
    }
  }, [id, facts])
  return lengths
}
