import type { Section } from "@codraft/publication"
import { isOverLimit, lengthWords, overWords } from "../counts/length-words.ts"
import { m, useLanguage } from "../language/language.ts"
import type { SectionLength } from "./use-lengths.ts"

/** How long a section is, against its limit, and what of its template is written. */
export function LengthWords({ section, length }: { section: Section; length: SectionLength }) {
  const language = useLanguage()
  const { words, parts } = length
  const limit = section.limit ?? null
  const says = [
    lengthWords(words, limit, language),
    parts && m.parts_written({ count: parts.written, of: parts.of }),
    parts && parts.requiredMissing > 0 && m.parts_required_missing({ count: parts.requiredMissing }),
  ]
  const warns = [
    limit && isOverLimit(words, limit) && overWords(words, limit, language),
    parts && parts.headingsAmiss > 0 && m.headings_amiss({ count: parts.headingsAmiss }),
  ].filter(Boolean)
  return (
    <span className="tabular-nums">
      {says.filter(Boolean).join(" · ")}
      {warns.length > 0 ? (
        <strong className="font-semibold text-warn">
          {" · "}
          {warns.join(" · ")}
        </strong>
      ) : null}
    </span>
  )
}
