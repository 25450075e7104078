import type { Section } from "@codraft/publication"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { instantWords } from "../time/words.ts"
import { announce } from "../ui/announcer.tsx"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import { RequestError } from "../workspace/request.ts"
import { AuthorsInText, looksMax, type PassageAt } from "./authors-in-text.ts"
import "./authorship.css"
import { type Author, askAuthors, organizationsIn, type SectionAuthors } from "./section-authors.ts"

/** What others have typed is asked about when writing pauses, and not more often than this. */
const askAgainMs = 5_000

/** Who wrote each passage: tints over the text, a legend, and a card for the passage under the pointer or at the caret. */
export default function AuthorshipLayer({
  session,
  section,
  onHide,
}: {
  session: SectionSession
  section: Section
  onHide: () => void
}) {
  const { editor } = session
  const { publication, personId } = usePublication()
  const own = publication.members[personId]?.orgId ?? null
  const [authors, setAuthors] = useState<SectionAuthors | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const [card, setCard] = useState<{ words: string[]; x: number; y: number } | null>(null)
  const inText = useRef<AuthorsInText | null>(null)

  useEffect(() => {
    const asking = new AbortController()
    let waiting = 0
    const ask = async () => {
      try {
        const answer = await askAuthors(section.id, asking.signal)
        setFailed(false)
        setAuthors(answer)
      } catch (error) {
        if (asking.signal.aborted) return
        if (!(error instanceof RequestError)) throw error
        setFailed(true)
        askLater()
      }
    }
    const askLater = () => {
      if (waiting !== 0) return
      waiting = window.setTimeout(() => {
        waiting = 0
        void ask()
      }, askAgainMs)
    }
    void ask()
    const forget = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size > 0 || dirtyLeaves.size > 0) askLater()
    })
    return () => {
      asking.abort()
      clearTimeout(waiting)
      forget()
    }
  }, [editor, section.id])

  useEffect(() => {
    if (!authors) return
    if (inText.current) inText.current.show(authors)
    else inText.current = new AuthorsInText(editor, authors, own)
  }, [editor, authors, own])
  useEffect(
    () => () => {
      inText.current?.destroy()
      inText.current = null
    },
    [],
  )

  const when = (at: number | null, author: Author | undefined): string | null => {
    if (at !== null) return instantWords(at, publication.timeZone)
    const since = authors?.since
    return author?.orgId && since ? m.authorship_before({ date: instantWords(since, publication.timeZone) }) : null
  }
  const wordsOf = ({ author, at }: PassageAt): string[] => {
    if (author === null) return [m.authorship_mine(), m.authorship_just_now()]
    const known = authors?.authors[author]
    if (!known?.orgId) return [m.authorship_came()]
    const person = known.isMine ? m.authorship_mine() : known.personId === null ? null : known.name
    return [known.organization, person, when(at, known)].filter((word): word is string => word !== null)
  }
  const tell = useEffectEvent((node: Node | null, offset: number, place: { x: number; y: number } | null) => {
    const passage = node ? inText.current?.passageAt(node, offset) : null
    const box = passage?.range.getClientRects()[0]
    if (!passage || !box) return setCard(null)
    const words = wordsOf(passage)
    setCard({ words, x: place?.x ?? box.left, y: place?.y ?? box.bottom })
    return place ? undefined : announce(words.join(", "))
  })

  useEffect(() => {
    const root = editor.getRootElement()
    if (!root) return undefined
    let hovering = 0
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      clearTimeout(hovering)
      hovering = window.setTimeout(() => {
        const at = caretAt(x, y)
        tell(at?.node ?? null, at?.offset ?? 0, { x, y: y + 16 })
      }, hoverMs)
    }
    const leave = () => {
      clearTimeout(hovering)
      setCard(null)
    }
    const caret = () => {
      const selection = getSelection()
      if (selection?.focusNode && root.contains(selection.focusNode))
        tell(selection.focusNode, selection.focusOffset, null)
    }
    const press = ({ key }: KeyboardEvent) => {
      if (key.startsWith("Arrow") || key === "Home" || key === "End") caret()
    }
    root.addEventListener("pointermove", move)
    root.addEventListener("pointerleave", leave)
    root.addEventListener("click", caret)
    root.addEventListener("keyup", press)
    return () => {
      clearTimeout(hovering)
      root.removeEventListener("pointermove", move)
      root.removeEventListener("pointerleave", leave)
      root.removeEventListener("click", caret)
      root.removeEventListener("keyup", press)
    }
  }, [editor])

  return (
    <>
      <AtFoot>
        <section aria-label={m.authorship_legend()} className="foot-bar authorship-bar">
          <span className="font-semibold">{m.authorship_legend()}</span>
          {authors ? <Legend authors={authors} /> : <output>{m.authorship_loading()}</output>}
          {hasFailed ? <output className="text-warn">{m.authorship_failed()}</output> : null}
          <Button kind="quiet" onPress={onHide}>
            {m.authorship_hide()}
          </Button>
          {authors ? <ByParagraph authors={authors} /> : null}
        </section>
      </AtFoot>
      {card ? (
        <div aria-hidden className="authorship-card no-print" style={cardPlace(card)}>
          {card.words.map((words, line) => (
            <p key={words} className={line === 0 ? "font-semibold" : "text-ink-soft"}>
              {words}
            </p>
          ))}
        </div>
      ) : null}
    </>
  )
}

function Legend({ authors }: { authors: SectionAuthors }) {
  return (
    <ul className="authorship-legend">
      {organizationsIn(authors).map(({ id, name, isMine }, look) => (
        <li key={id}>
          <span className="authorship-look" data-look={look % looksMax}>
            {name}
          </span>
          {isMine ? ` (${m.authorship_mine()})` : null}
        </li>
      ))}
      {authors.authors.some(({ orgId }) => orgId === null) ? (
        <li className="text-ink-soft">{m.authorship_came()}</li>
      ) : null}
    </ul>
  )
}

/** For those who cannot see the tints; more than this nobody listens through. */
const paragraphsMax = 300

function ByParagraph({ authors: { authors, lines } }: { authors: SectionAuthors }) {
  return (
    <ol className="visually-hidden">
      {lines.slice(0, paragraphsMax).map(({ id, text, runs }, line) => {
        if (text.trim() === "") return null
        const names = new Set(runs.map(([index]) => authors[index]?.organization || m.authorship_came()))
        return (
          <li key={id ?? line}>
            {m.authorship_of_paragraph({ who: [...names].join(", "), words: text.slice(0, 60) })}
          </li>
        )
      })}
    </ol>
  )
}

const hoverMs = 250
const cardWidth = 260

function cardPlace({ x, y }: { x: number; y: number }): { insetInlineStart?: never; left: number; top: number } {
  return { left: Math.max(8, Math.min(x, innerWidth - cardWidth - 8)), top: Math.min(y + 4, innerHeight - 110) }
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  const position = document.caretPositionFromPoint?.(x, y)
  if (position) return { node: position.offsetNode, offset: position.offset }
  const range = document.caretRangeFromPoint?.(x, y)
  return range ? { node: range.startContainer, offset: range.startOffset } : null
}
