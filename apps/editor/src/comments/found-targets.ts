import { type TargetRef, targetRefKey } from "@codraft/publication"
import type * as Targets from "@codraft/publication/targets"

type Catalogue = typeof Targets
type Edition = Targets.Edition

export interface FoundTarget {
  readonly key: string
  readonly ref: TargetRef
  readonly code: string
  readonly label: string
  readonly language: string
}

/** More than can be looked through; the next letter makes them fewer. */
const offeredMax = 12
/** From here on a code can only be that of an indicator: `10.7.` */
const indicatorCode = /^\d{1,2}\.[\da-d]{1,2}\.\d?$/

/**
 * Targets by code, or by words in whichever language; indicators by their codes, in the publication's edition. With nothing asked,
 * the targets that name migration.
 */
export function findTargetRefs(
  catalogue: Catalogue,
  query: string,
  { language, edition }: { language: string; edition: Edition },
): FoundTarget[] {
  const asked = query.trim().toLowerCase()
  const targetOf = (code: string): FoundTarget => {
    const { text, language: of } = catalogue.targetLabel(code, language)
    return { key: code, ref: code, code, label: text, language: of }
  }
  if (asked === "") {
    const direct = catalogue.targets.filter(({ migration }) => migration.relation === "direct")
    return direct.slice(0, offeredMax).map(({ code }) => targetOf(code))
  }
  const indicators = indicatorCode.test(asked)
    ? catalogue.indicators(edition).filter(({ code }) => code.startsWith(asked))
    : []
  const found = catalogue.suggestTargets(asked, language).map(({ code }) => targetOf(code))
  const more = indicators.map(({ code, label }): FoundTarget => {
    const ref = { code, edition }
    return { key: targetRefKey(ref), ref, code: `${code} (${edition})`, label, language: "en" }
  })
  return [...found, ...more].slice(0, offeredMax)
}
