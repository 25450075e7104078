import type { ImageFile } from "@codraft/document/canonical"
import { type PublicationContent, PublicationContentSchema } from "@codraft/publish/content"

/** What `publication.json` says. */
export function contentOf(bytes: Uint8Array): PublicationContent {
  return PublicationContentSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

export type BytesOf = (file: ImageFile) => Uint8Array

/** Of one that is not there it is said where it stands. */
export function imagesFrom(
  images: ReadonlyMap<string, Uint8Array>,
  { sections }: Pick<PublicationContent, "sections">,
): BytesOf {
  return ({ blob }) => {
    const bytes = images.get(blob)
    if (bytes !== undefined) return bytes
    const section = sections.find(({ text }) => text !== null && JSON.stringify(text).includes(`"blob":"${blob}"`))
    const where = section === undefined ? "" : ` in section ${section.number}, “${section.title}”,`
    throw new Error(`An image${where} is missing on the server, or damaged there.`)
  }
}
