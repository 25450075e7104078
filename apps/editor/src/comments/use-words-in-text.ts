import { soughtWords, type Thread } from "@codraft/publication"
import { useEffect, useState, useSyncExternalStore } from "react"
import type { SectionSession } from "../section/section-session.ts"
import type { DeskView } from "./desk.ts"
import { type AnchoredWords, type WordPlaces, WordsInText } from "./words-in-text.ts"

const noPlaces: WordPlaces = { tops: new Map(), order: [], lost: new Set() }
const never = () => () => {}

/** The words of the threads that are shown, painted; where they are; and what those of the current one are now. */
export function useWordsInText(
  session: SectionSession,
  here: readonly Thread[],
  shown: ReadonlySet<string>,
  { current, composing }: Pick<DeskView, "current" | "composing">,
): { words: WordsInText | null; places: WordPlaces; currentWords: string } {
  const [words, setWords] = useState<WordsInText | null>(null)
  useEffect(() => {
    const made = new WordsInText(session)
    // oxlint-disable-next-line react/set-state-in-effect -- it lives as long as the session does
    setWords(made)
    return () => made.destroy()
  }, [session])
  useEffect(() => {
    const anchored = here.flatMap((thread) => anchoredWords(thread) ?? [])
    const own =
      composing === null || composing.anchor === null
        ? []
        : [{ threadId: composing.threadId, followed: composing.anchor }]
    words?.show([...anchored.filter(({ threadId }) => threadId !== composing?.threadId), ...own])
  }, [words, here, composing])
  useEffect(() => {
    words?.dress((threadId) =>
      threadId === composing?.threadId
        ? "composing"
        : threadId === current
          ? "current"
          : shown.has(threadId)
            ? "usual"
            : null,
    )
  }, [words, shown, current, composing])
  const places = useSyncExternalStore(words?.subscribe ?? never, words?.view ?? (() => noPlaces))
  const currentWords = useSyncExternalStore(words?.subscribe ?? never, () =>
    words === null || current === null ? "" : words.textOf(current),
  )
  return { words, places, currentWords }
}

/** Only what all readers of the text may see has a mark in it. */
function anchoredWords(thread: Thread): AnchoredWords | null {
  const { id, place, state } = thread
  const followed = soughtWords(thread)
  if (followed === null || state === "withdrawn") return null
  return { threadId: id, followed: place.startsWith("review:") ? null : followed }
}
