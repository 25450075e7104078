import type { Klass, LexicalEditor, LexicalNode } from "lexical"
import type * as Y from "yjs"
import type { AwarenessLike } from "./cursors.ts"
import type { HealReason, Schedule, SectionBinding } from "./section-binding.ts"

export interface HeadlessSectionOptions {
  nodes: readonly Klass<LexicalNode>[]
  newBlockId: () => string
  awareness?: AwarenessLike
  /** Without it the idle check runs only when asked (`binding.check()`). */
  schedule?: Schedule
  onHeal?: (reason: HealReason) => void
  onError?: (error: Error) => void
}

export interface HeadlessSection {
  editor: LexicalEditor
  binding: SectionBinding
  destroy(): void
}

export declare function createHeadlessSection(doc: Y.Doc, options: HeadlessSectionOptions): HeadlessSection
