import { $getNodeByKey, $getRoot, $isElementNode, $isTextNode, type LexicalEditor, type NodeKey } from "lexical"
import { $blockAround } from "../block-identity.ts"
import type { Schedule, SectionBinding } from "../section-binding.ts"
import type { EditorUpdate } from "../shared-text.ts"
import { type FollowedThread, FollowedWords, type WordRange } from "./followed-words.ts"
import { type LookedAt, lookedAt } from "./looked-at.ts"
import { MarkIndex } from "./mark-index.ts"
import { $getBlockId } from "../../nodes/index.ts"

export type { FollowedThread, WordRange }

export interface AnchorsOptions {
  readonly editor: LexicalEditor
  readonly binding: Pick<SectionBinding, "$positionIn" | "$placesOf">
  readonly schedule: Schedule
}

/** Words that were lost are looked for when the text has been still for so long. */
const findAfterMs = 400

/**
 * Where the words of threads are in an editor: of those that have marks, and of those that it is told to follow by their anchors. It looks at
 * what an update has changed, and goes through the text only to begin with, to tell an order, and to find words that were lost.
 */
export class Anchors {
  readonly #editor: LexicalEditor
  readonly #schedule: Schedule
  readonly #marks = new MarkIndex()
  readonly #followed: FollowedWords
  readonly #listeners = new Set<(changed: ReadonlySet<string>) => void>()
  readonly #unregister: () => void
  #places: ReadonlyMap<NodeKey, number> | null = null
  #cancel: (() => void) | null = null

  constructor({ editor, binding, schedule }: AnchorsOptions) {
    this.#editor = editor
    this.#schedule = schedule
    this.#followed = new FollowedWords(binding)
    this.#read(() => this.#marks.$read())
    this.#unregister = editor.registerUpdateListener((update) => this.#updated(update))
  }

  /** Whether a thread has words; an anchored thread that has none is for "Text removed". */
  has(threadId: string): boolean {
    return this.#marks.has(threadId) || this.#followed.rangesOf(threadId).length > 0
  }

  /** The words of a thread in the order of the text; none if they are gone. */
  rangesOf(threadId: string): readonly WordRange[] {
    const followed = this.#followed.rangesOf(threadId)
    if (followed.length > 0) return followed
    const keys = this.#marks.nodesOf(threadId)
    if (keys.length > 1) {
      const places = this.#order()
      keys.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    }
    return this.#read(() =>
      keys.flatMap((key) => {
        const node = $getNodeByKey(key)
        return $isTextNode(node) ? [{ key, start: 0, end: node.getTextContentSize() }] : []
      }),
    )
  }

  /** Every thread that has words, in the order of the text; of those that begin at the same place, the longer ones first. */
  inOrder(): string[] {
    const places = this.#order()
    return [...new Set([...this.#marks.threads(), ...this.#followed.threads()])]
      .map((threadId) => ({ threadId, ranges: this.rangesOf(threadId) }))
      .map(({ threadId, ranges: [first, ...more] }) => ({
        threadId,
        place: places.get(first?.key ?? "") ?? 0,
        start: first?.start ?? 0,
        length: [first, ...more].reduce((sum, range) => sum + (range === undefined ? 0 : range.end - range.start), 0),
      }))
      .sort((a, b) => a.place - b.place || a.start - b.start || b.length - a.length)
      .map(({ threadId }) => threadId)
  }

  /** The threads that a place in a text node is among the words of, or at their end. */
  threadsAt(key: NodeKey, offset: number): string[] {
    const followed = [...this.#followed.threadsOn(key)].filter((threadId) =>
      this.#followed
        .rangesOf(threadId)
        .some((range) => range.key === key && range.start <= offset && offset <= range.end),
    )
    return [...this.#marks.threadsOn(key), ...followed]
  }

  /** The block in which a thread's words begin; null for one that has none. */
  blockOf(threadId: string): string | null {
    const [first] = this.rangesOf(threadId)
    if (first === undefined) return null
    return this.#read(() => {
      const node = $getNodeByKey(first.key)
      const block = node === null ? null : $blockAround(node)
      return block === null ? null : $getBlockId(block)
    })
  }

  /** Threads without marks, by their anchors; these and no others. */
  follow(threads: readonly FollowedThread[]): void {
    this.#tell(this.#read(() => this.#followed.$follow(threads)))
  }

  /** Told whose words may have changed, or stand elsewhere on the page; called after the editor shows it. */
  subscribe(fn: (changed: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  destroy(): void {
    this.#cancel?.()
    this.#unregister()
    this.#listeners.clear()
  }

  #updated(update: EditorUpdate): void {
    if (update.dirtyElements.size === 0 && update.dirtyLeaves.size === 0) return
    const seen = lookedAt(update)
    if (seen.isStructural) this.#places = null
    this.#tell(this.#read(() => this.#$look(seen)))
    if (this.#followed.hasLost) this.#findLater()
  }

  #$look(seen: LookedAt): Set<string> {
    const changed = this.#marks.$look(seen.leaves)
    for (const threadId of this.#followed.$look(seen)) changed.add(threadId)
    return changed
  }

  #findLater(): void {
    this.#cancel?.()
    this.#cancel = this.#schedule(() => {
      this.#cancel = null
      this.#tell(this.#read(() => this.#followed.$findLost()))
    }, findAfterMs)
  }

  /** The place of every text node among all. */
  #order(): ReadonlyMap<NodeKey, number> {
    this.#places ??= this.#read(() => {
      const places = new Map<NodeKey, number>()
      const pending = [$getRoot().getFirstChild()]
      for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        if (node === null) continue
        pending.push(node.getNextSibling())
        if ($isElementNode(node)) pending.push(node.getFirstChild())
        else places.set(node.getKey(), places.size)
      }
      return places
    })
    return this.#places
  }

  #tell(changed: ReadonlySet<string>): void {
    if (changed.size > 0) for (const fn of this.#listeners) fn(changed)
  }

  #read<T>(fn: () => T): T {
    return this.#editor.getEditorState().read(fn, { editor: this.#editor })
  }
}
