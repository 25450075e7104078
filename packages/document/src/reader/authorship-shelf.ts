import type * as Y from "yjs"
import { type AuthoredEntry, Authorship } from "../authorship/index.ts"
import type { AuthorRun } from "../canonical/author-run.ts"
import type { SectionLanguage } from "../canonical/reading.ts"
import type { PassageRun } from "../passage/request.ts"

interface Shelved {
  readonly authorship: Authorship
  position: number
}

/** Texts whose authors are kept; the one longest untouched goes first when either bound is passed. */
const textsMax = 24
/** By the size of the entries that were gone through; in memory they take about twice that. */
const bytesMax = 64 * 2 ** 20
/** Beyond it, neighbouring runs of one author are told as one. */
const runsMax = 50_000

/** Who wrote something, as one reader may know it. */
export interface NamedAuthor {
  readonly id: string | null
  /** Written before the reader was let in: they may not know when, nor by which person. */
  readonly isEarlier: boolean
}

export interface TextAuthors {
  readonly authors: readonly NamedAuthor[]
  /** JSON of `{ id, text, runs: [index in authors, time or null, length][] }[]`, in the order of the lines. */
  readonly lines: string
}

/** Keeps the authors of texts, to go on from where their logs were left. */
export class AuthorshipShelf {
  /** In order of use, the last used last. */
  readonly #texts = new Map<string, Shelved>()

  /** Up to where the log of a text was gone through; 0 for one that is not kept. */
  position(key: string): number {
    return this.#texts.get(key)?.position ?? 0
  }

  /** Takes in the entries after a position, if that is where the text stands; answers where it stands then. */
  fold(key: string, after: number, entries: readonly AuthoredEntry[]): number {
    const text = this.#texts.get(key) ?? { authorship: new Authorship(), position: 0 }
    if (text.position !== after) return text.position
    this.#texts.delete(key)
    // Half a page is worse than none: should an entry be unreadable, the text is not kept.
    for (const entry of entries) text.authorship.add(entry)
    text.position = after + entries.length
    this.#texts.set(key, text)
    this.#shrink(key)
    return text.position
  }

  /** What is known of a text, to be kept elsewhere; null if it is not kept here. */
  encoded(key: string): Uint8Array | null {
    return this.#texts.get(key)?.authorship.encode() ?? null
  }

  /** Goes on from what was kept elsewhere, unless more is known here. */
  restore(key: string, position: number, encoded: Uint8Array): void {
    if (position <= this.position(key)) return
    this.#texts.get(key)?.authorship.destroy()
    this.#texts.delete(key)
    this.#texts.set(key, { authorship: new Authorship(encoded), position })
    this.#shrink(key)
  }

  /** Whose characters these are, by their Yjs ids; null if the text is not kept. */
  runs(key: string, spans: readonly PassageRun[]): AuthorRun[] | null {
    return this.#texts.get(key)?.authorship.runs(spans) ?? null
  }

  get(key: string): Authorship | null {
    return this.#texts.get(key)?.authorship ?? null
  }

  /** Of the text as it is, or as it was in an earlier document; null if the text is not kept. */
  authors(key: string, section: SectionLanguage, since: number, moment?: Y.Doc): TextAuthors | null {
    const text = this.#texts.get(key)
    if (text === undefined) return null
    const authors: NamedAuthor[] = []
    const indexes = new Map<string, number>()
    const indexOf = (id: string | null, isEarlier: boolean): number => {
      const name = `${isEarlier ? "-" : "+"}${id ?? ""}`
      let index = indexes.get(name)
      if (index === undefined) indexes.set(name, (index = authors.push({ id, isEarlier }) - 1))
      return index
    }
    const lines = text.authorship.lines(section, moment)
    const isLong = lines.reduce((sum, { runs }) => sum + runs.length, 0) > runsMax
    const told = lines.map(({ id, text: words, runs }) => {
      const merged: [author: number, at: number | null, length: number][] = []
      for (const { author, at, length } of runs) {
        const isEarlier = at < since
        const index = indexOf(author, isEarlier)
        const before = merged.at(-1)
        const isSame = before?.[0] === index && (isLong || isEarlier)
        if (before !== undefined && isSame) before[2] += length
        else merged.push([index, isEarlier || author === null ? null : at, length])
      }
      return { id, text: words, runs: merged }
    })
    return { authors, lines: JSON.stringify(told) }
  }

  #shrink(kept: string): void {
    let bytes = [...this.#texts.values()].reduce((sum, { authorship }) => sum + authorship.bytes, 0)
    for (const [key, { authorship }] of this.#texts) {
      if (key === kept || (this.#texts.size <= textsMax && bytes <= bytesMax)) return
      bytes -= authorship.bytes
      authorship.destroy()
      this.#texts.delete(key)
    }
  }
}
