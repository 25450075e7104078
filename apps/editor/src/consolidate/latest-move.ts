import type { PublicationId, Refusal, SectionId } from "@codraft/publication"
import { problemWords } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { type PassageDone, sendPassage } from "./passage-commands.ts"

interface End {
  id: SectionId
  title: string
}

/** What this person did last to move text between sections. */
export interface LatestMove {
  publicationId: PublicationId
  moveId: string
  act: "move" | "paste" | "split" | "merge" | "back"
  from: End
  to: End
}

interface State {
  move: LatestMove | null
  /** Nothing was written since by this person, so that Ctrl+Z means the move. */
  isFresh: boolean
  isBusy: boolean
  problem: string | null
  /** More people would read it: it goes back only when that is meant. */
  mustConfirm: boolean
}

const nothing: State = { move: null, isFresh: false, isBusy: false, problem: null, mustConfirm: false }

/** The last move of text in this window, and its taking back. It outlives the page on which it was made: Ctrl+Z works at both ends. */
class Latest {
  #state = nothing
  readonly #listeners = new Set<() => void>()

  readonly state = (): State => this.#state
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  did(move: LatestMove): void {
    this.#set({ ...nothing, move, isFresh: true })
  }

  /** The person has written something since. */
  wrote(sectionId: SectionId): void {
    if (this.#state.isFresh && this.concerns(sectionId)) this.#set({ ...this.#state, isFresh: false })
  }

  concerns(sectionId: SectionId): boolean {
    const { move } = this.#state
    return move?.from.id === sectionId || move?.to.id === sectionId
  }

  /** Known from the answer already, before the facts tell of it. */
  hasMergedAway(sectionId: SectionId): boolean {
    const { move } = this.#state
    return move?.act === "merge" && move.from.id === sectionId
  }

  dismiss(): void {
    this.#set(nothing)
  }

  /** Takes it back; a taking back is taken back in the same way. True when that is done. */
  async takeBack({ widens = false } = {}): Promise<boolean> {
    const { move, isBusy } = this.#state
    if (move === null || isBusy) return false
    this.#set({ ...this.#state, isBusy: true, problem: null })
    try {
      const { publicationId, moveId } = move
      const answer = await sendPassage({ type: "undoPassageMove", publicationId, moveId, widens })
      if (this.#state.move !== move) return true
      if (isRefusal(answer)) {
        const mustConfirm = answer.code === "passage-widens"
        this.#set({ ...this.#state, isBusy: false, problem: refusalWords(answer), mustConfirm })
        return false
      }
      this.did({ ...move, moveId: answer.moveId, act: "back", from: move.to, to: move.from })
      return true
    } catch (error) {
      this.#set({ ...this.#state, isBusy: false, problem: problemWords(error) })
      return false
    }
  }

  #set(state: State): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

export const latestMove = new Latest()

export function isRefusal(answer: PassageDone | Refusal): answer is Refusal {
  return "code" in answer
}
