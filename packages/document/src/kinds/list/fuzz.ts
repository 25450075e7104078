import { $insertList, $isListItemNode, $removeList } from "@lexical/list"
import { $acrossLines, $caretAnywhere, $lines, type Edit, edit, isInCell } from "../../testing/places.ts"

const setList: Edit = (writer, chance) =>
  edit(writer, () => {
    const selection = chance.isLucky(0.5) ? $caretAnywhere(chance) : $acrossLines(chance)
    if (selection === null || isInCell(selection.anchor.getNode().getTopLevelElementOrThrow())) return false
    $insertList(chance.isLucky(0.5) ? "number" : "bullet")
    return true
  })

const unsetList: Edit = (writer, chance) =>
  edit(writer, () => {
    const items = $lines().filter($isListItemNode)
    if (items.length === 0 || $caretAnywhere(chance, items) === null) return false
    $removeList()
    return true
  })

const indent: Edit = (writer, chance) =>
  edit(writer, () => {
    const item = chance.pick($lines().filter($isListItemNode))
    if (item === undefined) return false
    const level = item.getIndent()
    item.setIndent(chance.isLucky(0.6) ? Math.min(level + 1, 4) : Math.max(level - 1, 0))
    return true
  })

export const listEdits = {
  setList: [setList, 2],
  unsetList: [unsetList, 1],
  indent: [indent, 3],
} as const satisfies Record<string, readonly [Edit, number]>
