import type { SectionId } from "@codraft/publication"
import { mergeRegister } from "@lexical/utils"
import {
  COLLABORATION_TAG,
  COMMAND_PRIORITY_CRITICAL,
  HISTORIC_TAG,
  type LexicalEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from "lexical"
import { latestMove } from "./latest-move.ts"

/**
 * Ctrl+Z right after a move takes it back, in either of its sections, and Ctrl+Y right after that makes it again. Once the person has
 * written something there, these keys mean what they have written.
 */
export function registerUndoOfMove(editor: LexicalEditor, sectionId: SectionId): () => void {
  const takeBack = (isAgain: boolean) => () => editor.isEditable() && takesBack(sectionId, isAgain)
  return mergeRegister(
    editor.registerCommand(UNDO_COMMAND, takeBack(false), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(REDO_COMMAND, takeBack(true), COMMAND_PRIORITY_CRITICAL),
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, tags }) => {
      const isOwn = !tags.has(COLLABORATION_TAG) && !tags.has(HISTORIC_TAG)
      if (isOwn && editor.isEditable() && dirtyElements.size + dirtyLeaves.size > 0) latestMove.wrote(sectionId)
    }),
  )
}

function takesBack(sectionId: SectionId, isAgain: boolean): boolean {
  const { move, isFresh } = latestMove.state()
  if (!isFresh || !latestMove.concerns(sectionId) || (move?.act === "back") !== isAgain) return false
  void latestMove.takeBack()
  return true
}

/** The same keys where the focus is in nothing that has an undoing of its own, as right after the way to the other section. */
export function listenForUndo(sectionId: SectionId): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const { target, shiftKey } = event
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || (key !== "z" && key !== "y"))
      return
    if (target instanceof Element && target.closest("input, textarea, [contenteditable=true], [role=dialog]")) return
    if (takesBack(sectionId, key === "y" || shiftKey)) event.preventDefault()
  }
  document.addEventListener("keydown", onKey)
  return () => document.removeEventListener("keydown", onKey)
}
