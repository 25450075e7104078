import type { Publication } from "./publication.ts"
import type { Section } from "./section.ts"

export interface OutlineNode {
  section: Section
  /** "7", "7.2"; for annexes "Annex A" and, below it, "A.1". Counts only what is in the state. */
  number: string
  /** The letter of the annex that this is or belongs to. */
  annexLetter: string | null
  depth: number
  children: OutlineNode[]
}

export function outline(_state: Publication): OutlineNode[] {
  throw new Error("not yet")
}
