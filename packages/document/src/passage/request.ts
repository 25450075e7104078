import type { FoundWords } from "../anchor/request.ts"

/** What is to move between two texts. Plain data: it goes into the reader's worker and back. */

export interface PassageText {
  /** The id by which cross-references name it. */
  readonly section: string
  /** The whole text. */
  readonly parts: readonly Uint8Array[]
  /** What the section says about it. */
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

export type PassageSelection =
  /** From the first of these blocks to the last, whatever stands between. */
  | { readonly kind: "blocks"; readonly ids: readonly string[] }
  /** These blocks, which were cut out of this text: as they were right before. */
  | { readonly kind: "cut"; readonly ids: readonly string[]; readonly parts: readonly Uint8Array[] }
  /** This block and all behind it. */
  | { readonly kind: "from"; readonly id: string }
  | { readonly kind: "everything" }
  /**
   * What came in with an earlier move, with what was written into it and right behind it since: up to the block that followed it then,
   * or to another passage that came later.
   */
  | {
      readonly kind: "moved"
      readonly ids: readonly string[]
      readonly followedBy: string | null
      readonly others: readonly string[]
    }

/** Right in front of `before`; else right behind `after`; else at the end. */
export interface PassagePlace {
  readonly after: string | null
  readonly before: string | null
}

export interface PassageRequest {
  /** The client that writes both changes. */
  readonly clientId: number
  readonly from: PassageText
  readonly to: PassageText
  readonly selection: PassageSelection
  readonly place: PassagePlace
  /** The place must be there; else the end will do. */
  readonly isPlaceNeeded: boolean
  /** An empty line that stands where the passage stood gives way to it. */
  readonly replacesEmpty: boolean
  /** Cross-references that stay behind may say where the passage is now: all who read them may read there. */
  readonly tellsWhere: boolean
  /** Whether marks of threads go along: not to people who may not read the threads. */
  readonly withMarks: boolean
  /** The ids that blocks are to get back, by those that they have. */
  readonly names: Readonly<Record<string, string>>
  /** A line of the target that goes if it is empty: the passage comes in its place. */
  readonly replaces: string | null
}

export interface PassageMove {
  /** What takes the passage out of the one text, and what puts it into the other; null where there is nothing to take out any more. */
  readonly removal: Uint8Array | null
  readonly insertion: Uint8Array
  /**
   * The blocks in the order of the text, as they are called here and there, "" where one had no id; behind them those inside of them that
   * could not keep their ids.
   */
  readonly blocks: readonly { readonly from: string; readonly to: string }[]
  /** Where it stood. */
  readonly stood: PassagePlace
  /** The block that follows it now. */
  readonly followedBy: string | null
  /** Hashes of the images that go along. */
  readonly images: readonly string[]
  readonly notes: number
  /** Whose words they are: the runs of the old text that the new one repeats, in the order in which they are written. */
  readonly runs: readonly PassageRun[]
  /** The threads that had words in the passage. */
  readonly threads: readonly PassageThread[]
}

/**
 * What becomes of a thread whose marked words move. A thread is in one text only: it goes along if at least half of its characters do, and what
 * stays behind of its words is marked no more; else it stays, and what goes is marked no more.
 */
export type PassageThread =
  | ({ readonly kind: "moved"; readonly threadId: string } & Pick<FoundWords, "quote" | "start" | "end">)
  | { readonly kind: "stayed"; readonly threadId: string }
  /** Marks do not go along, and none of its words stay. */
  | { readonly kind: "lost"; readonly threadId: string }

/** Characters of the text that a passage comes from, as Yjs knows them; `length` in UTF-16 units. */
export interface PassageRun {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** Why a passage stays where it is. */
export type PassageProblem =
  /** The blocks are not there any more, or not in this order. */
  | "gone"
  /** They were not cut: they stand in the text, or did not stand there before. */
  | "not-cut"
  /** Nor is the place where it is to go. */
  | "place-gone"
  /** It holds something that this build cannot read, and so could lose. */
  | "unreadable"
  | "too-large"
  /** A section is split behind its first block. */
  | "nothing-before"

export const passageBounds = {
  /** Blocks of the text itself; what is inside of tables and lists counts by its bytes. */
  blocksMax: 3_000,
  /** Of the change that brings it in: 100 pages are some 400 kB. */
  bytesMax: 4 * 2 ** 20,
} as const
