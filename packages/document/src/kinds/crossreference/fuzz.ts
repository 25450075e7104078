import { $blocks } from "../../collab/block-identity.ts"
import { $getBlockId } from "../../nodes/index.ts"
import { $caretAnywhere, $wordsAnywhere, type Edit, edit } from "../../testing/places.ts"
import { $inlines } from "../target/fuzz.ts"
import { $createCrossReferenceNode, $isCrossReferenceNode } from "./node.ts"

/** To any block of the text, which others may move, change or take away; or to another section. */
const insertReference: Edit = (writer, chance) =>
  edit(writer, () => {
    const block = chance.isLucky(0.8) ? chance.pick($blocks()) : undefined
    const selection = chance.isLucky(0.7) ? $caretAnywhere(chance) : $wordsAnywhere(chance)
    const id = block === undefined ? "" : $getBlockId(block)
    selection?.insertNodes([
      $createCrossReferenceNode({
        section: id === "" ? "s02" : "s01",
        ...(id === "" ? {} : { block: id }),
        goal: chance.pick(["heading", "paragraph", "table", "section"] as const) ?? "paragraph",
        ...(chance.isLucky(0.3) ? { form: "number" } : {}),
      }),
    ])
    return selection !== null
  })

const removeCrossReference: Edit = (writer, chance) =>
  edit(writer, () => {
    const reference = chance.pick($inlines($isCrossReferenceNode))
    reference?.remove()
    return reference !== undefined
  })

export const crossreferenceEdits = {
  insertReference: [insertReference, 3],
  removeCrossReference: [removeCrossReference, 2],
} as const satisfies Record<string, readonly [Edit, number]>
