import type { PassageChange } from "@codraft/document/compare"
import type { ShownNumbers } from "@codraft/publish/compare"
import { type CSSProperties, memo, useMemo, useRef, useState } from "react"
import { ComparedLine } from "../../history/compared-line.tsx"
import { ComparedPassage } from "../../history/compared-passage.tsx"
import { foldedMin, type Stretch, stretchesOf } from "../../history/folded.ts"
import { itemNumbers } from "../../history/item-numbers.ts"
import { type Around, notesBefore, Shown, type Side } from "../../history/shown.ts"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import type { ComparedTexts } from "./compared-texts.ts"
import { Margin } from "./margin.tsx"
import { useSliced } from "./slices.ts"

export type View = "inline" | "sides"

/** What is known of the section around, of each of the two. */
export interface SectionAround {
  readonly sectionId: string
  readonly depth: number
  readonly hasSubparagraphs: Readonly<Record<Side, boolean>>
  readonly numbers: Readonly<Record<Side, ShownNumbers[string] | undefined>>
  readonly imagesAt: Readonly<Record<Side, string>>
}

/** How many passages are laid out together; the rest waits until it comes near. */
const portionPassages = 20

/** The text of a section as it became, in one or side by side, with what did not change folded. */
export const ComparedPassages = memo(function ComparedPassages({
  texts,
  view,
  around,
}: {
  texts: ComparedTexts
  view: View
  around: SectionAround
}) {
  const { passages, footnotes } = texts
  const [isWhole, setWhole] = useState(false)
  const contexts = useMemo(() => contextsOf(texts, around), [texts, around])
  const stretches = useMemo(() => (isWhole ? [passages] : stretchesOf(passages)), [passages, isWhole])
  const isAnyShown = stretches.some((stretch) => !("folded" in stretch) && stretch.length > 0)
  const hasFew = isAnyShown && footnotes.length < foldedMin
  const notes = footnotes.filter((note) => isWhole || hasFew || note.kind !== "same")
  const portions = useMemo(() => portionsOf(stretches), [stretches])
  return (
    <div className="compared" data-view={view}>
      {portions.map((portion, i) =>
        "folded" in portion ? (
          <p key={i} className="compared-fold no-print">
            <Button kind="quiet" onPress={() => setWhole(true)}>
              {m.unchanged_paragraphs({ count: portion.folded })}
            </Button>
          </p>
        ) : (
          <Portion key={i} passages={portion} view={view} texts={texts} contexts={contexts} />
        ),
      )}
      {notes.length > 0 ? (
        <section aria-label={m.footnotes()} className="compared-notes">
          {notes.map((note) => {
            const number = "number" in note ? note.number : note.numbers.after
            const was = "number" in note ? note.number : note.numbers.before
            const line = (side: Around["side"]) => (
              <Shown value={contexts[side]}>
                <p>
                  <sup aria-hidden>{(side === "before" ? was : number) + 1}</sup> <ComparedLine change={note} />
                </p>
              </Shown>
            )
            const key = `${note.kind} ${number}`
            if (view === "inline")
              return (
                <div key={key} lang={texts.after.language} dir={texts.after.dir}>
                  {line("both")}
                </div>
              )
            return (
              <div key={key} className="sides-row">
                <div lang={texts.before.language} dir={texts.before.dir}>
                  {note.kind === "added" ? null : line("before")}
                </div>
                <div lang={texts.after.language} dir={texts.after.dir}>
                  {note.kind === "removed" ? null : line("after")}
                </div>
              </div>
            )
          })}
        </section>
      ) : null}
    </div>
  )
})

type Contexts = Readonly<Record<Around["side"], Around>>

interface PortionProps {
  passages: readonly PassageChange[]
  view: View
  texts: ComparedTexts
  contexts: Contexts
}

/** It goes over to another view when it is its turn. */
function Portion({ view, ...rest }: PortionProps) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useSliced(view, place)
  return (
    <div ref={place} className="compare-portion" style={roomFor(rest.passages)}>
      {shown === null ? (
        <div aria-hidden style={{ blockSize: `${rest.passages.length * passageRem}rem` }} />
      ) : (
        <Rows {...rest} view={shown} />
      )}
    </div>
  )
}

const Rows = memo(function Rows({ passages, view, texts, contexts }: PortionProps) {
  return passages.map((change, i) =>
    view === "inline" ? (
      <Inline key={`inline ${i}`} change={change} texts={texts} context={contexts.both} />
    ) : (
      <Sides key={`sides ${i}`} change={change} texts={texts} contexts={contexts} />
    ),
  )
})

function Inline({ change, texts, context }: { change: PassageChange; texts: ComparedTexts; context: Around }) {
  const { after, passages, elsewhere } = texts
  return (
    <div className="inline-row">
      <div className="text" lang={after.language} dir={after.dir}>
        <Shown value={context}>
          <ComparedPassage change={change} among={passages} />
        </Shown>
      </div>
      <Margin change={change} elsewhere={elsewhere.get(change)} language={after.language} dir={after.dir} />
    </div>
  )
}

function Sides({ change, texts, contexts }: { change: PassageChange; texts: ComparedTexts; contexts: Contexts }) {
  const { before, after, passages } = texts
  return (
    <div className="sides-row" data-kind={change.kind}>
      <div className="text" lang={before.language} dir={before.dir}>
        <Shown value={contexts.before}>
          <ComparedPassage change={change} among={passages} />
        </Shown>
      </div>
      <div className="text" lang={after.language} dir={after.dir}>
        <Shown value={contexts.after}>
          <ComparedPassage change={change} among={passages} />
        </Shown>
      </div>
    </div>
  )
}

/** As much as it may take up before it is laid out. */
function roomFor(passages: readonly PassageChange[]): CSSProperties {
  return { containIntrinsicSize: `auto ${passages.length * passageRem}rem` }
}

const passageRem = 6

/** What stands together between folds, in pieces that are laid out one after the other. */
function portionsOf(stretches: readonly Stretch[]): Stretch[] {
  const portions: Stretch[] = []
  let run: PassageChange[] = []
  const close = (): void => {
    for (let from = 0; from < run.length; from += portionPassages)
      portions.push(run.slice(from, from + portionPassages))
    run = []
  }
  for (const stretch of stretches) {
    if ("folded" in stretch) {
      close()
      portions.push(stretch)
    } else run.push(...stretch)
  }
  close()
  return portions
}

function contextsOf({ before, after, passages, footnotes, elsewhere }: ComparedTexts, around: SectionAround): Contexts {
  const { sectionId, depth, hasSubparagraphs, numbers, imagesAt } = around
  const marksOf = (side: Side) => {
    const { language } = side === "before" ? before : after
    return itemNumbers(passages, { language, hasSubparagraphs: hasSubparagraphs[side], side })
  }
  const common = {
    numberOf: (id: string | undefined, side: Side) => (id === undefined ? null : (numbers[side]?.[id] ?? null)),
    noteBefore: notesBefore(footnotes),
    tableNoteBefore: new Map<number, number>(),
    languages: { before: before.language, after: after.language },
    numberCells: new Map(),
    imageUrl: (blob: string, side: Side) => `${imagesAt[side]}${blob}`,
    places: `moved-${sectionId}`,
    elsewhere,
    headingsUnder: depth + 1,
    onRestore: null,
  }
  const marks = marksOf("after")
  return {
    both: { ...common, side: "both", numbers: marks },
    before: { ...common, side: "before", numbers: marksOf("before") },
    after: { ...common, side: "after", numbers: marks },
  }
}
