import type { TextGoal } from "@codraft/document"
import { expect, it } from "vitest"
import { fittingGoals, offeredGoals, someOfEach } from "./offered-goals.ts"

const goals: TextGoal[] = [
  { block: "h", kind: "heading", title: "Coûts de la migration" },
  { block: "p1", kind: "paragraph", number: { kind: "paragraph", at: [1] }, title: "They fell" },
  { block: "p", kind: "paragraph", title: "Not counted" },
  { block: "p12", kind: "paragraph", number: { kind: "paragraph", at: [12] }, title: "They rose" },
  { block: "t", kind: "table", number: { kind: "table", at: [3] }, title: "Costs by year" },
  { block: "g", kind: "figure", title: "" },
]
const offered = offeredGoals("s01", goals, "en")
const found = (query: string) => fittingGoals(offered, query, 10).map(({ to }) => to.block)

it("offers what has a number, and headings", () => {
  expect(offered.map(({ words }) => words.replaceAll("\u00A0", " "))).toEqual([
    "“Coûts de la migration”",
    "paragraph 1",
    "paragraph 12",
    "table 3",
  ])
})

it("finds goals by the beginnings of their words, numbers and titles, whatever the accents", () => {
  expect(found("par 12")).toEqual(["p12"])
  expect(found("1")).toEqual(["p1", "p12"])
  expect(found("couts")).toEqual(["h"])
  expect(found("cost")).toEqual(["t"])
  expect(found("table 4")).toEqual([])
  expect(found("")).toHaveLength(4)
})

it("shows some of each kind where nothing is asked for", () => {
  expect(someOfEach(offered, 1).map(({ to }) => to.block)).toEqual(["h", "p1", "t"])
})
