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
    const { copy, unsent } = this.section(stream)
    const records = [...copy, ...unsent.map((entry) => entry.update)].map(reachOf)
    const has = (kind: "content" | "deletions", client: number, from: number, to: number) =>
      records.some((reach) => reach[kind].get(client)?.some((run) => run.from <= from && to <= run.to))
    return (["content", "deletions"] as const).every((kind) =>
      [...reachOf(update)[kind]].every(([client, runs]) => runs.every(({ from, to }) => has(kind, client, from, to))),
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

interface Run {
  readonly from: number
  to: number
}

/** Which characters an update brings and which it deletes, by client, in joined runs. */
interface Reach {
  readonly content: Map<number, Run[]>
  readonly deletions: Map<number, Run[]>
}

/** Updates are never changed, and asked about often. */
const reaches = new WeakMap<Uint8Array, Reach>()

function reachOf(update: Uint8Array): Reach {
  const known = reaches.get(update)
  if (known) return known
  const reach: Reach = { content: new Map(), deletions: new Map() }
  const { structs, ds } = Y.decodeUpdate(update)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    addRun(reach.content, client, clock, clock + struct.length)
    // Compaction leaves of a deleted run only that it was there.
    if (struct.deleted) addRun(reach.deletions, client, clock, clock + struct.length)
  }
  for (const [client, runs] of ds.clients) {
    for (const { clock, len } of runs) addRun(reach.deletions, client, clock, clock + len)
  }
  reaches.set(update, reach)
  return reach
}

function addRun(runs: Map<number, Run[]>, client: number, from: number, to: number): void {
  const ofClient = runs.get(client) ?? []
  const last = ofClient.at(-1)
  if (last?.to === from) last.to = to
  else ofClient.push({ from, to })
  runs.set(client, ofClient)
}
