import type { SectionChange, SectionHead, SectionMove, ShownComparison } from "@codraft/publish/compare"
import { memo, type ReactNode, useMemo, useState } from "react"
import { Said } from "../../history/compared-words.tsx"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { ComparedPassages, type SectionAround, type View } from "./compared-passages.tsx"
import { headOf, isFoldable, type PlacesElsewhere, textsOf } from "./compared-texts.ts"
import { leftPlaceOf, placeOf, sectionWords, settingsWords } from "./section-words.ts"

/** Where the images of each of the two are, by section. */
export type ImagesAt = (side: "before" | "after", sectionId: string) => string

const levelMax = 6

/** One section: what became of it, and its text; one in which nothing changed is folded. */
export const ComparedSection = memo(function ComparedSection({
  change,
  numbers,
  view,
  imagesAt,
  places,
  moves,
}: {
  change: SectionChange
  numbers: ShownComparison["numbers"]
  view: View
  imagesAt: ImagesAt
  places: PlacesElsewhere | undefined
  moves: readonly SectionMove[]
}) {
  const [isOpen, setOpen] = useState(false)
  const texts = useMemo(() => textsOf(change, places), [change, places])
  const head = headOf(change)
  const around = useMemo((): SectionAround => aroundOf(change, numbers, imagesAt), [change, numbers, imagesAt])
  if (change.kind === "left") return <LeftPlace head={head} />
  const isFolded = isFoldable(change) && !isOpen
  const place = placeOf(head.id)
  return (
    <section aria-labelledby={place} className="compare-section" data-is-folded={isFolded || undefined}>
      <header className="reading-head" data-depth={Math.min(head.depth, 2)} lang={head.language} dir={head.dir}>
        <h2 id={place} tabIndex={-1} aria-level={Math.min(head.depth + 2, levelMax)}>
          <span className="reading-number">{head.number}</span> <Title change={change} />
        </h2>
        <SectionSaid change={change} />
        {isFoldable(change) ? null : (
          <p className="compare-section-count" lang={document.documentElement.lang} dir="auto">
            {sectionWords(change, moves)}
          </p>
        )}
      </header>
      {isFolded ? (
        <p className="compare-folded no-print">
          <span>{m.compare_section_same()}</span>
          {texts === null ? null : (
            <Button
              kind="quiet"
              aria-label={m.compare_show_section({ title: head.title })}
              onPress={() => setOpen(true)}
            >
              {m.compare_show_text()}
            </Button>
          )}
        </p>
      ) : texts === null ? (
        <p className="text-ink-soft">{m.compare_to_follow()}</p>
      ) : (
        <ComparedPassages texts={texts} view={view} around={around} />
      )}
    </section>
  )
})

function Title({ change }: { change: SectionChange }) {
  if (change.kind !== "kept" || change.before.title === change.after.title) return <bdi>{headOf(change).title}</bdi>
  return (
    <span className="compared">
      <del data-change="removed" tabIndex={-1}>
        {change.before.title}
      </del>{" "}
      <ins data-change="added" tabIndex={-1}>
        {change.after.title}
      </ins>
    </span>
  )
}

/** What became of the section itself, beside its text. */
function SectionSaid({ change }: { change: Exclude<SectionChange, { kind: "left" }> }) {
  const said: ReactNode[] = []
  let isChange = true
  if (change.kind === "added") said.push(m.compare_section_added())
  else if (change.kind === "removed") said.push(m.compare_section_removed())
  else {
    const { before, after, isMoved, text } = change
    if (isMoved) said.push(<a href={`#${leftPlaceOf(after.id)}`}>{m.compare_section_moved()}</a>)
    if (text?.kind === "came") said.push(m.compare_text_came())
    if (text?.kind === "went") said.push(m.compare_text_went())
    // That only the number is another follows from what became of others.
    isChange = said.length > 0
    said.push(...settingsWords(before, after))
  }
  if (said.length === 0) return null
  return (
    <p className="compared" {...(isChange ? { "data-change": "said", tabIndex: -1 } : {})}>
      {said.map((words, i) => (
        <Said key={i}>{words}</Said>
      ))}
    </p>
  )
}

/** Where a section stood that has moved. */
function LeftPlace({ head }: { head: SectionHead }) {
  return (
    <p id={leftPlaceOf(head.id)} className="compared compare-left" data-change="left" tabIndex={-1}>
      <span lang={head.language}>
        {head.number} <bdi>{head.title}</bdi>
      </span>
      <Said>
        <a href={`#${placeOf(head.id)}`}>{m.compare_section_left()}</a>
      </Said>
    </p>
  )
}

function aroundOf(change: SectionChange, numbers: ShownComparison["numbers"], imagesAt: ImagesAt): SectionAround {
  const { id, depth, numbering } = headOf(change)
  const was = change.kind === "kept" ? change.before.numbering : numbering
  return {
    sectionId: id,
    depth,
    hasSubparagraphs: { before: was.paragraphs, after: numbering.paragraphs },
    numbers: { before: numbers.before[id], after: numbers.after[id] },
    imagesAt: { before: imagesAt("before", id), after: imagesAt("after", id) },
  }
}
