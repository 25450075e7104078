import { KEEP_IDS_TAG } from "@codraft/document/collab"
import {
  $addUpdateTag,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  PASTE_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  UNDO_COMMAND,
} from "lexical"
import { $insertAtOnce, InsertionPlace } from "./insert.ts"
import { NodeMaker } from "./nodes.ts"
import type { Pasted } from "./pasted.ts"
import { type Piece, piecesOf, Portions } from "./portions.ts"

export type PasteState =
  | { kind: "idle" }
  /** `done` is a share, from 0 to 1. Until it is over, the person's keys wait. */
  | { kind: "busy"; step: "reading" | "writing"; done: number }
  /** Too much for one paste: nothing was put in. */
  | { kind: "refused"; pages: number }
  /** What the text was put behind is gone, or the text may no longer be written: part of it is in. */
  | { kind: "stopped" }

/** The characters of a printed page, roughly. */
const pageCharacters = 3_100
/** One paste may be so long; a book is brought in by chapters. */
export const pastedPagesMax = 480
const charactersMax = pastedPagesMax * pageCharacters
/** Tables of very many cells weigh more than their characters. */
const weightMax = 40_000
/** So much is read and put in at once, within the paste itself: a few pages. */
const atOnceWeight = 40
/** How long reading and each update may keep the tab from doing anything else, as far as that can be told beforehand. */
const sliceMs = 12
const updateMs = 24
/** In an update, at first and at least: it costs something whatever is in it, so smaller ones would only be more of them. */
const leastWeight = 20
/** For copies of our own each update compares their ids with those of the whole text. */
const leastCopiedWeight = 120
const mostWeight = 160

interface ToWrite {
  pieces: readonly Piece[]
  make: NodeMaker
  leastWeight: number
  /** Blocks come back under the ids that they had here. */
  keepsIds?: boolean
}

export interface PastingOptions {
  editor: LexicalEditor
  /** Lets the browser do what waits, painting above all. */
  pause: () => Promise<void>
  /** Milliseconds that only grow. */
  now: () => number
}

/**
 * Puts what was pasted into the text: a few pages at once, more than that piece by piece.
 *
 * 1. Nothing goes in before all of it has been read.
 * 2. No update holds more than can be sent in one message, nor takes long; between two of them the browser breathes.
 * 3. All of it is one undo step, and cancelling takes that step back.
 * 4. Nobody but this person waits for it.
 */
export class Pasting {
  readonly #options: PastingOptions
  readonly #listeners = new Set<() => void>()
  #state: PasteState = { kind: "idle" }
  #ending: "cancelled" | "stopped" | null = null

  constructor(options: PastingOptions) {
    this.#options = options
  }

  readonly state = (): PasteState => this.#state

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  get isBusy(): boolean {
    return this.#state.kind === "busy"
  }

  /** How the last one was ended before it was all in; null when it was not. */
  readonly ending = (): "cancelled" | "stopped" | null => this.#ending

  focusText(): void {
    this.#options.editor.focus()
  }

  /** Ends it and takes back what is already in. */
  cancel(): void {
    if (this.isBusy) this.#ending ??= "cancelled"
  }

  /** Ends it where it is: the text may no longer be written. */
  stop(): void {
    if (this.isBusy) this.#ending ??= "stopped"
  }

  dismiss(): void {
    if (!this.isBusy) this.#become({ kind: "idle" })
  }

  refuse(characters: number): void {
    this.#become({ kind: "refused", pages: Math.ceil(characters / pageCharacters) })
  }

