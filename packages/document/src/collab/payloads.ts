import * as Y from "yjs"
import { payloadsName } from "../form/index.ts"
import { asImagePayload, type ImagePayload } from "../kinds/image/form.ts"
import type { PayloadStore } from "../kinds/image/payload-store.ts"

/** Payloads put in one edit; more are a fault of the caller. */
const pendingMax = 1000

/** What is said about images, in the document of the section: read, followed and changed, each change one undo step. */
export class Payloads implements PayloadStore {
  readonly #map: Y.Map<unknown>
  readonly #asStep: (fn: () => void) => void
  readonly #pending = new Map<string, ImagePayload>()
  readonly #listeners = new Set<(ids: ReadonlySet<string>) => void>()

  /** `asStep` runs a change of the document as an undo step of its own. */
  constructor(doc: Y.Doc, asStep: (fn: () => void) => void) {
    this.#map = doc.getMap(payloadsName)
    this.#asStep = asStep
    this.#map.observeDeep(this.#changed)
  }

  read(id: string): ImagePayload | null {
    const payload = this.#map.get(id)
    return this.#pending.get(id) ?? (payload instanceof Y.Map ? asImagePayload(payload.toJSON()) : null)
  }

  put(id: string, payload: ImagePayload): void {
    if (this.#pending.size >= pendingMax) throw new RangeError("too many images in one edit")
    this.#pending.set(id, payload)
  }

  /** Changes what is said about an image; nothing when it is gone. */
  update(id: string, change: Partial<ImagePayload>): void {
    const payload = this.#map.get(id)
    const current = this.read(id)
    if (!(payload instanceof Y.Map) || current === null) return
    if (asImagePayload({ kind: "image", ...current, ...change }) === null)
      throw new RangeError("this cannot be said about an image")
    this.#asStep(() => {
      for (const [key, value] of Object.entries(change)) if (payload.get(key) !== value) payload.set(key, value)
    })
  }

  subscribe(fn: (ids: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  /** Writes what was put; the caller's transaction gives it its origin. */
  write(): void {
    for (const [id, payload] of this.#pending)
      this.#map.set(id, new Y.Map<unknown>(Object.entries({ kind: "image", ...payload })))
    this.#pending.clear()
  }

  destroy(): void {
    this.#map.unobserveDeep(this.#changed)
    this.#listeners.clear()
  }

  readonly #changed = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const ids = new Set<string>()
    for (const event of events) {
      const [id] = event.path
      if (event.target === this.#map) for (const key of event.changes.keys.keys()) ids.add(key)
      else if (id !== undefined) ids.add(String(id))
    }
    for (const fn of this.#listeners) fn(ids)
  }
}
