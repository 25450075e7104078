import { describe, expect, it } from "vitest"
import { threadOfHash, threadPath } from "./thread-link.ts"

describe("a link to a comment", () => {
  it("leads to its section, or to the contents where it is on the publication as a whole, and back to its id", () => {
    expect(threadPath("pub-2016", "s02", "which")).toBe("/p/pub-2016/s/s02#thread-which")
    expect(threadPath("pub-2016", null, "which")).toBe("/p/pub-2016#thread-which")
    for (const section of ["s02", null])
      expect(threadOfHash(new URL(threadPath("pub-2016", section, "which"), "https://example.org").hash)).toBe("which")
  })

  it("is none for a passage, and for what no id looks like", () => {
    for (const hash of ["", "#", "#0a1b2c", "#thread-", "#thread-Which", `#thread-${"x".repeat(65)}`])
      expect(threadOfHash(hash)).toBeNull()
  })
})
