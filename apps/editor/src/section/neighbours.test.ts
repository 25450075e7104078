import type { OutlineNode } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { inOrder, neighboursOf } from "./neighbours.ts"

const node = (id: string, parentId: string | null, children: OutlineNode[] = []) =>
  ({ section: { id, parentId }, children }) as unknown as OutlineNode
const tree = [node("a", null), node("b", null, [node("b1", "b"), node("b2", "b")]), node("c", null)]
const id = (one: OutlineNode | null) => one?.section.id ?? null

describe("finding one's way from a section", () => {
  it("reads parents before their children", () => {
    expect(inOrder(tree).map(id)).toEqual(["a", "b", "b1", "b2", "c"])
  })

  it("goes on across levels, and knows the way up", () => {
    const { previous, next, ancestors } = neighboursOf(tree, "b2")
    expect([id(previous), id(next), ancestors.map(id)]).toEqual(["b1", "c", ["b"]])
  })

  it("has nothing before the first, after the last, and around what is not there", () => {
    expect(neighboursOf(tree, "a").previous).toBeNull()
    expect(neighboursOf(tree, "c").next).toBeNull()
    expect(neighboursOf(tree, "gone")).toEqual({ node: null, previous: null, next: null, ancestors: [] })
  })
})
