import { sayReferences } from "@codraft/document/canonical"
import { goalsAmong, knownSections } from "../content/goals.ts"
import { compareVersions } from "./compare-versions.ts"
import type { ComparedContent, PublicationComparison } from "./comparison.ts"

/** The numbers that blocks have on the page ("12.", "Table 3."), by section and block. */
export type ShownNumbers = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A comparison for the eye: its cross-references say (`said`) what readers of each of the two see. */
export interface ShownComparison {
  readonly comparison: PublicationComparison
  readonly numbers: { readonly before: ShownNumbers; readonly after: ShownNumbers }
}

export function shownComparison(before: ComparedContent, after: ComparedContent): ShownComparison {
  const [was, now] = [shownSide(before), shownSide(after)]
  return {
    comparison: compareVersions(was.content, now.content),
    numbers: { before: was.numbers, after: now.numbers },
  }
}

function shownSide(given: ComparedContent): { content: ComparedContent; numbers: ShownNumbers } {
  const content = structuredClone(given)
  const known = knownSections(content)
  const goalsOf = goalsAmong(known)
  const numbers = [...known.values()].map(({ section: { id, text }, numbers }) => {
    if (text !== null) sayReferences(text, goalsOf)
    return [id, Object.fromEntries([...numbers].map(([block, { shown }]) => [block, shown]))] as const
  })
  return { content, numbers: Object.fromEntries(numbers.filter(([, shown]) => Object.keys(shown).length > 0)) }
}
