import { afterChange, type DeviceChange, DeviceError, type DeviceStore, type KeptSection } from "../client/index.ts"

/**
 * A device in memory, shared by the tabs of one person, that fails on demand.
 * What it resolved is durable; `crash` loses what was still being written.
 */
export class MemoryDevice implements DeviceStore {
  readonly personId: string
  readonly #sections = new Map<string, KeptSection>()
  #failure: DeviceError | null = null
  #paused: { resume: () => void; resumed: Promise<void> } | null = null
  #crashes = 0
  writes = 0

  constructor(personId: string) {
    this.personId = personId
  }

  /** What is durable now. */
  section(stream: string): KeptSection {
    return this.#sections.get(stream) ?? { copy: [], unsent: [], rescued: [] }
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
    this.writes += 1
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
