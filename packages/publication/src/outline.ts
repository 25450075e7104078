import { byRank } from "./rank.ts"
import type { Publication } from "./publication.ts"
import type { Section } from "./section.ts"

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
 * Every section comes exactly once. One whose parent the reader does not see stands at the end of the top level, and
 * so does a ring of sections that two editors moved into each other at the same moment, opened at its smallest id.
 */
export function outline(state: Publication): OutlineNode[] {
  const sections = Object.values(state.sections).sort(byRank)
  const childrenOf = groupByParent(sections)
  const atTop = childrenOf.get(null) ?? []
  const orphans = sections.filter(({ parentId }) => parentId !== null && state.sections[parentId] === undefined)

  const top = [...atTop, ...orphans, ...ringHeads(state, [...atTop, ...orphans], childrenOf)]
  const isTop = new Set(top)
  let chapters = 0
  let annexes = 0
  return top.map((section) =>
    section.annex
      ? node(section, `Annex ${letters(++annexes)}`, letters(annexes), 0)
      : node(section, String(++chapters), null, 0),
  )

  function node(section: Section, number: string, annexLetter: string | null, depth: number): OutlineNode {
    const prefix = depth === 0 && annexLetter !== null ? annexLetter : number
    const below = (childrenOf.get(section.id) ?? []).filter((child) => !isTop.has(child))
    const children = below.map((child, index) => node(child, `${prefix}.${index + 1}`, annexLetter, depth + 1))
    return { section, number, annexLetter, depth, children }
  }
}

/** The nodes of an outline one after the other, in reading order. */
export function flatOutline(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flatOutline(node.children)])
}

function groupByParent(sections: readonly Section[]): Map<Section["parentId"], Section[]> {
  const groups = new Map<Section["parentId"], Section[]>()
  for (const section of sections) {
    const group = groups.get(section.parentId)
    if (group === undefined) groups.set(section.parentId, [section])
    else group.push(section)
  }
  return groups
}

/** One section of every ring of parents, from which all that hangs on the ring can be reached. */
function ringHeads(
  state: Publication,
  top: readonly Section[],
  childrenOf: ReadonlyMap<Section["parentId"], Section[]>,
): Section[] {
  const reached = new Set<Section["id"]>()
  const reach = (section: Section) => {
    if (reached.has(section.id)) return
    reached.add(section.id)
    for (const child of childrenOf.get(section.id) ?? []) reach(child)
  }
  for (const section of top) reach(section)

  const heads: Section[] = []
  for (const section of Object.values(state.sections)) {
    if (reached.has(section.id)) continue
    const head = ringAbove(state, section).reduce((a, b) => (a.id < b.id ? a : b))
    heads.push(head)
    reach(head)
  }
  return heads.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The ring that one comes to when climbing from a section that hangs on one. */
function ringAbove(state: Publication, section: Section): Section[] {
  const path: Section[] = []
  let current: Section | undefined = section
  while (current !== undefined && !path.includes(current)) {
    path.push(current)
    current = current.parentId === null ? undefined : state.sections[current.parentId]
  }
  return current === undefined ? path : path.slice(path.indexOf(current))
}

/** 1 = A, 26 = Z, 27 = AA. */
function letters(count: number): string {
  const last = String.fromCharCode(65 + ((count - 1) % 26))
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last
}
