import { describe, expect, it } from "vitest"
import { type ListLine, listsOf, readMarker } from "./lists.ts"

const line = (level: number, text: string, over: Partial<ListLine> = {}): ListLine => ({
  type: "item",
  level,
  isOrdered: false,
  number: null,
  list: "a",
  head: {},
  content: [{ type: "text", text }],
  ...over,
})

/** `a(b,c),d`: items with what is a level deeper in brackets; `;` between lists. */
function shape(lists: ReturnType<typeof listsOf>): string {
  return lists
    .map((list) =>
      list.items
        .map((item) => {
          const [words] = item.content
          const text = words?.type === "text" ? words.text : ""
          return item.lists === undefined ? text : `${text}(${shape([...item.lists])})`
        })
        .join(","),
    )
    .join(";")
}

describe("items that become lists", () => {
  it("nest by their levels", () => {
    expect(shape(listsOf([line(1, "a"), line(2, "b"), line(3, "c"), line(2, "d"), line(1, "e")]))).toBe("a(b(c),d),e")
  })

  it("are one level deeper when the source skips some, and come back to where they were", () => {
    expect(shape(listsOf([line(1, "a"), line(4, "b"), line(4, "c"), line(1, "d")]))).toBe("a(b,c),d")
    expect(shape(listsOf([line(3, "a"), line(1, "b")]))).toBe("a,b")
  })

  it("are lists beside each other where the kind or the list changes", () => {
    const numbered = { isOrdered: true, number: 1 }
    expect(shape(listsOf([line(1, "a"), line(1, "b", numbered), line(1, "c", { ...numbered, list: "z" })]))).toBe(
      "a;b;c",
    )
    expect(shape(listsOf([line(1, "a"), line(2, "b"), line(2, "c", numbered)]))).toBe("a(b;c)")
  })

  it("begin with their number", () => {
    expect(listsOf([line(1, "a", { isOrdered: true, number: 3 })])).toMatchObject([{ ordered: true, start: 3 }])
  })

  it("go no deeper than a section's lists", () => {
    const lines = Array.from({ length: 12 }, (_, at) => line(at + 1, String(at)))
    expect(shape(listsOf(lines))).toBe("0(1(2(3(4(5(6(7,8,9,10,11)))))))")
  })
})

describe("what stands before an item", () => {
  it.each([
    ["\u00B7", false, null],
    ["o", false, null],
    ["\u00A7", false, null],
    ["-", false, null],
    ["3)", true, 3],
    ["(12)", true, 12],
    ["b.", true, 2],
    ["iv.", true, 4],
    ["1.2.", true, 2],
    ["\u0663.", true, 3],
  ])("%j is ordered: %s, number %s", (marker, isOrdered, number) => {
    expect(readMarker(marker)).toEqual({ isOrdered, number })
  })
})