  /** Call it within an update, with the selection where the text is to go. Each `yield` of the reading tells the characters so far. */
  $begin(reading: Generator<number, Pasted>): void {
    const step = this.#readSlice(reading)
    if (step.done && this.#$insertAtOnce(step.value)) return
    const read = step.done ? toWrite(step.value) : null
    this.#start(async () => read ?? this.#read(reading))
  }

  /** The same for what needs no reading. */
  $beginPieces(pieces: readonly Piece[], { keepsIds = false } = {}): void {
    this.#start(async () => ({ pieces, make: new NodeMaker([]), leastWeight: leastCopiedWeight, keepsIds }))
  }

  #$insertAtOnce(pasted: Pasted): boolean {
    if (new Portions(toWrite(pasted).pieces).total > atOnceWeight) return false
    $addUpdateTag(PASTE_TAG)
    $insertAtOnce(this.#options.editor, pasted)
    return true
  }

  #start(read: () => Promise<ToWrite | null>): void {
    const selection = $getSelection()?.clone() ?? null
    this.#ending = null
    this.#become({ kind: "busy", step: "reading", done: 0 })
    // The update that this was called in comes first.
    void this.#options
      .pause()
      .then(read)
      .then((read) => (read === null ? undefined : this.#write(read, selection)))
      .finally(() => {
        if (this.isBusy) this.#become({ kind: "idle" })
      })
  }

  /** Null when it was refused or cancelled. */
  async #read(reading: Generator<number, Pasted>): Promise<ToWrite | null> {
    for (;;) {
      const step = this.#readSlice(reading)
      if (this.#ending !== null) return null
      if (step.done) return toWrite(step.value)
      if (step.value > charactersMax) {
        this.refuse(step.value)
        return null
      }
      await this.#options.pause()
    }
  }

  /** Reads until its time is over, or until it is too much anyway. */
  #readSlice(reading: Generator<number, Pasted>): IteratorResult<number, Pasted> {
    const end = this.#options.now() + sliceMs
    let step = reading.next()
    while (!step.done && step.value <= charactersMax && this.#options.now() < end) step = reading.next()
    return step
  }

  async #write(
    { pieces, make, leastWeight: least, keepsIds }: ToWrite,
    selection: BaseSelection | null,
  ): Promise<void> {
    const portions = new Portions(pieces)
    if (portions.total > weightMax) return this.refuse((portions.total / weightMax) * charactersMax)
    const place = new InsertionPlace()
    let weight = least
    let isMade = false
    for (;;) {
      const portion = portions.take(weight)
      if (portion.length === 0 || this.#ending !== null) break
      const started = this.#options.now()
      let isPut = false
      this.#update(isMade, () => {
        if (keepsIds) $addUpdateTag(KEEP_IDS_TAG)
        if (!isMade) $selectAgain(selection)
        isPut = (isMade || place.$make()) && place.$put(portion, make)
      })
      if (!isPut) return this.#become({ kind: "stopped" })
      isMade = true
      place.note(this.#options.editor)
      const tookMs = Math.max(1, this.#options.now() - started)
      weight = Math.min(mostWeight, Math.max(least, weight * Math.min(2, updateMs / tookMs)))
      this.#become({ kind: "busy", step: "writing", done: portions.done })
      await this.#options.pause()
    }
    if (isMade) this.#finish(place)
  }

  #finish(place: InsertionPlace): void {
    const ending = this.#ending
    if (ending !== "stopped") this.#update(true, () => place.$close())
    if (ending === "cancelled") this.#options.editor.dispatchCommand(UNDO_COMMAND, undefined)
    this.#become({ kind: ending === "stopped" ? "stopped" : "idle" })
  }

  #update(goesOn: boolean, fn: () => void): void {
    const tag = goesOn ? [HISTORY_MERGE_TAG, SKIP_SCROLL_INTO_VIEW_TAG] : PASTE_TAG
    this.#options.editor.update(fn, { discrete: true, tag })
  }

  #become(state: PasteState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function toWrite({ blocks, footnotes }: Pasted): ToWrite {
  return { pieces: piecesOf(blocks), make: new NodeMaker(footnotes), leastWeight }
}

/** As it was when the paste began, as far as its nodes are still there; else at the end of the text. */
function $selectAgain(selection: BaseSelection | null): void {
  const isThere =
    selection !== null &&
    (!$isRangeSelection(selection) ||
      [selection.anchor, selection.focus].every(({ key }) => $getNodeByKey(key)?.isAttached() === true))
  if (isThere) $setSelection(selection.clone())
  else
    $getRoot()
      .getChildren()
      .findLast((block) => $isElementNode(block) && !block.isShadowRoot())
      ?.selectEnd()
}
