import { $caretAnywhere, $lines, type Edit, edit, isInCell, type } from "../../testing/places.ts"

const typeInCell: Edit = (writer, chance) =>
  edit(writer, () => {
    const cells = $lines().filter(isInCell)
    const selection = cells.length === 0 ? null : $caretAnywhere(chance, cells)
    selection?.insertText(type(writer, chance.between(1, 3)))
    return selection !== null
  })

export const tableEdits = { typeInCell: [typeInCell, 3] } as const satisfies Record<string, readonly [Edit, number]>
