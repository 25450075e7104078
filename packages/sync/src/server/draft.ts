import type { Append, NewEntry, Position } from "@codraft/storage"
import { type Credit, encodeTextEntry } from "../protocol/index.ts"
import type { Connection, Submission } from "./connection.ts"
import { type Claim, judge, takesBlock, type Verdict } from "./judge.ts"
import type { Addition, Knowledge, Ledger } from "./ledger.ts"
import type { Facts, JudgeAnswer, Written } from "./ports.ts"
import { after, isCoveredByStep2, isListenedTo, type Outcome, type Stance } from "./stance.ts"

/** One message of one connection, taken out of its line. */
export interface Taken {
  readonly connection: Connection
  readonly submission: Submission
}

/** What is to be logged next, and what is to be said and known once it is. Thrown away, it has changed nothing. */
export interface Draft {
  readonly entries: readonly NewEntry[]
  readonly facts: readonly Append[]
  /** What the entries bring, and from whom: nobody is sent what they sent. */
  readonly updates: readonly { readonly from: Connection | null; readonly update: Uint8Array }[]
  readonly stances: ReadonlyMap<Connection, Stance>
  /** Messages that could not be judged; their connections are closed, and nobody else is concerned. */
  readonly failures: readonly unknown[]
  /** The ledger once the draft is in the log. */
  settle(ledger: Ledger): Ledger
  /** Some block of the text may have been its last. */
  readonly mayHaveEmptied: boolean
}

/** Judges a batch in the order in which it was received, each message knowing what the ones before it bring. */
export function draftBatch(
  batch: readonly Taken[],
  text: { readonly ledger: Ledger; readonly isFull: boolean },
  at: number,
  presentPerson: (client: number) => string | undefined,
): Draft {
  const { ledger, isFull } = text
  const ahead = ledger.ahead()
  const stances = new Map<Connection, Stance>()
  const logged: { from: Connection; entry: NewEntry; update: Uint8Array }[] = []
  const additions: Addition[] = []
  const failures: unknown[] = []
  let mayHaveEmptied = false
  for (const { connection, submission } of batch) {
    const stance = stances.get(connection) ?? connection.stance
    if (!isListenedTo(stance)) continue
    const verdict = isCoveredByStep2(stance, submission.isStep2)
      ? ({ kind: "gap" } as const)
      : judged(claimOf(connection, submission, isFull), ahead, presentPerson)
    stances.set(connection, after(stance, submission.isStep2, outcomeOf(verdict)))
    if (verdict.kind === "failed") failures.push(verdict.error)
    if (verdict.kind !== "new") continue
    mayHaveEmptied ||= takesBlock(verdict.addition, ahead)
    logged.push({
      from: connection,
      ...entryOf(at, connection.session.personId, verdict.update, verdict.addition.bound),
    })
    additions.push(verdict.addition)
    ahead.add(verdict.addition)
  }
  return {
    entries: logged.map(({ entry }) => entry),
    facts: [],
    updates: logged,
    stances,
    failures,
    settle(ledger) {
      for (const addition of additions) ledger.add(addition)
      return ledger
    },
    mayHaveEmptied,
  }
}

/** A message that trips a bug of ours must not take the room down with it. */
export type Failed = { readonly kind: "failed"; readonly error: unknown }

function judged(
  claim: Claim,
  known: Knowledge,
  presentPerson: (client: number) => string | undefined,
): Verdict | Failed {
  try {
    return judge(claim, known, presentPerson)
  } catch (error) {
    return { kind: "failed", error }
  }
}

export function claimOf({ session }: Connection, { update, isStep2 }: Submission, isFull: boolean): Claim {
  return { update, isStep2, author: session.personId, refusal: session.mayWrite(), isFull }
}

export function outcomeOf(verdict: Verdict | JudgeAnswer | Failed): Outcome {
  switch (verdict.kind) {
    case "known":
    case "new":
      return { kind: "counted" }
    case "gap":
    case "malformed":
      return { kind: verdict.kind }
    case "refused":
      return { kind: "refused", refusal: verdict.refusal }
    case "failed":
      return verdict
    default:
      return verdict satisfies never
  }
}

/** An entry, and the update as part of its bytes, so that the frame in which it came can be let go. */
export function entryOf(
  at: number,
  author: string,
  update: Uint8Array,
  bound: readonly number[],
  credits?: readonly Credit[],
): { entry: NewEntry; update: Uint8Array } {
  const data = encodeTextEntry({ update, bound, ...(credits === undefined ? {} : { credits }) })
  return { entry: { at, author, data }, update: data.subarray(data.byteLength - update.byteLength) }
}

/** Facts as they stand in the log, whose streams end at these positions now. */
export function factsIn(facts: Facts, heads: ReadonlyMap<string, Position>): Written["facts"] {
  return facts.map(({ stream, entries }) => {
    const before = (heads.get(stream) ?? entries.length) - entries.length
    return { stream, entries: entries.map((entry, i) => ({ ...entry, position: before + i + 1 })) }
  })
}
