/** A run of one client's structs: clocks `from` (included) to `to` (excluded). */
export interface ClockRange {
  readonly client: number
  readonly from: number
  readonly to: number
}

export interface ItemId {
  readonly client: number
  readonly clock: number
}

/** What an item brings, as far as it matters for letting it in. */
export type ItemContent =
  | { readonly kind: "text" }
  | { readonly kind: "format"; readonly key: string; readonly value: unknown }
  | { readonly kind: "element"; readonly name: string }
  | { readonly kind: "textType" }
  | { readonly kind: "map" }
  | { readonly kind: "values"; readonly values: readonly unknown[] }
  | { readonly kind: "deleted" }
  /** Anything that no section holds: embeds, subdocuments, binary, hooks, arrays. */
  | { readonly kind: "foreign"; readonly what: string }

/** Where an item stands: behind or before another one, or named by its parent. */
export interface ItemForm {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly origin: ItemId | null
  readonly rightOrigin: ItemId | null
  /** Encoded only where there is no origin: the name of a root type, or the item of the parent. */
  readonly parent: string | ItemId | null
  readonly key: string | null
  readonly content: ItemContent
}

/** What the Room needs to know of an update; plain data. */
export interface UpdateSummary {
  /** Every struct in the update, by client, in order; a client appears again behind a hole. */
  readonly clients: readonly ClockRange[]
  readonly deletes: readonly ClockRange[]
  /** Structs and deleted ranges together. */
  readonly items: number
  readonly bytes: number
}

export interface Inspection extends UpdateSummary {
  readonly structs: readonly ItemForm[]
}

/** The bytes are no Yjs update, or one beyond every bound. */
export class MalformedUpdateError extends Error {
  override readonly name = "MalformedUpdateError"
}
