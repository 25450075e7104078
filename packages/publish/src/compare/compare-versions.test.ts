import { hashInput } from "@codraft/document/canonical"
import canonicalize from "canonicalize"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { twoVersions } from "../testing/two-versions.ts"
import { afterOf, areAlike, beforeOf, compareVersions, countsOf, isChanged } from "./index.ts"

const sample = sampleVersion()

/** What two versions are alike in that read the same: no version of its own, no ids of blocks. */
function readingOf({ publication, organizations, sections }: PublicationContent): string | undefined {
  return canonicalize([
    publication,
    organizations,
    sections.map(({ text, ...head }) => [head, text === null ? null : hashInput(text)]),
  ])
}

function sectionOf(id: string) {
  const { text, ...head } = sample.sections.find((section) => section.id === id) ?? { text: null }
  if (text === null || !("id" in head)) throw new TypeError(`The sample has a text of ${id}`)
  return { ...head, text }
}

describe("a comparison of two versions", () => {
  it("holds both, byte for byte, and has a change exactly where they read differently", () => {
    let alike = 0
    fc.assert(
      fc.property(twoVersions, ([before, after]) => {
        const comparison = compareVersions(before, after)
        expect(canonicalize(beforeOf(comparison))).toBe(canonicalize(before))
        expect(canonicalize(afterOf(comparison))).toBe(canonicalize(after))
        expect(areAlike(comparison)).toBe(readingOf(before) === readingOf(after))
        expect(areAlike(compareVersions(before, before))).toBe(true)
        alike += Number(areAlike(comparison))
      }),
      { numRuns: 300, seed: 20161209 },
    )
    expect(alike).toBeGreaterThan(10)
    expect(alike).toBeLessThan(200)
  }, 60_000)

  it("says of one section after the other, in the order of the later, what became of it", () => {
    const [foreword, ...rest] = sample.sections
    if (foreword === undefined) throw new TypeError("The sample has sections")
    const moved = { ...sample, sections: [...rest, foreword] }
    const { sections } = compareVersions(sample, moved)
    expect(sections[0]).toMatchObject({ kind: "left", before: { id: foreword.id } })
    expect(sections.at(-1)).toMatchObject({ kind: "kept", after: { id: foreword.id }, isMoved: true })
    expect(sections.filter(isChanged)).toHaveLength(2)
  })

  it("finds what went into another section, with its note and what changed on the way, and counts it once", () => {
    const [from, to] = [sectionOf("s06"), sectionOf("s09")]
    const [passage, note] = [from.text.blocks[3], from.text.footnotes?.[0]]
    if (passage?.type !== "paragraph" || note === undefined)
      throw new TypeError("The sample has a paragraph with a note")
    const [first, ...rest] = passage.content
    const content =
      first?.type === "text" ? [{ ...first, text: first.text.replace("Most", "Nearly all") }, ...rest] : rest
    const notes = to.text.footnotes ?? []
    const moved = {
      ...passage,
      content: content.map((part) => (part.type === "footnote" ? { ...part, note: notes.length } : part)),
    }
    const edited = {
      ...sample,
      sections: sample.sections.map((section) => {
        if (section.id === from.id) {
          const { footnotes: _, ...text } = from.text
          return { ...section, text: { ...text, blocks: text.blocks.filter((block) => block !== passage) } }
        }
        if (section.id !== to.id) return section
        return { ...section, text: { ...to.text, blocks: [...to.text.blocks, moved], footnotes: [...notes, note] } }
      }),
    }
    for (const [before, after, place] of [
      [sample, edited, { from: from.id, to: to.id }],
      [edited, sample, { from: to.id, to: from.id }],
    ] as const) {
      const { moves, counts } = compareVersions(before, after)
      expect(moves).toMatchObject([
        { from: { section: place.from }, to: { section: place.to }, change: { kind: "changed" }, footnotes: [{}] },
      ])
      expect(counts).toEqual({ added: 0, removed: 0, changed: 1, moved: 1 })
    }
  })

  it("counts the paragraphs of a section that came, went, or was to follow", () => {
    const [first, second, third, ...rest] = sample.sections
    if (first === undefined || second === undefined || third === undefined)
      throw new TypeError("The sample has sections")
    const toFollow = { ...second, text: null }
    const comparison = compareVersions(
      { ...sample, sections: [first, toFollow, ...rest] },
      { ...sample, sections: [second, third, ...rest] },
    )
    const [gone, came, added] = comparison.sections
    expect(gone).toMatchObject({ kind: "removed", before: { id: first.id } })
    expect(came).toMatchObject({ kind: "kept", text: { kind: "came" } })
    expect(added).toMatchObject({ kind: "added", after: { id: third.id } })
    const counts = [gone, came, added].map((change) => (change === undefined ? null : countsOf(change, [])))
    expect(counts.map((each) => [(each?.added ?? 0) > 0, (each?.removed ?? 0) > 0])).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ])
    expect(comparison.counts.added).toBe((counts[1]?.added ?? 0) + (counts[2]?.added ?? 0))
    expect(comparison.counts.removed).toBe(counts[0]?.removed)
  })
})
