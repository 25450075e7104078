import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc, type CanonicalContent, hashInput } from "../canonical/index.ts"
import { playedUpdates } from "../testing/played.ts"
import { compareContents, sideOf } from "./index.ts"

const english = { language: "en", dir: "ltr" } as const

/** A text at some moments of a history in which three people write. */
function moments(seed: number): CanonicalContent[] {
  const updates = playedUpdates(seed, 60)
  const doc = new Y.Doc()
  const found: CanonicalContent[] = []
  updates.forEach((update, i) => {
    Y.applyUpdate(doc, update)
    if (i % 12 === 0) found.push(canonicalFromDoc(doc, english))
  })
  return found
}

function withoutIds(content: CanonicalContent): CanonicalContent {
  return JSON.parse(
    JSON.stringify(content, (key, value: unknown) => (key === "id" ? undefined : value)),
  ) as typeof content
}

const seeds = Array.from({ length: 6 }, (_, seed) => seed)

describe.each([
  ["with ids", (content: CanonicalContent) => content],
  ["without ids", withoutIds],
])("a comparison of two moments of a text, %s", (_, given) => {
  it.each(seeds)(
    "holds both texts, and finds the same in both directions (history %i)",
    { timeout: 60_000 },
    (seed) => {
      const texts = moments(seed).map(given)
      for (const before of texts) {
        for (const after of texts) {
          const comparison = compareContents(before, after)
          const { added, removed, changed, moved } = comparison.counts
          expect(sideOf(comparison, "before")).toEqual(before)
          expect(sideOf(comparison, "after")).toEqual(after)
          expect(added + removed + changed + moved === 0).toBe(hashInput(before) === hashInput(after))
          expect(compareContents(after, before).counts).toEqual({ added: removed, removed: added, changed, moved })
        }
      }
    },
  )
})

it("holds the language of both texts where only that is another", () => {
  const [before] = moments(1)
  if (before === undefined) throw new TypeError("No text")
  const after: CanonicalContent = { ...before, language: "ar", dir: "rtl" }
  const comparison = compareContents(before, after)
  expect(comparison).toMatchObject({ language: "ar", dir: "rtl", before: { language: "en", dir: "ltr" } })
  expect([sideOf(comparison, "before"), sideOf(comparison, "after")]).toEqual([before, after])
})
