import { type PublicationId, type Quote, type Thread, type Version, versionCommentRefusal } from "@codraft/publication"
import type { Book } from "@codraft/publish/book"
import { placesInBook } from "@codraft/publish/places"
import { Link } from "@tanstack/react-router"
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { AddBesideWords } from "../../comments/add-beside-words.tsx"
import { focusCard, showCard, stepFrom } from "../../comments/card-keys.ts"
import { CommentsPanel } from "../../comments/comments-panel.tsx"
import { Composer, type ComposerHandle } from "../../comments/composer.tsx"
import { type CommentDraft, KeptDrafts, versionDraftsAt, type VersionWords } from "../../comments/kept-drafts.ts"
import { versionCommentOffers } from "../../comments/offers.ts"
import { PanelCard } from "../../comments/panel-card.tsx"
import { ThreadList } from "../../comments/thread-list.tsx"
import { useCommentsRoom } from "../../comments/use-comments-room.ts"
import { useNewsOfComments } from "../../comments/use-news-of-comments.ts"
import { usePageRoom } from "../../comments/use-page-room.ts"
import { usePanelKeys } from "../../comments/use-panel-keys.ts"
import { useSeen } from "../../comments/use-seen.ts"
import { versionPlaceWords } from "../../comments/version-place.tsx"
import { m, useLanguage } from "../../language/language.ts"
import { threadFragment } from "../../links/block-link.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { problemWords } from "../../publication/commands.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { RegisterLink } from "../../register/register-link.tsx"
import { useNow } from "../../time/use-now.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { addressOf, placeAround, selectedInBook, wordsBeside } from "./frozen-words.ts"
import { paintWords } from "./painted-places.ts"
import { PlaceCounts } from "./place-counts.tsx"
import { focusPlace, usePlaceKeys } from "./place-keys.ts"
import { useThreadsOfVersion } from "./use-threads-of-version.ts"
import { addressIn, placed, rangesOf, showPlace, sorted, wordsAt } from "./version-places.ts"
import "./version-comments.css"

interface Composing extends VersionWords {
  readonly threadId: string
}

