import type { Section, Thread } from "@codraft/publication"
import { MessageSquareText, PanelRightClose, X } from "lucide-react"
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useSyncExternalStore } from "react"
import { flushSync } from "react-dom"
import { m, useLanguage } from "../language/language.ts"
import { RegisterLink } from "../register/register-link.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useNow } from "../time/use-now.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { AddBesideWords } from "./add-beside-words.tsx"
import { AddButton } from "./add-button.tsx"
import { focusCard, stepFrom } from "./card-keys.ts"
import { CommentGroups, LostFrom } from "./comment-groups.tsx"
import "./comments.css"
import { Composer, type ComposerHandle } from "./composer.tsx"
import { useCommentKeys } from "./use-comment-keys.ts"
import type { CommentDesk } from "./desk.ts"
import { FilterBar } from "./filter-bar.tsx"
import { type CommentDraft, KeptDrafts } from "./kept-drafts.ts"
import { Lane } from "./lane.tsx"
import { newCommentOffers } from "./offers.ts"
import { isPartLost } from "./part-lost.ts"
import { PanelCard } from "./panel-card.tsx"
import { registerReadingCaret } from "./reading-caret.ts"
import { isAnySelected, wordsBeside } from "./selected-words.ts"
import { ThreadList } from "./thread-list.tsx"
import { goToWords, sheetPx, showWords, useCompose } from "./use-comment-actions.ts"
import { useCommentsRoom } from "./use-comments-room.ts"
import { useNewsOfComments } from "./use-news-of-comments.ts"
import { useThreadsOn } from "./use-threads-on.ts"
import { useTypedText } from "./use-typed-text.ts"
import { useLaneItems } from "./use-lane-items.ts"
import { useLinkedThread } from "./use-linked-thread.ts"
import { usePageRoom } from "./use-page-room.ts"
import { useSeen } from "./use-seen.ts"
import { useShownThreads } from "./use-shown-threads.ts"

