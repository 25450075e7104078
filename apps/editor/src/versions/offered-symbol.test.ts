import type { VersionKind } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { offeredSymbol } from "./offered-symbol.ts"

const frozen = (...versions: [VersionKind, string][]) =>
  versions.map(([kind, symbol], index) => ({ number: index + 1, kind, symbol, submissions: [] }))

describe("the symbol that is offered", () => {
  it("is the next revision of the last one", () => {
    expect(offeredSymbol(frozen(["draft", "IDM/2016/1"]), "revision")).toBe("IDM/2016/1/Rev.1")
    const two = frozen(["draft", "IDM/2016/1"], ["revision", "IDM/2016/1/Rev.9"], ["draft", ""])
    expect(offeredSymbol(two, "revision")).toBe("IDM/2016/1/Rev.10")
    expect(offeredSymbol(two, "submission")).toBe("IDM/2016/1/Rev.10")
  })

  it("of a corrigendum stands behind that of what went out, and counts on", () => {
    const out = frozen(["submission", "IDM/2016/1/Rev.2"], ["draft", "IDM/2017/4"])
    expect(offeredSymbol(out, "corrigendum")).toBe("IDM/2016/1/Rev.2/Corr.1")
    expect(offeredSymbol(out, "addendum")).toBe("IDM/2016/1/Rev.2/Add.1")
    const corrected = [...out, ...frozen(["corrigendum", "IDM/2016/1/Rev.2/Corr.1"])]
    expect(offeredSymbol(corrected, "corrigendum")).toBe("IDM/2016/1/Rev.2/Corr.2")
    // The correction is no revision to go on from.
    expect(offeredSymbol(frozen(["submission", "A/1"], ["corrigendum", "A/1/Corr.1"]), "revision")).toBe("A/1/Rev.1")
  })

  it("of a corrigendum follows the version that is to be corrected", () => {
    const out = frozen(["submission", "IDM/2016/1/Rev.2"], ["printed-edition", "IDM 26"], ["draft", "IDM 26/Rev.1"])
    expect(offeredSymbol(out, "corrigendum")).toBe("IDM 26/Corr.1")
    expect(offeredSymbol(out, "corrigendum", 1)).toBe("IDM/2016/1/Rev.2/Corr.1")
    // What has not gone out is not corrected.
    expect(offeredSymbol(out, "corrigendum", 3)).toBe("IDM 26/Corr.1")
    expect(offeredSymbol(out, "revision", 1)).toBe("IDM 26/Rev.2")
  })

  it("is none where there is nothing to go on from, where drafts are not counted, and where it would be too long", () => {
    expect(offeredSymbol([], "revision")).toBe("")
    expect(offeredSymbol(frozen(["draft", "A/1"]), "draft")).toBe("")
    expect(offeredSymbol(frozen(["draft", "A/1"]), "corrigendum")).toBe("")
    expect(offeredSymbol(frozen(["draft", "A".repeat(58)]), "revision")).toBe("")
  })
})
