import { type LinkKind, linkKinds, type Marks } from "@codraft/publication/coverage"
import { intlLocale, m } from "../language/language.ts"

const letters: Record<LinkKind, () => string> = {
  outline: m.coverage_letter_outline,
  text: m.coverage_letter_text,
  open: m.coverage_letter_open,
  answered: m.coverage_letter_answered,
  resolved: m.coverage_letter_resolved,
}

const meanings: Record<LinkKind, () => string> = {
  outline: m.coverage_means_outline,
  text: m.coverage_means_text,
  open: m.coverage_means_open,
  answered: m.coverage_means_answered,
  resolved: m.coverage_means_resolved,
}

const counts: Record<LinkKind, (of: { count: number }) => string> = {
  outline: m.coverage_says_outline,
  text: m.coverage_says_text,
  open: m.coverage_says_open,
  answered: m.coverage_says_answered,
  resolved: m.coverage_says_resolved,
}

/**
 * A kind of link as a shape with a letter in it, and how many if more than one. The letter is drawn, no text of the page: the
 * name of a cell says the same in words.
 */
export function Mark({ kind, count = 1 }: { kind: LinkKind; count?: number }) {
  return (
    <span className="coverage-mark">
      <span className="coverage-shape" data-kind={kind} data-letter={letters[kind]()} />
      {count > 1 ? <span className="coverage-count" data-count={count} /> : null}
    </span>
  )
}

export function MarksShown({ marks }: { marks: Marks }) {
  return (
    <span aria-hidden className="coverage-marks">
      {linkKinds.map((kind) => {
        const count = marks[kind]
        return count === undefined ? null : <Mark key={kind} kind={kind} count={count} />
      })}
    </span>
  )
}

/** The same in words. */
export function marksInWords(marks: Marks): string {
  const said = linkKinds.flatMap((kind) => {
    const count = marks[kind]
    return count === undefined ? [] : [counts[kind]({ count })]
  })
  return new Intl.ListFormat(intlLocale(), { type: "unit" }).format(said)
}

export const meaningOf = (kind: LinkKind): string => meanings[kind]()

/** What each mark means. */
export function Legend({ kinds }: { kinds: readonly LinkKind[] }) {
  return (
    <ul aria-label={m.coverage_legend()} className="coverage-legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <span aria-hidden>
            <Mark kind={kind} />
          </span>
          {meaningOf(kind)}
        </li>
      ))}
      <li>
        <span aria-hidden className="coverage-missing-sample" />
        {kinds.length === 1 ? m.coverage_means_no_section() : m.coverage_means_missing()}
      </li>
    </ul>
  )
}
