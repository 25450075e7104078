import * as Y from "yjs"
import { afterChange, type DeviceChange, DeviceError, type DeviceStore, type KeptSection } from "../client/index.ts"

const nothing: KeptSection = { copy: [], unsent: [], rescued: [] }

/**
 * A device in memory, shared by the tabs of one person, that fails on demand.
 * What it resolved is durable; `crash` loses what was still being written.
 */
export class MemoryDevice implements DeviceStore {
  readonly personId: string
  readonly #sections = new Map<string, KeptSection>()
  readonly #merged = new WeakMap<KeptSection, Uint8Array>()
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

  /** Whether the bytes of an update are durable here, be it as unsent or in the copy. */
  hasUnsent(stream: string, update: Uint8Array): boolean {
    const section = this.section(stream)
    const kept =
      this.#merged.get(section) ?? Y.mergeUpdates([...section.copy, ...section.unsent.map((entry) => entry.update)])
    this.#merged.set(section, kept)
    const { structs, ds } = Y.decodeUpdate(update)
    const known = Y.decodeUpdate(kept)
    const isKnown = (client: number, clock: number) =>
      known.structs.some(
        (struct) =>
          !(struct instanceof Y.Skip) &&
          struct.id.client === client &&
          struct.id.clock <= clock &&
          clock < struct.id.clock + struct.length,
      )
    return (
      structs.every(({ id, length }) => isKnown(id.client, id.clock) && isKnown(id.client, id.clock + length - 1)) &&
      [...ds.clients].every(([client, ranges]) =>
        ranges.every(
          ({ clock }) => Y.isDeleted(known.ds, Y.createID(client, clock)) || isGone(known.structs, client, clock),
        ),
      )
    )
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

/** Compaction leaves of a deleted run only that it was there. */
function isGone(structs: readonly (Y.Item | Y.GC | Y.Skip)[], client: number, clock: number): boolean {
  return structs.some(
    ({ id, length, deleted }) => deleted && id.client === client && id.clock <= clock && clock < id.clock + length,
  )
}
