import { type Publication, type Section, type Thread, versionLabel } from "@codraft/publication"
import { ChevronLeft, MessageSquarePlus, MessageSquareText, PanelRightClose, X } from "lucide-react"
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from "react"
import { flushSync } from "react-dom"
import { m, useLanguage } from "../language/language.ts"
import { RegisterLink } from "../register/register-link.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import { useNow } from "../time/use-now.ts"
import { announce } from "../ui/announcer.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { AddCommentHere } from "./add-comment.tsx"
import { addKeys } from "./add-keys.ts"
import { focusCard, nextThread, pressOnCard } from "./card-keys.ts"
import "./comments.css"
import { Composer, type ComposerHandle } from "./composer.tsx"
import { useCommentKeys } from "./use-comment-keys.ts"
import type { CommentDesk } from "./desk.ts"
import { FilterBar } from "./filter-bar.tsx"
import { grouped } from "./grouped.ts"
import { type CommentDraft, KeptDrafts } from "./kept-drafts.ts"
import { Group } from "./group.tsx"
import { Lane } from "./lane.tsx"
import type { Written } from "./mentions.ts"
import { newCommentOffers } from "./offers.ts"
import { receipted } from "./receipted.ts"
import { isPartLost } from "./part-lost.ts"
import { OpenThread } from "./open-thread.tsx"
import { registerReadingCaret } from "./reading-caret.ts"
import { ThreadCard } from "./thread-card.tsx"
import { goToWords, showWords, useCompose } from "./use-comment-actions.ts"
import { useCommentsRoom } from "./use-comments-room.ts"
import { useNewsOfComments } from "./use-news-of-comments.ts"
import { useThreadsOn } from "./use-threads-on.ts"
import { useLaneItems } from "./use-lane-items.ts"
import { useSeen } from "./use-seen.ts"
import { useThreadLink } from "./use-thread-link.ts"
import { useWordsInText } from "./use-words-in-text.ts"

