import type * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { numbersOf } from "../canonical/numbers.ts"
import { type CrossReference, goalKey } from "../kinds/crossreference/canonical.ts"
import { goalOf, goalsIn } from "../kinds/crossreference/goals.ts"
import type { GoalsOf } from "../kinds/crossreference/print.ts"
import type { GoalName, Language } from "./reader.ts"

/** The content of a document with the numbers in it, and what its references lead to. */
export function withNumbers(doc: Y.Doc, { numbering, references, language, dir }: Language) {
  const content = canonicalFromDoc(doc, { language, dir })
  const numbers = numbering ? numbersOf(content, numbering.setting, numbering.starts) : new Map()
  const own = new Map(goalsIn(content, numbers).map((goal) => [goal.block, goalOf(goal)]))
  const goalsOf: GoalsOf = (reference) => {
    const { section, block } = reference
    if (section === references?.section && block !== undefined)
      // What stood here may have moved to another section.
      return own.get(block) ?? references?.goals[goalKey(reference)] ?? { state: "gone" }
    return references?.goals[goalKey(reference)]
  }
  return { content, numbers, goalsOf }
}

export function nameOf({ section, block }: CrossReference): GoalName {
  return block === undefined ? { section } : { section, block }
}
