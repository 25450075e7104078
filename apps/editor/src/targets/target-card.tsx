import { isTargetCodeShape } from "@codraft/document"
import type { Section } from "@codraft/publication"
import { m } from "../language/language.ts"
import { useCatalogue } from "./use-catalogue.ts"

/** What a code stands for: the target in the language of the text, and its indicators with the edition of their list. */
export function TargetCard({ code, section }: { code: string; section: Section }) {
  const catalogue = useCatalogue(isTargetCodeShape(code))
  if (catalogue === null) return <p className="text-ink-soft">{m.loading()}</p>
  const target = catalogue.targetByCode(code)
  if (target === null) return <p>{m.target_unknown({ code })}</p>
  const label = catalogue.targetLabel(code, section.language)
  const edition = catalogue.defaultEdition
  const indicators = catalogue.indicators(edition).filter((indicator) => indicator.target === code)
  return (
    <>
      <p className="target-card-label">
        <bdi lang={label.language}>{label.text}</bdi>
      </p>
      {indicators.length > 0 ? (
        <>
          <p className="target-card-edition">{m.target_indicators({ edition })}</p>
          <dl dir="ltr" lang="en" className="target-card-indicators">
            {indicators.map((indicator) => (
              <div key={indicator.code}>
                <dt>{indicator.code}</dt>
                <dd>{indicator.label}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <p className="target-card-note">{m.target_wording()}</p>
    </>
  )
}
