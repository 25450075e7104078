import { $getRoot, type ElementNode, $isElementNode, type LexicalNode } from "lexical"
import { $caretAnywhere, $wordsAnywhere, type Edit, edit } from "../../testing/places.ts"
import { $createTargetNode, $isTargetNode } from "./node.ts"

const codes = ["10.7", "8.8", "8.b", "16.2", "17.18"]

/** What was typed to find it goes. */
const insertTarget: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.7) ? $caretAnywhere(chance) : $wordsAnywhere(chance)
    selection?.insertNodes([$createTargetNode(chance.pick(codes) ?? "10.7")])
    return selection !== null
  })

const removeTarget: Edit = (writer, chance) =>
  edit(writer, () => {
    const chip = chance.pick($inlines($isTargetNode))
    chip?.remove()
    return chip !== undefined
  })

/** Everything of a kind that stands among words, in reading order. */
export function $inlines<T extends LexicalNode>(
  is: (node: LexicalNode) => node is T,
  from: ElementNode = $getRoot(),
  into: T[] = [],
): T[] {
  for (const child of from.getChildren()) {
    if (is(child)) into.push(child)
    else if ($isElementNode(child)) $inlines(is, child, into)
  }
  return into
}

export const targetEdits = {
  insertTarget: [insertTarget, 3],
  removeTarget: [removeTarget, 2],
} as const satisfies Record<string, readonly [Edit, number]>
