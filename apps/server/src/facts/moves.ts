import type { MoveId, Recorded, SectionId, ThreadId } from "@codraft/publication"
import type { Position } from "@codraft/storage"

/** A passage that went from one text to another, and in which entries of the two. */
export interface Move {
  readonly moveId: MoveId
  readonly at: number
  readonly from: {
    readonly sectionId: SectionId
    readonly position: Position
    readonly isWhole: boolean
    /** The ids of its blocks, if somebody had cut them. */
    readonly cut: readonly string[] | null
  }
  readonly to: { readonly sectionId: SectionId; readonly position: Position }
}

/** Every move that the facts tell of, by the section that it left; however long ago, for somebody may come back who did not know. */
export class Moves {
  readonly #gone = new Map<MoveId, Pick<Move, "at" | "from">>()
  readonly #come = new Map<MoveId, Move["to"]>()
  readonly #from = new Map<SectionId, Move[]>()
  readonly #threads = new Map<MoveId, Set<ThreadId>>()

  /** Those of which both ends are told; newest last. */
  outOf(sectionId: SectionId): readonly Move[] {
    return this.#from.get(sectionId) ?? []
  }

  /** The comments that went along. */
  threadsOf(moveId: MoveId): ReadonlySet<ThreadId> {
    return this.#threads.get(moveId) ?? new Set()
  }

  take({ event, at }: Recorded): void {
    if ((event.type === "threadGone" || event.type === "threadMoved") && event.moveId !== undefined) {
      this.#threads.set(event.moveId, (this.#threads.get(event.moveId) ?? new Set()).add(event.threadId))
    }
    if (event.type === "passageGone" && event.position !== undefined) {
      const { moveId, sectionId, position, isWhole, isCut, blockIds } = event
      const cut = isCut === true ? blockIds : null
      this.#gone.set(moveId, { at, from: { sectionId, position, isWhole, cut } })
      this.#join(moveId)
    }
    if (event.type === "passageCome" && event.position !== undefined) {
      const { moveId, sectionId, position } = event
      this.#come.set(moveId, { sectionId, position })
      this.#join(moveId)
    }
  }

  /** The two ends are in streams of their own, which are read one after the other. */
  #join(moveId: MoveId): void {
    const [gone, to] = [this.#gone.get(moveId), this.#come.get(moveId)]
    if (gone === undefined || to === undefined) return
    this.#gone.delete(moveId)
    this.#come.delete(moveId)
    const { sectionId } = gone.from
    const moves = [...this.outOf(sectionId), { moveId, ...gone, to }]
    this.#from.set(
      sectionId,
      moves.sort((a, b) => a.from.position - b.from.position),
    )
  }
}
