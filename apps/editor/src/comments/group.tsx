import type { Thread } from "@codraft/publication"
import { type ReactNode, useState } from "react"

/** Threads that stand beside no words, under what they have in common. It is open where the current one is in it. */
export function Group({
  title,
  threads,
  current,
  children,
}: {
  title: string
  threads: readonly Thread[]
  current: string | null
  children: (thread: Thread) => ReactNode
}) {
  const holdsCurrent = threads.some(({ id }) => id === current)
  const [isOpen, setOpen] = useState(false)
  if (threads.length === 0) return null
  return (
    <details
      className="comments-group"
      open={isOpen || holdsCurrent}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {title} <span className="comments-count">{threads.length}</span>
      </summary>
      <ol aria-label={title}>
        {threads.map((thread) => (
          <li key={thread.id}>{children(thread)}</li>
        ))}
      </ol>
    </details>
  )
}
