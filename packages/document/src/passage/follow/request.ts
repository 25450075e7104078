import type { PassageProblem } from "../request.ts"

/** One end of the move that a passage has made. Plain data: it goes into the reader's worker. */
export interface FollowEnd {
  readonly section: string
  readonly language: string
  readonly dir: "ltr" | "rtl"
  /** The text before the move, nothing left out. */
  readonly parts: readonly Uint8Array[]
  /** The move's change to it. */
  readonly change: Uint8Array
}

/** Late items and what stands for them in the other text; `length` of both. */
export interface Brought {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly there: { readonly client: number; readonly clock: number }
}

export interface FollowRequest {
  /** Writes the change of the other text. */
  readonly clientId: number
  /** What was written to the text that the passage has left, by somebody who did not know. */
  readonly update: Uint8Array
  /** It tells of everything that was ever deleted, as far as its author's device knows; not only of what is new. */
  readonly tellsAll: boolean
  readonly from: FollowEnd
  readonly to: FollowEnd
  /** What its author has written to that text since: this may build on it. */
  readonly earlier: readonly Uint8Array[]
  /** Takes that as new too: to find out whether any of it belongs to the passage. */
  readonly asNew: boolean
  /** What of that has been brought over, as far as that is still known; the rest is found by its words. */
  readonly brought: readonly Brought[]
  /** The text that the passage came into, as it is now; null: as it was right after the move, for a passage that has gone on from there. */
  readonly now: readonly Uint8Array[] | null
  /** The ids of its blocks, if they had been cut: the change may have taken out others too, or left a line without what was in it. */
  readonly cut: readonly string[] | null
  /** All that was written to the text that the passage has left belongs to it. */
  readonly isWhole: boolean
  readonly withMarks: boolean
}

/** What becomes of it. */
export interface Followed {
  /** The change of the other text. */
  readonly change: Uint8Array
  /** New blocks between those of the passage, as the text that it left knows them: they go along, and have to be taken out there. */
  readonly strays: readonly { readonly client: number; readonly clock: number }[]
  readonly brought: readonly Brought[]
  /** Hashes of the images that it shows. */
  readonly images: readonly string[]
}

/** null: nothing of it belongs to the passage. */
export type FollowAnswer = Followed | Extract<PassageProblem, "unreadable" | "too-large"> | null
