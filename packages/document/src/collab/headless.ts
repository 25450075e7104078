import { createHeadlessEditor } from "@lexical/headless"
import type { Klass, LexicalEditor, LexicalNode } from "lexical"
import type * as Y from "yjs"
import { nodes as sectionNodes } from "../nodes/index.ts"
import type { AwarenessLike } from "./cursors.ts"
import { type HealReason, type Schedule, SectionBinding } from "./section-binding.ts"

export interface HeadlessSectionOptions {
  newBlockId: () => string
  nodes?: readonly Klass<LexicalNode>[]
  awareness?: AwarenessLike
  /** Without it nothing runs later: the idle check only when asked (`binding.check()`). */
  schedule?: Schedule
  undoStepMs?: number
  onHeal?: (reason: HealReason) => void
  onStall?: (error: unknown) => void
  beforeArrival?: () => void
  onCompositionChange?: (isComposing: boolean) => void
  onError?: (error: Error) => void
}

export interface HeadlessSection {
  editor: LexicalEditor
  binding: SectionBinding
}

/** The same binding without a browser: for tests, and for programs that write a section. */
export function createHeadlessSection(doc: Y.Doc, options: HeadlessSectionOptions): HeadlessSection {
  const { newBlockId, nodes = sectionNodes, awareness = nobodyElse(doc.clientID), schedule = never } = options
  const editor = createHeadlessEditor({
    nodes: [...nodes],
    onError: (error) => {
      if (options.onError === undefined) throw error
      options.onError(error)
    },
  })
  const { undoStepMs, onHeal, onStall, beforeArrival, onCompositionChange } = options
  const binding = new SectionBinding({
    editor,
    doc,
    awareness,
    newBlockId,
    schedule,
    ...(undoStepMs !== undefined && { undoStepMs }),
    ...(onHeal && { onHeal }),
    ...(onStall && { onStall }),
    ...(beforeArrival && { beforeArrival }),
    ...(onCompositionChange && { onCompositionChange }),
  })
  return { editor, binding }
}

const never: Schedule = () => () => {}

function nobodyElse(clientID: number): AwarenessLike {
  let state: Record<string, unknown> | null = {}
  return {
    clientID,
    getLocalState: () => state,
    setLocalState: (next) => {
      state = next
    },
    getStates: () => new Map(state === null ? [] : [[clientID, state]]),
    on: () => {},
    off: () => {},
  }
}
