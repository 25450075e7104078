import { $getNodeByKey, $getRoot, $isElementNode, $isTextNode, type LexicalNode, type NodeKey } from "lexical"
import { $isFootnoteReferenceNode, $noteAround } from "../../kinds/footnote/notes.ts"
import { $markedThreads } from "../../nodes/index.ts"

/** What the index knows of a text node with marks. */
interface MarkedNode {
  readonly threads: readonly string[]
  readonly text: string
  readonly format: number
  /** The note that it is in. */
  readonly note: string | null
}

const none: MarkedNode = { threads: [], text: "", format: 0, note: null }

/**
 * Which threads have marks on which text nodes. It is told which nodes to look at again, and never goes through the text but once. Words of
 * a note that nothing refers to do not count: nobody sees them.
 */
export class MarkIndex {
  readonly #marked = new Map<NodeKey, MarkedNode>()
  readonly #nodesOf = new Map<string, Set<NodeKey>>()
  readonly #nodesInNote = new Map<string, Set<NodeKey>>()
  /** The note of each reference, and how many refer to each note. */
  readonly #noteOf = new Map<NodeKey, string>()
  readonly #references = new Map<string, number>()

  /** Goes through the whole text. */
  $read(): void {
    const pending: LexicalNode[] = [$getRoot()]
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if ($isElementNode(node)) pending.push(...node.getChildren())
      else this.#$look(node.getKey(), node)
    }
  }

  /** Looks at these nodes again; answers whose words may have changed, or their place. */
  $look(keys: Iterable<NodeKey>): Set<string> {
    const changed = new Set<string>()
    for (const key of keys) this.#$look(key, $getNodeByKey(key), changed)
    return changed
  }

  /** The text nodes of a thread, in no particular order. */
  nodesOf(threadId: string): NodeKey[] {
    return [...(this.#nodesOf.get(threadId) ?? [])].filter((key) => this.#isShown(key))
  }

  threadsOn(key: NodeKey): readonly string[] {
    return this.#isShown(key) ? (this.#marked.get(key)?.threads ?? []) : []
  }

  threads(): string[] {
    return [...this.#nodesOf.keys()].filter((threadId) => this.has(threadId))
  }

  has(threadId: string): boolean {
    for (const key of this.#nodesOf.get(threadId) ?? []) if (this.#isShown(key)) return true
    return false
  }

  isMarked(key: NodeKey): boolean {
    return this.#marked.has(key)
  }

  #isShown(key: NodeKey): boolean {
    const note = this.#marked.get(key)?.note ?? null
    return note === null || this.#references.has(note)
  }

  #$look(key: NodeKey, node: LexicalNode | null, changed?: Set<string>): void {
    if ($isFootnoteReferenceNode(node) || this.#noteOf.has(key))
      this.#refer(key, $isFootnoteReferenceNode(node) ? node.getNote() : null, changed)
    const before = this.#marked.get(key) ?? none
    const now = $isTextNode(node) && node.isAttached() ? $markedNode(node) : none
    if (before === none && now === none) return
    // Others' letters beside it leave a node as it is, though the library has touched it.
    if (isAlike(before, now)) return
    for (const threadId of [...before.threads, ...now.threads]) changed?.add(threadId)
    for (const threadId of before.threads) remove(this.#nodesOf, threadId, key)
    for (const threadId of now.threads) add(this.#nodesOf, threadId, key)
    if (before.note !== null) remove(this.#nodesInNote, before.note, key)
    if (now.note !== null) add(this.#nodesInNote, now.note, key)
    if (now === none) this.#marked.delete(key)
    else this.#marked.set(key, now)
  }

  #refer(key: NodeKey, note: string | null, changed?: Set<string>): void {
    const before = this.#noteOf.get(key) ?? null
    if (before === note) return
    for (const [id, more] of [
      [before, -1],
      [note, 1],
    ] as const) {
      if (id === null) continue
      const count = (this.#references.get(id) ?? 0) + more
      if (count === 0) this.#references.delete(id)
      else this.#references.set(id, count)
      for (const inNote of this.#nodesInNote.get(id) ?? [])
        for (const threadId of this.#marked.get(inNote)?.threads ?? []) changed?.add(threadId)
    }
    if (note === null) this.#noteOf.delete(key)
    else this.#noteOf.set(key, note)
  }
}

function $markedNode(node: LexicalNode): MarkedNode {
  if (!$isTextNode(node)) return none
  const threads = $markedThreads(node)
  if (threads.length === 0) return none
  return {
    threads,
    text: node.getTextContent(),
    format: node.getFormat(),
    note: $noteAround(node)?.getNote() ?? null,
  }
}

function isAlike(a: MarkedNode, b: MarkedNode): boolean {
  if (a.text !== b.text || a.format !== b.format || a.note !== b.note) return false
  return a.threads.length === b.threads.length && a.threads.every((threadId) => b.threads.includes(threadId))
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, new Set([value]))
  else known.add(value)
}

function remove<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const known = map.get(key)
  known?.delete(value)
  if (known?.size === 0) map.delete(key)
}
