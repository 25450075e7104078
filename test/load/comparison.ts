import { type CanonicalContent, canonicalFromDoc, seedUpdate } from "@codraft/document"
import { compareContents } from "@codraft/document/compare"
import { restore } from "@codraft/document/restore"
import * as Y from "yjs"
import { print } from "./figures.ts"
import { paragraphs } from "./long-section.ts"

/** Two moments of a long text compared, and the older one given back: after much editing, and where nothing is the same. */
export function benchComparison(pages: number): void {
  const texts = paragraphs(pages)
  const before = documentOf(texts)
  const edited = documentOf(texts.map((text, i) => (i % 5 === 0 ? withOtherWords(text) : text)))
  const other = documentOf(
    texts.map((text) => text.replaceAll(/\p{L}+/gu, (word) => word.split("").toReversed().join(""))),
  )
  const content = contentOf(before)
  const [afterEdits, afterAll] = [edited, other].map((doc) => timed(() => compareContents(content, contentOf(doc))))
  const restored = timed(() => restore(edited, content, { newId: () => crypto.randomUUID() }))
  print(`Two texts of ${pages} pages compared (ms)`, {
    "every fifth paragraph edited": afterEdits ?? Number.NaN,
    "nothing the same": afterAll ?? Number.NaN,
    "older one restored": restored,
  })
}

function withOtherWords(text: string): string {
  return text
    .split(" ")
    .map((word, i) => (i % 9 === 4 ? `new${word}` : word))
    .join(" ")
}

function documentOf(texts: readonly string[]): Y.Doc {
  let ids = 0
  const blocks = texts.map((text, i) => ({ id: `long-${i}`, type: "paragraph" as const, text }))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate(blocks, { clientId: 1, newId: () => `extra-${ids++}`, language: "en", dir: "ltr" }))
  return doc
}

function contentOf(doc: Y.Doc): CanonicalContent {
  return canonicalFromDoc(doc, { language: "en", dir: "ltr" })
}

function timed(run: () => unknown): number {
  const started = performance.now()
  run()
  return Math.round(performance.now() - started)
}
