import { inspectUpdate, MalformedUpdateError } from "@codraft/document/update"
import type { Refusal, SectionId } from "@codraft/publication"
import { roomBounds } from "./bounds.ts"
import type { Submission } from "./connection.ts"
import type { MakeJointChange } from "./joint-write.ts"
import type { Ledger } from "./ledger.ts"

/** What was sent for a text out of which something has moved. */
export interface LateWords {
  readonly sectionId: SectionId
  readonly author: string
  readonly update: Uint8Array
  /** It is all that its author's device has and the log lacks, however long ago that was written. */
  readonly isStep2: boolean
  /** How often it was looked into before, and they had gone on by then. */
  readonly attempt: number
}

/** Where late words go. */
export type LateRoute =
  /** They are for the text that they were sent for. */
  | { readonly kind: "here" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /**
   * To these texts. `make` is given the text that the words were sent for and then these, and answers with what is to be changed in each
   * besides; it rejects with `RouteChanged` if they go elsewhere by now.
   */
  | { readonly kind: "there"; readonly sections: readonly SectionId[]; readonly make: MakeJointChange }

/** Knows what has moved from text to text, so that nothing is lost that somebody writes who does not know it yet. */
export interface Followers {
  /** Which of the messages for this text are looked into. */
  lookInto(sectionId: SectionId): "none" | "built-on-deleted" | "all"
  route(words: LateWords): Promise<LateRoute>
}

export class RouteChanged extends Error {
  override name = "RouteChanged"
}

/** Whether a message builds on something that is deleted by now; asked of the bytes, so a long one is taken as if it did. */
export function mayBuildOnDeleted({ update }: Submission, ledger: Ledger): boolean {
  if (update.byteLength > roomBounds.inlineBytesMax) return true
  try {
    return inspectUpdate(update).structs.some(({ client, clock, length, origin, rightOrigin, parent }) => {
      if (clock + length <= ledger.clockOf(client)) return false
      const on = origin ?? rightOrigin ?? parent
      return on !== null && typeof on !== "string" && ledger.deletes.has(on.client, on.clock)
    })
  } catch (error) {
    // To be judged, and refused, as any other.
    if (error instanceof MalformedUpdateError) return false
    throw error
  }
}
