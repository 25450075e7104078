import type { Refusal } from "./refusal.ts"

/** What the header says about the person's own edits; exactly one at any time. */
export type SavingState =
  | { kind: "saving" }
  | { kind: "saved" }
  | { kind: "offline"; pending: boolean }
  | { kind: "action-needed"; refusal: Refusal; unsentText?: string; closeCode?: number }
