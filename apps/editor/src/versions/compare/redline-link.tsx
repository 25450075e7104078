import { areAlike, type PublicationComparison } from "@codraft/publish/compare"
import { FileDown } from "lucide-react"
import { useId, useMemo } from "react"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { versionsPath } from "../versions-path.ts"

/** The comparison as a Word file, and what its colours are there. */
export function RedlineLink({ comparison }: { comparison: PublicationComparison }) {
  const { publication } = usePublication()
  const note = useId()
  const isAlike = useMemo(() => areAlike(comparison), [comparison])
  if (isAlike) return null
  const [a, b] = [comparison.before, comparison.after].map(({ version }) => version?.number ?? "draft")
  return (
    <p className="compare-moment compare-redline no-print">
      <a
        href={`${versionsPath(publication.id)}/${a}/diff/${b}/redline.docx`}
        download
        className="button"
        aria-describedby={note}
      >
        <FileDown aria-hidden size={16} />
        {m.compare_redline()}
      </a>
      <span id={note} className="compare-redline-note">
        {m.compare_redline_note({ to: m.compare_to(), from: m.compare_from() })}
      </span>
    </p>
  )
}
