import { $getRoot, $getSelection, $isRangeSelection, $isTextNode, CONTROLLED_TEXT_INSERTION_COMMAND } from "lexical"
import { openTogether, type Person } from "@codraft/document/testing"
import { expect, it } from "vitest"
import { registerTypography } from "./register-typography.ts"

const french = { language: "fr", dir: "ltr" } as const

function open(...lines: string[]) {
  const world = openTogether(...lines)
  let isOn = true
  for (const { editor } of [world.ana, world.bo])
    registerTypography(editor, { isOn: () => isOn, section: () => french })
  return { ...world, turnOff: () => (isOn = false) }
}

function types(person: Person, keys: string): void {
  for (const key of keys) {
    person.editor.dispatchCommand(CONTROLLED_TEXT_INSERTION_COMMAND, key)
    // Each key is an event of its own.
    person.edit(() => {})
  }
}

it("is one step back to what was typed, and one more to before it; redo leads on", () => {
  const { ana, bo } = open("Oui")
  types(ana.select(0, 3), " ?")
  expect(bo.lines).toEqual(["Oui\u202F?"])
  ana.binding.undo()
  expect(bo.lines).toEqual(["Oui ?"])
  ana.binding.undo()
  expect(bo.lines).toEqual(["Oui "])
  ana.binding.redo()
  ana.binding.redo()
  expect(bo.lines).toEqual(["Oui\u202F?"])
})

it("leaves alone what was taken back when typing goes on", () => {
  const { ana, bo } = open("Oui")
  types(ana.select(0, 3), "?")
  ana.binding.undo()
  types(ana, " Non")
  expect(bo.lines).toEqual(["Oui? Non"])
})

it("gives a space of one's own back with what was taken back", () => {
  const { ana, bo } = open("mot")
  types(ana.select(0, 3), " ::")
  expect(bo.lines).toEqual(["mot ::"])
})

it("works over a change of format, and keeps it", () => {
  const { ana, bo } = open("Oui")
  ana.select(0, 3)
  ana.withSelection((selection) => selection.toggleFormat("bold"))
  types(ana, " ")
  ana.withSelection((selection) => selection.toggleFormat("bold"))
  types(ana, "?!")
  expect(bo.lines).toEqual(["Oui\u202F?!"])
})

it("replaces what was selected, and goes by what is around it", () => {
  const { ana, bo } = open("Il dit mot")
  types(ana.select(0, 7, 10), '"')
  types(ana, 'oui"')
  expect(bo.lines).toEqual(["Il dit «\u00A0oui\u00A0»"])
})

it("keeps both people's words when they write in one paragraph, quotes and all", () => {
  const { ana, bo, section } = open("un deux")
  bo.cutLine()
  types(ana.select(0, 2), ' "a"')
  types(bo.select(0, 7), ' "b" ?')
  section.rejoin(bo)
  expect(ana.lines).toEqual(["un «\u00A0a\u00A0» deux «\u00A0b\u00A0»\u202F?"])
  expect(bo.lines).toEqual(ana.lines)
  bo.binding.undo()
  expect(ana.lines).toEqual(["un «\u00A0a\u00A0» deux «\u00A0b\u00A0» ?"])
  expect([...ana.heals, ...bo.heals]).toEqual([])
})

it("changes nothing that is put in otherwise, and nothing when it is off", () => {
  const { ana, turnOff } = open("Oui")
  ana.select(0, 3).type(" ? ")
  expect(ana.lines).toEqual(["Oui ? "])
  turnOff()
  types(ana, '"l\'eau"')
  expect(ana.lines).toEqual(['Oui ? "l\'eau"'])
})

it("leaves the caret right behind", () => {
  const { ana } = open("Oui, non")
  types(ana.select(0, 3), "?")
  ana.read(() => {
    const selection = $getSelection()
    const text = $getRoot().getFirstDescendant()
    expect($isRangeSelection(selection) && $isTextNode(text) && selection.anchor.offset).toBe("Oui\u202F?".length)
  })
})
