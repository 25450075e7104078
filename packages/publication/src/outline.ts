import type { SectionId } from "./ids.ts"
import { byRank } from "./rank.ts"
import type { Publication } from "./publication.ts"
import type { Section } from "./section.ts"
import { childrenOf, pathTo } from "./tree.ts"

export interface OutlineNode {
  section: Section
  /** "7", "7.2"; for annexes "Annex A" and, below it, "A.1". Counts only what is in the state. */
  number: string
  /** The letter of the annex that this is or stands in; null in chapters. */
  annexLetter: string | null
  /** 0 at the top level. */
  depth: number
  children: OutlineNode[]
}

/**
 * The outline tree in reading order, numbered from the sections in this state alone: give it what the reader sees.
 * Every section comes exactly once. One whose parent is not in the state (its stream has not arrived yet) stands at the
 * end of the top level, and so would a ring of sections, opened at its smallest id: `restsOn` of a decision keeps them
 * from forming.
 */
export function outline(state: Publication): OutlineNode[] {
  const loose = Object.values(state.sections).filter(
    ({ id, parentId }) => parentId !== null && (state.sections[parentId] === undefined || isRingHead(state, id)),
  )
  const top = [...childrenOf(state, null), ...loose.sort(byRank)]
  let chapters = 0
  let annexes = 0
  return top.map((section) =>
    section.annex
      ? node(section, `Annex ${letters(++annexes)}`, letters(annexes), 0)
      : node(section, String(++chapters), null, 0),
  )

  function node(section: Section, number: string, annexLetter: string | null, depth: number): OutlineNode {
    const prefix = depth === 0 && annexLetter !== null ? annexLetter : number
    const children = childrenOf(state, section.id)
      .filter((child) => !top.includes(child))
      .map((child, index) => node(child, `${prefix}.${index + 1}`, annexLetter, depth + 1))
    return { section, number, annexLetter, depth, children }
  }
}

/** The nodes of an outline one after the other, in reading order. */
export function flatOutline(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flatOutline(node.children)])
}

function isRingHead(state: Publication, sectionId: SectionId): boolean {
  const above = pathTo(state, state.sections[sectionId]?.parentId ?? null)
  const ring = above.slice(0, above.findIndex(({ id }) => id === sectionId) + 1)
  return ring.length > 0 && ring.every(({ id }) => id >= sectionId)
}

/** 1 = A, 26 = Z, 27 = AA. */
function letters(count: number): string {
  const last = String.fromCharCode(65 + ((count - 1) % 26))
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last
}
