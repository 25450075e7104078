import type { ReferenceTo } from "@codraft/document"
import type { LexicalEditor } from "lexical"
import { goToBlock } from "../links/linked-block.ts"

export interface GoalTravel {
  editor: LexicalEditor
  sectionId: string
  /** Opens another section, at the block if there is one. */
  open: (sectionId: string, block?: string) => void
}

/** Takes the person to what a reference names; false where it is not there. */
export function goToGoal({ editor, sectionId, open }: GoalTravel, { section, block }: ReferenceTo): boolean {
  if (section === sectionId) {
    if (block !== undefined) return goToBlock(editor, block)
    window.scrollTo({ top: 0 })
    return true
  }
  open(section, block)
  return true
}
