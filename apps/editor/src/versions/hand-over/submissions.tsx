import type { Publication, Version } from "@codraft/publication"
import { FileCheck } from "lucide-react"
import { submissionWords } from "./submission-words.ts"
import "./hand-over.css"

/** To whom a version went, as it is on record, the latest first. */
export function Submissions({
  publication,
  version,
}: {
  publication: Publication
  version: Pick<Version, "submissions">
}) {
  if (version.submissions.length === 0) return null
  return (
    <ul className="submissions">
      {version.submissions.toReversed().map((submission) => (
        <li key={`${submission.at} ${submission.to}`}>
          <FileCheck aria-hidden size={15} />
          <span className="min-w-0">
            {submissionWords(publication, submission)}
            {submission.note === "" ? null : (
              <span className="submission-note" dir="auto">
                {submission.note}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
