import type { Thread } from "@codraft/publication"
import { useQueryClient } from "@tanstack/react-query"
import { ChevronLeft, MessageSquarePlus, X } from "lucide-react"
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { RegisterLink } from "../register/register-link.tsx"
import { isMac } from "../section/keys.ts"
import { useNow } from "../time/use-now.ts"
import { announce } from "../ui/announcer.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { waitingQuery } from "../waiting/waiting.ts"
import { addKeys } from "./add-keys.ts"
import { focusCard, nextThread, pressOnCard } from "./card-keys.ts"
import "./comments.css"
import { Composer, type ComposerHandle } from "./composer.tsx"
import { FilterBar } from "./filter-bar.tsx"
import { passes, usualFilter } from "./filter.ts"
import "./general-panel.css"
import { isAddComment } from "./keys.ts"
import { type CommentDraft, KeptDrafts } from "./kept-drafts.ts"
import type { Written } from "./mentions.ts"
import { newCommentOffers } from "./offers.ts"
import { OpenThread } from "./open-thread.tsx"
import { ThreadCard } from "./thread-card.tsx"
import { useCommentsRoom } from "./use-comments-room.ts"
import { useNewsOfComments } from "./use-news-of-comments.ts"
import { useSeen } from "./use-seen.ts"
import { useThreadLink } from "./use-thread-link.ts"
import { useThreadsOn } from "./use-threads-on.ts"

/** As many cards are drawn at once; more on demand. */
const listedAtOnce = 60

