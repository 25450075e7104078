import type { Thread } from "@codraft/publication"
import { ChevronLeft } from "lucide-react"
import { type ReactNode, useState } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"

/** As many cards are drawn at once; more on demand. */
const listedAtOnce = 60

/** Cards one below the other; on a sheet over the text one of them alone, with the way back to all. */
export function ThreadList({
  label,
  threads,
  alone,
  onAll,
  children,
}: {
  label: string
  threads: readonly Thread[]
  alone: Thread | undefined
  onAll: () => void
  children: (thread: Thread, isAlone: boolean) => ReactNode
}) {
  const [listed, setListed] = useState(listedAtOnce)
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
          <Button onPress={() => setListed(listed + listedAtOnce)}>
            {m.comments_more({ count: threads.length - listed })}
          </Button>
        </li>
      ) : null}
    </ol>
  )
}
