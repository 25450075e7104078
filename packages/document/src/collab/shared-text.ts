import { $isListItemNode, $isListNode, ListItemNode, type ListNode } from "@lexical/list"
import {
  $getAnchorAndFocusForUserState,
  type BindingV2,
  createBindingV2__EXPERIMENTAL,
  type Provider,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
  type UserState,
} from "@lexical/yjs"
import {
  $createRangeSelection,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isTextNode,
  $setSelection,
  COLLABORATION_TAG,
  type EditorState,
  type ElementNode,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type PointType,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type TextNode,
} from "lexical"
import * as Y from "yjs"
import { elementForm } from "../form/index.ts"
import { excludedProperties, ReadingGuard } from "../nodes/index.ts"

/** What an update listener of Lexical is told, as far as it matters here. */
export interface EditorUpdate {
  prevEditorState: EditorState
  editorState: EditorState
  dirtyElements: Map<NodeKey, boolean>
  dirtyLeaves: Set<NodeKey>
  normalizedNodes: Set<NodeKey>
  tags: Set<string>
}

/** Where a selection is, in terms that survive changes of others. */
export interface SharedSelection {
  anchorPos: Y.RelativePosition | null
  focusPos: Y.RelativePosition | null
}

export interface Place {
  key: NodeKey
  offset: number
  type: "text" | "element"
}

export interface SharedTextHooks {
  /** The person's own selection; the library puts it back after a change of others. */
  selection(): SharedSelection
  /** A change could not be taken in, and the editor was rebuilt from the document within the same update. */
  rebuilt(error: unknown): void
  /** Not even that: the editor keeps its former state and no longer follows the document. */
  stalled(error: unknown): void
}

/**
 * The one place that touches what @lexical/yjs and Lexical keep to themselves (shared-text.test.ts breaks when they move).
 *
 * It lends the library a stand-in for the editor, which differs in two ways:
 * 1. `update` without options does nothing: that is how the library refills an empty root, from every client at once.
 * 2. an update that throws half-way ends as a rebuild from the document, so that half a change is never committed, and
 *    hence never written back.
 */
export class SharedText {
  readonly root: Y.XmlElement
  readonly #editor: LexicalEditor
  readonly #binding: BindingV2
  readonly #provider: Provider
  readonly #hooks: SharedTextHooks
  readonly #guard: ReadingGuard
  #isRebuilding = false

