import type { SectionId } from "@codraft/publication"
import type { ImageMediaType, StoredImage } from "@codraft/publication/images"
import type { PublicationFacts } from "../publication/publication-facts.ts"
import type { ReadyImage } from "./image-file.ts"
import type { ImageUploads, Upload } from "./image-uploads.ts"

/** How an image stands that only this window and device have. */
export type PendingUpload = Exclude<Upload, { kind: "stored" }>

/** Where the picture of an image in the text can be had from. */
export type ImageSource =
  | { kind: "here"; url: string; upload: PendingUpload | null }
  /** Its bytes are with whoever placed it, and the server does not have them yet. */
  | { kind: "on-its-way" }

/**
 * The pictures of one open section: what the server has by its facts, what this window has by its uploads. It never asks
 * whether something has arrived; the fact comes by itself.
 */
export class SectionImages {
  readonly #sectionId: SectionId
  readonly #facts: PublicationFacts
  readonly #uploads: ImageUploads
  readonly #adopting = new Set<string>()

  constructor(deps: { sectionId: SectionId; facts: PublicationFacts; uploads: ImageUploads }) {
    this.#sectionId = deps.sectionId
    this.#facts = deps.facts
    this.#uploads = deps.uploads
  }

  source(blob: string): ImageSource {
    const upload = this.#uploads.state(this.#sectionId, blob)
    const own = this.#uploads.url(this.#sectionId, blob)
    if (own !== null) return { kind: "here", url: own, upload: upload?.kind === "stored" ? null : upload }
    if (!this.#stored(this.#sectionId, blob)) return { kind: "on-its-way" }
    return { kind: "here", url: addressOf(this.#sectionId, blob), upload: null }
  }

  async add(image: ReadyImage): Promise<boolean> {
    if (this.#stored(this.#sectionId, image.blob)) return true
    return this.#uploads.add({ sectionId: this.#sectionId, image })
  }

  retry(): void {
    this.#uploads.retry()
  }

  /**
   * What came with text from another section that this person reads is given to this one too, by whoever may write here.
   * Twice costs nothing: the server stores bytes once.
   */
  adopt(blob: string): void {
    if (this.#adopting.has(blob) || this.source(blob).kind === "here") return
    const { images } = this.#facts.publication()
    const from = (Object.keys(images) as SectionId[]).find((sectionId) => this.#stored(sectionId, blob))
    const known = from && this.#stored(from, blob)
    if (!from || !known) return
    this.#adopting.add(blob)
    void this.#adopt(from, known).finally(() => this.#adopting.delete(blob))
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    const forget = [this.#facts.subscribe(onChange), this.#uploads.subscribe(onChange)]
    return () => {
      for (const one of forget) one()
    }
  }

  async #adopt(from: SectionId, known: StoredImage): Promise<void> {
    const answer = await fetch(addressOf(from, known.blob)).catch(() => null)
    if (!answer?.ok) return
    await this.add({ ...known, content: new Uint8Array(await answer.arrayBuffer()) })
  }

  #stored(sectionId: SectionId, blob: string): StoredImage | null {
    const images = this.#facts.publication().images[sectionId]
    return images && Object.hasOwn(images, blob) ? (images[blob] ?? null) : null
  }
}

const addressOf = (sectionId: SectionId, blob: string) => `/api/sections/${sectionId}/images/${blob}`

/** The bytes of this window, for as long as it lives: a picture may be shown again at any moment, by undo. */
export function localUrl(image: { content: Uint8Array<ArrayBuffer>; mediaType: ImageMediaType }): string {
  return URL.createObjectURL(new Blob([image.content], { type: image.mediaType }))
}
