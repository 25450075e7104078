import { $isTableNode, registerTablePlugin } from "@lexical/table"
import { Chance, openTogether, type Person, type Section, sectionJson } from "@codraft/document/testing"
import { $getRoot } from "lexical"
import { describe, expect, it } from "vitest"
import { $enterCell, type Area, type Grid, $gridOf } from "./grid.ts"
import { $insertTable, $performOnTable, $select, type TableAction } from "./table-actions.ts"

const actions: TableAction[] = [
  "rowAbove",
  "rowBelow",
  "columnBefore",
  "columnAfter",
  "moveRowUp",
  "moveRowDown",
  "moveColumnBack",
  "moveColumnOn",
  "deleteRow",
  "deleteColumn",
  "merge",
  "split",
  "headerRow",
  "headerColumn",
]

const seeds = Number(process.env["FUZZ_SEEDS"] ?? 20)

/** Two people with a table of 3 rows and 3 columns, a to i. */
function open(): { ana: Person; bo: Person; section: Section } {
  const world = openTogether("before", "after")
  for (const person of [world.ana, world.bo]) registerTablePlugin(person.editor)
  const { ana } = world
  ana.select(0, 6)
  ana.edit(() => $insertTable({ rows: 3, columns: 3, hasHeaderRow: true, hasHeaderColumn: false }))
  for (const [index, word] of ["a", "b", "c", "d", "e", "f", "g", "h", "i"].entries()) {
    ana.edit(() => $enterCell($grid().places[index]?.cell))
    ana.type(word)
  }
  return world
}

function $grid(): Grid {
  const table = $getRoot().getChildren().find($isTableNode)
  if (!table) throw new Error("There is no table")
  return $gridOf(table)
}

function does(person: Person, action: TableAction, area: Area): void {
  person.edit(() => {
    const grid = $grid()
    const single = area.top === area.bottom && area.left === area.right
    if (single) $enterCell(grid.at(area.top, area.left)?.cell)
    else $select(grid, area)
  })
  person.edit(() => $performOnTable(action))
}

const cell = (row: number, column: number): Area => ({ top: row, bottom: row, left: column, right: column })

const words = (person: Person): string =>
  person.read(() =>
    $grid()
      .places.map((place) => place.cell.getTextContent().replaceAll(/\s+/g, "+"))
      .join(" "),
  )

function expectSame({ ana, bo, section }: ReturnType<typeof open>): void {
  section.rest()
  expect(sectionJson(bo.editor)).toBe(sectionJson(ana.editor))
  expect({ ana: ana.heals, bo: bo.heals }).toEqual({ ana: [], bo: [] })
}

describe("a table that two people change", () => {
  it.each(actions)("is as it was after %s is undone, and the same for both", (action) => {
    const world = open()
    const { ana } = world
    world.section.rest()
    const before = words(ana)
    const area = action === "merge" ? { ...cell(1, 1), bottom: 2, right: 2 } : cell(action === "moveRowUp" ? 2 : 1, 1)
    does(ana, action, area)
    world.section.rest()
    ana.binding.undo()
    expectSame(world)
    // There is nothing to split, and so nothing to undo.
    if (action !== "split") expect(words(ana)).toBe(before)
    ana.binding.redo()
    expectSame(world)
  })

  it("keeps what one writes in a row while the other puts rows and columns around it", () => {
    const world = open()
    const { ana, bo, section } = world
    bo.cutLine()
    does(ana, "rowAbove", cell(1, 1))
    does(ana, "columnAfter", cell(1, 1))
    bo.edit(() => $enterCell($grid().at(2, 0)?.cell))
    bo.type("!")
    section.rejoin(bo)
    expectSame(world)
    expect(words(ana)).toContain("g!")
  })

  it("loses with a row what somebody else writes in it, and nothing else", () => {
    const world = open()
    const { ana, bo, section } = world
    bo.cutLine()
    does(ana, "deleteRow", cell(1, 1))
    bo.edit(() => $enterCell($grid().at(1, 1)?.cell))
    bo.type("!")
    bo.edit(() => $enterCell($grid().at(2, 0)?.cell))
    bo.type("?")
    section.rejoin(bo)
    expectSame(world)
    expect(words(ana)).toBe("a b c g? h i")
  })

  it("ends the same for both, whatever they do", { timeout: 60_000 + seeds * 1000 }, () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const world = open()
      const { section } = world
      const people = [world.ana, world.bo] as const
      const chance = new Chance(seed)
      try {
        for (let step = 0; step < 24; step += 1) {
          const person = chance.pick([...people]) ?? world.ana
          if (chance.isLucky(0.15)) person.cutLine()
          if (chance.isLucky(0.15) && person.isCut) section.rejoin(person)
          if (chance.isLucky(0.1)) person.binding.undo()
          const size = person.read(() => {
            const table = $getRoot().getChildren().find($isTableNode)
            return table ? { rows: $gridOf(table).rows.length, columns: $gridOf(table).columnCount } : null
          })
          if (size === null) break
          const top = chance.below(size.rows)
          const left = chance.below(size.columns)
          const area: Area = {
            top,
            left,
            bottom: Math.min(top + chance.below(2), size.rows - 1),
            right: Math.min(left + chance.below(2), size.columns - 1),
          }
          if (chance.isLucky(0.4)) {
            person.edit(() => $enterCell($grid().at(top, left)?.cell))
            person.type("x")
          } else {
            const action = chance.pick(actions) ?? "rowBelow"
            const isLast =
              (action === "deleteRow" && area.bottom - area.top + 1 >= size.rows) ||
              (action === "deleteColumn" && area.right - area.left + 1 >= size.columns)
            if (!isLast) does(person, action, area)
          }
        }
        for (const person of people) if (person.isCut) section.rejoin(person)
        section.rest()
        expect(sectionJson(world.bo.editor)).toBe(sectionJson(world.ana.editor))
      } catch (cause) {
        throw new Error(`Seed ${seed}`, { cause })
      }
    }
  })
})
