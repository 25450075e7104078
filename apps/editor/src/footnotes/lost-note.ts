import { hasChangedBlocks } from "../section/changed-blocks.ts"
import { $isFootnoteNode, $referencesTo } from "@codraft/document"
import { $getNodeByKey, $isElementNode, type LexicalEditor, type NodeKey } from "lexical"
import { $noteAtCaret } from "./places.ts"

interface NumberPlace {
  note: NodeKey
  /** Where its number stands. */
  parent: NodeKey
  index: number
}

/**
 * When a colleague takes away the number of the note that one is writing in, the note goes from the page with the caret in it.
 * The caret goes to where the number was; the words are kept, and come back with the number if its removal is undone.
 */
export function registerLostNote(editor: LexicalEditor, onLost: () => void): () => void {
  let place: NumberPlace | null = null
  return editor.registerUpdateListener((update) => {
    const { editorState } = update
    const note = editorState.read(() => $noteAtCaret()?.getKey() ?? null)
    const isKnown = note === place?.note
    if (note === null) place = null
    else if (!isKnown || hasChangedBlocks(update)) {
      const now = editorState.read(() => $placeOf(note))
      if (now === null && isKnown && place !== null) {
        const former = place
        place = null
        editor.update(() => $goTo(former))
        onLost()
      } else place = now
    }
  })
}

function $placeOf(key: NodeKey): NumberPlace | null {
  const note = $getNodeByKey(key)
  const [reference] = $isFootnoteNode(note) ? $referencesTo(note) : []
  if (reference === undefined) return null
  return { note: key, parent: reference.getParentOrThrow().getKey(), index: reference.getIndexWithinParent() }
}

function $goTo({ parent, index }: NumberPlace): void {
  const block = $getNodeByKey(parent)
  if (!$isElementNode(block)) return
  const offset = Math.min(index, block.getChildrenSize())
  block.select(offset, offset)
}
