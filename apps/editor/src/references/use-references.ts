import {
  flatOutline,
  numberingOf,
  outline,
  type PlaceInText,
  type Section,
  type SectionId,
  whereNow,
} from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useEffect, useEffectEvent, useMemo, useState } from "react"
import { m, useLanguage } from "../language/language.ts"
import { useStarts } from "../numbers/use-starts.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { Counting } from "./own-goals.ts"
import { setReferencesOf } from "./open-references.ts"
import { References } from "./references.ts"
import { sectionAsGoal } from "./section-as-goal.ts"
import { SectionGoals } from "./section-goals.ts"

/** Facts come in flocks. */
const settleMs = 250

/** The cross-references of an open text; null until it is open. */
export function useReferences(editor: LexicalEditor, section: Section): References | null {
  const { publication, facts } = usePublication()
  const language = useLanguage()
  const [references, setReferences] = useState<References | null>(null)
  const elsewhere = useMemo(() => new SectionGoals(), [])
  const counting = useCounting(section)
  const tree = useMemo(() => flatOutline(outline(publication)), [publication])
  // What nothing is told of stands where it stood: a section that this person does not see, or one that is not there.
  const placeOf = useEffectEvent((to: PlaceInText) => {
    const isKnown = publication.sections[to.section as SectionId] ?? publication.formerSections[to.section as SectionId]
    return isKnown === undefined ? to : whereNow(publication, to)
  })
  const sectionGoal = useEffectEvent((id: string) => sectionAsGoal(tree, id))

  useEffect(() => {
    const stop = elsewhere.start()
    let soon = 0
    const forget = facts.subscribe(() => {
      soon ||= window.setTimeout(() => {
        soon = 0
        elsewhere.ask()
      }, settleMs)
    })
    return () => {
      forget()
      clearTimeout(soon)
      stop()
    }
  }, [elsewhere, facts])
  useEffect(() => {
    const made = new References(editor, {
      sectionId: section.id,
      counting,
      language: section.language,
      sectionGoal: (id) => sectionGoal(id),
      elsewhere,
      whereNow: (to) => placeOf(to),
      words: { broken: (words) => m.reference_broken({ words }) },
    })
    setReferences(made)
    const forget = setReferencesOf(editor, made)
    return () => {
      forget()
      made.destroy()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the interface's language
  }, [editor, section.id, section.language, counting, elsewhere, language])
  useEffect(() => references?.dress(), [references, tree, publication.passages])
  return references
}

/** Where the numbers of a section begin and which it has; the same object as long as they are the same. */
export function useCounting(section: Section): Counting | null {
  const starts = useStarts(section.id)
  const { language, dir } = section
  const told = JSON.stringify({ section: { language, dir }, setting: numberingOf(section), starts })
  return useMemo(() => {
    const counting = JSON.parse(told) as Counting & { starts: Counting["starts"] | null }
    return counting.starts === null ? null : counting
  }, [told])
}
