import * as Y from "yjs"

interface Shelved {
  readonly doc: Y.Doc
  position: number
  bytes: number
}

/** The documents last asked about. The one longest untouched goes first when either bound is passed. */
export interface ShelfBounds {
  readonly documentsMax: number
  /** By the size of what they were made from; in memory a document takes several times that. */
  readonly bytesMax: number
}

export const shelfBounds: ShelfBounds = { documentsMax: 64, bytesMax: 32 * 2 ** 20 }

/** Keeps documents and brings them up to date by what came after; never answers for another position than asked. */
export class DocumentShelf {
  readonly #bounds: ShelfBounds
  /** In order of use, the last used last. */
  readonly #documents = new Map<string, Shelved>()
  #bytes = 0

  constructor(bounds: ShelfBounds = shelfBounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#documents.size
  }

  /** The document exactly at this position; null if its bytes are needed first. */
  get(key: string, position: number): Y.Doc | null {
    const shelved = this.#documents.get(key)
    if (shelved === undefined || shelved.position !== position) return null
    this.#documents.delete(key)
    this.#documents.set(key, shelved)
    return shelved.doc
  }

  /** The document made of these bytes. A newer state of what is here builds on it; an older one is not kept. */
  put(key: string, position: number, parts: readonly Uint8Array[]): Y.Doc {
    const known = this.#documents.get(key)
    if (known !== undefined && position < known.position) return docOf(parts)
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0)
    const doc = known?.doc ?? new Y.Doc()
    this.#remove(key)
    for (const part of parts) Y.applyUpdate(doc, part)
    this.#documents.set(key, { doc, position, bytes })
    this.#bytes += bytes
    this.#shrink(key)
    return doc
  }

  #shrink(kept: string): void {
    for (const key of this.#documents.keys()) {
      const isFull = this.#documents.size > this.#bounds.documentsMax || this.#bytes > this.#bounds.bytesMax
      if (!isFull || key === kept) return
      this.#remove(key)
    }
  }

  #remove(key: string): void {
    const shelved = this.#documents.get(key)
    if (shelved === undefined) return
    this.#documents.delete(key)
    this.#bytes -= shelved.bytes
  }
}

/** A document of its own, garbage-collected. */
export function docOf(parts: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  return doc
}
