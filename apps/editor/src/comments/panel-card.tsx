import type { Thread, Threads } from "@codraft/publication"
import { type ReactNode, useMemo } from "react"
import { usePublication } from "../publication/publication-context.ts"
import { focusCard, pressOnCard } from "./card-keys.ts"
import { KeptDrafts } from "./kept-drafts.ts"
import type { Written } from "./mentions.ts"
import { OpenThread } from "./open-thread.tsx"
import { ThreadCard } from "./thread-card.tsx"

/** A card among others: the current one is open, and keys lead from one to the next. */
export function PanelCard({
  threads,
  thread,
  at,
  words,
  isQuoted,
  isPartLost = false,
  isCurrent,
  onPress,
  onSelect,
  onStep,
  onBack,
  children,
}: {
  threads: Threads
  thread: Thread
  at: number
  words: string
  isQuoted: boolean
  isPartLost?: boolean
  isCurrent: boolean
  onPress: () => void
  /** By key: the card takes the focus. */
  onSelect: (threadId: string) => void
  onStep: (by: 1 | -1) => void
  /** To where one came from. */
  onBack: () => void
  /** Above what was answered, while it is open. */
  children?: ReactNode
}) {
  const { publication, personId } = usePublication()
  const replies = useMemo(() => new KeptDrafts<Written>(personId, "replies"), [personId])
  return (
    <ThreadCard
      publication={publication}
      thread={thread}
      personId={personId}
      words={words}
      isQuoted={isQuoted}
      isPartLost={isPartLost}
      isCurrent={isCurrent}
      onPress={onPress}
      onKeyDown={(event) => pressOnCard(event, { step: onStep, select: onSelect, back: onBack })}
    >
      {isCurrent ? (
        <>
          {children}
          <OpenThread
            publication={publication}
            threads={threads}
            thread={thread}
            personId={personId}
            at={at}
            replies={replies}
            onEscape={() => focusCard(thread.id)}
          />
        </>
      ) : null}
    </ThreadCard>
  )
}