  constructor(editor: LexicalEditor, doc: Y.Doc, hooks: SharedTextHooks) {
    this.#editor = editor
    this.#hooks = hooks
    this.#binding = createBindingV2__EXPERIMENTAL(editor, "section", doc, new Map([["section", doc]]), {
      excludedProperties: notWritten,
    })
    this.#binding.editor = this.#standIn()
    this.#guard = new ReadingGuard(this.#binding)
    this.#provider = providerOf(hooks)
    this.root = this.#binding.root
  }

  /** Takes changes of others (or of undo) into the editor. Call it in the observer, while the events are fresh. */
  read(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction, isUndo: boolean): void {
    const readable = this.#guard.readable(events, transaction)
    syncYjsChangesToLexicalV2__EXPERIMENTAL(this.#binding, this.#provider, readable, transaction, isUndo)
  }

  /**
   * Writes an edit into the document; the caller's transaction gives it its origin.
   * An empty line gets an empty text: else two people who begin to type in it at once would make one each, and joining two
   * texts later means that everybody who does so copies the words of one into the other.
   */
  write(update: EditorUpdate): void {
    syncLexicalUpdateToYjsV2__EXPERIMENTAL(
      this.#binding,
      this.#provider,
      update.prevEditorState,
      update.editorState,
      update.dirtyElements,
      update.dirtyLeaves,
      update.normalizedNodes,
      new Set(),
    )
    for (const key of update.dirtyElements.keys()) {
      const node = $getNodeByKey(key, update.editorState)
      if (!$isElementNode(node) || node.__size > 0 || !isLine(node.__type)) continue
      const shared = this.#binding.mapping.getSharedType(node)
      if (shared instanceof Y.XmlElement && shared.length === 0) shared.insert(0, [new Y.XmlText()])
    }
  }

  /**
   * After a change of others nothing is written: Lexical may have merged text nodes that are apart in the document, and if
   * everybody wrote that back, each would move the same words. It is enough to forget what they belonged to.
   */
  forgetMerged({ normalizedNodes }: EditorUpdate): void {
    for (const key of normalizedNodes) this.#binding.mapping.deleteNode(key)
  }

  /** Rebuilds the editor from the document; the selection stays on its words. */
  rebuild(): void {
    const tag = [COLLABORATION_TAG, SKIP_SCROLL_INTO_VIEW_TAG]
    this.#editor.update(() => this.#$rebuild(), { discrete: true, skipTransforms: true, tag })
  }

  /** Whether edits wait in the editor that no listener has seen yet. */
  hasPendingEdits(): boolean {
    return this.#editor._pendingEditorState !== null && this.#editor._dirtyType !== noDirtyNodes
  }

  /** Whether the editor is inside an update or its listeners, so that a further update waits. */
  isUpdating(): boolean {
    return this.#editor._updating
  }

  /** The text nodes that Lexical has merged during the update at hand: those that stay and those that went. */
  mergedNodes(): ReadonlySet<NodeKey> {
    return this.#editor._normalizedNodes
  }

  /** The text node in which an input method composes. */
  composingKey(): NodeKey | null {
    return this.#editor._compositionKey
  }

  sharedTypeOf(node: LexicalNode): Y.XmlElement | Y.XmlText | null {
    return this.#binding.mapping.getSharedType(node) ?? null
  }

  /** The properties of a kind of node that are in the document, with the values that are left out of it. */
  propertiesOf(type: string): Readonly<Record<string, unknown>> {
    return this.#binding.nodeProperties.get(type) ?? {}
  }

  /** A place in the text that moves along with the character before or after it. */
  $relativePosition(point: PointType, side: "before" | "after"): Y.RelativePosition | null {
    const node = point.getNode()
    const type = this.sharedTypeOf(node)
    if (type === null) return null
    const index = $isElementNode(node) ? $sharedIndex(node, point.offset) : $offsetInRun(node, point.offset)
    return Y.createRelativePositionFromTypeIndex(type, index, side === "after" ? 0 : -1)
  }

  /** Where a selection is in this editor now; null when its text is gone or was never here. */
  $resolve(selection: SharedSelection): { anchor: Place; focus: Place } | null {
    const state: UserState = { ...selection, name: "", color: "", focusing: true, awarenessData: {} }
    const { anchorKey, anchorOffset, focusKey, focusOffset } = $getAnchorAndFocusForUserState(this.#binding, state)
    const anchor = $placeAt(anchorKey, anchorOffset)
    const focus = $placeAt(focusKey, focusOffset)
    return anchor === null || focus === null ? null : { anchor, focus }
  }

  $select(selection: SharedSelection): boolean {
    const resolved = this.$resolve(selection)
    if (resolved === null) return false
    const range = $createRangeSelection()
    range.anchor.set(resolved.anchor.key, resolved.anchor.offset, resolved.anchor.type)
    range.focus.set(resolved.focus.key, resolved.focus.offset, resolved.focus.type)
    $setSelection(range)
    return true
  }

  #standIn(): LexicalEditor {
    const editor = this.#editor
    const standIn = Object.create(editor) as LexicalEditor
    standIn.update = (fn, options) => {
      if (options === undefined) return
      if (this.#isRebuilding) fn()
      else editor.update(() => this.#$apply(fn), options)
    }
    return standIn
  }

  #$apply(fn: () => void): void {
    try {
      fn()
      this.#$renumberLists()
    } catch (error) {
      this.#$rebuild()
      this.#hooks.rebuilt(error)
    }
  }

  #$rebuild(): void {
    const hadSelection = $getSelection() !== null
    // A selection on nodes that go would make Lexical reject the update.
    $setSelection(null)
    this.#isRebuilding = true
    try {
      this.#guard.scan()
      syncYjsStateToLexicalV2__EXPERIMENTAL(this.#binding, this.#provider)
      this.#$renumberLists()
    } catch (error) {
      this.#hooks.stalled(error)
      throw error
    } finally {
      this.#isRebuilding = false
    }
    if (hadSelection && !this.$select(this.#hooks.selection())) $getRoot().selectStart()
  }

  /** Numbers of list items are not in the document (concurrent insertions would leave them wrong), so each editor counts. */
  #$renumberLists(): void {
    for (const key of this.#editor._dirtyElements.keys()) {
      const node = $getNodeByKey(key)
      if ($isListNode(node)) $renumber(node)
    }
  }
}

const noDirtyNodes = 0

/** A block that holds words itself. */
function isLine(type: string): boolean {
  const content = elementForm(type)?.content
  return content === "inline" || content === "itemContent"
}

const notWritten = new (class extends Map<Klass<LexicalNode>, Set<string>> {
  readonly #listItem = new (class extends Set<string> {
    override has(name: string): boolean {
      return name === "__value" || excludedProperties.get(ListItemNode)?.has(name) === true
    }
  })()

  override get(klass: Klass<LexicalNode>): Set<string> | undefined {
    return klass === ListItemNode ? this.#listItem : excludedProperties.get(klass)
  }
})()

