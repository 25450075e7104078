import type { CanonicalContent } from "@codraft/document"

/** An older text, and what could not be had with it. */
export interface OlderText {
  content: CanonicalContent
  /** Images that it shows and the section cannot have. */
  imagesMissing: number
}

/** A text to be restored, on its way from the history or from a version to the section's own editor. */
export interface PendingRestore {
  sectionId: string
  load: () => Promise<OlderText>
  /** What it is called in words. */
  moment: string
  /** The ids of what alone is to be as it was; everything without. */
  only: readonly string[] | null
  /** The ids of blocks that are elsewhere now, and stay there alone. */
  except: readonly string[]
}

let pending: PendingRestore | null = null

export function askRestore(restore: PendingRestore): void {
  pending = restore
}

/** What was asked for this section; once. */
export function takeRestore(sectionId: string): PendingRestore | null {
  const taken = pending?.sectionId === sectionId ? pending : null
  if (taken) pending = null
  return taken
}

/** A cheap question for whoever opens a section. */
export const hasRestore = (sectionId: string): boolean => pending?.sectionId === sectionId
