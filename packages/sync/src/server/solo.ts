import type { Credit } from "../protocol/index.ts"
import { roomBounds } from "./bounds.ts"
import { claimOf, type Draft, entryOf, type Failed, outcomeOf, type Taken } from "./draft.ts"
import { judge, serverAuthor, takesBlock } from "./judge.ts"
import type { Ledger } from "./ledger.ts"
import type { Clock, Facts, JudgeAnswer, MakeUpdate, TextWorker, Written } from "./ports.ts"
import type { Presence } from "./presence.ts"
import type { SectionText } from "./section-text.ts"
import { after, isListenedTo } from "./stance.ts"
import { decodeLedger, encodeLedger } from "./text-snapshot.ts"

/** A change that the server itself makes. */
export interface Write {
  /** Who caused it, for the log. */
  readonly author: string
  readonly makeUpdate: MakeUpdate
  readonly facts: Facts
  resolve(written: Written): void
  reject(error: unknown): void
}

/** A message that is too large to be judged between two turns of the event loop: the worker does, on a copy of the ledger. */
export async function draftLarge(
  { connection, submission }: Taken,
  { ledger, isFull }: { readonly ledger: Ledger; readonly isFull: boolean },
  at: number,
  worker: TextWorker,
  presence: Presence,
): Promise<Draft> {
  if (!isListenedTo(connection.stance)) return { ...emptyDraft, stances: new Map() }
  const request = {
    claim: claimOf(connection, submission, isFull),
    ledger: encodeLedger(ledger),
    present: presence.reserved,
  }
  const verdict = await worker.judge(request).catch((error: unknown): Failed => ({ kind: "failed", error }))
  // Rights may have gone while the worker was at it.
  const refusal = verdict.kind === "new" ? connection.session.mayWrite() : null
  const answer: JudgeAnswer | Failed = refusal === null ? verdict : { kind: "refused", refusal }
  const stances = new Map([[connection, after(connection.stance, submission.isStep2, outcomeOf(answer))]])
  if (answer.kind === "failed") return { ...emptyDraft, stances, failures: [answer.error] }
  if (answer.kind !== "new") return { ...emptyDraft, stances }
  const { entry, update } = entryOf(at, connection.session.personId, answer.update, answer.bound)
  return {
    ...emptyDraft,
    entries: [entry],
    updates: [{ from: connection, update }],
    stances,
    settle: () => decodeLedger(answer.ledger),
    mayHaveEmptied: answer.mayHaveEmptied,
  }
}

/** Has the change made, from exactly the state that it will be appended to, and checks it as anybody else's. */
export async function draftWrite(
  { author, makeUpdate, facts }: Write,
  text: SectionText,
  at: number,
  clientId: number,
  worker: TextWorker,
  clock: Clock,
): Promise<Draft> {
  const made = await inTime(clock, async () => makeUpdate({ ...text.state, clientId }))
  return draftMade(made, { author, facts, text, at, worker })
}

export interface MadeFor {
  readonly author: string
  readonly facts: Facts
  readonly text: Pick<SectionText, "ledger" | "stream">
  readonly at: number
  readonly worker: TextWorker
  /** Whose the words are, where they are not the author's. */
  readonly credits?: readonly Credit[] | undefined
}

/** Checks a change of the server's own. */
export async function draftMade(
  made: Uint8Array | null,
  { author, facts, text, at, worker, credits }: MadeFor,
): Promise<Draft> {
  if (made === null) return { ...emptyDraft, facts, stances: new Map() }
  const { ledger } = text
  const claim = { update: made, isStep2: true, author: serverAuthor, refusal: null, isFull: false }
  const isLarge = made.byteLength > roomBounds.inlineBytesMax
  const verdict = isLarge
    ? await worker.judge({ claim, ledger: encodeLedger(ledger), present: [] })
    : judge(claim, ledger, () => undefined)
  if (verdict.kind === "known") return { ...emptyDraft, facts, stances: new Map() }
  if (verdict.kind !== "new") {
    const reason = verdict.kind === "refused" ? JSON.stringify(verdict.refusal) : verdict.kind
    throw new Error(`The server's own change to ${text.stream} was not let in: ${reason}`)
  }
  const { entry, update } = entryOf(at, author, verdict.update, [], credits)
  return {
    entries: [entry],
    facts,
    updates: [{ from: null, update }],
    stances: new Map(),
    failures: [],
    settle(ledger) {
      if ("ledger" in verdict) return decodeLedger(verdict.ledger)
      ledger.add(verdict.addition)
      return ledger
    },
    mayHaveEmptied: "ledger" in verdict ? verdict.mayHaveEmptied : takesBlock(verdict.addition, ledger),
  }
}

export const emptyDraft = {
  entries: [],
  facts: [],
  updates: [],
  failures: [],
  settle: (ledger: Ledger) => ledger,
  mayHaveEmptied: false,
} satisfies Partial<Draft>

/** The first draft and, right behind it, another that was made knowing the first. */
export function together(first: Draft, second: Draft): Draft {
  return {
    entries: [...first.entries, ...second.entries],
    facts: [...first.facts, ...second.facts],
    updates: [...first.updates, ...second.updates],
    stances: new Map([...first.stances, ...second.stances]),
    failures: [...first.failures, ...second.failures],
    settle: (ledger) => second.settle(first.settle(ledger)),
    mayHaveEmptied: first.mayHaveEmptied || second.mayHaveEmptied,
  }
}

/** What will be known once the draft is in the log; the ledger itself stays as it is. */
export function knownAfter(draft: Draft, ledger: Ledger): Ledger {
  return draft.settle(decodeLedger(encodeLedger(ledger)))
}

/** The room waits for a write, so a write may not take for ever. */
export function inTime<T>(clock: Clock, make: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(
      () => reject(new Error(`A change was not made within ${roomBounds.writeMs} ms.`)),
      roomBounds.writeMs,
    )
    make().then(resolve, reject).finally(cancel)
  })
}
