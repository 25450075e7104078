import type { Version } from "@codraft/publication"
import { type Manifest, ManifestSchema } from "@codraft/publish/manifest"
import type { Blobs } from "@codraft/storage"
import { z } from "zod"

export interface FoundFile {
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Where a manifest has the images of its texts. */
const imageFolder = "images/"
/** Whose images are known without reading the manifest again. */
const listsKnownMax = 50

/** A manifest, or what is kept of images before there is one. */
const ImageListSchema = z.object({ files: ManifestSchema.shape.files })

/** The files of versions as they are kept. Who may have them is asked before. */
export class VersionFiles {
  readonly #blobs: Blobs
  /** The media types of images by their hashes, by the hash of what lists them. */
  readonly #images = new Map<string, ReadonlyMap<string, string>>()

  constructor(blobs: Blobs) {
    this.#blobs = blobs
  }

  /** What was signed; null until its files are made. */
  async manifest({ seal }: Pick<Version, "seal">): Promise<Manifest | null> {
    return seal && ManifestSchema.parse(await this.json(seal.manifestSha256))
  }

  /** Its content is there before the others are made, and these before they are signed; null for a name that it has not. */
  async file({ seal, made, contentSha256 }: Version, name: string): Promise<FoundFile | null> {
    if (name === "publication.json") return this.#found("application/json", contentSha256)
    if (name === "manifest.json") return seal && this.#found("application/json", seal.manifestSha256)
    const file = (seal ?? made)?.files.find((one) => one.name === name)
    return file === undefined ? null : this.#found(file.mediaType, file.sha256)
  }

  /** An image of its texts: its manifest lists them, or what is kept of a version that is not sealed. */
  async image({ seal, made }: Version, blob: string): Promise<FoundFile | null> {
    const list = seal?.manifestSha256 ?? made?.imagesSha256
    if (list === undefined) return null
    const mediaType = (await this.#imagesOf(list)).get(blob)
    return mediaType === undefined ? null : this.#found(mediaType, blob)
  }

  async json(sha256: string): Promise<unknown> {
    const bytes = await this.#blobs.get(sha256)
    return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as unknown)
  }

  async #imagesOf(sha256: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#images.get(sha256)
    if (known !== undefined) return known
    const { files } = ImageListSchema.parse(await this.json(sha256))
    const images = new Map(
      files.flatMap(({ name, sha256, mediaType }) => (name.startsWith(imageFolder) ? [[sha256, mediaType]] : [])),
    )
    const [oldest] = this.#images.keys()
    if (oldest !== undefined && this.#images.size >= listsKnownMax) this.#images.delete(oldest)
    this.#images.set(sha256, images)
    return images
  }

  async #found(mediaType: string, sha256: string): Promise<FoundFile | null> {
    const bytes = await this.#blobs.get(sha256)
    return bytes && { mediaType, sha256, bytes: new Uint8Array(bytes) }
  }
}
