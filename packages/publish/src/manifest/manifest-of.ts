import { type Block, hashInput } from "@codraft/document/canonical"
import type { PublicationContent } from "../content/content.ts"
import { type NumberedSection, numberedSections } from "../content/numbering.ts"
import { canonicalBytes, sha256, sha256OfText } from "./hash.ts"
import type { FrozenFile, HashedSection, Manifest } from "./manifest.ts"

export interface ManifestInput {
  readonly content: PublicationContent
  readonly frozenBy: Manifest["version"]["frozenBy"]
  readonly previous: Manifest["previous"]
  readonly files: readonly FrozenFile[]
}

/** The manifest of a version. The same input gives the same manifest, so that a crash between two tries leaves no trace. */
export async function manifestOf({ content, frozenBy, previous, files }: ManifestInput): Promise<Manifest> {
  const { publication, version } = content
  return {
    format: "codraft.manifest",
    formatVersion: 1,
    publication: { id: publication.id, title: publication.title },
    version: {
      number: version.number,
      kind: version.kind,
      symbol: version.symbol,
      title: version.title,
      note: version.note,
      frozenAt: new Date(version.frozenAt).toISOString(),
      frozenBy,
    },
    previous,
    content: { sha256: await sha256(contentBytes(content)) },
    sections: await hashedSections(content),
    files: [...files].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** The bytes of `publication.json`. */
export function contentBytes(content: PublicationContent): Uint8Array<ArrayBuffer> {
  return canonicalBytes(content)
}

/** The sections of a version by their hashes: two versions have the same words where these are the same. */
export function hashedSections(content: PublicationContent): Promise<HashedSection[]> {
  return Promise.all(numberedSections(content).map(hashedSection))
}

async function hashedSection({ section, numbers }: NumberedSection): Promise<HashedSection> {
  const { id, number, title, text } = section
  if (text === null) return { id, number, title, sha256: null, paragraphs: [], footnotes: [] }
  const numberOf = ({ id: block }: Block) => {
    const label = block === undefined ? undefined : numbers.get(block)?.label
    return label === undefined ? {} : { number: label }
  }
  return {
    id,
    number,
    title,
    sha256: await sha256OfText(hashInput(text)),
    paragraphs: await Promise.all(
      text.blocks.map(async (block) => ({ ...numberOf(block), sha256: await sha256OfText(hashInput(block)) })),
    ),
    footnotes: await Promise.all(
      (text.footnotes ?? []).map(async (note) => ({ sha256: await sha256OfText(hashInput(note)) })),
    ),
  }
}
