import { type PersonId, targetRefKey, type Publication, type Thread } from "@codraft/publication"
import { Lock } from "lucide-react"
import { type KeyboardEvent, memo, type ReactNode, type Ref } from "react"
import { m, useLanguage } from "../language/language.ts"
import { useCatalogue } from "../targets/use-catalogue.ts"
import { SaidBy, SaidWords } from "./said.tsx"
import { VersionPlace } from "./version-place.tsx"
import { assigneeWords, cardWords, kindWords, outcomeWords, readersWords, stateWords, targetWords } from "./words.ts"

/** One thread, short; with `children` it is the one that is looked at, and has what can be done with it. */
export const ThreadCard = memo(function ThreadCard({
  publication,
  thread,
  personId,
  words,
  isQuoted,
  isPartLost = false,
  isCurrent,
  onPress,
  onKeyDown,
  frame,
  children,
}: {
  publication: Publication
  thread: Thread
  personId: PersonId
  /** The words that it is on; "" on none. */
  words: string
  /** Whether these are shown: where the card does not stand beside them. */
  isQuoted: boolean
  /** Some of them have been deleted since. */
  isPartLost?: boolean
  isCurrent: boolean
  onPress: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  frame?: Ref<HTMLElement>
  children?: ReactNode
}) {
  useLanguage()
  const [first] = thread.comments
  if (!first) return null
  const replies = thread.comments.length - 1
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- steps from card to card; what is done stands in it as buttons
    <article
      ref={frame}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      id={`comment-${thread.id}`}
      data-thread={thread.id}
      data-is-current={isCurrent || undefined}
      data-state={thread.state}
      aria-current={isCurrent ? "true" : undefined}
      aria-label={cardWords(publication, thread, words)}
      className="comment-card"
      onClick={isCurrent ? undefined : onPress}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !isCurrent && event.currentTarget.matches(":focus-visible"))
          onPress()
      }}
      onKeyDown={onKeyDown}
    >
      {thread.version === undefined ? null : (
        <VersionPlace
          publication={publication}
          personId={personId}
          version={thread.version}
          isBeside={thread.sectionId === null}
        />
      )}
      {(isQuoted || isPartLost) && words !== "" ? (
        <p className="card-on">
          <q dir="auto" className="comment-quote">
            {words}
          </q>
        </p>
      ) : null}
      {isPartLost ? <p className="said-soft">{m.comment_part_removed()}</p> : null}
      <SaidBy publication={publication} thread={thread} comment={first} personId={personId} />
      <SaidWords publication={publication} comment={first} isShort={!isCurrent} />
      <About publication={publication} thread={thread} />
      {isCurrent ? children : replies > 0 ? <p className="said-soft">{m.comment_replies({ count: replies })}</p> : null}
    </article>
  )
})

/** Its kind, what it bears on, who sees it, how it stands. */
function About({ publication, thread }: { publication: Publication; thread: Thread }) {
  const language = useLanguage()
  const catalogue = useCatalogue(thread.targets.length > 0)
  const readers = readersWords(publication, thread)
  const assignee = assigneeWords(publication, thread)
  return (
    <ul className="card-about">
      <li className="card-kind">{kindWords[thread.kind]()}</li>
      {thread.state === "open" ? null : (
        <li className="card-state" data-state={thread.state}>
          {thread.outcome === null ? stateWords[thread.state]() : outcomeWords[thread.outcome]()}
        </li>
      )}
      {thread.isGap ? <li className="target-chip">{m.comment_target_gap()}</li> : null}
      {thread.targets.map((ref) => (
        <li
          key={targetRefKey(ref)}
          className="target-chip"
          title={typeof ref === "string" ? catalogue?.targetLabel(ref, language).text : undefined}
        >
          {targetWords(ref)}
        </li>
      ))}
      {assignee === null ? null : <li>{assignee}</li>}
      {readers === null ? null : (
        <li className="card-readers">
          <Lock aria-hidden size={13} className="shrink-0" />
          <span>{readers}</span>
        </li>
      )}
    </ul>
  )
}
