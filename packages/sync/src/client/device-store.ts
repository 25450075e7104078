import type { Refusal } from "@codraft/publication"

/** An own update that the server has not receipted. Ids are unique on the device. */
export interface UnsentUpdate {
  id: string
  update: Uint8Array
  /** False for what the machinery wrote while following others; the saving words ignore it. */
  isEdit: boolean
}

/** Words that could not be sent, kept until the person has taken them. */
export interface RescuedText {
  id: string
  text: string
  refusal: Refusal
}

/** What the device has of one section: updates in any order (Yjs merges them), and words that await the person. */
export interface KeptSection {
  copy: Uint8Array[]
  unsent: UnsentUpdate[]
  rescued: RescuedText[]
}

/** One durable step; `dropCopy` comes before the rest. */
export interface DeviceChange {
  dropCopy?: boolean
  received?: Uint8Array[]
  unsent?: UnsentUpdate[]
  /** Ids that the server receipted: they move from the unsent updates into the copy. Unknown ids are passed over. */
  receipted?: string[]
  /** Ids of unsent updates that go for good. */
  dropped?: string[]
  rescued?: RescuedText[]
  /** Ids of rescued texts that the person has taken. */
  dismissed?: string[]
}

/**
 * What one person keeps of each section on one device. All tabs of that person share it, and no tab locks it: the records of a
 * section are a set of updates to which any tab adds, and an unsent update may be sent by any tab, since the server logs it once.
 */
export interface DeviceStore {
  readonly personId: string
  open(stream: string): Promise<KeptSection>
  /** All or nothing, durable when it resolves; rejects with a DeviceError. */
  write(stream: string, change: DeviceChange): Promise<void>
  /** Replaces the copy by `merge` of it, in one transaction; `merge` must not await. */
  compact(stream: string, merge: (copy: Uint8Array[]) => Uint8Array): Promise<void>
  /** At sign-out: nothing of this person stays on the device. */
  clearAll(): Promise<void>
  close(): void
}

export class DeviceError extends Error {
  override readonly name = "DeviceError"
  readonly isFull: boolean
  constructor(message: string, options: { isFull: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.isFull = options.isFull
  }
}

/** What a section is after a change: the meaning of `write`, for stores in memory and for changes still on their way to the disk. */
export function afterChange(kept: KeptSection, change: DeviceChange): KeptSection {
  const copy = change.dropCopy ? [] : [...kept.copy]
  const unsent = new Map(kept.unsent.map((entry) => [entry.id, entry]))
  const rescued = new Map(kept.rescued.map((text) => [text.id, text]))
  copy.push(...(change.received ?? []))
  for (const entry of change.unsent ?? []) unsent.set(entry.id, entry)
  for (const id of change.receipted ?? []) {
    const entry = unsent.get(id)
    if (entry) copy.push(entry.update)
    unsent.delete(id)
  }
  for (const id of change.dropped ?? []) unsent.delete(id)
  for (const text of change.rescued ?? []) rescued.set(text.id, text)
  for (const id of change.dismissed ?? []) rescued.delete(id)
  return { copy, unsent: [...unsent.values()], rescued: [...rescued.values()] }
}
