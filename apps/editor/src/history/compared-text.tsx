import type { Comparison, PassageChange } from "@codraft/document/compare"
import { numberingOf, type SectionId } from "@codraft/publication"
import { type Ref, useMemo } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { ComparedLine } from "./compared-line.tsx"
import { ComparedPassage } from "./compared-passage.tsx"
import { itemNumbers } from "./item-numbers.ts"
import { Shown } from "./shown.ts"
import { type Writers, WritersKnown } from "./writers.ts"

/** So many unchanged passages are shown around a change; longer stretches are folded away. */
const around = 2
const foldedMin = 6

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
  const shown = { sectionId, numbers, onRestore }
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
              stretch.map((change, j) => <ComparedPassage key={`${i} ${j}`} change={change} />)
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

type Stretch = readonly PassageChange[] | { folded: number }

function isUnchanged(change: PassageChange): boolean {
  return change.kind === "same" && change.move === undefined
}

function stretchesOf(passages: readonly PassageChange[]): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  while (from < passages.length) {
    const isSame = isUnchanged(passages[from] as PassageChange)
    let to = from + 1
    while (to < passages.length && isUnchanged(passages[to] as PassageChange) === isSame) to++
    const [isFirst, isLast] = [from === 0, to === passages.length]
    const [before, after] = [isFirst ? 0 : around, isLast ? 0 : around]
    if (isSame && to - from - before - after >= foldedMin) {
      stretches.push(passages.slice(from, from + before))
      stretches.push({ folded: to - from - before - after })
      stretches.push(passages.slice(to - after, to))
    } else stretches.push(passages.slice(from, to))
    from = to
  }
  return stretches
}
