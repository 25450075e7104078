import type { ImagePayload } from "@codraft/document"
import type { ImagePlacing } from "./image-placing.ts"
import type { SectionImages } from "./section-images.ts"

/** What is known of each image of the text besides its place: shared by everybody, and taken back by undo. */
export interface ImagePayloads {
  read(payload: string): ImagePayload | null
  update(payload: string, change: Partial<ImagePayload>): void
  subscribe(onChange: () => void): () => void
}

/** All that belongs to the images of one open section. */
export class OpenImages {
  readonly images: SectionImages
  readonly placing: ImagePlacing
  readonly payloads: ImagePayloads
  readonly #enterListeners = new Set<() => void>()
  readonly #askListeners = new Set<() => void>()
  #asked: string | null = null

  constructor(parts: { images: SectionImages; placing: ImagePlacing; payloads: ImagePayloads }) {
    this.images = parts.images
    this.placing = parts.placing
    this.payloads = parts.payloads
  }

  /** The image that was placed last, whose alternative text is asked for as long as the person is at it. */
  readonly asked = (): string | null => this.#asked

  ask(key: string | null): void {
    this.#asked = key
    for (const listener of this.#askListeners) listener()
  }

  readonly onAsk = (listener: () => void): (() => void) => {
    this.#askListeners.add(listener)
    return () => this.#askListeners.delete(listener)
  }

  /** The person wants into the settings of the selected image. */
  enter(): void {
    for (const listener of this.#enterListeners) listener()
  }

  onEnter(listener: () => void): () => void {
    this.#enterListeners.add(listener)
    return () => this.#enterListeners.delete(listener)
  }
}
