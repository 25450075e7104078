import * as Y from "yjs"
import { isContained } from "../client/contained.ts"
import { afterChange, type DeviceChange, DeviceError, type DeviceStore, type KeptSection } from "../client/index.ts"

const nothing: KeptSection = { copy: [], unsent: [], rescued: [] }

/**
 * A device in memory, shared by the tabs of one person, that fails on demand.
 * What it resolved is durable; `crash` loses what was still being written.
 */
export class MemoryDevice implements DeviceStore {
  readonly personId: string
  readonly #sections = new Map<string, KeptSection>()
  readonly #docs = new WeakMap<KeptSection, Y.Doc>()
  #failure: DeviceError | null = null
  #paused: { resume: () => void; resumed: Promise<void> } | null = null
  #crashes = 0
  /** How many records of each section's copy were looked at; the copy only grows until it is dropped or compacted. */
  readonly #looked = new Map<string, Uint8Array[]>()

  constructor(personId: string) {
    this.personId = personId
  }

  /** What is durable now. */
  section(stream: string): KeptSection {
    return this.#sections.get(stream) ?? nothing
  }

  /** What has come into a section's copy since this was last asked. */
  newInCopy(stream: string): Uint8Array[] {
    const { copy } = this.section(stream)
    const looked = new Set(this.#looked.get(stream))
    this.#looked.set(stream, copy)
    return copy.filter((update) => !looked.has(update))
  }

  /** Whether an update is durable here, as unsent or as known to be logged. */
  hasUnsent(stream: string, update: Uint8Array): boolean {
    return isContained(this.#docOf(this.section(stream)), update)
  }

  /** A section's state is replaced by every write, never changed. */
  #docOf(section: KeptSection): Y.Doc {
    const made = this.#docs.get(section)
    if (made) return made
    const doc = new Y.Doc()
    doc.transact(() => {
      for (const update of section.copy) Y.applyUpdate(doc, update)
      for (const { update } of section.unsent) Y.applyUpdate(doc, update)
    })
    this.#docs.set(section, doc)
    return doc
  }

  fill(): void {
    this.#failure = new DeviceError("no space left", { isFull: true })
  }

  fail(): void {
    this.#failure = new DeviceError("writing failed", { isFull: false })
  }

  mend(): void {
    this.#failure = null
  }

  /** Nothing answers until `resume`. */
  pause(): void {
    if (this.#paused) return
    let resume = () => {}
    const resumed = new Promise<void>((resolve) => {
      resume = resolve
    })
    this.#paused = { resume, resumed }
  }

  resume(): void {
    this.#paused?.resume()
    this.#paused = null
  }

  /** The power goes: writes that have not resolved never happen, and their callers never hear of them. */
  crash(): void {
    this.#crashes += 1
  }

  async open(stream: string): Promise<KeptSection> {
    await this.#answer()
    return structuredClone(this.section(stream))
  }

  async write(stream: string, change: DeviceChange): Promise<void> {
    const copied = structuredClone(change)
    await this.#answer()
    this.#sections.set(stream, afterChange(this.section(stream), copied))
  }

  async compact(stream: string, merge: (copy: Uint8Array[]) => Uint8Array): Promise<void> {
    await this.#answer()
    const section = this.section(stream)
    if (section.copy.length > 1) this.#sections.set(stream, { ...section, copy: [merge(section.copy)] })
  }

  async clearAll(): Promise<void> {
    await this.#answer()
    this.#sections.clear()
  }

  close(): void {}

  async #answer(): Promise<void> {
    const crashes = this.#crashes
    await this.#paused?.resumed
    // One turn later, as a disk would: so that callers cannot rely on being answered at once.
    await Promise.resolve()
    if (this.#crashes > crashes) await new Promise<never>(() => {})
    if (this.#failure) throw this.#failure
  }
}
