import { imagePath } from "@codraft/document/canonical"
import { type Publication, type Version, versionOf } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { imagesIn } from "@codraft/publish/preflight"
import { type Blobs, DamagedError } from "@codraft/storage"
import type { FileSources } from "./file-work.ts"

type Bytes = Uint8Array<ArrayBuffer>

export interface FrozenImage {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Bytes
}

export interface VersionSources extends Omit<FileSources, "images"> {
  /** By the SHA-256 of each. What cannot be read is not among them: where it stands, whoever makes a file says. */
  readonly images: ReadonlyMap<string, FrozenImage>
}

/** Null where what was frozen is not there, or is not what was frozen: nothing can be made of the version. */
export async function sourcesOf(
  blobs: Pick<Blobs, "get">,
  publication: Publication,
  version: Version,
): Promise<VersionSources | null> {
  const content = await whole(blobs, version.contentSha256)
  if (content === null) return null
  const { coverSha256, registerSha256 } = version
  const corrected = readAgainst(publication, version)
  const bytesOf = ({ contentSha256 }: Version) => orNothing(blobs, contentSha256)
  return {
    content,
    images: await imagesOf(blobs, content),
    ...(corrected === null ? {} : { corrects: await orNothing(blobs, corrected.contentSha256) }),
    ...(corrected === null ? {} : { earlier: await Promise.all(earlierOf(publication, version).map(bytesOf)) }),
    ...(coverSha256 === undefined ? {} : { coverNote: await orNothing(blobs, coverSha256) }),
    ...(registerSha256 === undefined ? {} : { register: await orNothing(blobs, registerSha256) }),
  }
}

/** What a corrigendum is read against. An addendum says what is new by itself. */
function readAgainst(publication: Publication, { kind, corrects }: Version): Version | null {
  return kind !== "corrigendum" || corrects === null ? null : versionOf(publication, corrects)
}

/** The corrigenda to the same version that were frozen before. */
function earlierOf({ versions }: Publication, { corrects, number }: Version): Version[] {
  return versions.filter(
    (other) => other.kind === "corrigendum" && other.corrects === corrects && other.number < number,
  )
}

/** The images of all texts. */
async function imagesOf(blobs: Pick<Blobs, "get">, content: Bytes): Promise<Map<string, FrozenImage>> {
  const { sections } = JSON.parse(new TextDecoder().decode(content)) as PublicationContent
  const found = new Map<string, FrozenImage>()
  for (const { file } of sections.flatMap(({ text }) => imagesIn(text?.blocks ?? []))) {
    if (file === undefined || found.has(file.blob)) continue
    const bytes = await whole(blobs, file.blob)
    if (bytes !== null) found.set(file.blob, { name: imagePath(file), mediaType: file.mediaType, bytes })
  }
  return found
}

/** The bytes of a blob; null where it is gone or damaged. */
export async function whole(blobs: Pick<Blobs, "get">, sha256: string): Promise<Bytes | null> {
  try {
    const bytes = await blobs.get(sha256)
    return bytes && new Uint8Array(bytes)
  } catch (error) {
    if (error instanceof DamagedError) return null
    throw error
  }
}

/** Files that are made of nothing say that they cannot be read, each for itself. */
async function orNothing(blobs: Pick<Blobs, "get">, sha256: string): Promise<Bytes> {
  return (await whole(blobs, sha256)) ?? new Uint8Array()
}
