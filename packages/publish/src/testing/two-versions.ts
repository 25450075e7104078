import { type CanonicalContent, canonicalFromDoc } from "@codraft/document/canonical"
import { playedUpdates } from "@codraft/document/testing"
import { OrgIdSchema, SectionIdSchema } from "@codraft/publication"
import * as fc from "fast-check"
import * as Y from "yjs"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { sampleVersion } from "./sample-version.ts"

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

/** Two versions of a publication, which may have nothing or everything in common. */
export const twoVersions = fc.oneof(
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
