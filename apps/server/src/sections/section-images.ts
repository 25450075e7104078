import {
  decide,
  type Publication,
  type Refusal,
  refusalOf,
  type SectionId,
  type StoreImage,
} from "@codraft/publication"
import { imageBounds, type ImageMediaType, readRaster, type StoredImage } from "@codraft/publication/images"
import type { Blobs } from "@codraft/storage"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"
import { mayBeSvg, readSvgFile } from "./svg-file.ts"

export type StoreOutcome =
  | { kind: "stored"; image: StoredImage }
  | { kind: "refused"; refusal: Refusal }
  /** A section that the caller may not read, or that is not there. */
  | { kind: "unknown" }

export interface ImageDeps {
  blobs: Blobs
  publications: Publications
  commands: Pick<PublicationCommands, "execute">
  now: () => number
}

/**
 * The images of sections. Their bytes are in the store once, whoever placed them; a fact in the section's stream says that
 * it has them. Invariants: 1. the bytes are durable before the fact; 2. who may read a section gets only what it has.
 */
export class SectionImages {
  readonly #blobs: Blobs
  readonly #publications: Publications
  readonly #commands: ImageDeps["commands"]
  readonly #now: () => number

  constructor(deps: ImageDeps) {
    this.#blobs = deps.blobs
    this.#publications = deps.publications
    this.#commands = deps.commands
    this.#now = deps.now
  }

  /** Takes a file for a section. What the section has already is answered and not written again. */
  async store(session: Session, sectionId: SectionId, bytes: Uint8Array<ArrayBuffer>): Promise<StoreOutcome> {
    const found = this.#publications.readable(session, sectionId)
    if (!found) return { kind: "unknown" }
    const writing = this.#publications.writeRefusal(session, sectionId)
    if (writing) return { kind: "refused", refusal: writing }

    const read = await readImage(bytes)
    if ("refusal" in read) return { kind: "refused", refusal: read.refusal }
    const image = { ...read, blob: await sha256Of(bytes), bytes: bytes.byteLength }
    const command: StoreImage = { type: "storeImage", publicationId: found.publication.id, sectionId, ...image }
    const early = this.#refusal(found.publication, command, session)
    if (early) return { kind: "refused", refusal: early }
    await this.#blobs.put(bytes)
    const outcome = await this.#commands.execute(command, session)
    return outcome.kind === "done" ? { kind: "stored", image } : outcome
  }

  /** What a section has of this name; null when it has none, or is none that the caller may read. */
  find(session: Session, sectionId: SectionId, blob: string): StoredImage | null {
    const images = this.#publications.readable(session, sectionId)?.publication.images[sectionId]
    return images && Object.hasOwn(images, blob) ? (images[blob] ?? null) : null
  }

  async bytes(image: StoredImage): Promise<Uint8Array | null> {
    return this.#blobs.get(image.blob)
  }

  /** Asked before the bytes are written, so that what is refused takes no room; the answer that counts comes after. */
  #refusal(publication: Publication, command: StoreImage, { personId }: Session): Refusal | null {
    const newId = () => {
      throw new Error("an image needs no new id")
    }
    const decision = decide(publication, command, { personId, at: this.#now(), newId })
    return "refusal" in decision ? decision.refusal : null
  }
}

interface ReadImage {
  mediaType: ImageMediaType
  width: number
  height: number
}

/** What the bytes are by themselves: no name and no header is asked. */
async function readImage(bytes: Uint8Array): Promise<ReadImage | { refusal: Refusal }> {
  const raster = readRaster(bytes)
  if (raster !== null) {
    const { mediaType, width, height, isAnimated } = raster
    return isAnimated ? { refusal: refusalOf("image-moves") } : { mediaType, width, height }
  }
  if (bytes.byteLength > imageBounds.svgBytesMax && mayBeSvg(bytes)) {
    return { refusal: refusalOf("drawing-too-heavy", { max: imageBounds.svgMegabytesMax }) }
  }
  const verdict = await readSvgFile(bytes)
  if (verdict === "not a drawing") return { refusal: refusalOf("image-unreadable") }
  if ("fault" in verdict) return { refusal: refusalOf("drawing-not-allowed", { what: verdict.fault }) }
  return { mediaType: "image/svg+xml", ...verdict.size }
}

/** In a thread of the runtime's own. */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex")
}
