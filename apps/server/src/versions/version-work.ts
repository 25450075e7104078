import type { CanonicalContent } from "@codraft/document/canonical"
import type { Publication } from "@codraft/publication"
import { bookOf } from "@codraft/publish/book"
import { numberedSections, type PublicationContent, publicationContent } from "@codraft/publish/content"
import { canonicalBytes, contentBytes, type Manifest, manifestOf } from "@codraft/publish/manifest"
import { packageOf } from "@codraft/publish/package"
import { placesOf, type SectionPlaces } from "@codraft/publish/places"
import { type Exemptions, type Finding, preflight } from "@codraft/publish/preflight"
import { contentOf } from "./frozen-content.ts"
import { unprintableInNote } from "./unprintable-note.ts"
import type { MadeValue, ManifestJob, PackageJob, TextsAtCut, ValueJob } from "./version-press.ts"

/** The value of a version, and what is to be looked at before it becomes one. */
export async function makeValue({ facts, coverNote, ...texts }: ValueJob): Promise<MadeValue> {
  const content = valueOf(texts)
  const findings = [
    ...(await unprintable(content)),
    ...preflight(content, facts, content.version.kind, exemptionsIn(texts.publication)),
  ]
  return {
    content: contentBytes(content),
    findings,
    starts: new Map(numberedSections(content).map(({ section, starts }) => [section.id, starts])),
    unprintableInNote: coverNote === null ? [] : await unprintableInNote(coverNote),
  }
}

/** By the key of the finding; a key holds the section that it is of. */
function exemptionsIn({ exemptions }: Publication): Exemptions {
  const known = Object.values(exemptions).flatMap((ofSection) => Object.entries(ofSection))
  return new Map(known.map(([key, { reason }]) => [key, reason]))
}

/** The value alone. */
export function valueOf({ publication, version, texts }: TextsAtCut): PublicationContent {
  const read = new Map([...texts].map(([id, json]) => [id, JSON.parse(json) as CanonicalContent]))
  return publicationContent({ publication, version, texts: read })
}

/** What no font has: the files could not be made, whatever the reason given. */
async function unprintable(content: PublicationContent): Promise<Finding[]> {
  const { missingCharacters, shippedFonts } = await import("@codraft/publish/pdf")
  return missingCharacters(bookOf(content), shippedFonts()).flatMap(({ character, places }) =>
    places.map((place): Finding => {
      const section = content.sections.find(({ id }) => id === place?.id)
      return {
        check: "unprintable-character",
        level: "blocker",
        isFinal: true,
        ...(section === undefined ? {} : { section: { id: section.id, number: section.number, title: section.title } }),
        count: 1,
        what: character,
      }
    }),
  )
}

/** What can be commented on in a version, with its numbers. */
export function readPlaces(content: Uint8Array): SectionPlaces[] {
  return placesOf(contentOf(content))
}

/** What is signed: the hashes of every section, paragraph and file. */
export async function makeManifest({ content, ...rest }: ManifestJob): Promise<Uint8Array<ArrayBuffer>> {
  const value = JSON.parse(new TextDecoder().decode(content)) as PublicationContent
  return canonicalBytes(await manifestOf({ ...rest, content: value }))
}

export function makePackage({ manifest, ...sealed }: PackageJob): Uint8Array<ArrayBuffer> {
  return packageOf({ ...sealed, manifest: JSON.parse(new TextDecoder().decode(manifest)) as Manifest })
}
