import { type Quote, type Thread, type Version, versionCommentRefusal } from "@codraft/publication"
import type { Book } from "@codraft/publish/book"
import { placesInBook } from "@codraft/publish/places"
import { Link } from "@tanstack/react-router"
import { ChevronLeft, MessageSquarePlus, X } from "lucide-react"
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { addKeys } from "../../comments/add-keys.ts"
import { focusCard, nextThread, pressOnCard } from "../../comments/card-keys.ts"
import "../../comments/comments.css"
import { Composer, type ComposerHandle } from "../../comments/composer.tsx"
import { isAddComment } from "../../comments/keys.ts"
import { type CommentDraft, KeptDrafts, versionDraftsAt, type VersionWords } from "../../comments/kept-drafts.ts"
import type { Written } from "../../comments/mentions.ts"
import { versionCommentOffers } from "../../comments/offers.ts"
import { OpenThread } from "../../comments/open-thread.tsx"
import { ThreadCard } from "../../comments/thread-card.tsx"
import { useCommentsRoom } from "../../comments/use-comments-room.ts"
import { useNewsOfComments } from "../../comments/use-news-of-comments.ts"
import { useSeen } from "../../comments/use-seen.ts"
import { versionPlaceWords } from "../../comments/version-place.tsx"
import { m, useLanguage } from "../../language/language.ts"
import { threadFragment } from "../../links/block-link.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { problemWords } from "../../publication/commands.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { isMac } from "../../section/keys.ts"
import { useNow } from "../../time/use-now.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button, IconButton } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { AddHere } from "./add-here.tsx"
import { addressOf, elementOf, placeAround, rangeOf, selectedInBook } from "./frozen-words.ts"
import { paintWords } from "./painted-places.ts"
import { PlaceCounts } from "./place-counts.tsx"
import { focusPlace, usePlaceKeys } from "./place-keys.ts"
import { useThreadsOfVersion, type VersionThread } from "./use-threads-of-version.ts"
import "./version-comments.css"

/** As many cards are drawn at once; more on demand. */
const listedAtOnce = 60

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
  const inOrder = useMemo(() => sorted(found, [...places.keys()]), [found, places])
  const shown = useMemo(() => inOrder.map(({ thread }) => thread), [inOrder])
  const byPlace = useMemo(() => placed(shown), [shown])
  const drafts = useMemo(() => new KeptDrafts<CommentDraft>(personId, "comments"), [personId])
  const replies = useMemo(() => new KeptDrafts<Written>(personId, "replies"), [personId])
  const [current, setCurrent] = useState<string | null>(null)
  const [composing, setComposing] = useState<Composing | null>(() =>
    keptOf(drafts.get(versionDraftsAt(publication.id, number))),
  )
  const [isApart, setApart] = useState(false)
  const [listed, setListed] = useState(listedAtOnce)
  const region = useRef<HTMLElement>(null)
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
  useEffect(() => {
    // The page makes room; nothing of it is drawn anew for that.
    const page = document.querySelector(".version-page")
    page?.toggleAttribute("data-has-comments", isOpen)
    return () => page?.removeAttribute("data-has-comments")
  }, [isOpen])
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
    document.getElementById(`comment-${threadId}`)?.scrollIntoView({ block: "nearest" })
  }
  const step = useEffectEvent((by: 1 | -1) => {
    const next = nextThread(shown, current, by)
    if (next === null) return announce(m.comments_none())
    return select(next.id, { takesFocus: true, showsPlace: true })
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

  const close = () => {
    setCurrent(null)
    onClose()
  }
  const endComposing = () => {
    const ended = composing
    flushSync(() => setComposing(null))
    if (ended !== null) focusPlace(`${ended.sectionId}-${ended.block}`)
  }
  const card = ({ thread, isRemoved }: VersionThread) => (
    <ThreadCard
      publication={publication}
      thread={thread}
      personId={personId}
      words={thread.version?.quote?.exact ?? ""}
      isQuoted
      isCurrent={thread.id === current}
      onPress={() => select(thread.id, { takesFocus: false, showsPlace: true })}
      onKeyDown={(event) =>
        pressOnCard(event, {
          step,
          select: (threadId) => select(threadId, { takesFocus: true, showsPlace: true }),
          back: () => focusPlace(addressIn(thread)),
        })
      }
    >
      {thread.id === current ? (
        <>
          {thread.sectionId === null ? null : (
            <p className="said-soft">
              {isRemoved ? `${m.version_comment_gone()} ` : ""}
              <Link
                to="/p/$publicationId/s/$sectionId"
                params={{ publicationId: publication.id, sectionId: thread.sectionId }}
                hash={`${threadFragment}${thread.id}`}
                preload={false}
                className="link"
              >
                {m.version_comment_in_draft()}
              </Link>
            </p>
          )}
          <OpenThread
            publication={publication}
            threads={threads}
            thread={thread}
            personId={personId}
            at={now}
            replies={replies}
            onEscape={() => focusCard(thread.id)}
          />
        </>
      ) : null}
    </ThreadCard>
  )
  const one = isOver ? inOrder.find(({ thread }) => thread.id === current) : undefined

  return (
    <>
      <PlaceCounts
        byPlace={byPlace}
        nameOf={(address) => names.get(address) ?? ""}
        onOpen={(thread) => select(thread.id, { takesFocus: true, showsPlace: true })}
      />
      {mayComment ? <AddHere isFit={() => selectedInBook(isPlace) !== "nothing"} onAdd={() => add()} /> : null}
      {isOpen ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever one is in it
        <aside
          ref={region}
          id={id}
          tabIndex={-1}
          aria-label={m.comments()}
          data-region=""
          className="comments version-comments no-print"
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return
            event.preventDefault()
            close()
          }}
        >
          <div className="comments-head">
            <h2 className="comments-title">
              {m.comments()}
              <span className="comments-count">{isComplete ? shown.length : ""}</span>
            </h2>
            <IconButton label={m.comments_close()} className="comments-close" onPress={close}>
              <X aria-hidden size={18} />
            </IconButton>
            <Button
              data-add=""
              isDisabled={!mayComment}
              preventFocusOnPress
              {...(mayComment ? {} : { "aria-describedby": `${id}-refusal` })}
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
            {refusal === null ? (
              composing === null ? (
                <p className="said-soft">{m.version_comment_select()}</p>
              ) : null
            ) : (
              <p id={`${id}-refusal`} className="said-soft">
                {refusal}
              </p>
            )}
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
          </div>
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
          {one ? (
            <div className="comments-list">
              <Button kind="quiet" onPress={() => setCurrent(null)}>
                <ChevronLeft aria-hidden size={16} />
                {m.comments_back_to_all()}
              </Button>
              {card(one)}
            </div>
          ) : (
            <ol aria-label={m.comments()} className="comments-list">
              {inOrder.slice(0, listed).map((row) => (
                <li key={row.thread.id}>{card(row)}</li>
              ))}
              {inOrder.length > listed ? (
                <li>
                  <Button onPress={() => setListed(listed + listedAtOnce)}>
                    {m.comments_more({ count: inOrder.length - listed })}
                  </Button>
                </li>
              ) : null}
            </ol>
          )}
        </aside>
      ) : null}
    </>
  )
}

