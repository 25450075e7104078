import { type Inspection, inspectUpdate, MalformedUpdateError, validateUpdate } from "@codraft/document/update"
import type { Refusal } from "@codraft/publication"
import { isServerClientId } from "../protocol/index.ts"
import { type Addition, type Knowledge, type News, newsIn } from "./ledger.ts"
import { trimUpdate } from "./trim.ts"

/** As whom the server writes: its client ids are its own in every process, and never bound. */
export const serverAuthor = "system"

export interface Claim {
  readonly update: Uint8Array
  readonly isStep2: boolean
  /** The person who sent it, or `serverAuthor`. */
  readonly author: string
  /** Why the author may not write now, if so. */
  readonly refusal: Refusal | null
  /** The text takes nothing more but deletions. */
  readonly isFull: boolean
}

/** What becomes of one step 2 or update message. Plain data. */
export type Verdict =
  /** Everything in it is known: it counts, and nothing is logged. */
  | { readonly kind: "known" }
  /** To be logged; `update` holds what is new and nothing else. */
  | { readonly kind: "new"; readonly update: Uint8Array; readonly addition: Addition }
  /** It builds on what is not here: the sender is asked for everything. */
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "malformed" }

/**
 * Rules on one update by its bytes. In this order: what changes nothing is let pass, whoever sends it; then rights, whose words they
 * are, whether there is room for more, gaps, content. `presentPerson` tells in whose session a client id is or was: it is reserved for them.
 */
export function judge(claim: Claim, known: Knowledge, presentPerson: (client: number) => string | undefined): Verdict {
  const inspection = inspected(claim.update)
  if (inspection === null) return { kind: "malformed" }
  const news = newsIn(inspection, known)
  if (news.runs.length === 0 && news.deletes.length === 0) return { kind: "known" }
  if (claim.refusal !== null) return { kind: "refused", refusal: claim.refusal }

  const clients = [...new Set(news.runs.map((run) => run.client))]
  const isOwn = (client: number) => {
    if (isServerClientId(client) || claim.author === serverAuthor)
      return isServerClientId(client) && claim.author === serverAuthor
    return (known.ownerOf(client) ?? presentPerson(client) ?? claim.author) === claim.author
  }
  if (!clients.every(isOwn)) return { kind: "refused", refusal: refusals.foreign }
  if (claim.isFull && clients.length > 0) return { kind: "refused", refusal: refusals.full }
  if (news.hasGap) return gapOf(claim)

  const writer = claim.author === serverAuthor ? "server" : "client"
  const validation = validateUpdate(inspection, known.index, { writer })
  if (!validation.ok) {
    if (validation.missing !== undefined) return gapOf(claim)
    return { kind: "refused", refusal: { ...refusals.content, details: { reason: validation.reason } } }
  }
  const bound = writer === "server" ? [] : clients.filter((client) => known.ownerOf(client) === undefined)
  const addition = { author: claim.author, runs: news.runs, deletes: news.deletes, bound, places: validation.next }
  return { kind: "new", update: newPart(claim.update, inspection, news), addition }
}

/**
 * A client's answer to step 1 holds all that it has, so what is missing from it will not come: its copy of the text is damaged.
 * Anything else may have been overtaken.
 */
function gapOf(claim: Claim): Verdict {
  return claim.isStep2 ? { kind: "refused", refusal: refusals.incomplete } : { kind: "gap" }
}

function newPart(update: Uint8Array, inspection: Inspection, { runs, deletes }: News): Uint8Array {
  const isAllNew =
    runs.length === inspection.clients.length &&
    runs.every((run, i) => run.from === inspection.clients[i]?.from) &&
    deletes.length === inspection.deletes.length &&
    deletes.every((range, i) => range === inspection.deletes[i])
  if (isAllNew) return update
  return trimUpdate(update, new Set(inspection.clients.map((run) => run.client)), runs, deletes)
}

/** Of one update's deleted items no more are looked through. */
const lookedThroughMax = 4_096
/** Nor is one run that is longer. */
const runLookedThroughMax = 64

/** Whether a deletion may have taken a block out of the root. May be wrong only by saying yes. */
export function takesBlock({ deletes }: Addition, known: Knowledge): boolean {
  let looked = 0
  return deletes.some(({ client, from, to }) => {
    looked += to - from
    if (to - from > runLookedThroughMax || looked > lookedThroughMax) return true
    for (let clock = from; clock < to; clock++) {
      const place = known.index.placeOf(client, clock)
      if (place === null || (place.kind === "child" && place.depth === 1)) return true
    }
    return false
  })
}

function inspected(update: Uint8Array): Inspection | null {
  try {
    return inspectUpdate(update)
  } catch (error) {
    if (error instanceof MalformedUpdateError) return null
    throw error
  }
}

export const refusals = {
  full: {
    code: "text-full",
    message: "This section holds as much as a section can. Delete something first, or go on in another section.",
  },
  foreign: {
    code: "foreign-text",
    message: "This change brings in words that were written under another person's name.",
  },
  incomplete: {
    code: "text-incomplete",
    message: "The copy of the text on this device lacks parts that this change builds on.",
  },
  content: {
    code: "content-not-allowed",
    message: "This change holds something that the text of a section cannot hold.",
  },
} as const satisfies Record<string, Refusal>
