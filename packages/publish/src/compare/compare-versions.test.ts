import { type CanonicalContent, canonicalFromDoc, hashInput } from "@codraft/document/canonical"
import { playedUpdates } from "@codraft/document/testing"
import { OrgIdSchema, SectionIdSchema } from "@codraft/publication"
import canonicalize from "canonicalize"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { afterOf, areAlike, beforeOf, compareVersions, countsOf, isChanged } from "./index.ts"

const sample = sampleVersion()

/** Texts at some moments of histories in which three people write, lists, tables, notes and images too; and the sample's. */
const texts: readonly CanonicalContent[] = [
  ...[1, 2, 3].flatMap((seed) => {
    const doc = new Y.Doc()
    return playedUpdates(seed, 40).flatMap((update, i): CanonicalContent[] => {
      Y.applyUpdate(doc, update)
      return i % 13 === 0 ? [canonicalFromDoc(doc, { language: "en", dir: "ltr" })] : []
    })
  }),
  ...sample.sections.flatMap(({ text }) => text ?? []),
]

const section = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
  title: fc.constantFrom("Costs", "Costs of moving"),
  depth: fc.constantFrom(0, 0, 1),
  isArabic: fc.constantFrom(false, false, false, true),
  text: fc.constantFrom(null, ...texts),
})

const publication: fc.Arbitrary<PublicationContent> = fc
  .record({
    title: fc.constantFrom("A volume", "Another volume"),
    sections: fc.uniqueArray(section, { maxLength: 6, selector: ({ id }) => id }),
    hasOrganization: fc.boolean(),
  })
  .map(({ title, sections, hasOrganization }) => ({
    ...sample,
    publication: { ...sample.publication, title },
    organizations: hasOrganization ? sample.organizations : [],
    sections: sections.map(({ id, title, depth, isArabic, text }, i): FrozenSection => {
      const language = isArabic
        ? { language: "ar" as const, dir: "rtl" as const }
        : { language: "en" as const, dir: "ltr" as const }
      return {
        id: SectionIdSchema.parse(id),
        number: String(i + 1),
        annexLetter: null,
        depth,
        title,
        ...language,
        textClass: "secretariat",
        answeringOrg: OrgIdSchema.parse("iom"),
        numbering: { headings: true, paragraphs: true, tables: true, figures: true },
        text: text === null ? null : { ...text, ...language },
      }
    }),
  }))

type Altering = (section: FrozenSection) => FrozenSection

/** What happens to a section between two versions: mostly nothing, or nothing that a reader sees. */
const altering: fc.Arbitrary<Altering> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Altering>((section) => section) },
  { weight: 3, arbitrary: fc.constant<Altering>((section) => ({ ...section, text: withoutIds(section.text) })) },
  fc.constantFrom(null, ...texts).map(
    (text): Altering =>
      (section) => ({ ...section, text }),
  ),
  fc.constant<Altering>((section) => ({ ...section, number: `${section.number}.1`, depth: 1 })),
)

const twoVersions = fc.oneof(
  fc.tuple(publication, publication),
  publication.chain((before) =>
    fc.tuple(
      fc.constant(before),
      fc
        .array(altering, { minLength: 6, maxLength: 6 })
        .map((alterings) => ({ ...before, sections: before.sections.map((each, i) => alterings[i]?.(each) ?? each) })),
    ),
  ),
)

function withoutIds(text: CanonicalContent | null): CanonicalContent | null {
  return JSON.parse(JSON.stringify(text, (key, value: unknown) => (key === "id" ? undefined : value))) as typeof text
}

/** What two versions are alike in that read the same: no version of its own, no ids of blocks. */
function readingOf({ publication, organizations, sections }: PublicationContent): string | undefined {
  return canonicalize([
    publication,
    organizations,
    sections.map(({ text, ...head }) => [head, text === null ? null : hashInput(text)]),
  ])
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
    const counts = [gone, came, added].map((change) => (change === undefined ? null : countsOf(change)))
    expect(counts.map((each) => [(each?.added ?? 0) > 0, (each?.removed ?? 0) > 0])).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ])
    expect(comparison.counts.added).toBe((counts[1]?.added ?? 0) + (counts[2]?.added ?? 0))
    expect(comparison.counts.removed).toBe(counts[0]?.removed)
  })
})
