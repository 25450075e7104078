import type { FailedFile, Version } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { sealWords } from "../facts-words.ts"
import { causeWords, isInMaking, isWaivable } from "./unsigned-version.ts"

const madeOf = (failed: FailedFile[], isWaived = false): Pick<Version, "seal" | "made"> => ({
  seal: null,
  made: { files: [], failed, isWaived },
})
const pdf: FailedFile = { name: "publication.pdf", reason: "It took too long.", because: "time" }

describe("a version that is not signed", () => {
  it("is in the making until something of it could not be made, and again once that is asked for or waived", () => {
    expect(isInMaking({ seal: null, made: null })).toBe(true)
    expect([madeOf([]), madeOf([pdf]), madeOf([pdf], true)].map(isInMaking)).toEqual([true, false, true])
  })

  it("can be signed without a file, and not without its content or the list of all", () => {
    const failed = ["publication.pdf", "codraft.zip", "publication.json", "manifest.json"]
    expect(failed.map((name) => isWaivable(madeOf([{ ...pdf, name }])))).toEqual([true, true, false, false])
  })

  it("says in the list how many of its files could not be made", () => {
    expect(sealWords(madeOf([pdf]))).toBe("not signed yet; files that could not be made: 1")
    expect(sealWords(madeOf([]))).toBe("The files are being made…")
  })

  it("says why in the words of the interface, or leaves it to the file's own", () => {
    expect([causeWords("memory"), causeWords(undefined)]).toEqual([expect.stringContaining("memory"), null])
  })
})
