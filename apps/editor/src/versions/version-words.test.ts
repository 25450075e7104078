import { VersionKindSchema } from "@codraft/publication"
import { expect, it } from "vitest"
import { integrityOf } from "./use-frozen-text.ts"
import { fileWords, kindWords, sizeWords, versionKinds } from "./version-words.ts"

it("has words for every kind of version, and calls files of names that it does not know by those", () => {
  expect(versionKinds).toEqual(VersionKindSchema.options)
  expect(versionKinds.map(kindWords)).toContain("Printed edition")
  expect(fileWords("codraft.zip")).toBe("Package with manifest and signature")
  expect(fileWords("annex.csv")).toBe("annex.csv")
})

it("says sizes as file managers do", () => {
  expect([0, 999, 1_499, 999_499, 4_960_000].map((bytes) => sizeWords(bytes, "en-GB"))).toEqual([
    "0 bytes",
    "999 bytes",
    "1 kB",
    "999 kB",
    "5 MB",
  ])
})

it("holds a text for the frozen one only by its hash", () => {
  const contentSha256 = "a".repeat(64)
  expect(integrityOf({ sha256: "a".repeat(64) }, { contentSha256 })).toBe("as-frozen")
  expect(integrityOf({ sha256: `${"a".repeat(63)}b` }, { contentSha256 })).toBe("differs")
  expect(integrityOf({ sha256: null }, { contentSha256 })).toBe("unknown")
})
