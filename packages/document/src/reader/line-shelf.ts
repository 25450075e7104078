import type { SearchedLine } from "./text-search.ts"

export interface LineShelfBounds {
  readonly textsMax: number
  /** Of the lines as they were written; in memory they take about four times that in bytes, twice where nothing differs when folded. */
  readonly charactersMax: number
}

/** About 2,500 printed pages. */
export const lineShelfBounds: LineShelfBounds = { textsMax: 1000, charactersMax: 8 * 2 ** 20 }

interface Shelved {
  readonly position: number
  readonly lines: readonly SearchedLine[]
  readonly characters: number
}

/** The lines of the texts last searched, ready to be searched again. The text longest untouched goes first when a bound is passed. */
export class LineShelf {
  readonly #bounds: LineShelfBounds
  /** In order of use, the last used last. */
  readonly #texts = new Map<string, Shelved>()
  #characters = 0

  constructor(bounds: LineShelfBounds = lineShelfBounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#texts.size
  }

  /** The lines as they were at this position or later; null if they have to be read first. */
  get(key: string, position: number): readonly SearchedLine[] | null {
    const shelved = this.#texts.get(key)
    if (shelved === undefined || shelved.position < position) return null
    this.#texts.delete(key)
    this.#texts.set(key, shelved)
    return shelved.lines
  }

  put(key: string, position: number, lines: readonly SearchedLine[]): void {
    if ((this.#texts.get(key)?.position ?? 0) > position) return
    this.#remove(key)
    const characters = lines.reduce((sum, { text }) => sum + text.length, 0)
    if (characters > this.#bounds.charactersMax) return
    this.#texts.set(key, { position, lines, characters })
    this.#characters += characters
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= this.#bounds.textsMax && this.#characters <= this.#bounds.charactersMax) return
      this.#remove(oldest)
    }
  }

  #remove(key: string): void {
    const shelved = this.#texts.get(key)
    if (shelved === undefined) return
    this.#texts.delete(key)
    this.#characters -= shelved.characters
  }
}
