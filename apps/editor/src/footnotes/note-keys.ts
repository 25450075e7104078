import { $referencesTo } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  DELETE_CHARACTER_COMMAND,
  DELETE_WORD_COMMAND,
  getDOMSelection,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
} from "lexical"
import { goToNote, goToReference, pressedNote } from "./note-actions.ts"
import { registerNoteArrows } from "./note-arrows.ts"
import { registerNoteSelection } from "./note-selection.ts"
import { $noteAtCaret, $numberAtCaret, $referenceBeside, $selectReference } from "./places.ts"

/** What keys and presses do at the numbers of notes and in notes, besides what they do in any text. */
export function registerNoteKeys(editor: LexicalEditor): () => void {
  return mergeRegister(
    ...[DELETE_CHARACTER_COMMAND, DELETE_WORD_COMMAND].map((command) =>
      editor.registerCommand(command, $selectBeforeErasing, COMMAND_PRIORITY_CRITICAL),
    ),
    editor.registerCommand(KEY_ENTER_COMMAND, (event) => $enterOnNumber(editor, event), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        const note = editor.isEditable() ? $noteAtCaret() : null
        if (note === null) return false
        event.preventDefault()
        goToReference(editor, note.getKey())
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    registerNoteArrows(editor),
    registerNoteSelection(editor),
    registerPresses(editor),
  )
}

/** A number is selected first, and erased when it is asked for once more; erasing in an empty note selects its number. */
function $selectBeforeErasing(isBackward: boolean): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const note = $noteAtCaret()
  const [own] = note !== null && note.isEmpty() && isBackward ? $referencesTo(note) : []
  const reference = own ?? $referenceBeside(selection, isBackward)
  if (!reference) return false
  $selectReference(reference)
  return true
}

/** With the number selected Enter goes to the note, beside it Ctrl+Enter does. */
function $enterOnNumber(editor: LexicalEditor, event: KeyboardEvent | null): boolean {
  const selection = $getSelection()
  if (event === null || event.shiftKey || event.altKey || !$isRangeSelection(selection)) return false
  const at = $numberAtCaret()
  if (at === null || !(at.side === "selected" || event.ctrlKey || event.metaKey)) return false
  event.preventDefault()
  goToNote(editor, at.key)
  return true
}

function registerPresses(editor: LexicalEditor): () => void {
  const follow = (event: Event) => {
    const pressed = pressedNote(editor, event.target)
    if (pressed === null) return false
    event.preventDefault()
    if (pressed.kind === "reference") goToNote(editor, pressed.key)
    else goToReference(editor, pressed.key)
    return true
  }
  const click = (event: MouseEvent) => {
    // A finger cannot hover: it is shown the note first.
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch"
    const isOnNumber = pressedNote(editor, event.target)?.kind === "reference"
    const isSelecting = event.shiftKey || (getDOMSelection(window)?.isCollapsed === false && editor.isEditable())
    if (!isSelecting && !(isTouch && isOnNumber)) follow(event)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !editor.isEditable()) follow(event)
  }
  return editor.registerRootListener((root, previous) => {
    previous?.removeEventListener("click", click)
    previous?.removeEventListener("keydown", keyDown)
    root?.addEventListener("click", click)
    root?.addEventListener("keydown", keyDown)
  })
}
