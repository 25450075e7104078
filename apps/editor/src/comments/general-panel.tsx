import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { RegisterLink } from "../register/register-link.tsx"
import { useNow } from "../time/use-now.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { waitingQuery } from "../waiting/waiting.ts"
import { focusCard, showCard, stepFrom } from "./card-keys.ts"
import { CommentsPanel } from "./comments-panel.tsx"
import { Composer, type ComposerHandle } from "./composer.tsx"
import { FilterBar } from "./filter-bar.tsx"
import { passes, usualFilter } from "./filter.ts"
import "./general-panel.css"
import { type CommentDraft, KeptDrafts } from "./kept-drafts.ts"
import { newCommentOffers } from "./offers.ts"
import { PanelCard } from "./panel-card.tsx"
import { ThreadList } from "./thread-list.tsx"
import { useCommentsRoom } from "./use-comments-room.ts"
import { useLinkedThread } from "./use-linked-thread.ts"
import { useNewsOfComments } from "./use-news-of-comments.ts"
import { usePanelKeys } from "./use-panel-keys.ts"
import { useSeen } from "./use-seen.ts"
import { useThreadsOn } from "./use-threads-on.ts"

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
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const offers = useMemo(
    () => newCommentOffers({ publication, threads, personId, at: now }, null),
    [publication, threads, personId, now],
  )
  const refusal = offers.refusal === null ? null : refusalWords(offers.refusal)
  /** The id of the comment that is being written: what was begun before the page was loaded again goes on. */
  const [composing, setComposing] = useState(
    () => drafts.get(publication.id)?.threadId ?? (opened === "new" && refusal === null ? crypto.randomUUID() : null),
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
    if (refusal !== null) return announce(refusal)
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

  const select = (threadId: string, takesFocus: boolean) => {
    flushSync(() => setCurrent(threadId))
    if (takesFocus) focusCard(threadId)
    showCard(threadId)
  }
  const { isLost, dismiss } = useLinkedThread(
    { publicationId: publication.id, sectionId: null, threads, here, isComplete },
    shown,
    { open: setCurrent, show: showCard },
  )
  const step = (by: 1 | -1) => stepFrom(shown, current, by, (threadId) => select(threadId, true))
  usePanelKeys({ onAdd: () => add(), onStep: step })

  const endComposing = () => {
    flushSync(() => setComposing(null))
    region.current?.querySelector<HTMLElement>("[data-add]")?.focus({ preventScroll: true })
  }
  const one = isOver ? here.find((thread) => thread.id === current) : undefined

  return (
    <CommentsPanel
      frame={region}
      id={id}
      title={m.general_comments()}
      count={openCount}
      className="general-panel"
      tools={
        <>
          {here.length > 0 ? (
            <FilterBar
              publication={publication}
              here={here}
              filter={filter}
              hiddenCount={here.length - shown.length}
              onChange={setFilter}
            />
          ) : null}
          <RegisterLink publicationId={publication.id} search={{ section: "general" }} />
        </>
      }
      refusal={refusal}
      notes={
        isLost ? <Notice action={<Button onPress={dismiss}>{m.close()}</Button>}>{m.comment_link_lost()}</Notice> : null
      }
      onAdd={() => add()}
      onClose={onClose}
    >
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
      <ThreadList
        label={m.general_comments()}
        threads={shown}
        current={current}
        alone={one}
        onAll={() => setCurrent(null)}
      >
        {(thread) => (
          <PanelCard
            threads={threads}
            thread={thread}
            at={now}
            words={thread.anchor?.quote.exact ?? ""}
            isQuoted
            isCurrent={thread.id === current}
            onPress={() => select(thread.id, false)}
            onSelect={(threadId) => select(threadId, true)}
            onStep={step}
            onBack={onClose}
          />
        )}
      </ThreadList>
    </CommentsPanel>
  )
}
