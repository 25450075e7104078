import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $hasUpdateTag,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setState,
  COMMAND_PRIORITY_CRITICAL,
  type EditorState,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
  TextNode,
} from "lexical"
import { $isMarked, $markedThreads, markStateOf, setMarkKeeper } from "../nodes/index.ts"
import { KEEP_IDS_TAG } from "./block-identity.ts"
import { mergedNodes, stateInWork } from "./internals.ts"
import { MissingWords } from "./missing-words.ts"
import type { EditorUpdate } from "./shared-text.ts"

/** Threads whose words were cut here and may come back by a paste; the oldest are forgotten. */
const cutMax = 1000

/**
 * Keeps the marks of threads on the words they were put on, whatever this person does:
 * 1. text typed at an end of a thread's words does not join them; typed between them, in whatever format, it does;
 * 2. pasted words bring no marks, unless they were cut here: then the thread moves along, or is on all of its words again. Of threads that have no
 *    words here and never had any, it is told which were pasted: somebody has to move them.
 * Who writes marks in the first place is the server.
 */
export class Marks {
  readonly #editor: LexicalEditor
  readonly #cut = new Set<string>()
  readonly #missing = new MissingWords()
  readonly #unregister: (() => void)[]
  #composed: { key: NodeKey; before: string } | null = null
  /** What the update at hand has found to be on words of the text, and brought. */
  #present: { readonly state: EditorState; readonly threads: Set<string> } | null = null
  readonly #brought = new Set<string>()
  readonly #foreign = new Map<string, string>()

