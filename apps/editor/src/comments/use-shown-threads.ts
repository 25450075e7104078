import type { PersonId, Thread } from "@codraft/publication"
import { useMemo } from "react"
import type { SectionSession } from "../section/section-session.ts"
import type { DeskView } from "./desk.ts"
import { grouped } from "./grouped.ts"
import { useWordsInText } from "./use-words-in-text.ts"

/** What of the threads on a section is shown, in which groups and order, and the words of each in the text. */
export function useShownThreads(
  session: SectionSession,
  here: readonly Thread[],
  {
    filter,
    current,
    composing,
    personId,
  }: Pick<DeskView, "filter" | "current" | "composing"> & { readonly personId: PersonId },
) {
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
  const inText = useWordsInText(session, here, shown, { current, composing })
  const { places } = inText
  const groups = useMemo(
    () => grouped(here, places, { filter, current, personId }),
    [here, places, filter, current, personId],
  )
  const inOrder = useMemo(() => {
    const { general, onWords, removed, changedSince } = groups
    return [...general, ...onWords, ...removed, ...[...changedSince.values()].flat()]
  }, [groups])
  return { ...inText, groups, inOrder }
}