/** The comments on a section: beside the text where there is room, else over it. */
export default function CommentsLayer({
  session,
  section,
  desk,
}: {
  session: SectionSession
  section: Section
  desk: CommentDesk
}) {
  useLanguage()
  const { publication, personId } = usePublication()
  const { current, composing, unfit, filter, isShown } = useSyncExternalStore(desk.subscribe, desk.view)
  const { threads, here, isComplete, position } = useThreadsOn(section.id)
  const { words, places, currentWords, groups, inOrder } = useShownThreads(session, here, {
    filter,
    current,
    composing,
    personId,
  })
  const room = useCommentsRoom()
  const now = useNow()
  const offers = useMemo(
    () => newCommentOffers({ publication, threads, personId, at: now }, section.id),
    [publication, threads, personId, now, section.id],
  )
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const text = useTypedText(session)
  const composer = useRef<ComposerHandle>(null)
  const region = useRef<HTMLElement>(null)
  const mayComment = offers.refusal === null
  const refusal = offers.refusal === null ? "" : refusalWords(offers.refusal)
  const isOpen = room === "always" || isShown
  usePageRoom(".section-page", isOpen && room === "asked")
  const openCount = useMemo(() => here.filter(({ state }) => state === "open" || state === "answered").length, [here])
  useEffect(
    () => desk.set({ count: isComplete || here.length > 0 ? openCount : null }),
    [desk, isComplete, here, openCount],
  )
  useEffect(() => {
    // What was typed before the page was loaded again is there again, and takes no focus.
    const kept = drafts.get(section.id)
    if (kept && desk.view().composing === null)
      desk.set({ composing: { threadId: kept.threadId, anchor: kept.anchor, top: 0 } })
  }, [drafts, desk, section.id])
  useNewsOfComments(here, personId, isComplete)
  useSeen(
    publication.id,
    section.id,
    here.find(({ id }) => id === current),
    position,
  )

  const select = useCallback(
    (threadId: string, { takesFocus, showsWords }: { takesFocus: boolean; showsWords: boolean }) => {
      flushSync(() => desk.set({ current: threadId, unfit: null, isShown: true }))
      if (showsWords) showWords(words, threadId, room === "over" ? sheetPx() : 0)
      if (takesFocus) focusCard(threadId)
    },
    [desk, words, room],
  )
  const compose = useCompose(session, desk, mayComment, refusal)
  const add = useEffectEvent((on: "selected" | "whole" = "selected") => {
    let isBegun = false
    flushSync(() => {
      isBegun = compose(on)
    })
    if (!isBegun) return
    composer.current?.focus()
    const { composing: begun } = desk.view()
    // The sheet has just come up, and may be over the words.
    if (room === "over" && begun?.anchor) requestAnimationFrame(() => showWords(words, begun.threadId, sheetPx()))
  })
  const { isLost, dismiss } = useLinkedThread(
    { publicationId: publication.id, sectionId: section.id, threads, here, isComplete },
    inOrder,
    {
      open: (threadId) => desk.set({ current: threadId, isShown: true }),
      show: (threadId) => showWords(words, threadId),
    },
  )
  const back = useEffectEvent(() => {
    const { current: threadId } = desk.view()
    if (threadId !== null) goToWords(session, words, threadId)
    else session.editor.getRootElement()?.focus({ preventScroll: true })
  })
  const step = (by: 1 | -1) =>
    stepFrom(inOrder, desk.view().current, by, (threadId) => select(threadId, { takesFocus: true, showsWords: true }))
  useEffect(() => (mayComment ? registerReadingCaret(session.editor) : undefined), [mayComment, session])
  useCommentKeys({
    session,
    words,
    region,
    current,
    onAdd: () => add(),
    onStep: step,
    onOpen: (threadId) => select(threadId, { takesFocus: true, showsWords: false }),
    onPoint: (threadId) => desk.set(threadId === null ? { current: null } : { current: threadId, isShown: true }),
  })

  const card = (thread: Thread, isQuoted: boolean) => (
    <PanelCard
      threads={threads}
      thread={thread}
      at={now}
      words={thread.anchor?.quote.exact ?? ""}
      isQuoted={isQuoted}
      isPartLost={thread.id === current && isPartLost(thread.anchor?.quote.exact ?? "", currentWords)}
      isCurrent={thread.id === current}
      onPress={() => select(thread.id, { takesFocus: false, showsWords: true })}
      onSelect={(threadId) => select(threadId, { takesFocus: true, showsWords: true })}
      onStep={step}
      onBack={() => back()}
    />
  )
  const endComposing = () => {
    const { composing: ended } = desk.view()
    desk.set({ composing: null })
    const root = session.editor.getRootElement()
    if (ended?.anchor) goToWords(session, words, ended.threadId)
    else root?.focus({ preventScroll: true })
  }
  const composerOf =
    composing === null ? null : (
      <Composer
        key="composer"
        handle={composer}
        section={section}
        text={text}
        threadId={composing.threadId}
        anchor={composing.anchor}
        words={composing.anchor === null ? "" : (words?.textOf(composing.threadId) ?? "")}
        isLost={places.lost.has(composing.threadId)}
        offers={offers}
        drafts={drafts}
        onPosted={(threadId) => {
          desk.set({ composing: null, current: threadId })
          region.current?.querySelector<HTMLElement>("[data-add]")?.focus({ preventScroll: true })
        }}
        onDropped={endComposing}
        onWithoutWords={() => {
          flushSync(() => desk.set({ composing: { threadId: composing.threadId, anchor: null, top: 0 } }))
          composer.current?.focus()
        }}
      />
    )
  const isComposerInLane = room !== "over" && composing !== null && composing.anchor !== null
  const laneItems = useLaneItems(groups.onWords, places.tops, isComposerInLane ? composing : null)
  const root = useCallback(() => session.editor.getRootElement(), [session])
  const one = room === "over" ? here.find(({ id }) => id === current) : undefined
  const wholeButton =
    mayComment && composing === null ? (
      <Button kind="quiet" preventFocusOnPress className="comments-whole" onPress={() => add("whole")}>
        <MessageSquareText aria-hidden size={16} />
        {m.comment_without_words()}
      </Button>
    ) : null
  const nothing =
    isComplete && here.length === 0 && composing === null ? (
      <p className="comments-none">{mayComment ? m.comments_invite() : m.comments_none()}</p>
    ) : null
  const close = () => {
    desk.set({ isShown: false, current: null })
    session.editor.getRootElement()?.focus({ preventScroll: true })
  }

  return (
    <>
      {mayComment ? (
        <AddBesideWords
          isAnySelected={() => isAnySelected(session)}
          wordsBeside={() => wordsBeside(session)}
          onAdd={() => add()}
        />
      ) : null}
      {room === "over" && !isOpen ? null : (
        <aside
          ref={region}
          aria-label={m.comments()}
          data-region=""
          data-room={room}
          data-is-open={isOpen || undefined}
          className="comments no-print"
        >
          <div className="comments-head">
            <h2 className="comments-title">
              {m.comments()}
              <span className="comments-count">{openCount}</span>
            </h2>
            {isOpen && here.length > 0 ? (
              <FilterBar
                publication={publication}
                here={here}
                filter={filter}
                hiddenCount={groups.hiddenCount}
                onChange={(next) => desk.set({ filter: next })}
              />
            ) : null}
            {isOpen ? <RegisterLink publicationId={publication.id} search={{ section: section.id }} /> : null}
            {isOpen && room !== "always" ? (
              <IconButton label={m.comments_close()} className="comments-close" onPress={close}>
                {room === "over" ? <X aria-hidden size={18} /> : <PanelRightClose aria-hidden size={18} />}
              </IconButton>
            ) : null}
            <AddButton refusalId={mayComment ? null : "comments-refusal"} onAdd={() => add()} />
            {room === "asked" && !isOpen ? (
              <Button kind="quiet" onPress={() => desk.set({ isShown: true })}>
                {m.comments_show({ count: openCount })}
              </Button>
            ) : null}
            {mayComment ? null : (
              <p id="comments-refusal" className="said-soft">
                {refusal}
              </p>
            )}
            {composing !== null && !isComposerInLane && isOpen ? composerOf : null}
            {unfit === null ? null : (
              <Notice isUrgent action={<Button onPress={() => desk.set({ unfit: null })}>{m.close()}</Button>}>
                {unfit === "apart" ? m.comment_cells_apart() : m.comment_too_many_words()}
              </Notice>
            )}
            {isLost ? (
              <Notice action={<Button onPress={dismiss}>{m.close()}</Button>}>{m.comment_link_lost()}</Notice>
            ) : null}
          </div>
          {!isOpen ? null : room === "over" ? (
            <>
              {one ? null : wholeButton}
              {one ? null : nothing}
              <ThreadList
                label={m.comments()}
                threads={inOrder}
                current={current}
                alone={one}
                onAll={() => desk.set({ current: null })}
              >
                {(thread, isAlone) => (
                  <>
                    {isAlone || !places.lost.has(thread.id) ? null : <LostFrom thread={thread} />}
                    {card(thread, true)}
                  </>
                )}
              </ThreadList>
            </>
          ) : (
            <>
              <div className="comments-groups">
                {wholeButton}
                <CommentGroups groups={groups} current={current}>
                  {card}
                </CommentGroups>
                {nothing}
              </div>
              <Lane items={laneItems} current={isComposerInLane ? composing.threadId : current} root={root}>
                {({ thread }) => (thread === null ? composerOf : card(thread, false))}
              </Lane>
            </>
          )}
        </aside>
      )}
    </>
  )
}
