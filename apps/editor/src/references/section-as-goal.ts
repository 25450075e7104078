import type { Goal } from "@codraft/document"
import type { OutlineNode } from "@codraft/publication"

/** A section as a goal, by its number in the outline that this person sees. */
export function sectionAsGoal(tree: readonly OutlineNode[], id: string): Goal {
  const node = tree.find(({ section }) => section.id === id)
  if (!node) return { state: "hidden" }
  const { number, annexLetter, depth, section } = node
  const isAnnex = annexLetter !== null && depth === 0
  return {
    state: "there",
    number: isAnnex ? { kind: "annex", label: annexLetter } : { kind: "section", label: number },
    title: section.title,
  }
}
