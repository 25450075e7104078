import type { Thread } from "@codraft/publication"
import { ChevronLeft } from "lucide-react"
import { type ReactNode, useState } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"

/** As many cards are drawn at once; more on demand. */
const listedAtOnce = 60

/** How many are drawn: as many as were asked for, and the one at hand with all before it, wherever it stands. */
export function cardsDrawn(threads: readonly { readonly id: string }[], asked: number, current: string | null): number {
  return Math.max(asked, threads.findIndex(({ id }) => id === current) + 1)
}

/** Cards one below the other; on a sheet over the text one of them alone, with the way back to all. */
export function ThreadList({
  label,
  threads,
  current,
  alone,
  onAll,
  children,
}: {
  label: string
  threads: readonly Thread[]
  current: string | null
  alone: Thread | undefined
  onAll: () => void
  children: (thread: Thread, isAlone: boolean) => ReactNode
}) {
  const [asked, setAsked] = useState(listedAtOnce)
  const listed = cardsDrawn(threads, asked, current)
  if (alone !== undefined)
    return (
      <div className="comments-list">
        <Button kind="quiet" onPress={onAll}>
          <ChevronLeft aria-hidden size={16} />
          {m.comments_back_to_all()}
        </Button>
        {children(alone, true)}
      </div>
    )
  return (
    <ol aria-label={label} className="comments-list">
      {threads.slice(0, listed).map((thread) => (
        <li key={thread.id}>{children(thread, false)}</li>
      ))}
      {threads.length > listed ? (
        <li>
          <Button onPress={() => setAsked(listed + listedAtOnce)}>
            {m.comments_more({ count: threads.length - listed })}
          </Button>
        </li>
      ) : null}
    </ol>
  )
}
