import type { OutlineNode, SectionId } from "@codraft/publication"

/** Where a section would stand: under this parent, right before that sibling (null: last). */
export interface Place {
  parentId: SectionId | null
  before: SectionId | null
}

interface Found {
  siblings: OutlineNode[]
  index: number
  parentId: SectionId | null
}

function find(tree: OutlineNode[], id: SectionId, parentId: SectionId | null = null): Found | null {
  for (const [index, node] of tree.entries()) {
    if (node.section.id === id) return { siblings: tree, index, parentId }
    const below = find(node.children, id, node.section.id)
    if (below) return below
  }
  return null
}

const idAt = (siblings: OutlineNode[], index: number) => siblings[index]?.section.id ?? null

/** One place up among its siblings; null at the top. */
export function placeUp(tree: OutlineNode[], id: SectionId): Place | null {
  const found = find(tree, id)
  return found && found.index > 0 ? { parentId: found.parentId, before: idAt(found.siblings, found.index - 1) } : null
}

/** One place down among its siblings; null at the bottom. */
export function placeDown(tree: OutlineNode[], id: SectionId): Place | null {
  const found = find(tree, id)
  if (!found || found.index === found.siblings.length - 1) return null
  return { parentId: found.parentId, before: idAt(found.siblings, found.index + 2) }
}

/** The sections under which this one could go, in reading order: not itself, not what is below it, not where it is. */
export function placesInto(tree: OutlineNode[], id: SectionId): OutlineNode[] {
  const found = find(tree, id)
  const open = (nodes: OutlineNode[]): OutlineNode[] =>
    nodes.flatMap((node) =>
      node.section.id === id ? [] : [...(node.section.id === found?.parentId ? [] : [node]), ...open(node.children)],
    )
  return open(tree)
}

/** What a chapter that is put last stands right before: the first annex; null where there is none. */
export function endOfChapters(tree: OutlineNode[]): SectionId | null {
  return tree.find(({ annexLetter }) => annexLetter !== null)?.section.id ?? null
}

export type Side = "before" | "after" | "into"

/** Where something dropped on a section would stand; null where it stands already or would go into itself. */
export function placeDropped(tree: OutlineNode[], dragged: SectionId, target: SectionId, side: Side): Place | null {
  const from = find(tree, dragged)
  const to = find(tree, target)
  if (!from || !to || dragged === target) return null
  const own = from.siblings[from.index]
  if (own && find(own.children, target)) return null
  if (side === "into") return from.parentId === target ? null : { parentId: target, before: null }
  const index = side === "before" ? to.index : to.index + 1
  const before = to.siblings[index]?.section.id === dragged ? idAt(to.siblings, index + 1) : idAt(to.siblings, index)
  const stays = from.parentId === to.parentId && before === idAt(from.siblings, from.index + 1)
  return stays ? null : { parentId: to.parentId, before }
}
