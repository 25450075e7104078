import { expect, it } from "vitest"
import { type CardWanted, cardsBetween, gapPx, layOut } from "./card-layout.ts"

const card = (id: string, top: number, height = 100): CardWanted => ({ id, top, height })
const tops = (cards: readonly CardWanted[], current: string | null = null) =>
  layOut(cards, current).map(({ top }) => top)

it("puts each card beside its words where there is room", () => {
  expect(tops([card("a", 0), card("b", 300), card("c", 900)])).toEqual([0, 300, 900])
})

it("pushes cards down that would lie over the one before", () => {
  expect(tops([card("a", 0), card("b", 20), card("c", 30), card("d", 800)])).toEqual([0, 108, 216, 800])
})

it("keeps the current card at its words, and moves those before it up", () => {
  const cards = [card("a", 300), card("b", 310), card("c", 320), card("d", 330)]
  expect(tops(cards, "c")).toEqual([104, 212, 320, 428])
})

it("leaves cards alone that are not in the way of the current one", () => {
  const cards = [card("a", 0), card("b", 400), card("c", 420)]
  expect(tops(cards, "c")).toEqual([0, 312, 420])
})

it("lets those before the current card out at the top where they have no more room", () => {
  expect(tops([card("a", 0), card("b", 10), card("c", 20)], "c")).toEqual([-196, -88, 20])
})

it("puts nothing above the lane", () => {
  expect(tops([card("a", -50), card("b", 40)])).toEqual([0, 108])
  expect(tops([card("a", -50)], "a")).toEqual([0])
})

it("never lays one card over another, whichever is current", () => {
  for (let seed = 1; seed <= 200; seed++) {
    let state = seed
    const next = (max: number) => (state = (state * 48_271) % 2_147_483_647) % max
    const cards = Array.from({ length: 40 }, (_, i) => card(String(i), next(3000), 40 + next(300))).sort(
      (a, b) => a.top - b.top,
    )
    const current = cards[next(40)]
    const placed = layOut(cards, current?.id ?? null)
    expect(placed.find(({ id }) => id === current?.id)?.top).toBe(current?.top)
    for (const [i, { top, height }] of placed.slice(0, -1).entries())
      expect(placed[i + 1]?.top).toBeGreaterThanOrEqual(top + height + gapPx)
  }
})

it("lays out thousands in one pass", () => {
  const cards = Array.from({ length: 5000 }, (_, i) => card(String(i), i))
  expect(layOut(cards, "4999")).toHaveLength(5000)
})

it("tells which cards are in view", () => {
  const placed = layOut([card("a", 0), card("b", 200), card("c", 400), card("d", 600)], null)
  expect(cardsBetween(placed, 250, 450)).toEqual([1, 3])
  expect(cardsBetween(placed, 5000, 6000)).toEqual([4, 4])
  expect(cardsBetween([], 0, 100)).toEqual([0, 0])
})