/** In the order of the version. */
function sorted(found: readonly VersionThread[], addresses: readonly string[]): VersionThread[] {
  const order = new Map(addresses.map((address, index) => [address, index]))
  const placeOf = ({ thread }: VersionThread) => order.get(addressIn(thread)) ?? order.size
  return found.toSorted((a, b) => placeOf(a) - placeOf(b) || a.thread.at - b.thread.at)
}

function placed(threads: readonly Thread[]): Map<string, Thread[]> {
  const places = new Map<string, Thread[]>()
  for (const thread of threads) {
    if (thread.state === "withdrawn") continue
    const address = addressIn(thread)
    places.set(address, [...(places.get(address) ?? []), thread])
  }
  return places
}

/** Not hidden by the bar above the text, nor by the sheet of a phone. */
function showPlace(address: string, isOver: boolean): void {
  const element = elementOf(address)
  const box = element?.getBoundingClientRect()
  const bottom = isOver && innerWidth < 768 ? innerHeight * 0.35 : innerHeight - clearPx
  if (!element || !box || (box.top >= clearPx && Math.min(box.bottom, box.top + clearPx) <= bottom)) return
  element.style.scrollMarginBlockStart = `${clearPx}px`
  element.scrollIntoView({ block: isOver ? "start" : "center" })
}

const clearPx = 72

function addressIn({ version }: Thread): string {
  return version === undefined ? "" : `${version.sectionId}-${version.block}`
}

/** All of a paragraph is not painted: its count stands beside it. */
function rangesOf(threads: readonly Thread[]): Range[] {
  return threads.flatMap(({ version, state }) =>
    version === undefined || version.quote === null || state === "withdrawn" ? [] : wordsAt(version),
  )
}

function wordsAt({ sectionId, block, quote }: Pick<VersionWords, "sectionId" | "block" | "quote">): Range[] {
  const element = elementOf(`${sectionId}-${block}`)
  const range = element && rangeOf(element, quote)
  return range === null ? [] : [range]
}

function keptOf(draft: CommentDraft | null): Composing | null {
  return draft?.version ? { ...draft.version, threadId: draft.threadId } : null
}
