import { compareContents } from "../compare/index.ts"
import { goalKey } from "../kinds/crossreference/canonical.ts"
import { crossreferencesIn, sayReferences } from "../kinds/crossreference/print.ts"
import { docOf } from "./document-shelf.ts"
import type { ComparedTexts, GoalName, Language } from "./reader.ts"
import { nameOf, withNumbers } from "./with-numbers.ts"

/** No text refers to more goals elsewhere. */
const unknownMax = 2_000

/** The comparison of two texts, in which every reference says what its reader sees: the numbers that each text has. */
export function comparedTexts(
  before: readonly Uint8Array[],
  after: readonly Uint8Array[],
  section: Language,
): ComparedTexts {
  const unknown = new Map<string, GoalName>()
  const contentOf = (parts: readonly Uint8Array[]) => {
    const doc = docOf(parts)
    const { content, goalsOf } = withNumbers(doc, section)
    doc.destroy()
    for (const { reference } of crossreferencesIn(content)) {
      const isKnown = goalsOf(reference) !== undefined
      if (!isKnown && unknown.size < unknownMax) unknown.set(goalKey(reference), nameOf(reference))
    }
    sayReferences(content, goalsOf)
    return content
  }
  const comparison = compareContents(contentOf(before), contentOf(after))
  return { json: JSON.stringify(comparison), unknown: [...unknown.values()] }
}
