/* oxlint-disable no-underscore-dangle -- this file is where the dangling underscores are */
import type { BaseSelection, EditorState, Klass, LexicalEditor, LexicalNode, NodeKey } from "lexical"
import type * as Y from "yjs"

/**
 * Everything of Lexical and Yjs that they keep to themselves, and that there is no other way to. Nothing else in this folder
 * reaches into them (internals.test.ts says what breaks when they move).
 */

/** Whether edits wait in the editor that no listener has seen yet. */
export function hasPendingEdits(editor: LexicalEditor): boolean {
  return editor._pendingEditorState !== null && editor._dirtyType !== noDirtyNodes
}

const noDirtyNodes = 0

/** Whether the editor is inside an update or its listeners, so that a further update waits. */
export function isUpdating(editor: LexicalEditor): boolean {
  return editor._updating
}

/** The state that the next update builds on. */
export function stateInWork(editor: LexicalEditor): EditorState {
  return editor._pendingEditorState ?? editor._editorState
}

/** The text nodes that Lexical has merged during the update at hand: those that stay and those that went. */
export function mergedNodes(editor: LexicalEditor): ReadonlySet<NodeKey> {
  return editor._normalizedNodes
}

/** The elements that the update at hand has touched so far. */
export function touchedElements(editor: LexicalEditor): NodeKey[] {
  return [...editor._dirtyElements.keys()]
}

/** The text node in which an input method composes. */
export function composingKey(editor: LexicalEditor): NodeKey | null {
  return editor._compositionKey
}

export function nodeClasses(editor: LexicalEditor): Klass<LexicalNode>[] {
  return [...editor._nodes.values()].map(({ klass }) => klass)
}

export function selectionIn(state: EditorState): BaseSelection | null {
  return state._selection
}

/** The state of a node as it would be written: unset values left out. */
export function $storedState(node: LexicalNode): Record<string, unknown> {
  const nodeState = node.getLatest().__state
  if (nodeState === undefined) return {}
  const [unknown = {}, known] = nodeState.getInternalState()
  const state: Record<string, unknown> = { ...unknown }
  // A key may still be among the unknown ones with its former value; the known one holds.
  for (const [config, value] of known) state[config.key as string] = config.unparse(value)
  return state
}

/** The Yjs item that holds a shared type. */
export function itemOf(type: Pick<Y.XmlElement, "_item">): Y.Item | null {
  return type._item
}

/** The first item of a text, deleted ones and formats included; `right` leads on. */
export function firstItem(text: Y.XmlText): Y.Item | null {
  return text._start
}
