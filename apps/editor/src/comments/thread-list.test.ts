import { expect, it } from "vitest"
import { cardsDrawn } from "./thread-list.tsx"

it("draws the card at hand, however far down the list it stands", () => {
  const threads = Array.from({ length: 200 }, (_, i) => ({ id: `t${i}` }))
  expect(cardsDrawn(threads, 60, null)).toBe(60)
  expect(cardsDrawn(threads, 60, "t3")).toBe(60)
  expect(cardsDrawn(threads, 60, "t150")).toBe(151)
  expect(cardsDrawn(threads, 60, "gone")).toBe(60)
})
