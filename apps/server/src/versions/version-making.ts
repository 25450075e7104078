import type { Artefact, FailedFile, Publication, Version } from "@codraft/publication"
import { canonicalBytes, type FrozenFile, sha256 } from "@codraft/publish/manifest"
import { type Blobs, StorageError } from "@codraft/storage"
import type { AttemptEndedError } from "./file-press.ts"
import { namesOf } from "./file-work.ts"
import { makeAll } from "./making.ts"
import { failedFile, inListedOrder, type MadeFile, mediaTypes, type ThereFile } from "./made-file.ts"
import type { VersionPress } from "./version-press.ts"
import { sourcesOf } from "./version-sources.ts"

/** What has become of the files of a version, before it is signed. Their bytes are blobs. */
export interface VersionFilesSoFar {
  readonly files: readonly Artefact[]
  /** The images of its texts, as the manifest lists them. */
  readonly images: readonly FrozenFile[]
  readonly failed: readonly FailedFile[]
  /** What was frozen cannot be read: nothing of the version can be made, or signed. */
  readonly isLost: boolean
}

interface MakingDeps {
  readonly blobs: Blobs
  readonly press: Pick<VersionPress, "files">
  readonly signal: AbortSignal
  /** One more file is there, or is known not to be. */
  readonly progress: (soFar: VersionFilesSoFar) => Promise<void>
  readonly ended: (name: string, error: AttemptEndedError) => void
}

/**
 * Makes the files of a version of nothing but what was frozen: each time the same. Whatever happens to one of them is said of that
 * one. Rejects with a `StorageError` where they cannot be kept.
 */
export async function makeVersion(
  publication: Publication,
  version: Version,
  { blobs, press, signal, progress, ended }: MakingDeps,
): Promise<VersionFilesSoFar> {
  const sources = await sourcesOf(blobs, publication, version)
  if (sources === null)
    return { files: [], images: [], failed: [failedFile("publication.json", "damaged")], isLost: true }
  const { images: found, ...rest } = sources
  const names = namesOf(rest)
  const { content } = rest
  const files = [await listed({ name: "publication.json", mediaType: mediaTypes["publication.json"], bytes: content })]
  const images = await Promise.all([...found.values()].map(listed))
  const failed: FailedFile[] = []
  const soFar = () => ({ files: inListedOrder(files), images, failed: inListedOrder(failed), isLost: false })
  const made = async (file: MadeFile) => {
    const kept = await keep(blobs, file)
    if ("sha256" in kept) files.push(kept)
    else failed.push(kept)
    await progress(soFar())
  }
  const job = { ...rest, images: new Map([...found].map(([blob, { bytes }]) => [blob, bytes])), names, there: [] }
  // A cover note names the content as well.
  const there = [{ name: "publication.json", bytes: content.length }]
  await makeAll({ ...job, there }, { press, made, signal, ended })
  return soFar()
}

async function keep(blobs: Pick<Blobs, "put">, file: MadeFile): Promise<Artefact | FailedFile> {
  if (!("bytes" in file)) return file
  try {
    await blobs.put(file.bytes)
  } catch (error) {
    if (error instanceof StorageError) throw error
    // More bytes than a blob holds: it says so before it writes anything.
    if (error instanceof RangeError) return failedFile(file.name, "size")
    throw error
  }
  return listed(file)
}

async function listed({ name, mediaType, bytes }: Omit<ThereFile, "pages">): Promise<Artefact> {
  return { name, mediaType, bytes: bytes.length, sha256: await sha256(bytes) }
}

/** The list of the images of a version, as long as there is no manifest that has it. */
export async function keepImageList(blobs: Pick<Blobs, "put">, images: readonly FrozenFile[]): Promise<string> {
  return blobs.put(canonicalBytes({ files: images }))
}
