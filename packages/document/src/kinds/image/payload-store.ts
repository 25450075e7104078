import type { LexicalEditor } from "lexical"
import type { ImagePayload } from "./form.ts"

/** What is said about the images of a section; its document keeps it. */
export interface PayloadStore {
  read(id: string): ImagePayload | null
  /** Inside an update of the editor: it is written with that, and undone with it. */
  put(id: string, payload: ImagePayload): void
}

const stores = new WeakMap<LexicalEditor, PayloadStore>()

export function setPayloadStore(editor: LexicalEditor, store: PayloadStore): void {
  stores.set(editor, store)
}

export function payloadStoreOf(editor: LexicalEditor): PayloadStore | null {
  return stores.get(editor) ?? null
}
