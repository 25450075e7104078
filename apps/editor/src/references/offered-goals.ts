import { goalOf, type ReferenceTo, shownReference, type TextGoal } from "@codraft/document"
import type { OutlineNode } from "@codraft/publication"
import { sectionAsGoal } from "./section-as-goal.ts"

/** Something to refer to, as it is offered. */
export interface OfferedGoal {
  to: ReferenceTo
  /** As the reference would say it, in the language of the text. */
  words: string
  /** What it is called, or how it begins. */
  title: string
}

/** What of a section can be referred to: whatever has a number, and headings. */
export function offeredGoals(section: string, goals: Iterable<TextGoal>, language: string): OfferedGoal[] {
  const offered: OfferedGoal[] = []
  for (const goal of goals) {
    if (goal.number === undefined && (goal.kind !== "heading" || goal.title === "")) continue
    const to: ReferenceTo = { section, block: goal.block, goal: goal.kind }
    const { words } = shownReference(to, goalOf(goal), language)
    offered.push({ to, words, title: goal.number === undefined ? "" : goal.title })
  }
  return offered
}

/** The sections themselves. */
export function offeredSections(tree: readonly OutlineNode[], language: string): OfferedGoal[] {
  return tree.map(({ section }) => {
    const to: ReferenceTo = { section: section.id, goal: "section" }
    return { to, words: shownReference(to, sectionAsGoal(tree, section.id), language).words, title: section.title }
  })
}

/**
 * Those in which every word that was typed begins a word, whatever its accents: first what would be said so, then what is called
 * so or begins so, each in the order of the text.
 */
export function fittingGoals(goals: readonly OfferedGoal[], query: string, max: number): OfferedGoal[] {
  const typed = wordsOf(query)
  const fits = (text: string): boolean => {
    const words = typed.length === 0 ? [] : wordsOf(text)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  }
  const said = goals.filter(({ words }) => fits(words))
  if (typed.length === 0 || said.length >= max) return said.slice(0, max)
  const called = goals.filter((goal) => !said.includes(goal) && fits(`${goal.words} ${goal.title}`))
  return [...said, ...called].slice(0, max)
}

/** Without a question: some of each kind, so that all that there is can be seen to be there. */
export function someOfEach(goals: readonly OfferedGoal[], maxOfEach: number): OfferedGoal[] {
  const taken = new Map<string, number>()
  return goals.filter(({ to: { goal } }) => {
    const count = (taken.get(goal) ?? 0) + 1
    taken.set(goal, count)
    return count <= maxOfEach
  })
}

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