/** Over the text as many cards are drawn at once; more on demand. */
const listedAtOnce = 60

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
  const { threads, here, isComplete, position } = useThreadsOn(section.id)
  const { current, composing, unfit, filter, isShown } = useSyncExternalStore(desk.subscribe, desk.view)
  const room = useCommentsRoom()
  const now = useNow()
  const shown = useMemo(
    () =>
      new Set(
        grouped(
          here,
          { tops: new Map(), order: here.map(({ id }) => id), lost: new Set() },
          { filter, current, personId },
        ).onWords.map(({ id }) => id as string),
      ),
    [here, filter, current, personId],
  )
  const { words, places, currentWords } = useWordsInText(session, here, shown, { current, composing })
  const { general, onWords, removed, changedSince, hiddenCount } = useMemo(
    () => grouped(here, places, { filter, current, personId }),
    [here, places, filter, current, personId],
  )
  const offers = useMemo(
    () => newCommentOffers({ publication, threads, personId, at: now }, section.id),
    [publication, threads, personId, now, section.id],
  )
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const replies = useMemo(() => new KeptDrafts<Written>(personId, "replies"), [personId])
  const isOffline = useSectionPart(session, ({ saving }) => saving.kind === "offline")
  const text = useMemo(
    () => ({ receipted: (signal: AbortSignal) => receipted(session, signal), isOffline }),
    [session, isOffline],
  )
  const composer = useRef<ComposerHandle>(null)
  const region = useRef<HTMLElement>(null)
  const mayComment = offers.refusal === null
  const refusal = offers.refusal === null ? "" : refusalWords(offers.refusal)
  const inOrder = useMemo(
    () => [...general, ...onWords, ...removed, ...[...changedSince.values()].flat()],
    [general, onWords, removed, changedSince],
  )
  const isOpen = room === "always" || isShown
  useEffect(() => {
    // The page makes room; nothing of it is drawn anew for that.
    const page = region.current?.closest(".section-page")
    page?.toggleAttribute("data-has-comments", isOpen && room === "asked")
    return () => page?.removeAttribute("data-has-comments")
  }, [isOpen, room])

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
  const [linked, setLinked] = useState<string | null>(null)
  const { isLost, dismiss } = useThreadLink(
    { publicationId: publication.id, sectionId: section.id, threads, here, isComplete },
    (threadId) => {
      desk.set({ current: threadId, isShown: true })
      setLinked(threadId)
    },
  )
  // Its words may come after their thread.
  const linkedThread = linked === null ? undefined : inOrder.find(({ id }) => id === linked)
  useEffect(() => {
    if (linkedThread === undefined) return
    showWords(words, linkedThread.id)
    focusCard(linkedThread.id)
    // oxlint-disable-next-line react/set-state-in-effect -- shown once
    setLinked(null)
  }, [linkedThread, words])

  const back = useEffectEvent(() => {
    const { current: threadId } = desk.view()
    if (threadId !== null) goToWords(session, words, threadId)
    else session.editor.getRootElement()?.focus({ preventScroll: true })
  })
  const step = useEffectEvent((by: 1 | -1) => {
    const next = nextThread(inOrder, desk.view().current, by)
    if (next) select(next.id, { takesFocus: true, showsWords: true })
    else announce(m.comments_none())
  })
  useEffect(() => (mayComment ? registerReadingCaret(session.editor) : undefined), [mayComment, session])
  useCommentKeys({
    session,
    words,
    region,
    current,
    onAdd: () => add(),
    onStep: (by) => step(by),
    onOpen: (threadId) => select(threadId, { takesFocus: true, showsWords: false }),
    onPoint: (threadId) => desk.set(threadId === null ? { current: null } : { current: threadId, isShown: true }),
  })

  const card = (thread: Thread, isQuoted: boolean) => (
    <ThreadCard
      publication={publication}
      thread={thread}
      personId={personId}
      words={thread.anchor?.quote.exact ?? ""}
      isQuoted={isQuoted}
      isPartLost={thread.id === current && isPartLost(thread.anchor?.quote.exact ?? "", currentWords)}
      isCurrent={thread.id === current}
      onPress={() => select(thread.id, { takesFocus: false, showsWords: true })}
      onKeyDown={(event) =>
        pressOnCard(event, {
          step,
          back,
          select: (threadId) => select(threadId, { takesFocus: true, showsWords: true }),
        })
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
  const laneItems = useLaneItems(onWords, places.tops, isComposerInLane ? composing : null)
  const root = useCallback(() => session.editor.getRootElement(), [session])
  const [listed, setListed] = useState(listedAtOnce)
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
      {mayComment ? <AddCommentHere session={session} onAdd={() => add()} /> : null}
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
                hiddenCount={hiddenCount}
                onChange={(next) => desk.set({ filter: next })}
              />
            ) : null}
            {isOpen ? <RegisterLink publicationId={publication.id} sectionId={section.id} /> : null}
            {isOpen && room !== "always" ? (
              <IconButton label={m.comments_close()} className="comments-close" onPress={close}>
                {room === "over" ? <X aria-hidden size={18} /> : <PanelRightClose aria-hidden size={18} />}
              </IconButton>
            ) : null}
            <Button
              data-add=""
              isDisabled={!mayComment}
              preventFocusOnPress
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
            one ? (
              <div className="comments-list">
                <Button kind="quiet" onPress={() => desk.set({ current: null })}>
                  <ChevronLeft aria-hidden size={16} />
                  {m.comments_back_to_all()}
                </Button>
                {card(one, true)}
              </div>
            ) : (
              <>
                {wholeButton}
                {nothing}
                <ol aria-label={m.comments()} className="comments-list">
                  {inOrder.slice(0, listed).map((thread) => (
                    <li key={thread.id}>
                      {places.lost.has(thread.id) ? (
                        <p className="small-caps">{removedWords(publication, thread)}</p>
                      ) : null}
                      {card(thread, true)}
                    </li>
                  ))}
                  {inOrder.length > listed ? (
                    <li>
                      <Button onPress={() => setListed(listed + listedAtOnce)}>
                        {m.comments_more({ count: inOrder.length - listed })}
                      </Button>
                    </li>
                  ) : null}
                </ol>
              </>
            )
          ) : (
            <>
              <div className="comments-groups">
                {wholeButton}
                <Group title={m.comments_general()} threads={general} current={current}>
                  {(thread) => card(thread, false)}
                </Group>
                <Group title={m.comments_removed()} threads={removed} current={current}>
                  {(thread) => card(thread, true)}
                </Group>
                {[...changedSince].map(([number, threads]) => (
                  <Group
                    key={number}
                    title={m.comments_changed_since({ version: versionLabel(publication, number) })}
                    threads={threads}
                    current={current}
                  >
                    {(thread) => card(thread, true)}
                  </Group>
                ))}
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

function removedWords(publication: Publication, { version }: Thread): string {
  return version === undefined
    ? m.comments_removed()
    : m.comments_changed_since({ version: versionLabel(publication, version.number) })
}

/** How much of the window's foot is under the sheet of a phone. */
const sheetPx = () => (innerWidth < 768 ? innerHeight * 0.65 : 0)
