import { describe, expect, it } from "vitest"
import { blockOfHash, blockPath, readingPath } from "./block-link.ts"

describe("a link to a passage", () => {
  const place = { publicationId: "pub-2016", sectionId: "s07-mar", blockId: "0a1b2c" }

  it("names section and block, and leads back to the block", () => {
    expect(blockPath(place)).toBe("/p/pub-2016/s/s07-mar#0a1b2c")
    expect(readingPath(place)).toBe("/p/pub-2016/read#0a1b2c")
    expect(blockOfHash("#0a1b2c")).toBe("0a1b2c")
  })

  it("holds ids with letters that an address gives another meaning", () => {
    const blockId = "a/b#c d%"
    expect(blockOfHash(new URL(blockPath({ ...place, blockId }), "https://example.org").hash)).toBe(blockId)
  })

  it("is none without a fragment, with one that is no encoded word, and with one that no block can have", () => {
    for (const hash of ["", "#", "#%E0%A4%A", `#${"x".repeat(201)}`]) expect(blockOfHash(hash)).toBeNull()
  })
})
