import type { CanonicalContent } from "@codraft/document"
import type { SectionBinding } from "@codraft/document/collab"
import { restoring } from "@codraft/document/restore"
import type * as Y from "yjs"
import { nextTask } from "../paste/next-task.ts"
import { newBlockId } from "../section/block-id.ts"
import type { PendingRestore } from "./pending-restore.ts"

/** So many characters go into one update: well below what one message may hold, and short enough for the tab to answer keys. */
const updateCharacters = 20_000

/** Gives a text back, portion by portion, as one undo step. `mayGoOn` is asked before each; answers whether all of it is in. */
export async function restoreText(
  { doc, binding, mayGoOn }: { doc: Y.Doc; binding: SectionBinding; mayGoOn: () => boolean },
  content: CanonicalContent,
  { only, except }: Pick<PendingRestore, "only" | "except">,
): Promise<boolean> {
  const steps = restoring(doc, content, {
    newId: newBlockId,
    ...(only ? { only: new Set(only) } : {}),
    ...(except.length > 0 ? { except: new Set(except) } : {}),
  })
  /** Whether that was the last. */
  const portion = (): boolean => {
    for (let written = 0; written < updateCharacters; ) {
      const step = steps.next()
      if (step.done === true) return true
      written += step.value
    }
    return false
  }
  for (let goesOn = false; mayGoOn(); goesOn = true) {
    let isDone = false
    binding.change(() => {
      isDone = portion()
    }, goesOn)
    if (isDone) {
      binding.endUndoStep()
      return true
    }
    await nextTask()
  }
  return false
}