/** The comments on a version: at their paragraphs as quiet counts, and all of them beside the text, where new ones are written too. */
export default function VersionComments({
  id,
  version,
  book,
  isOpen,
  onOpen,
  onClose,
  onCount,
}: {
  id: string
  version: Version
  book: Book
  isOpen: boolean
  onOpen: () => void
  onClose: () => void
  /** How many there are; null until it is known. */
  onCount: (count: number | null) => void
}) {
  useLanguage()
  const { publication, personId } = usePublication()
  const { number } = version
  const now = useNow()
  const isOver = useCommentsRoom() === "over"
  const { found, threads, isComplete, error, refetch } = useThreadsOfVersion(publication, number)
  const places = useMemo(() => placesInBook(book), [book])
  const names = useMemo(
    () =>
      new Map([...places].map(([address, place]) => [address, versionPlaceWords(publication, { number, ...place })])),
    [places, publication, number],
  )
  const shown = useMemo(() => sorted(found, [...places.keys()]), [found, places])
  const removed = useMemo(
    () => new Set(found.flatMap(({ thread, isRemoved }) => (isRemoved ? thread.id : []))),
    [found],
  )
  const byPlace = useMemo(() => placed(shown), [shown])
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const [current, setCurrent] = useState<string | null>(null)
  const [composing, setComposing] = useState<Composing | null>(() =>
    keptOf(drafts.get(versionDraftsAt(publication.id, number))),
  )
  const [isApart, setApart] = useState(false)
  const composer = useRef<ComposerHandle>(null)
  const denied = versionCommentRefusal(publication, personId, number, now)
  const refusal = denied === null ? null : refusalWords(denied)
  const mayComment = refusal === null
  const offers = useMemo(
    () =>
      composing === null
        ? null
        : versionCommentOffers({ publication, threads, personId, at: now }, number, composing.sectionId),
    [publication, threads, personId, now, number, composing],
  )
  useEffect(() => onCount(isComplete ? shown.length : null), [onCount, isComplete, shown])
  useNewsOfComments(shown, personId, isComplete)
  useSeen(
    publication.id,
    null,
    shown.find((thread) => thread.id === current),
    null,
  )
  usePageRoom(".version-page", isOpen)
  useEffect(
    () =>
      paintWords(
        new Map([
          ["usual", rangesOf(shown.filter((thread) => thread.id !== current))],
          ["current", rangesOf(shown.filter((thread) => thread.id === current))],
          ["composing", composing === null ? [] : wordsAt(composing)],
        ]),
      ),
    [shown, current, composing],
  )

  const isPlace = (element: HTMLElement) => places.has(addressOf(element))
  const compose = useEffectEvent((address: string, quote: Quote | null) => {
    const place = places.get(address)
    if (place === undefined) return
    if (refusal !== null) return announce(refusal)
    const { sectionId, block } = place
    flushSync(() => {
      setApart(false)
      setCurrent(null)
      // What is typed already stays, and goes to the words that are selected now.
      setComposing({ threadId: composing?.threadId ?? crypto.randomUUID(), number, sectionId, block, quote })
      onOpen()
    })
    composer.current?.focus()
    return showPlace(address, isOver)
  })
  /** What is selected becomes what the comment is on; with nothing selected, the paragraph that has the keys. */
  const add = useEffectEvent(() => {
    const selected = selectedInBook(isPlace)
    if (selected === "apart") {
      onOpen()
      return setApart(true)
    }
    if (selected !== "nothing") return compose(addressOf(selected.element), selected.quote)
    if (composing !== null && isOpen) return composer.current?.focus()
    const at = document.activeElement === null ? null : placeAround(document.activeElement, isPlace)
    if (at !== null) return compose(addressOf(at), null)
    onOpen()
    return announce(refusal ?? m.version_comment_select())
  })
  usePlaceKeys(names, mayComment, (address) => compose(address, null))

  const select = (threadId: string, { takesFocus, showsPlace }: { takesFocus: boolean; showsPlace: boolean }) => {
    flushSync(() => {
      onOpen()
      setCurrent(threadId)
    })
    const thread = shown.find((one) => one.id === threadId)
    if (showsPlace && thread !== undefined) showPlace(addressIn(thread), isOver)
    if (takesFocus) focusCard(threadId)
    showCard(threadId)
  }
  const selectByKey = (threadId: string) => select(threadId, { takesFocus: true, showsPlace: true })
  const step = (by: 1 | -1) => stepFrom(shown, current, by, selectByKey)
  usePanelKeys({ onAdd: () => add(), onStep: step })

  const close = () => {
    setCurrent(null)
    onClose()
  }
  const endComposing = () => {
    const ended = composing
    flushSync(() => setComposing(null))
    if (ended !== null) focusPlace(`${ended.sectionId}-${ended.block}`)
  }
  const alone = isOver ? shown.find((thread) => thread.id === current) : undefined

  return (
    <>
      <PlaceCounts
        byPlace={byPlace}
        nameOf={(address) => names.get(address) ?? ""}
        onOpen={(thread) => selectByKey(thread.id)}
      />
      {mayComment ? (
        <AddBesideWords isAnySelected={isAnySelected} wordsBeside={() => wordsBeside(isPlace)} onAdd={() => add()} />
      ) : null}
      {isOpen ? (
        <CommentsPanel
          id={id}
          title={m.comments()}
          count={isComplete ? shown.length : null}
          className="version-comments"
          tools={<RegisterLink publicationId={publication.id} search={{ version: number }} />}
          refusal={refusal}
          notes={
            <>
              {mayComment && composing === null ? <p className="said-soft">{m.version_comment_select()}</p> : null}
              {isApart ? (
                <Notice isUrgent action={<Button onPress={() => setApart(false)}>{m.close()}</Button>}>
                  {m.version_comment_one_paragraph()}
                </Notice>
              ) : null}
              {error ? (
                <Notice kind="warn" action={<Button onPress={() => void refetch()}>{m.try_again()}</Button>}>
                  {problemWords(error)}
                </Notice>
              ) : null}
            </>
          }
          onAdd={() => add()}
          onClose={close}
        >
          {composing !== null && offers !== null ? (
            <Composer
              key={composing.threadId}
              handle={composer}
              section={publication.sections[composing.sectionId] ?? null}
              text={null}
              threadId={composing.threadId}
              anchor={null}
              version={{ ...composing, name: names.get(`${composing.sectionId}-${composing.block}`) ?? "" }}
              words=""
              isLost={false}
              offers={offers}
              drafts={drafts}
              onPosted={(threadId) => {
                endComposing()
                setCurrent(threadId)
                void refetch()
              }}
              onDropped={endComposing}
              onWithoutWords={() => setComposing({ ...composing, quote: null })}
            />
          ) : null}
          {isComplete && shown.length === 0 && composing === null ? (
            <p className="comments-none">{m.comments_none()}</p>
          ) : null}
          <ThreadList
            label={m.comments()}
            threads={shown}
            current={current}
            alone={alone}
            onAll={() => setCurrent(null)}
          >
            {(thread) => (
              <PanelCard
                threads={threads}
                thread={thread}
                at={now}
                words={thread.version?.quote?.exact ?? ""}
                isQuoted
                isCurrent={thread.id === current}
                onPress={() => select(thread.id, { takesFocus: false, showsPlace: true })}
                onSelect={selectByKey}
                onStep={step}
                onBack={() => focusPlace(addressIn(thread))}
              >
                <InDraft publicationId={publication.id} thread={thread} isRemoved={removed.has(thread.id)} />
              </PanelCard>
            )}
          </ThreadList>
        </CommentsPanel>
      ) : null}
    </>
  )
}

/** Where the thread stands in the draft, and whether that has its words still. */
function InDraft({
  publicationId,
  thread: { id, sectionId },
  isRemoved,
}: {
  publicationId: PublicationId
  thread: Thread
  isRemoved: boolean
}) {
  if (sectionId === null) return null
  return (
    <p className="said-soft">
      {isRemoved ? `${m.version_comment_gone()} ` : ""}
      <Link
        to="/p/$publicationId/s/$sectionId"
        params={{ publicationId, sectionId }}
        hash={`${threadFragment}${id}`}
        preload={false}
        className="link"
      >
        {m.version_comment_in_draft()}
      </Link>
    </p>
  )
}

function isAnySelected(): boolean {
  return !(getSelection()?.isCollapsed ?? true)
}

function keptOf(draft: CommentDraft | null): Composing | null {
  return draft?.version ? { ...draft.version, threadId: draft.threadId } : null
}
