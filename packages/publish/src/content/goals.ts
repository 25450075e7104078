import { type Goal, goalOf, type GoalsOf, goalsIn } from "@codraft/document/canonical"
import type { PublicationContent } from "./content.ts"
import { type NumberedSection, numberedSections } from "./numbering.ts"

export interface KnownSection extends NumberedSection {
  readonly self: Goal
  /** By block. */
  readonly goals: ReadonlyMap<string, Goal>
}

/** The sections by their ids, in reading order, with all that a reference can lead to. */
export function knownSections(content: Pick<PublicationContent, "sections">): Map<string, KnownSection> {
  return new Map(
    numberedSections(content).map((numbered) => {
      const { id, text, number, annexLetter, depth, title } = numbered.section
      const isAnnex = annexLetter !== null && depth === 0
      const goals = text === null ? [] : goalsIn(text, numbered.numbers)
      const self: Goal = {
        state: "there",
        number: isAnnex ? { kind: "annex", label: annexLetter } : { kind: "section", label: number },
        title,
      }
      return [id, { ...numbered, self, goals: new Map(goals.map((goal) => [goal.block, goalOf(goal)])) }]
    }),
  )
}

/** What the references of a version lead to. */
export function goalsAmong(known: ReadonlyMap<string, KnownSection>): GoalsOf {
  return ({ section, block }) => {
    const found = known.get(section)
    if (found === undefined) return undefined
    if (block === undefined) return found.self
    return found.section.text === null ? undefined : (found.goals.get(block) ?? { state: "gone" })
  }
}