/** The comments on the publication as a whole, beside its contents; on a phone a sheet over them. */
export default function GeneralPanel({
  id,
  opened,
  onCount,
  onClose,
}: {
  id: string
  /** null: a link has led here. */
  opened: "read" | "new" | null
  /** How many wait for an answer, once all are here. */
  onCount: (count: number | null) => void
  onClose: () => void
}) {
  useLanguage()
  const { publication, personId } = usePublication()
  const { threads, here, isComplete, position } = useThreadsOn(null)
  const now = useNow()
  const [filter, setFilter] = useState(usualFilter)
  const [current, setCurrent] = useState<string | null>(null)
  const [listed, setListed] = useState(listedAtOnce)
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const replies = useMemo(() => new KeptDrafts<Written>(personId, "replies"), [personId])
  const offers = useMemo(
    () => newCommentOffers({ publication, threads, personId, at: now }, null),
    [publication, threads, personId, now],
  )
  const mayComment = offers.refusal === null
  const refusal = offers.refusal === null ? "" : refusalWords(offers.refusal)
  /** The id of the comment that is being written: what was begun before the page was loaded again goes on. */
  const [composing, setComposing] = useState(
    () => drafts.get(publication.id)?.threadId ?? (opened === "new" && mayComment ? crypto.randomUUID() : null),
  )
  const region = useRef<HTMLElement>(null)
  const composer = useRef<ComposerHandle>(null)
  const isOver = useCommentsRoom() === "over"

  const shown = useMemo(
    () => here.filter((thread) => thread.id === current || passes(filter, thread, personId)),
    [here, filter, current, personId],
  )
  const openCount = useMemo(() => here.filter(({ state }) => state === "open").length, [here])
  useEffect(() => onCount(isComplete ? openCount : null), [onCount, isComplete, openCount])
  const queries = useQueryClient()
  // What waits for one stands beside these comments, and leaves with what is done to them.
  const ask = useEffectEvent(() => void queries.invalidateQueries({ queryKey: waitingQuery.queryKey }))
  useEffect(() => {
    if (here.length > 0) ask()
  }, [here])
  useNewsOfComments(here, personId, isComplete)
  useSeen(
    publication.id,
    null,
    here.find((thread) => thread.id === current),
    position,
    () => ask(),
  )

  const add = useEffectEvent(() => {
    if (!mayComment) return announce(refusal)
    flushSync(() => {
      setCurrent(null)
      setComposing(composing ?? crypto.randomUUID())
    })
    return composer.current?.focus()
  })
  const arrive = useEffectEvent(() => {
    if (opened === "new") add()
    else if (opened === "read") region.current?.focus({ preventScroll: true })
  })
  useEffect(() => arrive(), [])

  const select = useCallback((threadId: string, takesFocus: boolean) => {
    flushSync(() => setCurrent(threadId))
    if (takesFocus) focusCard(threadId)
    document.getElementById(`comment-${threadId}`)?.scrollIntoView({ block: "nearest" })
  }, [])
  const [linked, setLinked] = useState<string | null>(null)
  const { isLost, dismiss } = useThreadLink(
    { publicationId: publication.id, sectionId: null, threads, here, isComplete },
    (threadId) => {
      setCurrent(threadId)
      setLinked(threadId)
    },
  )
  useEffect(() => {
    if (linked === null) return
    focusCard(linked)
    document.getElementById(`comment-${linked}`)?.scrollIntoView({ block: "nearest" })
    // oxlint-disable-next-line react/set-state-in-effect -- shown once
    setLinked(null)
  }, [linked])

  const step = useEffectEvent((by: 1 | -1) => {
    const next = nextThread(shown, current, by)
    if (next === null) return announce(m.comments_none())
    return select(next.id, true)
  })
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('[role="dialog"]')) return
    if (isAddComment(event, isMac())) add()
    else if (event.key === "F9" && !event.ctrlKey && !event.altKey && !event.metaKey) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event)
    addEventListener("keydown", onKey)
    return () => removeEventListener("keydown", onKey)
  }, [])

  const card = (thread: Thread) => (
    <ThreadCard
      publication={publication}
      thread={thread}
      personId={personId}
      words={thread.anchor?.quote.exact ?? ""}
      isQuoted
      isCurrent={thread.id === current}
      onPress={() => select(thread.id, false)}
      onKeyDown={(event) =>
        pressOnCard(event, { step, select: (threadId) => select(threadId, true), back: () => onClose() })
      }
    >
      {thread.id === current ? (
        <OpenThread
          publication={publication}
          threads={threads}
          thread={thread}
          personId={personId}
          at={now}
          replies={replies}
          onEscape={() => focusCard(thread.id)}
        />
      ) : null}
    </ThreadCard>
  )
  const endComposing = () => {
    flushSync(() => setComposing(null))
    region.current?.querySelector<HTMLElement>("[data-add]")?.focus({ preventScroll: true })
  }
  const one = isOver ? here.find((thread) => thread.id === current) : undefined

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever one is in it
    <aside
      ref={region}
      id={id}
      tabIndex={-1}
      aria-label={m.general_comments()}
      data-region=""
      className="comments general-panel no-print"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="comments-head">
        <h2 className="comments-title">
          {m.general_comments()}
          <span className="comments-count">{openCount}</span>
        </h2>
        {here.length > 0 ? (
          <FilterBar
            publication={publication}
            here={here}
            filter={filter}
            hiddenCount={here.length - shown.length}
            onChange={setFilter}
          />
        ) : null}
        <RegisterLink publicationId={publication.id} sectionId={null} />
        <IconButton label={m.comments_close()} className="comments-close" onPress={onClose}>
          <X aria-hidden size={18} />
        </IconButton>
        <Button
          data-add=""
          isDisabled={!mayComment}
          {...(mayComment ? {} : { "aria-describedby": "comments-refusal" })}
          aria-keyshortcuts="Control+Alt+M"
          className="comments-add"
          onPress={() => add()}
        >
          <MessageSquarePlus aria-hidden size={17} />
          {m.comment_add()}
          <span aria-hidden className="comments-keys">
            {addKeys()}
          </span>
        </Button>
        {mayComment ? null : (
          <p id="comments-refusal" className="said-soft">
            {refusal}
          </p>
        )}
        {isLost ? (
          <Notice action={<Button onPress={dismiss}>{m.close()}</Button>}>{m.comment_link_lost()}</Notice>
        ) : null}
      </div>
      {composing === null ? null : (
        <Composer
          key={composing}
          handle={composer}
          section={null}
          text={null}
          threadId={composing}
          anchor={null}
          words=""
          isLost={false}
          offers={offers}
          drafts={drafts}
          onPosted={(threadId) => {
            endComposing()
            setCurrent(threadId)
          }}
          onDropped={endComposing}
          onWithoutWords={() => {}}
        />
      )}
      {isComplete && here.length === 0 && composing === null && !isLost ? (
        <p className="comments-none">{m.general_comments_none()}</p>
      ) : null}
      {one ? (
        <div className="comments-list">
          <Button kind="quiet" onPress={() => setCurrent(null)}>
            <ChevronLeft aria-hidden size={16} />
            {m.comments_back_to_all()}
          </Button>
          {card(one)}
        </div>
      ) : (
        <ol aria-label={m.general_comments()} className="comments-list">
          {shown.slice(0, listed).map((thread) => (
            <li key={thread.id}>{card(thread)}</li>
          ))}
          {shown.length > listed ? (
            <li>
              <Button onPress={() => setListed(listed + listedAtOnce)}>
                {m.comments_more({ count: shown.length - listed })}
              </Button>
            </li>
          ) : null}
        </ol>
      )}
    </aside>
  )
}
