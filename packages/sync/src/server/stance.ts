import type { Refusal } from "@codraft/publication"

/** Where one connection stands with its document messages: step 2 and update, counted in the order of their arrival. */
export interface Stance {
  readonly judged: number
  /** What its receipt says: so many, from the first on, are durable or change nothing. */
  readonly counted: number
  /** One of them builds on something unknown: from it on nothing counts before a step 2 brings everything. */
  readonly isHeld: boolean
  /** The connection has been asked for everything (step 1), and its answer has not been judged. */
  readonly awaitsStep2: boolean
  /** How often it has been asked. */
  readonly asked: number
  /** What it was told; from there on its document messages are ignored. */
  readonly refusal: Refusal | null
  /** Why the connection is to be closed, if it is. */
  readonly ending: "malformed" | "failure" | null
}

export type Outcome =
  | { readonly kind: "counted" }
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "malformed" }
  /** It could not be judged, which is nobody's fault but ours. */
  | { readonly kind: "failed"; readonly error: unknown }

export const firstStance: Stance = {
  judged: 0,
  counted: 0,
  isHeld: false,
  awaitsStep2: false,
  asked: 0,
  refusal: null,
  ending: null,
}

export function isListenedTo(stance: Stance): boolean {
  return stance.refusal === null && stance.ending === null
}

/**
 * The step 2 that is on its way holds whatever an update could bring now, so that update need not be looked at. This keeps a client
 * that floods the room with changes whose predecessor is missing as cheap as one message.
 */
export function isCoveredByStep2(stance: Stance, isStep2: boolean): boolean {
  return stance.isHeld && stance.awaitsStep2 && !isStep2
}

/** The connection is asked for everything that the log lacks. */
export function asking(stance: Stance): Stance {
  return { ...stance, awaitsStep2: true, asked: stance.asked + 1 }
}

/** Where the connection stands after one more message has been judged. */
export function after(stance: Stance, isStep2: boolean, outcome: Outcome): Stance {
  const judged = stance.judged + 1
  const awaitsStep2 = stance.awaitsStep2 && !isStep2
  switch (outcome.kind) {
    case "counted": {
      // A step 2 holds all that its sender has, so also what its earlier messages brought.
      const isHeld = stance.isHeld && !isStep2
      return { ...stance, judged, awaitsStep2, isHeld, counted: isHeld ? stance.counted : judged }
    }
    case "gap":
      // One question at a time, whatever the number of gaps.
      return { ...(stance.awaitsStep2 ? stance : asking(stance)), judged, isHeld: true }
    case "refused":
      return { ...stance, judged, awaitsStep2, refusal: outcome.refusal }
    case "malformed":
      return { ...stance, judged, awaitsStep2, ending: "malformed" }
    case "failed":
      return { ...stance, judged, awaitsStep2, ending: "failure" }
    default:
      return outcome satisfies never
  }
}
