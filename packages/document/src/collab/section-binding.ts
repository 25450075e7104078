import type { LexicalEditor } from "lexical"
import type * as Y from "yjs"
import type { AwarenessLike, Cursor } from "./cursors.ts"

/** Runs `fn` once after `delayMs`; the answer cancels it. */
export type Schedule = (fn: () => void, delayMs: number) => () => void

export interface SectionBindingOptions {
  editor: LexicalEditor
  doc: Y.Doc
  awareness: AwarenessLike
  newBlockId: () => string
  schedule: Schedule
  /** The editor had drifted from the document, or an incoming change could not be applied; it was rebuilt from the document. */
  onHeal?: (reason: HealReason) => void
  /** Even a rebuild failed: the editor no longer follows the document and has been made read-only. */
  onStall?: (error: unknown) => void
  /** Hold incoming changes while true (`SyncClient.hold` / `release`). */
  onCompositionChange?: (isComposing: boolean) => void
}

export interface HealReason {
  kind: "error" | "drift" | "asked"
  error?: unknown
}

export class SectionBinding {
  declare readonly canUndo: boolean
  declare readonly canRedo: boolean
  constructor(_options: SectionBindingOptions) {}
  undo(): void {}
  redo(): void {}
  /** The next edit starts a new undo step. */
  endUndoStep(): void {}
  onUndoStateChange(_fn: () => void): () => void {
    return () => {}
  }
  /** Rebuilds the editor from the document; call it from the editor's `onError` through `recover`. */
  heal(): void {}
  recover(_error: unknown): void {}
  cursors(): Cursor[] {
    return []
  }
  onCursorsChange(_fn: () => void): () => void {
    return () => {}
  }
  destroy(): void {}
}
