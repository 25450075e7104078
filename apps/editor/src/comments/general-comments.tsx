import { canJoin, streams } from "@codraft/publication"
import { useLocation } from "@tanstack/react-router"
import { MessageSquareText } from "lucide-react"
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react"
import { useCommentCounts } from "../contents/use-comment-counts.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { isMac } from "../section/keys.ts"
import { Button } from "../ui/button.tsx"
import { isAddComment, isStep } from "./keys.ts"
import { threadOfHash } from "./thread-link.ts"

const GeneralPanel = lazy(() => import("./general-panel.tsx"))

/** Why the panel is open: to be read, or for a comment to be written at once. */
type Opened = "read" | "new"

/**
 * Whether the comments on the publication as a whole stand beside its contents: opened by hand, by key, or by a link to one of
 * them. What they are shown by is loaded with the first opening.
 */
export function useGeneralComments() {
  const { publication, personId } = usePublication()
  const mayRead = canJoin(publication, personId, streams.review(publication.id))
  const counts = useCommentCounts()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [liveCount, setLiveCount] = useState<number | null>(null)
  const visit = useLocation({
    select: ({ hash, state: { __TSR_key: key } }) => (threadOfHash(hash) === null ? null : `${key ?? ""} ${hash}`),
  })
  /** The following of a link whose panel has been closed again. */
  const [left, setLeft] = useState<string | null>(null)
  const isOpen = opened !== null || (visit !== null && visit !== left)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isOpen || !mayRead || document.querySelector('[role="dialog"]')) return
    const isNew = isAddComment(event, isMac())
    if (!isNew && !isStep(event)) return
    event.preventDefault()
    setOpened(isNew ? "new" : "read")
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event)
    addEventListener("keydown", onKey)
    return () => removeEventListener("keydown", onKey)
  }, [])
  const close = () => {
    setOpened(null)
    setLiveCount(null)
    setLeft(visit)
  }
  return {
    mayRead,
    isOpen,
    opened,
    open: () => setOpened("read"),
    close,
    /** How many wait for an answer; null until it is known. */
    count: liveCount ?? (counts === undefined ? null : (counts.whole?.open ?? 0)),
    newCount: isOpen ? 0 : (counts?.whole?.new ?? 0),
    setLiveCount,
  }
}
export type GeneralComments = ReturnType<typeof useGeneralComments>

const panelId = "general-comments"

/** Opens and closes the panel; its focus comes back here. */
export function GeneralCommentsButton({ comments }: { comments: GeneralComments }) {
  const { mayRead, isOpen, count, newCount } = comments
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    const isClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (isClosed) button.current?.focus({ preventScroll: true })
  }, [isOpen])
  if (!mayRead) return null
  return (
    <Button
      ref={button}
      aria-expanded={isOpen}
      {...(isOpen ? { "aria-controls": panelId } : {})}
      className="general-comments-button"
      onPress={isOpen ? comments.close : comments.open}
    >
      <MessageSquareText aria-hidden size={17} />
      {m.general_comments()}
      <span aria-hidden className="general-comments-count">
        {count ?? ""}
      </span>
      {count === null ? null : <span className="visually-hidden">{m.toc_comments_open({ count })}</span>}
      {newCount > 0 ? (
        <span className="font-semibold text-accent">{m.toc_comments_new({ count: newCount })}</span>
      ) : null}
    </Button>
  )
}

export function GeneralCommentsBeside({ comments }: { comments: GeneralComments }) {
  if (!comments.isOpen) return null
  return (
    <Suspense fallback={null}>
      <GeneralPanel id={panelId} opened={comments.opened} onCount={comments.setLiveCount} onClose={comments.close} />
    </Suspense>
  )
}
