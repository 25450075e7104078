import type { LexicalEditor, NodeKey } from "lexical"
import { $allNotes, $footnoteNumbers } from "./notes.ts"

export interface NoteWords {
  /** The accessible name of a reference, such as "Footnote 3". */
  reference(number: string): string
}

/**
 * Shows the numbers of notes where an editor is on a page, and keeps them right: the text of each reference, `data-number`
 * of each note and its place (`order`) among the others; a note without a reference is `hidden`. Answers what ends it.
 */
export function registerFootnoteNumbers(editor: LexicalEditor, words: NoteWords): () => void {
  const show = (): void => {
    const { references, notes, all } = editor
      .getEditorState()
      .read(() => ({ ...$footnoteNumbers(), all: $allNotes().map((note) => note.getKey()) }), { editor })
    for (const [key, number] of references) showReference(editor.getElementByKey(key), number, words)
    const order = [...notes.keys()]
    for (const key of all) showNote(editor.getElementByKey(key), notes.get(key), order.indexOf(key))
  }
  const unregister = [
    // Typing changes no number: it marks the elements around it, but not as changed themselves.
    editor.registerUpdateListener(({ dirtyElements }) => {
      if ([...dirtyElements.values()].some((isChanged) => isChanged)) show()
    }),
    editor.registerRootListener(show),
  ]
  return () => {
    for (const end of unregister) end()
  }
}

function showReference(element: HTMLElement | null, number: string, words: NoteWords): void {
  if (element === null || element.textContent === number) return
  element.textContent = number
  element.setAttribute("aria-label", words.reference(number))
}

function showNote(element: HTMLElement | null, number: NodeKey | undefined, place: number): void {
  if (element === null) return
  const shown = number ?? ""
  if (element.dataset["number"] !== shown) element.dataset["number"] = shown
  if (element.hidden !== (number === undefined)) element.hidden = number === undefined
  const order = String(Math.max(place, 0))
  if (element.style.order !== order) element.style.order = order
}
