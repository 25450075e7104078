// @vitest-environment happy-dom
import { canonicalFromDoc, type CanonicalContent, linesOf } from "@codraft/document/canonical"
import { type Comparison, compareContents } from "@codraft/document/compare"
import { playedUpdates } from "@codraft/document/testing"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { ComparedPassage } from "./compared-passage.tsx"
import { aroundSection, Shown, type Side } from "./shown.ts"

/** A text at some moments of a history in which three people write. */
function moments(seed: number): CanonicalContent[] {
  const doc = new Y.Doc()
  return playedUpdates(seed, 240).flatMap((update, i) => {
    Y.applyUpdate(doc, update)
    return i % 40 === 0 ? [canonicalFromDoc(doc, { language: "en", dir: "ltr" })] : []
  })
}

/** What people typed: each letter of the history is typed once, and none is one of what the page says itself. */
const typed = (text: string) => text.replaceAll(/[^\u4e00-\u9fff]/gu, "")

function column({ passages }: Comparison, side: Side): string {
  const markup = renderToStaticMarkup(
    <Shown value={{ ...aroundSection("s", "en"), side }}>
      {passages.map((change, i) => (
        <ComparedPassage key={i} change={change} among={passages} />
      ))}
    </Shown>,
  )
  return typed(markup.replaceAll(/<[^>]*>/g, ""))
}

function wordsOf(content: CanonicalContent): string {
  return typed(
    linesOf({ ...content, footnotes: [] })
      .map(({ text }) => text)
      .join("\n"),
  )
}

it.each([1, 2])(
  "each side says all of its own text, in its order, and nothing else (history %i)",
  { timeout: 60_000 },
  (seed) => {
    const texts = moments(seed)
    expect(texts.map(wordsOf).join("").length).toBeGreaterThan(100)
    for (const before of texts) {
      for (const after of texts) {
        const comparison = compareContents(before, after)
        expect(column(comparison, "before")).toBe(wordsOf(before))
        expect(column(comparison, "after")).toBe(wordsOf(after))
      }
    }
  },
)
