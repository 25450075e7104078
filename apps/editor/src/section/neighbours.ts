import type { OutlineNode } from "@codraft/publication"

/** The outline in reading order. */
export const inOrder = (tree: readonly OutlineNode[]): OutlineNode[] =>
  tree.flatMap((node) => [node, ...inOrder(node.children)])

export interface Neighbours {
  node: OutlineNode | null
  previous: OutlineNode | null
  next: OutlineNode | null
  /** From the top down, without the section itself. */
  ancestors: OutlineNode[]
}

export function neighboursOf(tree: readonly OutlineNode[], sectionId: string): Neighbours {
  const order = inOrder(tree)
  const index = order.findIndex(({ section }) => section.id === sectionId)
  const node = order[index] ?? null
  const ancestors: OutlineNode[] = []
  for (let parent = node?.section.parentId; parent; ) {
    const above = order.find(({ section }) => section.id === parent)
    if (!above) break
    ancestors.unshift(above)
    parent = above.section.parentId
  }
  return { node, previous: order[index - 1] ?? null, next: node ? (order[index + 1] ?? null) : null, ancestors }
}
