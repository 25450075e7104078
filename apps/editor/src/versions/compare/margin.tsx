import type { PassageChange } from "@codraft/document/compare"
import { m } from "../../language/language.ts"
import type { Elsewhere } from "../../history/shown.ts"
import { type Edit, marginNote } from "./margin-notes.ts"

/**
 * What changed in a passage, beside it, where the page has room. It repeats what the marks in the text say, so it is for the eye
 * alone: words are drawn by the style sheet, and neither copied, nor found, nor read out.
 */
export function Margin({
  change,
  elsewhere,
  language,
  dir,
}: {
  change: PassageChange
  elsewhere: Elsewhere | undefined
  language: string
  dir: string
}) {
  const note = marginNote(change, elsewhere)
  if (note === null) return null
  return (
    <div aria-hidden className="compare-margin no-print" data-kind={elsewhere === undefined ? change.kind : "moved"}>
      {note.said === null ? null : <p className="compare-margin-said" data-words={note.said} />}
      {note.edits.length === 0 ? null : (
        <ul lang={language} dir={dir}>
          {note.edits.map((edit, i) => (
            <li key={i}>
              <EditWords edit={edit} />
            </li>
          ))}
        </ul>
      )}
      {note.more > 0 ? (
        <p className="compare-margin-said" data-words={m.compare_more_edits({ count: note.more })} />
      ) : null}
    </div>
  )
}

function EditWords({ edit: { before, after } }: { edit: Edit }) {
  return (
    <>
      {before === null ? null : <bdi className="compare-margin-gone" data-words={before} />}
      {before === null || after === null ? null : <span className="compare-margin-to" />}
      {after === null ? null : <bdi className="compare-margin-come" data-words={after} />}
    </>
  )
}
