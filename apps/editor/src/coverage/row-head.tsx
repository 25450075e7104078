import type { Publication } from "@codraft/publication"
import { TriangleAlert } from "lucide-react"
import { m, useLanguage } from "../language/language.ts"
import { useCatalogue } from "../targets/use-catalogue.ts"
import "./goal-square.css"
import type { Row } from "./map.ts"

/** What a row is about: a target with its goal, or a theme; and whether there is nothing for it. */
export function RowHead({ row, publication }: { row: Row; publication: Publication }) {
  const language = useLanguage()
  const catalogue = useCatalogue(row.kind === "target")
  if (row.kind === "gap") return <span className="coverage-label">{m.coverage_gap()}</span>
  if (row.kind === "theme") {
    const label = publication.themes.find(({ id }) => id === row.key)?.label ?? row.key
    return (
      <>
        <bdi lang={publication.originalLanguage} className="coverage-label">
          {label}
        </bdi>
        {row.isMissing ? <Missing words={m.coverage_no_section()} /> : null}
      </>
    )
  }
  const [goal = ""] = row.key.split(".")
  const label = catalogue?.targetLabel(row.key, language)
  const goalLabel = catalogue?.goalLabel(goal, language)
  return (
    <>
      <span className="coverage-label">
        <b className="coverage-code">{row.key}</b> <bdi lang={label?.language}>{label?.text}</bdi>
      </span>
      <span className="coverage-goal">
        {goalLabel ? (
          <>
            <span aria-hidden className="goal-square" data-goal={goal} />
            {m.coverage_goal({ number: goal, name: goalLabel.text })}
          </>
        ) : null}
      </span>
      {row.isMissing ? <Missing words={m.coverage_no_text()} /> : null}
    </>
  )
}

function Missing({ words }: { words: string }) {
  return (
    <span className="coverage-missing">
      <TriangleAlert aria-hidden size={13} />
      {words}
    </span>
  )
}

/** The words above the rows of a part. */
export function partWords(key: string, name: string | null): string {
  if (name !== null) return name
  if (key === "direct") return m.coverage_part_direct()
  if (key === "related") return m.coverage_part_related()
  return key === "gap" ? m.coverage_part_gap() : m.coverage_part_other()
}

/** What a row is called where it is named in a line. */
export function rowWords(row: Row, publication: Publication): string {
  if (row.kind === "gap") return m.coverage_gap()
  return row.kind === "target" ? row.key : (publication.themes.find(({ id }) => id === row.key)?.label ?? row.key)
}
