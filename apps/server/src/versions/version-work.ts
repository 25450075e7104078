import type { CanonicalContent, ImageFile } from "@codraft/document/canonical"
import type { Publication } from "@codraft/publication"
import { type Book, bookOf } from "@codraft/publish/book"
import {
  numberedSections,
  type PublicationContent,
  PublicationContentSchema,
  publicationContent,
} from "@codraft/publish/content"
import { canonicalBytes, contentBytes, type Manifest, manifestOf } from "@codraft/publish/manifest"
import { packageOf } from "@codraft/publish/package"
import type { Typeset } from "@codraft/publish/pdf"
import { placesOf, type SectionPlaces } from "@codraft/publish/places"
import { type Exemptions, type Finding, preflight } from "@codraft/publish/preflight"
import { corrigendumWork } from "./corrigendum-work.ts"
import { coverFiles, unprintableInNote } from "./cover-work.ts"
import { made, pdfType, wordType } from "./made-file.ts"
import { registerFiles } from "./register-work.ts"
import type {
  ArtefactJob,
  MadeFile,
  MadeValue,
  ManifestJob,
  PackageJob,
  TextsAtCut,
  ValueJob,
} from "./version-press.ts"

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

/** All files of a version. One that cannot be made is said with its reason, and the others are there all the same. */
export async function makeArtefacts({
  content,
  images,
  corrects,
  coverNote,
  register,
}: ArtefactJob): Promise<MadeFile[]> {
  const value = contentOf(content)
  const book = bookOf(value)
  const bytesOf = imagesFrom(images)
  const files: readonly MadeFile[] = [
    { name: "publication.json", mediaType: "application/json", bytes: content },
    await made("publication.html", "text/html; charset=UTF-8", () => html(book, bytesOf)),
    await made("publication.docx", wordType, () => docx(book, bytesOf)),
    await made("publication.pdf", pdfType, () => pdf(book, bytesOf)),
    ...(corrects === undefined ? [] : await corrigendumWork(corrects, value)),
  ]
  return [
    ...files,
    ...(coverNote === undefined ? [] : await coverFiles(coverNote, value, files)),
    ...(register === undefined ? [] : await registerFiles(register, value)),
  ]
}

/** What `publication.json` says. */
export function contentOf(bytes: Uint8Array): PublicationContent {
  return PublicationContentSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

type BytesOf = (file: ImageFile) => Uint8Array

export function imagesFrom(images: ReadonlyMap<string, Uint8Array>): BytesOf {
  return ({ blob }) => {
    const bytes = images.get(blob)
    if (bytes === undefined) throw new Error(`An image of the text is lost: ${blob}.`)
    return bytes
  }
}

async function html(book: Book, images: BytesOf): Promise<Uint8Array> {
  const { htmlOf } = await import("@codraft/publish/html")
  return new TextEncoder().encode(htmlOf(book, { images }))
}

async function docx(book: Book, images: BytesOf): Promise<Uint8Array> {
  const { docxOf } = await import("@codraft/publish/docx")
  return docxOf(book, { images })
}

async function pdf(book: Book, images: BytesOf): Promise<Typeset> {
  const { compactPdf, pdfPagesOf, shippedFonts } = await import("@codraft/publish/pdf")
  const { bytes, pages, heads } = pdfPagesOf(book, { images, fonts: shippedFonts() })
  return { bytes: await compactPdf(bytes, heads), pages }
}

/** What is signed: the hashes of every section, paragraph and file. */
export async function makeManifest({ content, ...rest }: ManifestJob): Promise<Uint8Array<ArrayBuffer>> {
  const value = JSON.parse(new TextDecoder().decode(content)) as PublicationContent
  return canonicalBytes(await manifestOf({ ...rest, content: value }))
}

export function makePackage({ manifest, ...sealed }: PackageJob): Uint8Array<ArrayBuffer> {
  return packageOf({ ...sealed, manifest: JSON.parse(new TextDecoder().decode(manifest)) as Manifest })
}
