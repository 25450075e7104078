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
  $isRangeSelection,
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
import { elementForm, isLineName } from "../form/index.ts"
import { $isUnknownNode, excludedProperties, ReadingGuard } from "../nodes/index.ts"
import { changeAtCaret } from "./caret-change.ts"
import { stateInWork, touchedElements } from "./internals.ts"
import { typedNode } from "./typed-text.ts"

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

type ReadableEvent = Y.YEvent<Y.XmlElement | Y.XmlText>

/** Makes the library look at the children of an element that has not itself changed. */
class Reread extends Y.YXmlEvent {
  /** The library asks for it beforehand, and for an unchanged type Yjs has no answer. */
  override get delta(): [] {
    return []
  }
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
    this.#forgetGone()
    this.#guard = new ReadingGuard(this.#binding)
    this.#provider = providerOf(hooks)
    this.root = this.#binding.root
  }

  /** Takes changes of others (or of undo) into the editor. Call it in the observer, while the events are fresh. */
  read(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction, isUndo: boolean): void {
    const readable: ReadableEvent[] = this.#guard.readable(events, transaction)
    for (const element of this.#unshown(readable)) {
      readable.unshift(new Reread(element, new Set([null]), transaction) as unknown as ReadableEvent)
    }
    syncYjsChangesToLexicalV2__EXPERIMENTAL(this.#binding, this.#provider, readable, transaction, isUndo)
  }

  /**
   * Writes an edit into the document; the caller's transaction gives it its origin.
   * An empty line gets an empty text: else two people who begin to type in it at once would make one each, and joining two
   * texts later means that everybody who does so copies the words of one into the other.
   */
  write(update: EditorUpdate): void {
    if (update.editorState.read(() => this.#$writeAtCaret(update))) return
    this.#guard.keeping(update.editorState, () => {
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
    })
    for (const key of update.dirtyElements.keys()) {
      const node = $getNodeByKey(key, update.editorState)
      if (!$isElementNode(node) || !isLineName(node.getType()) || update.editorState.read(() => !node.isEmpty()))
        continue
      const shared = this.#binding.mapping.getSharedType(node)
      if (shared instanceof Y.XmlElement && shared.length === 0) shared.insert(0, [new Y.XmlText()])
    }
    update.editorState.read(() => this.#$associate(this.root, $getRoot(), update.dirtyElements))
  }

  /**
   * Writes typing into the text around the caret. The library would find it by comparing, and takes the letter that was
   * there for the new one when "o" is typed in front of "of"; it leaves alone what it finds equal already. True when nothing
   * else was changed: the library would go through all blocks of the section to find that out.
   */
  #$writeAtCaret(update: EditorUpdate): boolean {
    const selection = $getSelection()
    if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
    const node = selection.anchor.getNode()
    if (!$isTextNode(node)) return false
    const run = $runOf(node)
    const [shared, ...others] = new Set(run.map((text) => this.sharedTypeOf(text)).filter((type) => type !== null))
    if (
      !(shared instanceof Y.XmlText) ||
      others.length > 0 ||
      !run.some((text) => update.dirtyLeaves.has(text.getKey()))
    )
      return false
    // Words that another line has taken over are for the library to sort out.
    if (shared.parent !== this.sharedTypeOf(node.getParentOrThrow())) return false
    const own = new Set(run.map((text) => text.getKey()))
    if (this.#binding.mapping.get(shared)?.some((text) => text.isAttached() && !own.has(text.getKey())) === true)
      return false
    const before = Y.Text.prototype.toString.call(shared)
    const after = run.map((text) => text.getTextContent()).join("")
    const { index, remove, insert } = changeAtCaret(before, after, $offsetInRun(node, selection.anchor.offset))
    if (remove > 0) shared.delete(index, remove)
    if (insert !== "") shared.insert(index, insert)
    // A letter has the attributes of the one before it in the document, which at the edge of a node is another's.
    if (typedNode(update) !== node || index <= $offsetInRun(node, 0)) return false
    this.#binding.mapping.set(shared, run)
    return true
  }

  /**
   * Tells the library which node now stands for which shared type. Where a new block looks like the one it replaces, it
   * does so for the block alone: what is inside would stay with nodes that are gone, and the next change there would throw.
   */
  #$associate(shared: Y.XmlElement, element: ElementNode, dirty: ReadonlyMap<NodeKey, unknown>): void {
    const { mapping } = this.#binding
    const children = element.getChildren()
    let next = 0
    for (const type of shared.toArray()) {
      if (type instanceof Y.XmlText) {
        const run: TextNode[] = []
        for (let node = children[next]; $isTextNode(node); node = children[++next]) run.push(node)
        const known = mapping.get(type) ?? []
        if (known.length !== run.length || known.some((node, i) => node !== run[i])) mapping.set(type, run)
        continue
      }
      const node = children[next++]
      if (!(type instanceof Y.XmlElement) || node === undefined || $isUnknownNode(node) || $isTextNode(node)) continue
      const isKnown = mapping.getSharedType(node) === type
      if (mapping.get(type) !== node) mapping.set(type, node)
      if ($isElementNode(node) && (!isKnown || dirty.has(node.getKey()))) this.#$associate(type, node, dirty)
    }
  }

  /**
   * Call it instead of `write` after a change of others: then nothing is written. Lexical may have merged text nodes that are
   * apart in the document, and if everybody wrote that back, each would move the same words.
   * It is enough to forget what the nodes belonged to.
   */
  forget({ normalizedNodes, dirtyElements, editorState }: EditorUpdate): void {
    const { mapping } = this.#binding
    for (const key of normalizedNodes) mapping.deleteNode(key)
    for (const key of dirtyElements.keys()) if ($getNodeByKey(key, editorState) === null) mapping.deleteNode(key)
  }

  /** Rebuilds the editor from the document; the selection stays on its words. */
  rebuild(): void {
    const tag = [COLLABORATION_TAG, SKIP_SCROLL_INTO_VIEW_TAG]
    this.#editor.update(() => this.#$rebuild(), { discrete: true, skipTransforms: true, tag })
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
    return this.$positionIn(point.getNode(), point.offset, side)
  }

  $positionIn(node: LexicalNode, offset: number, side: "before" | "after"): Y.RelativePosition | null {
    const type = this.sharedTypeOf(node)
    if (type === null) return null
    const index = $isElementNode(node) ? $sharedIndex(node, offset) : $offsetInRun(node, offset)
    return Y.createRelativePositionFromTypeIndex(type, index, side === "after" ? 0 : -1)
  }

  /** Where a selection is in this editor now; null when its text is gone or was never here. */
  $resolve(selection: SharedSelection): { anchor: Place; focus: Place } | null {
    // The library throws on words that are gone from the editor but not from its memory.
    for (const place of [selection.anchorPos, selection.focusPos]) {
      const at = place && Y.createAbsolutePositionFromRelativePosition(place, this.#binding.doc)
      if (at && at.type !== this.root) this.#forgetDead(at.type)
    }
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

  /** Where a changed element is not in the editor, because it was empty so far: what must be read again to show it. */
  #unshown(events: readonly ReadableEvent[]): Set<Y.XmlElement> {
    const above = new Set<Y.XmlElement>()
    for (const { target } of events) {
      const changed: unknown = target instanceof Y.XmlText ? target.parent : target
      if (!(changed instanceof Y.XmlElement)) continue
      for (const child of changed.toArray()) this.#forgetDead(child)
      let element: unknown = changed
      while (element instanceof Y.XmlElement && element !== this.root && this.#forgetDead(element))
        element = element.parent
      if (!(element instanceof Y.XmlElement) || element === changed) continue
      above.add(element)
    }
    return above
  }

  /** Whether nothing in the editor stands for a type; what the library remembers of nodes that are gone is dropped. */
  #forgetDead(type: unknown): boolean {
    if (!(type instanceof Y.XmlElement || type instanceof Y.XmlText)) return false
    const { mapping } = this.#binding
    const nodes = type instanceof Y.XmlText ? mapping.get(type) : [mapping.get(type)]
    const state = stateInWork(this.#editor)
    if (nodes?.every((node) => node !== undefined && $getNodeByKey(node.getKey(), state) !== null) === true)
      return false
    const pending: unknown[] = [type]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next instanceof Y.XmlElement || next instanceof Y.XmlText) mapping.delete(next)
      if (next instanceof Y.XmlElement) pending.push(...next.toArray())
    }
    return true
  }

  /**
   * An element that others emptied is not shown, but still there: the library remembers the node that it was, and would
   * throw on it when it meets the element again.
   */
  #forgetGone(): void {
    const { mapping } = this.#binding
    const get = mapping.get.bind(mapping) as (type: Y.XmlElement | Y.XmlText) => LexicalNode | TextNode[] | undefined
    mapping.get = ((type: Y.XmlElement | Y.XmlText) => {
      const known = get(type)
      if (known === undefined || Array.isArray(known)) return known
      return $getNodeByKey(known.getKey(), stateInWork(this.#editor)) === null ? undefined : known
    }) as typeof mapping.get
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
      this.#$tidy()
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
      this.#$tidy()
    } catch (error) {
      this.#hooks.stalled(error)
      throw error
    } finally {
      this.#isRebuilding = false
    }
    if (hadSelection && !this.$select(this.#hooks.selection())) $getRoot().selectStart()
  }

  /**
   * What Lexical would do itself after an edit. Elements that cannot be empty go (people may take one item each out of a
   * list of two), and list items are numbered: numbers are not in the document, concurrent insertions would leave them wrong.
   */
  #$tidy(): void {
    const touched = touchedElements(this.#editor)
    for (const key of touched) {
      let node: LexicalNode | null = $getNodeByKey(key)
      // A table goes with its last row.
      while ($isElementNode(node) && node.isAttached() && isNothing(node.getType(), node.getChildrenSize())) {
        const parent: ElementNode | null = node.getParent()
        node.remove()
        node = parent
      }
    }
    for (const key of touched) {
      const node = $getNodeByKey(key)
      if ($isListNode(node) && node.isAttached()) $renumber(node)
    }
  }
}

/** Whether an element in the document stands for nothing, because what it is made of is gone. */
export function isNothing(type: string, children: number): boolean {
  return children === 0 && elementForm(type)?.isNothingWhenEmpty === true
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

/** The text nodes around one that are one shared text with it. */
function $runOf(node: TextNode): TextNode[] {
  let first = node
  for (let left = first.getPreviousSibling(); $isTextNode(left); left = left.getPreviousSibling()) first = left
  const run = [first]
  for (let right = first.getNextSibling(); $isTextNode(right); right = right.getNextSibling()) run.push(right)
  return run
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
