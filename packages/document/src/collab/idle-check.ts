import { $getRoot, type LexicalEditor, type LexicalNode } from "lexical"
import * as Y from "yjs"
import { $getBlockId, $setBlockId } from "../nodes/index.ts"
import { $blocks, type BlockNode } from "./block-identity.ts"
import { $matches, isEmptied } from "./drift.ts"
import { itemOf } from "./internals.ts"
import type { Schedule } from "./section-binding.ts"
import type { SharedText } from "./shared-text.ts"

/** Nothing is checked while changes follow each other faster than this, and at the latest twice as long after the last. */
const idleMs = 1000
/** Top-level blocks compared without letting the browser breathe. */
const sliceBlocks = 50

export interface IdleCheckHooks {
  /** False while composing, with edits waiting, or once stalled: then it looks again later. */
  mayRun(): boolean
  drifted(): void
  /** Whether it falls to this client to give a new id to a block that `creator` inserted. */
  mayRepair(creator: number): boolean
  /** Runs `fn` as an update whose result is written back. */
  repair(fn: () => void): void
}

/**
 * When the section has been still for a moment, compares the editor with the document, a slice of blocks at a time, and then
 * gives ids to blocks that have none or one that stands earlier in the text. Any change starts it anew.
 */
export class IdleCheck {
  readonly #text: SharedText
  readonly #editor: LexicalEditor
  readonly #schedule: Schedule
  readonly #hooks: IdleCheckHooks
  #cancel: () => void = () => {}
  /** Changes come with every key, and a timer that is set anew with each costs more than one that looks again. */
  #isWaiting = false
  #hasChanged = false
  #isIncurable = false

  constructor(text: SharedText, editor: LexicalEditor, schedule: Schedule, hooks: IdleCheckHooks) {
    this.#text = text
    this.#editor = editor
    this.#schedule = schedule
    this.#hooks = hooks
  }

  soon(): void {
    if (this.#isWaiting) this.#hasChanged = true
    else this.#wait()
  }

  runNow(): boolean {
    this.#stop()
    if (!this.#hooks.mayRun()) return false
    const isSame = this.#isSame(0, Number.POSITIVE_INFINITY)
    if (!isSame) this.#hooks.drifted()
    this.#repairIds()
    return isSame
  }

  destroy(): void {
    this.#stop()
  }

  #wait(): void {
    this.#stop()
    this.#isWaiting = true
    this.#cancel = this.#schedule(() => {
      this.#isWaiting = false
      if (this.#hasChanged) this.#wait()
      else this.#slice(0)
    }, idleMs)
  }

  #stop(): void {
    this.#cancel()
    this.#isWaiting = false
    this.#hasChanged = false
  }

  #slice(from: number): void {
    if (!this.#hooks.mayRun()) {
      this.soon()
    } else if (!this.#isIncurable && !this.#isSame(from, from + sliceBlocks)) {
      this.#hooks.drifted()
      // A difference that a rebuild leaves would otherwise cost one at every pause.
      this.#isIncurable = !this.#isSame(0, Number.POSITIVE_INFINITY)
    } else if (from + sliceBlocks < this.#text.root.length) {
      this.#cancel = this.#schedule(() => this.#slice(from + sliceBlocks), 0)
    } else {
      this.#repairIds()
    }
  }

  #isSame(from: number, to: number): boolean {
    const { root } = this.#text
    return this.#editor.getEditorState().read(
      () => {
        const blocks = $getRoot().getChildren()
        const shown = root.toArray().filter((shared) => !isEmptied(shared))
        if (blocks.length !== shown.length) return false
        return shown.slice(from, to).every((shared, i) => {
          const block = blocks[from + i]
          return block !== undefined && $matches(shared, block, this.#text)
        })
      },
      { editor: this.#editor },
    )
  }

  #repairIds(): void {
    if (!this.#editor.isEditable()) return
    const wanting = this.#editor.getEditorState().read(() => this.#$wanting())
    if (wanting.length === 0) return
    this.#hooks.repair(() => {
      for (const { block, id } of wanting) $setBlockId(block, id)
    })
  }

  /** The new id is made of the item's Yjs id, so that two clients that both repair it agree. */
  #$wanting(): { block: BlockNode; id: string }[] {
    const taken = new Set<string>()
    const wanting: { block: BlockNode; id: string }[] = []
    for (const block of $blocks()) {
      const id = $getBlockId(block)
      if (id !== "" && !taken.has(id)) {
        taken.add(id)
        continue
      }
      const item = this.#itemOf(block)
      if (item === null || !this.#hooks.mayRepair(item.id.client)) continue
      wanting.push({ block, id: `${item.id.client.toString(36)}-${item.id.clock.toString(36)}` })
    }
    return wanting
  }

  #itemOf(block: LexicalNode): Y.Item | null {
    const shared = this.#text.sharedTypeOf(block)
    return shared === null ? null : itemOf(shared)
  }
}
