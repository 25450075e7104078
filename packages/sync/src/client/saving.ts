import type { Refusal } from "@codraft/publication"

/** What the header says about the person's own edits; exactly one at any time. */
export type SavingState =
  /** On its way; not yet safe anywhere but on the screen. */
  | { readonly kind: "saving" }
  /** The server has logged every edit. */
  | { readonly kind: "saved" }
  /** No connection; with `pending`, this device durably has edits that the server lacks. */
  | { readonly kind: "offline"; readonly pending: boolean }
  /** Nothing goes on by itself. `unsentText`: words that will not reach the text unless the person copies them. */
  | {
      readonly kind: "action-needed"
      readonly refusal: Refusal
      readonly unsentText?: string
      readonly closeCode?: number
    }

export interface SavingFacts {
  readonly hasUnreceipted: boolean
  readonly isKeptOnDevice: boolean
  readonly isOffline: boolean
  readonly deviceRefusal: Refusal | null
  /** What stands in the way, gravest first. */
  readonly troubles: readonly Trouble[]
}

export interface Trouble {
  readonly refusal: Refusal
  readonly text?: string
  readonly closeCode?: number
}

export function savingState(facts: SavingFacts): SavingState {
  if (facts.troubles.length > 0) return actionNeeded(facts.troubles)
  if (!facts.hasUnreceipted) return facts.isOffline ? { kind: "offline", pending: false } : { kind: "saved" }
  if (!facts.isOffline) return { kind: "saving" }
  if (facts.isKeptOnDevice) return { kind: "offline", pending: true }
  if (facts.deviceRefusal) return actionNeeded([{ refusal: facts.deviceRefusal }])
  return { kind: "saving" }
}

function actionNeeded(troubles: readonly Trouble[]): SavingState {
  const [gravest] = troubles
  if (!gravest) throw new Error("action is needed for a reason")
  const unsentText = troubles.flatMap(({ text }) => (text ? [text] : [])).join("\n\n")
  const closeCode = troubles.find((trouble) => trouble.closeCode !== undefined)?.closeCode
  return {
    kind: "action-needed",
    refusal: gravest.refusal,
    ...(unsentText === "" ? {} : { unsentText }),
    ...(closeCode === undefined ? {} : { closeCode }),
  }
}

export function isSameState(a: SavingState, b: SavingState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
