import type { Coverage, PartSummary } from "@codraft/publication/coverage"
import { intlLocale, m } from "../language/language.ts"
import type { Extent } from "./coverage-address.ts"

/** How far the targets are drafted, in sentences. */
export function Summary({
  coverage: { summary },
  extent,
  sections,
}: {
  coverage: Coverage
  extent: Extent
  sections: number
}) {
  const { direct, related, all, gaps } = summary
  if (sections === 0) return <p className="coverage-summary">{m.coverage_no_sections()}</p>
  return (
    <div className="coverage-summary">
      <p className="coverage-first">{directWords(direct)}</p>
      <p>
        {[
          extent === "direct" ? null : m.coverage_related_drafted({ drafted: related.drafted, of: related.of }),
          extent === "all" ? m.coverage_all_drafted({ drafted: all.drafted, of: all.of }) : null,
          direct.named === 0 ? m.coverage_none_named() : m.coverage_named({ count: direct.named }),
          gaps === 0 ? null : m.coverage_gaps({ count: gaps }),
          m.coverage_counted_from({ count: sections }),
        ]
          .filter((sentence) => sentence !== null)
          .join(" ")}
      </p>
      <p className="coverage-note">{m.coverage_drafted_means()}</p>
    </div>
  )
}

function directWords({ of, drafted, missing }: PartSummary): string {
  if (missing.length === 0) return m.coverage_direct_all({ of })
  if (drafted === 0) return m.coverage_direct_none({ of })
  const codes = new Intl.ListFormat(intlLocale(), { type: "conjunction" }).format(missing)
  return `${m.coverage_direct_drafted({ drafted, of })}${m.coverage_have_no_text({ codes, count: missing.length })}`
}
