import type { OutlineNode, SectionId } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { placeDown, placeDropped, placesInto, placeUp } from "./moves.ts"

const id = (text: string) => text as SectionId
const node = (name: string, children: OutlineNode[] = []) =>
  ({ section: { id: id(name) }, children }) as unknown as OutlineNode

const tree = [node("a"), node("b", [node("b1"), node("b2"), node("b3")]), node("c")]

describe("moving in the outline", () => {
  it("goes up and down among siblings and stops at both ends", () => {
    expect(placeUp(tree, id("b2"))).toEqual({ parentId: "b", before: "b1" })
    expect(placeDown(tree, id("b1"))).toEqual({ parentId: "b", before: "b3" })
    expect(placeDown(tree, id("b2"))).toEqual({ parentId: "b", before: null })
    expect(placeUp(tree, id("a"))).toBeNull()
    expect(placeDown(tree, id("c"))).toBeNull()
  })

  it("offers every other section but its own parent and what is below it", () => {
    expect(placesInto(tree, id("b")).map((n) => n.section.id)).toEqual(["a", "c"])
    expect(placesInto(tree, id("b1")).map((n) => n.section.id)).toEqual(["a", "b2", "b3", "c"])
  })

  it("reads a drop before, after and into", () => {
    expect(placeDropped(tree, id("c"), id("a"), "before")).toEqual({ parentId: null, before: "a" })
    expect(placeDropped(tree, id("a"), id("b2"), "after")).toEqual({ parentId: "b", before: "b3" })
    expect(placeDropped(tree, id("a"), id("c"), "after")).toEqual({ parentId: null, before: null })
    expect(placeDropped(tree, id("a"), id("b"), "into")).toEqual({ parentId: "b", before: null })
  })

  it("takes a drop that changes nothing for none", () => {
    expect(placeDropped(tree, id("b1"), id("b2"), "before")).toBeNull()
    expect(placeDropped(tree, id("b2"), id("b1"), "after")).toBeNull()
    expect(placeDropped(tree, id("b1"), id("b"), "into")).toBeNull()
    expect(placeDropped(tree, id("a"), id("a"), "into")).toBeNull()
  })

  it("never puts a section into itself", () => {
    expect(placeDropped(tree, id("b"), id("b2"), "before")).toBeNull()
    expect(placeDropped(tree, id("b"), id("b2"), "into")).toBeNull()
  })
})
