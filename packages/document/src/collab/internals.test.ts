import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $setCompositionKey,
  COLLABORATION_TAG,
} from "lexical"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { $setBlockId } from "../nodes/index.ts"
import { openTogether } from "../testing/people.ts"
import {
  $storedState,
  composingKey,
  firstItem,
  hasPendingEdits,
  isUpdating,
  itemOf,
  mergedNodes,
  nodeClasses,
  selectionIn,
  stateInWork,
  touchedElements,
} from "./internals.ts"

it("tells when an edit waits in the editor", () => {
  const { ana } = openTogether("one")
  expect(hasPendingEdits(ana.editor)).toBe(false)
  ana.editor.update(() => void $getRoot().append($createParagraphNode()))
  expect(hasPendingEdits(ana.editor)).toBe(true)
  expect(stateInWork(ana.editor)).not.toBe(ana.editor.getEditorState())
  ana.edit(() => {})
  expect(hasPendingEdits(ana.editor)).toBe(false)
  expect(stateInWork(ana.editor)).toBe(ana.editor.getEditorState())
})

it("tells what an update has touched and merged", () => {
  const { ana } = openTogether("one")
  let merged = 0
  ana.editor.registerUpdateListener(({ normalizedNodes }) => (merged = normalizedNodes.size))
  ana.edit(() => {
    expect(isUpdating(ana.editor)).toBe(true)
    const line = $getRoot().getFirstChildOrThrow()
    $setBlockId(line, "renamed")
    expect(touchedElements(ana.editor)).toContain(line.getKey())
    expect($storedState(line)).toEqual({ id: "renamed" })
    $getRoot().getAllTextNodes()[0]?.insertAfter($createTextNode(" two"))
    expect(mergedNodes(ana.editor).size).toBe(0)
  })
  expect(merged).toBe(2)
})

it("finds the classes of nodes, the selection of a state, and the text that is composed in", () => {
  const { ana } = openTogether("one")
  expect(nodeClasses(ana.editor).map((klass) => klass.getType())).toContain("paragraph")
  ana.select(0, 1)
  expect(selectionIn(ana.editor.getEditorState())).toBe(ana.read(() => $getSelection()))
  const key = ana.read(() => $getRoot().getAllTextNodes()[0]?.getKey() ?? null)
  ana.edit(() => $setCompositionKey(key))
  expect(composingKey(ana.editor)).toBe(key)
})

it("finds the items of a shared type", () => {
  const doc = new Y.Doc()
  const root = doc.get("root-v2", Y.XmlElement)
  const text = new Y.XmlText("one")
  root.insert(0, [text])
  expect(itemOf(root)).toBeNull()
  expect(itemOf(text)?.id.client).toBe(doc.clientID)
  expect(firstItem(text)?.length).toBe(3)
})

it("knows that the library refills an empty root by an update without options, which is not let through", () => {
  const { ana, section } = openTogether("one")
  const tags: string[][] = []
  ana.editor.registerUpdateListener((update) => tags.push([...update.tags]))
  section.change((root) => root.delete(0, 1))
  expect(tags).toHaveLength(1)
  expect(tags[0]).toContain(COLLABORATION_TAG)
  expect(ana.lines).toEqual([])
})
