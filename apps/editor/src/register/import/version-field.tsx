import { commentDateOf, type Publication } from "@codraft/publication"
import { useId } from "react"
import { m } from "../../language/language.ts"
import { instantWords } from "../../time/words.ts"
import { versionWords } from "../../versions/version-words.ts"
import type { Said } from "./choose-step.tsx"

/** What the table comments on: the draft, or a version that was circulated. Nothing is asked where none was. */
export function VersionField({
  publication,
  said,
  now,
  onChange,
}: {
  publication: Publication
  said: Said
  now: number
  onChange: (next: Said) => void
}) {
  const id = useId()
  const circulated = publication.versions.filter(({ circulatedTo }) => Object.keys(circulatedTo).length > 0)
  if (circulated.length === 0) return null
  const { whose, version } = said
  const until =
    version === null || whose === "unsaid" || whose === null ? null : commentDateOf(publication, whose, version)
  const when = until === null ? "" : instantWords(until, publication.timeZone)
  return (
    <div>
      <label className="register-field">
        <span>{m.import_version()}</span>
        <select
          className="input"
          aria-describedby={id}
          value={version ?? ""}
          onChange={({ target: { value } }) => onChange({ ...said, version: value === "" ? null : Number(value) })}
        >
          <option value="">{m.register_version_draft()}</option>
          {circulated.toReversed().map((one) => (
            <option key={one.number} value={one.number}>
              {versionWords(one)}
            </option>
          ))}
        </select>
      </label>
      <p id={id} className="pt-1 text-sm text-ink-soft">
        {version === null
          ? m.import_version_draft_hint()
          : until === null
            ? m.import_version_hint()
            : now < until
              ? m.import_version_until({ when })
              : m.import_version_ended({ when })}
      </p>
    </div>
  )
}
