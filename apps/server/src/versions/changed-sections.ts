import { type CanonicalContent, hashInput } from "@codraft/document/canonical"
import type { SectionId } from "@codraft/publication"
import { type PublicationContent, PublicationContentSchema } from "@codraft/publish/content"
import type { ChangedJob } from "./version-press.ts"

/** The sections whose words are others than those that were frozen; marks of comments and the ids of blocks do not count. */
export function changedSections({ content, texts }: ChangedJob): SectionId[] {
  const { sections }: PublicationContent = PublicationContentSchema.parse(JSON.parse(new TextDecoder().decode(content)))
  return sections.flatMap(({ id, text }) => {
    const now = texts.get(id)
    if (text === null || now === undefined) return []
    return hashInput(JSON.parse(now) as CanonicalContent) === hashInput(text) ? [] : [id]
  })
}
