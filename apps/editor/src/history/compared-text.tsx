import type { Comparison } from "@codraft/document/compare"
import { numberingOf, type SectionId } from "@codraft/publication"
import { type Ref, useMemo } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { ComparedLine } from "./compared-line.tsx"
import { ComparedPassage } from "./compared-passage.tsx"
import { foldedMin, stretchesOf } from "./folded.ts"
import { itemNumbers } from "./item-numbers.ts"
import { aroundSection, Shown } from "./shown.ts"
import { type Writers, WritersKnown } from "./writers.ts"

/** Both texts in one: what came is underlined, what went is struck out. */
export function ComparedText({
  ref,
  sectionId,
  comparison,
  isWhole,
  writers,
  onShowAll,
  onRestore,
}: {
  ref: Ref<HTMLDivElement>
  sectionId: string
  comparison: Comparison
  isWhole: boolean
  writers: Writers | null
  onShowAll: () => void
  /** For who may write: what has one of these ids is to be as it was before. */
  onRestore: ((only: readonly string[]) => void) | null
}) {
  const { passages, footnotes, language, dir } = comparison
  const { publication } = usePublication()
  const section = publication.sections[sectionId as SectionId]
  const hasSubparagraphs = section !== undefined && numberingOf(section).paragraphs
  const numbers = useMemo(
    () => itemNumbers(passages, { language, hasSubparagraphs }),
    [passages, language, hasSubparagraphs],
  )
  const shown = { ...aroundSection(sectionId, language), numbers, onRestore }
  const stretches = useMemo(() => (isWhole ? [passages] : stretchesOf(passages)), [passages, isWhole])
  const notes = footnotes.filter((note) => isWhole || note.kind !== "same" || footnotes.length < foldedMin)
  return (
    <Shown value={shown}>
      <WritersKnown value={writers}>
        <div ref={ref} className="compared text" lang={language} dir={dir}>
          {stretches.map((stretch, i) =>
            "folded" in stretch ? (
              <p key={i} className="compared-fold no-print">
                <Button kind="quiet" onPress={onShowAll}>
                  {m.unchanged_paragraphs({ count: stretch.folded })}
                </Button>
              </p>
            ) : (
              stretch.map((change, j) => <ComparedPassage key={`${i} ${j}`} change={change} among={passages} />)
            ),
          )}
          {notes.length > 0 ? (
            <section aria-label={m.footnotes()} className="compared-notes">
              {notes.map((note) => {
                const number = "number" in note ? note.number : note.numbers.after
                return (
                  <p key={`${note.kind} ${number}`}>
                    <sup aria-hidden>{number + 1}</sup> <ComparedLine change={note} />
                  </p>
                )
              })}
            </section>
          ) : null}
        </div>
      </WritersKnown>
    </Shown>
  )
}
