import { refusalWords } from "../publication/refusal-words.ts"
import { m } from "../language/language.ts"
import { readImageFile, type ReadyImage } from "./image-file.ts"
import type { SectionImages } from "./section-images.ts"

export interface PlacingState {
  /** How many files are being read or stored. */
  busy: number
  /** What did not go in, or not whole, in words. */
  problems: readonly string[]
}

/** More at once is rather a mistake than a wish. */
export const filesAtOnceMax = 20

/** Brings files of the person's into the text: reads them one after the other, keeps each, and only then places it. */
export class ImagePlacing {
  readonly #images: SectionImages
  readonly #listeners = new Set<() => void>()
  #state: PlacingState = { busy: 0, problems: [] }

  constructor(images: SectionImages) {
    this.#images = images
  }

  readonly state = (): PlacingState => this.#state

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Calls `place` for each file that can be an image here, in their order. */
  async take(files: readonly File[], place: (image: ReadyImage) => void): Promise<void> {
    const taken = files.slice(0, filesAtOnceMax)
    this.#change({ busy: this.#state.busy + taken.length, problems: [] })
    if (files.length > taken.length) this.#complain(m.image_too_many_files({ max: filesAtOnceMax }))
    for (const file of taken) {
      const read = await readImageFile(file)
      if ("refusal" in read) this.#complain(m.image_refused({ file: nameOf(file), why: refusalWords(read.refusal) }))
      else if (!(await this.#images.add(read.image))) this.#complain(m.image_not_kept({ file: nameOf(file) }))
      else {
        place(read.image)
        if (read.leftOut.length > 0) {
          this.#complain(m.image_left_out({ file: nameOf(file), what: read.leftOut.join(", ") }))
        }
      }
      this.#change({ busy: this.#state.busy - 1 })
    }
  }

  dismiss(): void {
    this.#change({ problems: [] })
  }

  #complain(problem: string): void {
    this.#change({ problems: [...this.#state.problems, problem] })
  }

  #change(change: Partial<PlacingState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

/** A picture from the clipboard has the browser's name for it, which says nothing. */
const nameOf = (file: File) => (file.name === "" || file.name === "image.png" ? m.image_pasted_name() : file.name)
