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
  const takeBack = (isAgain: boolean) => () => {
    const { move, isFresh } = latestMove.state()
    if (!editor.isEditable() || !isFresh || !latestMove.concerns(sectionId)) return false
    if ((move?.act === "back") !== isAgain) return false
    void latestMove.takeBack()
    return true
  }
  return mergeRegister(
    editor.registerCommand(UNDO_COMMAND, takeBack(false), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(REDO_COMMAND, takeBack(true), COMMAND_PRIORITY_CRITICAL),
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, tags }) => {
      const isOwn = !tags.has(COLLABORATION_TAG) && !tags.has(HISTORIC_TAG)
      if (isOwn && editor.isEditable() && dirtyElements.size + dirtyLeaves.size > 0) latestMove.wrote(sectionId)
    }),
  )
}