  constructor(editor: LexicalEditor) {
    this.#editor = editor
    setMarkKeeper(editor, (nodes) => {
      // Blocks that were cut come back whole, piece by piece if there are many.
      if (!$hasUpdateTag(KEEP_IDS_TAG)) this.#$stripPasted(textsIn(nodes))
    })
    this.#unregister = [
      editor.registerNodeTransform(TextNode, (node) => this.#$settle(node)),
      editor.registerCommand(
        SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
        ({ nodes, selection }) => {
          const pasted = textsIn(nodes).filter((node) => $markedThreads(node).length > 0)
          if (pasted.length === 0) return false
          // What is replaced no longer counts as a thread's words.
          if ($isRangeSelection(selection) && !selection.isCollapsed()) selection.removeText()
          this.#present = null
          this.#$stripPasted(pasted)
          return false
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    ]
  }

  /** Threads whose words the edit at hand has pasted, and which have none here: with the words; they are told once. */
  takeForeign(): ReadonlyMap<string, string> {
    const foreign = new Map(this.#foreign)
    this.#foreign.clear()
    return foreign
  }

  /** After every update, whosever. */
  follow(update: EditorUpdate): void {
    this.#missing.follow(update)
  }

  /** Remembers whose words this edit took out. */
  afterEdit({ dirtyLeaves, prevEditorState, editorState }: EditorUpdate): void {
    this.#present = null
    for (const key of dirtyLeaves) {
      const before = $getNodeByKey(key, prevEditorState)
      if (!$isTextNode(before) || $getNodeByKey(key, editorState) !== null) continue
      for (const thread of prevEditorState.read(() => $markedThreads(before))) remember(this.#cut, thread)
    }
  }

  /** While somebody composes, text nodes must stay whole: what was typed is settled at the end. */
  compositionStarted(key: NodeKey | null, before: EditorState): void {
    const node = key === null ? null : $getNodeByKey(key, before)
    this.#composed = $isTextNode(node) ? { key: node.getKey(), before: textIn(before, node) } : null
  }

  compositionEnded(): void {
    const composed = this.#composed
    this.#composed = null
    if (composed === null) return
    const state = this.#editor.getEditorState()
    const isMarked = state.read(() => {
      const node = $getNodeByKey(composed.key)
      return $isTextNode(node) && $markedThreads(node).length > 0 && node.getTextContent() !== composed.before
    })
    if (!isMarked) return
    this.#editor.update(
      () => {
        const node = $getNodeByKey(composed.key)
        if ($isTextNode(node)) $keepOffEdges(node, composed.before)
      },
      { discrete: true },
    )
  }

  destroy(): void {
    for (const unregister of this.#unregister) unregister()
  }

  #$settle(node: TextNode): void {
    const before = this.#editor.getEditorState()
    const former = $getNodeByKey(node.getKey(), before)
    if (!$isTextNode(former)) {
      $joinBetween(node, before)
    } else if (textIn(before, former) !== node.getTextContent() && $markedThreads(node).length > 0) {
      const formerText = this.#formerText(former, before)
      if (formerText !== null) $keepOffEdges(node, formerText)
    }
  }

  /**
   * The text that a node stood for before this edit, with that of the neighbours that Lexical has merged into it since;
   * null when it was merged with text from elsewhere, which brings its own marks rightly.
   */
  #formerText(former: TextNode, before: EditorState): string | null {
    const merged = mergedNodes(this.#editor)
    if (!merged.has(former.getKey())) return textIn(before, former)
    const absorbed = new Set<NodeKey>()
    for (const key of merged) {
      if (key !== former.getKey() && $getNodeByKey(key, before) !== null && !isLive(key)) absorbed.add(key)
    }
    const run = before.read(() => {
      const isAbsorbed = (node: LexicalNode | null): node is TextNode =>
        $isTextNode(node) && absorbed.has(node.getKey())
      let text = former.getTextContent()
      for (let left = former.getPreviousSibling(); isAbsorbed(left); left = left.getPreviousSibling()) {
        text = left.getTextContent() + text
        absorbed.delete(left.getKey())
      }
      for (let right = former.getNextSibling(); isAbsorbed(right); right = right.getNextSibling()) {
        text += right.getTextContent()
        absorbed.delete(right.getKey())
      }
      return text
    })
    return absorbed.size === 0 ? run : null
  }

  #$stripPasted(pasted: readonly TextNode[]): void {
    if (!pasted.some((node) => $markedThreads(node).length > 0)) return
    // A long paste goes in by several edits.
    if (!$hasUpdateTag(HISTORY_MERGE_TAG)) this.#brought.clear()
    const present = this.#$present()
    const before = this.#editor.getEditorState()
    const formerly = before.read(() => $threadsIn($getRoot().getAllTextNodes()))
    for (const node of pasted) {
      for (const thread of $markedThreads(node)) {
        const isHere = present.has(thread) && !this.#brought.has(thread)
        const isMoved = !isHere && (this.#brought.has(thread) || formerly.has(thread) || this.#cut.has(thread))
        const isBack = this.#missing.claim(thread, node.getTextContent(), stateInWork(this.#editor)) && isHere
        if (isBack) continue
        if (isMoved) this.#brought.add(thread)
        else $setState(node, markStateOf(thread), null)
        if (!isMoved && !isHere) this.#foreign.set(thread, (this.#foreign.get(thread) ?? "") + node.getTextContent())
      }
    }
  }

  #$present(): ReadonlySet<string> {
    const state = stateInWork(this.#editor)
    if (this.#present?.state !== state) this.#present = { state, threads: $threadsIn($getRoot().getAllTextNodes()) }
    return this.#present.threads
  }
}

/** Takes marks off what was inserted, unless the thread's words go on at both sides of it. */
function $keepOffEdges(node: TextNode, formerText: string): void {
  const selection = $getSelection()
  const isCaretHere = $isRangeSelection(selection) && selection.isCollapsed() && selection.anchor.key === node.getKey()
  const { from, to } = insertion(formerText, node.getTextContent(), isCaretHere ? selection.anchor.offset : null)
  const size = node.getTextContentSize()
  if (from === to) return
  const left = from === 0 ? $neighbour(node, "previous") : null
  const right = to === size ? $neighbour(node, "next") : null
  const outside = $markedThreads(node).filter((thread) => {
    const isLeft = from > 0 || (left !== null && $isMarked(left, thread))
    const isRight = to < size || (right !== null && $isMarked(right, thread))
    return !(isLeft && isRight)
  })
  if (outside.length === 0) return
  const inserted = from === 0 ? (to === size ? node : node.splitText(to)[0]) : node.splitText(from, to)[1]
  if (inserted === undefined) return
  for (const thread of outside) $setState(inserted, markStateOf(thread), null)
}

/** Text of another format typed between a thread's words becomes a node of its own; it belongs to them all the same. */
function $joinBetween(node: TextNode, before: EditorState): void {
  const left = $settledSibling(node, "previous", before)
  const right = $settledSibling(node, "next", before)
  if (left === null || right === null) return
  for (const thread of $markedThreads(left)) {
    if ($isMarked(right, thread) && !$isMarked(node, thread)) $setState(node, markStateOf(thread), 1)
  }
}

function $settledSibling(node: TextNode, side: "previous" | "next", before: EditorState): TextNode | null {
  let sibling: LexicalNode | null = node
  do {
    sibling = side === "previous" ? sibling.getPreviousSibling() : sibling.getNextSibling()
  } while (
    $isTextNode(sibling) &&
    $getNodeByKey(sibling.getKey(), before) === null &&
    $markedThreads(sibling).length === 0
  )
  return $isTextNode(sibling) ? sibling : null
}

/** The next text in reading order, over line breaks and the ends of blocks. */
function $neighbour(node: LexicalNode, side: "previous" | "next"): TextNode | null {
  let current: LexicalNode | null = node
  while (current !== null) {
    const sibling: LexicalNode | null = side === "previous" ? current.getPreviousSibling() : current.getNextSibling()
    if (sibling === null) {
      current = current.getParent()
      continue
    }
    current = sibling
    while ($isElementNode(current) && !current.isEmpty()) {
      current = side === "previous" ? current.getLastChild() : current.getFirstChild()
    }
    if ($isTextNode(current)) return current
  }
  return null
}

/** The one stretch of `after` that `before` does not have; among equal letters, the one that ends at the caret. */
export function insertion(before: string, after: string, caret: number | null): { from: number; to: number } {
  const growth = after.length - before.length
  if (caret !== null && growth > 0 && before === after.slice(0, caret - growth) + after.slice(caret)) {
    return { from: caret - growth, to: caret }
  }
  if (before.includes(after)) return { from: 0, to: 0 }
  const limit = Math.min(before.length, after.length)
  let from = 0
  while (from < limit && before[from] === after[from]) from++
  let tail = 0
  while (tail < limit - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { from, to: after.length - tail }
}

function textIn(state: EditorState, node: TextNode): string {
  return state.read(() => node.getTextContent())
}

function isLive(key: NodeKey): boolean {
  return $getNodeByKey(key)?.isAttached() === true
}

function $threadsIn(texts: TextNode[]): Set<string> {
  return new Set(texts.flatMap((text) => $markedThreads(text)))
}

function textsIn(nodes: readonly LexicalNode[]): TextNode[] {
  return nodes.flatMap((node) => ($isTextNode(node) ? [node] : $isElementNode(node) ? node.getAllTextNodes() : []))
}

function remember(cut: Set<string>, thread: string): void {
  cut.delete(thread)
  cut.add(thread)
  for (const oldest of cut) {
    if (cut.size <= cutMax) break
    cut.delete(oldest)
  }
}
