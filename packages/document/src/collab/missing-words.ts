import { $getNodeByKey, $isTextNode, type EditorState, type NodeKey } from "lexical"
import { $markedThreads } from "../nodes/index.ts"
import type { EditorUpdate } from "./shared-text.ts"

const bounds = {
  /** Threads whose words are remembered; the oldest are forgotten. */
  threadsMax: 1_000,
  /** UTF-16 units of each. */
  unitsMax: 10_000,
  /** Text nodes of one update that are looked at; a text that is built anew has lost nothing. */
  leavesMax: 5_000,
} as const

/** Between words that were lost at different places. */
const gap = "\uFFFC"

/**
 * The words that threads had in this editor and have no more: what of them comes back by a paste was moved. Words that an update takes away in one
 * place and has in another are not missing.
 */
export class MissingWords {
  readonly #words = new Map<string, string>()
  /** What the update at hand has brought back, before it is done. */
  #claimed: { readonly state: unknown; readonly words: Map<string, string> } | null = null

  /** Whether a thread is missing these words; they count once. `state` tells one update from another. */
  claim(thread: string, words: string, state: unknown): boolean {
    const claimed =
      this.#claimed !== null && this.#claimed.state === state ? this.#claimed.words : new Map<string, string>()
    this.#claimed = { state, words: claimed }
    const left = claimed.get(thread) ?? this.#words.get(thread) ?? ""
    const rest = without(left, words)
    if (rest === null) return false
    claimed.set(thread, rest)
    return true
  }

  /** Follows what an update, anybody's, has done to the words of threads. */
  follow({ dirtyLeaves, prevEditorState, editorState }: EditorUpdate): void {
    this.#claimed = null
    if (dirtyLeaves.size > bounds.leavesMax) return
    const came: [thread: string, words: string][] = []
    for (const key of dirtyLeaves) {
      const before = textOf(key, prevEditorState)
      const after = textOf(key, editorState)
      const { gone, come } = difference(before.text, after.text)
      for (const thread of before.threads) this.#lose(thread, after.threads.includes(thread) ? gone : before.text)
      for (const thread of after.threads) came.push([thread, before.threads.includes(thread) ? come : after.text])
    }
    for (const [thread, words] of came) {
      const missing = this.#words.get(thread)
      if (missing === undefined) continue
      const rest = without(missing, words) ?? withoutPartsOf(missing, words)
      if (rest.replaceAll(gap, "") === "") this.#words.delete(thread)
      else this.#words.set(thread, rest)
    }
  }

  #lose(thread: string, words: string): void {
    if (words === "") return
    const known = this.#words.get(thread) ?? ""
    this.#words.delete(thread)
    this.#words.set(thread, `${known}${gap}${words}`.slice(-bounds.unitsMax))
    for (const oldest of this.#words.keys()) {
      if (this.#words.size <= bounds.threadsMax) break
      this.#words.delete(oldest)
    }
  }
}

function textOf(key: NodeKey, state: EditorState): { text: string; threads: readonly string[] } {
  const node = $getNodeByKey(key, state)
  if (!$isTextNode(node)) return { text: "", threads: [] }
  return state.read(() => ({ text: node.getTextContent(), threads: $markedThreads(node) }))
}

/** The stretch that one has and the other has not. */
function difference(before: string, after: string): { gone: string; come: string } {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from++
  let tail = 0
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { gone: before.slice(from, before.length - tail), come: after.slice(from, after.length - tail) }
}

/** Words without some of them, the last to be lost; null if they are not among them. */
function without(words: string, some: string): string | null {
  const at = some === "" ? -1 : words.lastIndexOf(some)
  return at < 0 ? null : words.slice(0, at) + gap + words.slice(at + some.length)
}

/** Words without those of them that other words are made of. */
function withoutPartsOf(words: string, whole: string): string {
  let rest = whole
  const left = words.split(gap).filter((part) => {
    const at = part === "" ? -1 : rest.indexOf(part)
    if (at >= 0) rest = rest.slice(0, at) + gap + rest.slice(at + part.length)
    return at < 0
  })
  return left.join(gap)
}
