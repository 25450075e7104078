import { describe, expect, it } from "vitest"
import { nextThread } from "./card-keys.ts"

describe("stepping through comments", () => {
  const inOrder = [{ id: "first" }, { id: "second" }, { id: "third" }]
  const from = (current: string | null, by: 1 | -1) => nextThread(inOrder, current, by)?.id

  it("goes round in both directions", () => {
    expect([from("first", 1), from("third", 1)]).toEqual(["second", "first"])
    expect([from("third", -1), from("first", -1)]).toEqual(["second", "third"])
  })

  it("begins at the end that one comes from, also behind a comment that has gone", () => {
    expect([from(null, 1), from(null, -1)]).toEqual(["first", "third"])
    expect(from("gone", 1)).toBe("first")
  })

  it("stands still where there are none", () => {
    expect(nextThread([], "first", 1)).toBeNull()
  })
})