function $renumber(list: ListNode): void {
  let value = list.getStart()
  for (const item of list.getChildren()) {
    if (!$isListItemNode(item)) continue
    if (item.getValue() !== value) item.setValue(value)
    if (!$isListNode(item.getFirstChild())) value++
  }
}

/** Adjacent text nodes are one shared text. */
function $offsetInRun(node: LexicalNode, offset: number): number {
  let index = offset
  for (let left = node.getPreviousSibling(); $isTextNode(left); left = left.getPreviousSibling()) {
    index += left.getTextContentSize()
  }
  return index
}

/** The index among the shared children, of which a run of text nodes is one. */
function $sharedIndex(element: ElementNode, offset: number): number {
  let index = 0
  let wasText = false
  for (const child of element.getChildren().slice(0, offset)) {
    const isText = $isTextNode(child)
    if (!(isText && wasText)) index++
    wasText = isText
  }
  return index
}

function $placeAt(key: NodeKey | null, offset: number): Place | null {
  const node = key === null ? null : $getNodeByKey(key)
  if (node === null || !node.isAttached()) return null
  if ($isTextNode(node)) return { key: node.getKey(), offset: Math.min(offset, textSize(node)), type: "text" }
  if ($isElementNode(node)) {
    return { key: node.getKey(), offset: Math.min(offset, node.getChildrenSize()), type: "element" }
  }
  const parent = node.getParent()
  return parent === null ? null : { key: parent.getKey(), offset: node.getIndexWithinParent(), type: "element" }
}

const textSize = (node: TextNode): number => node.getTextContentSize()

/** What the library wants of a provider. It is shown nobody's presence: it would paint carets of its own. */
function providerOf(hooks: SharedTextHooks): Provider {
  const nobody = new Map<number, UserState>()
  const nothing = (): void => {}
  return {
    connect: nothing,
    disconnect: nothing,
    on: nothing,
    off: nothing,
    awareness: {
      getStates: () => nobody,
      getLocalState: () => ({ ...hooks.selection(), name: "", color: "", focusing: true, awarenessData: {} }),
      setLocalState: nothing,
      setLocalStateField: nothing,
      on: nothing,
      off: nothing,
    },
  }
}
