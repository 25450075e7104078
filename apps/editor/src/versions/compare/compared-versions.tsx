import type { SectionChange, ShownComparison } from "@codraft/publish/compare"
import { areAlike } from "@codraft/publish/compare"
import { Equal, ListTree } from "lucide-react"
import { useCallback, useDeferredValue, useMemo, useState } from "react"
import { ChangeSteps } from "../../history/change-steps.tsx"
import { useChangeSteps } from "../../history/use-change-steps.ts"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { storedSetting, useSetting } from "../../ui/stored-setting.ts"
import { useMedia } from "../../ui/use-media.ts"
import { versionsPath } from "../versions-path.ts"
import { CompareContents } from "./compare-contents.tsx"
import { ComparedFront } from "./compared-front.tsx"
import type { View } from "./compared-passages.tsx"
import { ComparedSection, type ImagesAt } from "./compared-section.tsx"
import { headOf, isFoldable, isNone, placesElsewhere } from "./compared-texts.ts"
import { countWords } from "./section-words.ts"
import { SlicesContext, useSlices } from "./slices.ts"
import { ViewChoice } from "./view-choice.tsx"

const viewSetting = storedSetting<View>("compare-view", ["inline", "sides"])
/** Two columns of a book need so much. */
const wide = "(width >= 60rem)"

/** What became of one version in another, section by section. */
export function ComparedVersions({ shown, names }: { shown: ShownComparison; names: readonly [string, string] }) {
  const { comparison, numbers } = shown
  const [chosen, setView] = useSetting(viewSetting)
  const isWide = useMedia(wide)
  const view = useDeferredValue(isWide ? chosen : "inline")
  const [text, setText] = useState<HTMLElement | null>(null)
  const { slices, turn } = useSlices()
  const steps = useChangeSteps(text, turn)
  const [isListShown, setListShown] = useState(false)
  const imagesAt = useImages(shown)
  const isAlike = useMemo(() => areAlike(comparison), [comparison])
  const places = useMemo(() => placesElsewhere(comparison), [comparison])
  if (isAlike) return <Alike />
  const { sections, moves } = comparison
  return (
    <div className="compare-columns">
      <aside className="compare-side no-print">
        <CompareContents sections={sections} moves={moves} />
      </aside>
      <div className="compare-main" data-view={view}>
        <div className="history-bar compare-bar no-print" data-region="">
          <output className="compare-summary">{summary(sections, comparison.counts)}</output>
          <Button kind="quiet" className="compare-list-button" onPress={() => setListShown(true)}>
            <ListTree aria-hidden size={16} />
            {m.sections()}
          </Button>
          {isWide ? <ViewChoice view={chosen} onChange={setView} /> : null}
          <ChangeSteps {...steps} />
          {view === "sides" ? (
            <div className="sides-row compare-names">
              {names.map((name, i) => (
                <p key={i}>
                  <bdi>{name}</bdi>
                </p>
              ))}
            </div>
          ) : null}
        </div>
        <SlicesContext value={slices}>
          <div ref={setText}>
            <ComparedFront before={comparison.before} after={comparison.after} />
            {sections.map((change) => (
              <ComparedSection
                key={keyOf(change)}
                change={change}
                numbers={numbers}
                view={view}
                imagesAt={imagesAt}
                places={change.kind === "left" ? undefined : places.get(headOf(change).id)}
                moves={moves}
              />
            ))}
          </div>
        </SlicesContext>
      </div>
      {isListShown ? (
        <Dialog title={m.sections()} place="start" onClose={() => setListShown(false)}>
          <CompareContents sections={sections} moves={moves} onFollow={() => setListShown(false)} />
        </Dialog>
      ) : null}
    </div>
  )
}

function Alike() {
  return (
    <output className="compare-alike">
      <Equal aria-hidden size={28} />
      <strong>{m.compare_alike()}</strong>
      <span>{m.compare_alike_detail()}</span>
    </output>
  )
}

/** "5 of 12 sections changed. Paragraphs: 14 changed, 3 added". */
function summary(sections: readonly SectionChange[], counts: ShownComparison["comparison"]["counts"]): string {
  const whole = sections.filter(({ kind }) => kind !== "left")
  const changed = whole.filter((change) => !isFoldable(change)).length
  const words = m.compare_sections_changed({ count: changed, all: whole.length })
  return isNone(counts) ? words : m.compare_summary({ sections: words, paragraphs: countWords(counts) })
}

function keyOf(change: SectionChange): string {
  return change.kind === "left"
    ? `left ${change.before.id}`
    : change.kind === "removed"
      ? change.before.id
      : change.after.id
}

/** The images of a version are its own once its files are made; before, and in the draft, they are the section's. */
function useImages({ comparison: { before, after } }: ShownComparison): ImagesAt {
  const { publication } = usePublication()
  const [was, now] = [before.version?.number, after.version?.number]
  return useCallback(
    (side, sectionId) => {
      const number = side === "before" ? was : now
      const isSealed = publication.versions.some((version) => version.number === number && version.seal !== null)
      return number !== undefined && isSealed
        ? `${versionsPath(publication.id)}/${number}/images/`
        : `/api/sections/${encodeURIComponent(sectionId)}/images/`
    },
    [publication.id, publication.versions, was, now],
  )
}
