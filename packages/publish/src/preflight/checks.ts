import { linesOf, wordCount } from "@codraft/document/canonical"
import { targets } from "@codraft/publication/targets"
import { bookOf } from "../book/index.ts"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { countryNames } from "./country-names.ts"
import type { Check, Found } from "./finding.ts"
import { imagesIn, printedInline, targetsNamedIn } from "./walk.ts"

/** Each looks for one thing. A rule that comes later adds itself here. */
export const checks: readonly Check[] = [
  {
    name: "open-comments",
    strictness: "blocks-final",
    find: (content, { openComments }) =>
      sectionsIn(content).flatMap((section) => {
        const count = openComments.get(section.id) ?? 0
        return count === 0 ? [] : [{ section, count }]
      }),
  },
  {
    name: "empty-section",
    strictness: "blocks-final",
    find: (content) =>
      sectionsIn(content).flatMap((section, i, all) => {
        const holdsOthers = (all[i + 1]?.depth ?? 0) > section.depth
        return wordCount(section.text) > 0 || holdsOthers ? [] : [{ section, count: 1 }]
      }),
  },
  {
    name: "image-without-alt",
    strictness: "blocks-final",
    find: (content) =>
      sectionsIn(content).flatMap((section) =>
        imagesIn(section.text.blocks)
          .filter(({ alt, decorative }) => decorative !== true && (alt ?? "").trim() === "")
          .map(({ id }) => ({ section, count: 1, ...(id === undefined ? {} : { block: id }) })),
      ),
  },
  {
    name: "missing-image",
    strictness: "blocks-final",
    find: (content) =>
      sectionsIn(content).flatMap((section) =>
        imagesIn(section.text.blocks)
          .filter(({ file }) => file === undefined)
          .map(({ id }) => ({ section, count: 1, ...(id === undefined ? {} : { block: id }) })),
      ),
  },
  { name: "broken-reference", strictness: "blocks-final", find: brokenReferences },
  {
    name: "section-not-closed",
    strictness: "blocks-final",
    find: (content, { closed }) =>
      sectionsIn(content)
        .filter(({ id }) => !closed.has(id))
        .map((section) => ({ section, count: 1 })),
  },
  { name: "country-name", strictness: "blocks-final", allowsExemptions: true, find: countryNames },
  { name: "target-without-text", strictness: "warning", find: targetsWithoutText },
  {
    name: "writing-now",
    strictness: "warning",
    find: (content, { writing }) =>
      sectionsIn(content).flatMap((section) => {
        const count = writing.get(section.id) ?? 0
        return count === 0 ? [] : [{ section, count }]
      }),
  },
]

type SectionWithText = FrozenSection & { text: NonNullable<FrozenSection["text"]> }

function sectionsIn({ sections }: PublicationContent): SectionWithText[] {
  return sections.filter((section): section is SectionWithText => section.text !== null)
}

/** A reference that says a question mark, or "another section": its goal is gone, counts nothing, or is not in this version. */
function brokenReferences(content: PublicationContent): Found[] {
  const { parts } = bookOf(content)
  return content.sections.flatMap((section, i) => {
    const { blocks = [], notes = [] } = parts[i] ?? {}
    const inline = [...blocks.flatMap(printedInline), ...notes.flatMap((note) => note.content)]
    const count = inline.filter((part) => part.type === "reference" && part.to === undefined).length
    return count === 0 ? [] : [{ section, count }]
  })
}

function targetsWithoutText(content: PublicationContent, { targets: filed }: Parameters<Check["find"]>[1]): Found[] {
  const written = new Set<string>()
  for (const section of sectionsIn(content)) {
    const hasWords = linesOf(section.text).some(({ kind, text }) => kind !== "heading" && text.trim() !== "")
    if (hasWords) for (const code of filed.get(section.id) ?? []) written.add(code)
    for (const code of targetsNamedIn(section.text)) written.add(code)
  }
  return targets
    .filter(({ code, migration }) => migration.relation === "direct" && !written.has(code))
    .map(({ code }) => ({ count: 1, what: code }))
}
