import { $getNodeByKey, $isTextNode, type EditorState, type LexicalNode, type NodeKey } from "lexical"
import * as Y from "yjs"
import { isMarkAttribute } from "../form/index.ts"
import { insertion } from "./marks.ts"
import type { SharedText } from "./shared-text.ts"

/** Changes held back from one run; with more, the editor takes them although somebody composes. */
const heldMax = 1000

type Delta = { insert?: unknown; delete?: number; retain?: number; attributes?: Record<string, unknown> }[]

/**
 * The run of text in which somebody composes, while changes of others have reached the document but not the editor: replacing
 * its nodes would break the input method. What is composed stays out of the document meanwhile, and is merged in at the end.
 * This is the second line: normally the transport holds updates back, and none arrives.
 */
export class HeldRun {
  readonly #parent: Y.XmlElement
  readonly #shared: Y.XmlText | null
  readonly #key: NodeKey
  readonly #before: string
  readonly #deltas: Delta[] = []

  private constructor(parent: Y.XmlElement, shared: Y.XmlText | null, key: NodeKey, before: string) {
    this.#parent = parent
    this.#shared = shared
    this.#key = key
    this.#before = before
  }

  /** The run that holds `key`, if one of the events touches it; the editor's text is then that from before the events. */
  static start(
    text: SharedText,
    state: EditorState,
    key: NodeKey | null,
    events: Y.YEvent<Y.AbstractType<unknown>>[],
  ): HeldRun | null {
    if (key === null) return null
    return state.read(() => {
      const node = $getNodeByKey(key)
      const parent = node === null ? null : node.getParent()
      const element = parent === null ? null : text.sharedTypeOf(parent)
      if (node === null || !(element instanceof Y.XmlElement)) return null
      const shared = text.sharedTypeOf(node)
      const run = new HeldRun(element, shared instanceof Y.XmlText ? shared : null, key, $runText(node))
      return events.some((event) => run.concerns(event)) ? run : null
    })
  }

  concerns(event: Y.YEvent<Y.AbstractType<unknown>>): boolean {
    return event.target === this.#parent || event.target === this.#shared
  }

  get isFull(): boolean {
    return this.#deltas.length >= heldMax
  }

  hold(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    if (event.target === this.#shared) this.#deltas.push(event.delta as Delta)
  }

  /** Writes what was composed to where it belongs now. Call it inside a transaction; rebuild the editor afterwards. */
  release(state: EditorState): void {
    const after = state.read(() => {
      const node = $getNodeByKey(this.#key)
      return node === null ? this.#before : $runText(node)
    })
    const { from, to } = insertion(this.#before, after, null)
    const removed = this.#before.length - (after.length - (to - from))
    const composed = after.slice(from, to)
    if (removed <= 0 && composed === "") return
    const shared = this.#shared ?? firstText(this.#parent)
    for (let index = from + removed - 1; index >= from; index--) {
      const place = this.#placeNow(index)
      if (place !== null) shared.delete(place, 1)
    }
    const place = from === 0 ? 0 : (this.#placeNow(from - 1) ?? this.#boundaryNow(from) - 1) + 1
    shared.insert(Math.min(place, shared.length), composed, attributesAround(shared, place))
  }

  /** Where the character that was at `index` is now; null when others have deleted it. */
  #placeNow(index: number): number | null {
    let place: number | null = index
    for (const delta of this.#deltas) place = place === null ? null : follow(delta, place)
    return place
  }

  #boundaryNow(index: number): number {
    return this.#deltas.reduce(followBoundary, index)
  }
}

function follow(delta: Delta, index: number): number | null {
  let before = 0
  let after = 0
  for (const { insert, delete: deleted, retain } of delta) {
    if (typeof insert === "string") after += insert.length
    else if (deleted !== undefined) {
      if (index < before + deleted) return null
      before += deleted
    } else if (retain !== undefined) {
      if (index < before + retain) return after + index - before
      before += retain
      after += retain
    }
  }
  return after + index - before
}

function followBoundary(index: number, delta: Delta): number {
  let before = 0
  let after = 0
  for (const { insert, delete: deleted, retain } of delta) {
    if (before > index) break
    if (typeof insert === "string") after += insert.length
    else if (deleted !== undefined) {
      if (index <= before + deleted) return after
      before += deleted
    } else if (retain !== undefined) {
      if (index <= before + retain) return after + index - before
      before += retain
      after += retain
    }
  }
  return after + index - before
}

/** Formats as on the left; marks only where they go on at both sides. */
function attributesAround(shared: Y.XmlText, index: number): Record<string, unknown> {
  const left = attributesAt(shared, index - 1) ?? attributesAt(shared, index) ?? {}
  const right = attributesAt(shared, index) ?? {}
  const isInside = index > 0 && index < shared.length
  return Object.fromEntries(
    Object.entries({ ...right, ...left }).map(([key, value]) => {
      const isKept = isMarkAttribute(key) ? isInside && left[key] === right[key] : Object.hasOwn(left, key)
      return [key, isKept ? value : null]
    }),
  )
}

function attributesAt(shared: Y.XmlText, index: number): Record<string, unknown> | null {
  if (index < 0) return null
  let end = 0
  for (const { insert, attributes } of shared.toDelta() as { insert: string; attributes?: Record<string, unknown> }[]) {
    end += insert.length
    if (index < end) return attributes ?? {}
  }
  return null
}

function firstText(parent: Y.XmlElement): Y.XmlText {
  const first = parent.toArray().find((child) => child instanceof Y.XmlText)
  if (first !== undefined) return first
  const text = new Y.XmlText()
  parent.insert(0, [text])
  return text
}

function $runText(node: LexicalNode): string {
  let first = node
  for (let left = node.getPreviousSibling(); $isTextNode(left); left = left.getPreviousSibling()) first = left
  let text = ""
  for (let at: LexicalNode | null = first; $isTextNode(at); at = at.getNextSibling()) text += at.getTextContent()
  return text
}
