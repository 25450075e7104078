import type { PersonId, Publication, Thread, Threads } from "@codraft/publication"
import { type Ref, useMemo, useState } from "react"
import type { KeptDrafts } from "./kept-drafts.ts"
import type { Written } from "./mentions.ts"
import { offersFor } from "./offers.ts"
import { ThreadActions } from "./thread-actions.tsx"
import { Replies, Reply, type ReplyHandle } from "./thread-talk.tsx"

/** All of the thread that is looked at, and what can be done with it now. */
export function OpenThread({
  publication,
  threads,
  thread,
  personId,
  at,
  replies,
  replyHandle,
  onEscape,
}: {
  publication: Publication
  threads: Threads
  thread: Thread
  personId: PersonId
  at: number
  replies: KeptDrafts<Written>
  replyHandle?: Ref<ReplyHandle>
  onEscape: () => void
}) {
  const offers = useMemo(
    () => offersFor({ publication, threads, personId, at }, thread),
    [publication, threads, personId, at, thread],
  )
  const [isEditing, setEditing] = useState(false)
  const talk = { publication, thread, personId, offers }
  return (
    <div className="open-thread">
      <Replies {...talk} isEditing={isEditing} onEdited={() => setEditing(false)} />
      <Reply
        key={thread.id}
        {...talk}
        drafts={replies}
        {...(replyHandle ? { handle: replyHandle } : {})}
        onEscape={onEscape}
      />
      <ThreadActions {...talk} onEdit={() => setEditing(true)} />
    </div>
  )
}
