import type { PersonId, Thread } from "@codraft/publication"
import { useEffect, useRef } from "react"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"

/** What comes within this time is told of together, and no more often. */
const togetherMs = 8_000

/** Tells those who cannot see it that others have said something: how much, not what. */
export function useNewsOfComments(here: readonly Thread[], personId: PersonId, isComplete: boolean): void {
  const seen = useRef<Set<string> | null>(null)
  const news = useRef({ count: 0, timer: 0 })
  useEffect(() => {
    if (!isComplete) return
    const known = seen.current
    const all = here.flatMap(({ id, comments }) => comments.map((comment) => ({ key: `${id}/${comment.id}`, comment })))
    seen.current = new Set(all.map(({ key }) => key))
    if (known === null) return
    const added = all.filter(({ key, comment }) => !known.has(key) && comment.author !== personId).length
    if (added === 0) return
    news.current.count += added
    news.current.timer ||= window.setTimeout(() => {
      announce(m.comments_new({ count: news.current.count }))
      news.current = { count: 0, timer: 0 }
    }, togetherMs)
  }, [here, personId, isComplete])
  useEffect(() => {
    const { current } = news
    return () => clearTimeout(current.timer)
  }, [])
}
