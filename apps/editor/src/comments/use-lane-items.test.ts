import type { Thread } from "@codraft/publication"
import { expect, it } from "vitest"
import { laneItems } from "./use-lane-items.ts"

const threads = (...ids: string[]) => ids.map((id) => ({ id }) as Thread)
const tops = new Map([
  ["a", 10],
  ["b", 20],
  ["mine", 15],
])
const shown = (...args: Parameters<typeof laneItems>) =>
  laneItems(...args).map(({ id, thread }) => `${id} ${thread === null ? "written" : "card"}`)

it("places the comment being written where its words are", () => {
  expect(shown(threads("a", "b"), tops, { threadId: "mine", top: 0 })).toEqual(["a card", "mine written", "b card"])
  expect(shown(threads("a", "b"), new Map(), { threadId: "mine", top: 5 })).toEqual([
    "a card",
    "b card",
    "mine written",
  ])
})

it("shows a comment once, though it is heard of before the answer that it is posted", () => {
  expect(shown(threads("a", "mine", "b"), tops, { threadId: "mine", top: 0 })).toEqual([
    "a card",
    "mine written",
    "b card",
  ])
  expect(shown(threads("a", "mine", "b"), tops, null)).toEqual(["a card", "mine card", "b card"])
})
