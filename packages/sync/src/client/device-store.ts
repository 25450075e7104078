import type { Refusal } from "./refusal.ts"

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

export interface KeptSection {
  copy: Uint8Array[]
  unsent: UnsentUpdate[]
  rescued: RescuedText[]
}

/** One durable step. Parts are applied in the order in which they stand here. */
export interface DeviceChange {
  unsent?: UnsentUpdate[]
  received?: Uint8Array[]
  /** Ids that the server receipted: they move from the unsent updates into the copy. Unknown ids are passed over. */
  receipted?: string[]
  dropCopy?: boolean
  /** Ids of unsent updates that go for good. */
  dropped?: string[]
  rescued?: RescuedText[]
  dismissed?: string[]
}

/**
 * What one person keeps of each section on one device. All tabs of that person share it, without locks: a section's records are a
 * set of updates, of which any tab may add some, and Yjs merges them in any order.
 */
export interface DeviceStore {
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
