import { $caretAnywhere, $lines, $selectIn, $size, type Edit, edit, type } from "../../testing/places.ts"
import { $insertFootnote } from "./edit.ts"
import { $isFootnoteNode, $references } from "./notes.ts"

let notes = 0

const insertFootnote: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($caretAnywhere(chance) === null) return false
    const note = $insertFootnote(() => `n${writer.doc.clientID}-${notes++}`)
    if (note !== null && chance.isLucky(0.7)) note.select().insertText(type(writer, chance.between(1, 4)))
    return note !== null
  })

const typeInNote: Edit = (writer, chance) =>
  edit(writer, () => {
    const note = chance.pick($lines().filter($isFootnoteNode))
    if (note === undefined) return false
    const offset = chance.between(0, $size(note))
    $selectIn(note, offset, offset).insertText(type(writer, chance.between(1, 3)))
    return true
  })

const removeReference: Edit = (writer, chance) =>
  edit(writer, () => {
    const reference = chance.pick($references())
    reference?.remove()
    return reference !== undefined
  })

export const footnoteEdits = {
  insertFootnote: [insertFootnote, 3],
  typeInNote: [typeInNote, 3],
  removeReference: [removeReference, 1],
} as const satisfies Record<string, readonly [Edit, number]>
