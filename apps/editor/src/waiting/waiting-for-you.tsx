import { Link } from "@tanstack/react-router"
import { useId, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { threadFragment } from "../links/block-link.ts"
import { m, useLanguage } from "../language/language.ts"
import { useNow } from "../time/use-now.ts"
import { distanceWords, instantWords, ownZone } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { useWaiting, type Waiting } from "./waiting.ts"
import "./waiting.css"

/** So much that what stands below it is seen as well. */
const shownAtFirst = () => (matchMedia("(width < 48rem)").matches ? 3 : 5)

/**
 * What waits for this person, over all publications; shown only when something does. `here` is the publication that one is in
 * already: its name need not be said.
 */
export function WaitingForYou({ here = null }: { here?: string | null }) {
  useLanguage()
  const titleId = useId()
  const answer = useWaiting()
  const now = useNow()
  const [showsAll, setShowsAll] = useState(false)
  const [shownFirst] = useState(shownAtFirst)
  const list = useRef<HTMLUListElement>(null)
  if (answer === undefined || answer.waiting.length === 0) return null
  const { waiting, total } = answer
  const shown = showsAll ? waiting : waiting.slice(0, shownFirst)
  const isOfSeveral =
    new Set([...waiting.map(({ publicationId }) => publicationId), here ?? waiting[0]?.publicationId]).size > 1
  const toggle = () => {
    flushSync(() => setShowsAll(!showsAll))
    // One goes on reading where the list went on; shown short again, it begins in sight.
    if (showsAll) list.current?.parentElement?.scrollIntoView({ block: "nearest" })
    else list.current?.children[shownFirst]?.querySelector("a")?.focus({ preventScroll: true })
  }
  return (
    <section aria-labelledby={titleId} data-region="" className="waiting">
      <h2 id={titleId} className="text-sm font-semibold">
        {m.waiting_for_you()} <span className="font-normal text-ink-soft tabular-nums">{total}</span>
      </h2>
      <ul ref={list} id={`${titleId}-list`}>
        {shown.map((one) => (
          <li key={`${one.kind} ${one.publicationId} ${one.sectionId ?? ""} ${one.threadId ?? ""}`}>
            <WaitingRow one={one} now={now} isOfSeveral={isOfSeveral} />
          </li>
        ))}
      </ul>
      {waiting.length > shownFirst ? (
        <Button kind="quiet" aria-expanded={showsAll} aria-controls={`${titleId}-list`} onPress={toggle}>
          {showsAll ? m.waiting_show_fewer() : m.waiting_show_all({ count: waiting.length })}
        </Button>
      ) : null}
      {showsAll && total > waiting.length ? (
        <p className="pt-1 text-sm text-ink-soft">{m.waiting_more({ count: total - waiting.length })}</p>
      ) : null}
    </section>
  )
}

function WaitingRow({ one, now, isOfSeveral }: { one: Waiting; now: number; isOfSeveral: boolean }) {
  const when = instantWords(one.at, ownZone())
  return (
    <>
      <p className="waiting-what">
        <strong className="font-semibold">{actionWords(one, now)}</strong>
        <WaitingLink one={one} />
        {one.due == null ? null : <span className="waiting-due">{m.waiting_due({ date: one.due })}</span>}
        <time dateTime={new Date(one.at).toISOString()} className="text-ink-soft tabular-nums">
          {when}
        </time>
      </p>
      {isOfSeveral ? <p className="truncate text-sm text-ink-soft">{one.publication}</p> : null}
      {one.words === null ? null : (
        <p className="waiting-words">
          {one.author === null ? null : (
            <span className="text-ink-soft">
              {one.author.name === one.author.organization
                ? one.author.name
                : `${one.author.name}, ${one.author.organization}`}
              :{" "}
            </span>
          )}
          <bdi>{one.words}</bdi>
        </p>
      )}
    </>
  )
}

/** To the exact place. */
function WaitingLink({ one: { publicationId, sectionId, threadId, section } }: { one: Waiting }) {
  const at = {
    ...(threadId === undefined ? {} : { hash: `${threadFragment}${threadId}` }),
    className: "link font-serif",
  }
  if (sectionId === null)
    return (
      <Link to="/p/$publicationId" params={{ publicationId }} {...at}>
        {m.waiting_whole_publication()}
      </Link>
    )
  return (
    <Link to="/p/$publicationId/s/$sectionId" params={{ publicationId, sectionId }} {...at}>
      {section}
    </Link>
  )
}

function actionWords({ kind, at }: Waiting, now: number): string {
  switch (kind) {
    case "end":
      return m.waiting_end({ when: distanceWords(at, now) })
    case "answer":
      return m.waiting_answer()
    case "mention":
      return m.waiting_mention()
    case "assignment":
      return m.waiting_assignment()
    case "reply":
      return m.waiting_reply()
    default:
      return kind satisfies never
  }
}
