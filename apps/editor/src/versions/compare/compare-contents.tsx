import type { PublicationComparison } from "@codraft/publish/compare"
import { m } from "../../language/language.ts"
import { headOf, isFoldable } from "./compared-texts.ts"
import { leftPlaceOf, placeOf, sectionWords } from "./section-words.ts"

/** The sections with what became of each; each line leads down to its section. */
export function CompareContents({
  sections,
  moves,
  onFollow,
}: Pick<PublicationComparison, "sections" | "moves"> & { onFollow?: () => void }) {
  return (
    <nav data-region="" aria-label={m.sections()} className="compare-contents">
      <ol className="book-outline">
        {sections.map((change) => {
          const { id, number, title, depth, language, dir } = headOf(change)
          const place = change.kind === "left" ? leftPlaceOf(id) : placeOf(id)
          return (
            <li key={place} style={{ marginInlineStart: `${Math.min(depth, 4) * 0.875}rem` }}>
              <a
                href={`#${place}`}
                className="book-link"
                data-is-same={isFoldable(change) || undefined}
                {...(onFollow ? { onClick: onFollow } : {})}
              >
                <span className="book-number">{number}</span>
                <span className="min-w-0">
                  <span lang={language} dir={dir}>
                    {title}
                  </span>
                  <span className="compare-count">{sectionWords(change, moves)}</span>
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
