import type { GivenHeading } from "@codraft/document/seed"
import type { PersonId, Refusal, SectionId } from "@codraft/publication"
import type { Append, Entry, Position } from "@codraft/storage"
import type { Claim, Verdict } from "./judge.ts"
import type { LoggedEntry } from "./replay.ts"
import type { SessionOfWork } from "./sessions-of-work.ts"

export type { Clock } from "../clock.ts"

/** One open socket, as the server end sees it. `close` may be called once; nothing is sent after it. */
export interface Link<Frame> {
  send(frame: Frame): void
  close(code: number, reason: string): void
  /** Sent by us, not yet taken by the network. */
  readonly bufferedBytes: number
}
export type ServerLink = Link<Uint8Array>
export type EventsLink = Link<string>

/** Who is at the other end of a text socket. The rights are asked anew for every message. */
export interface TextSession {
  readonly personId: PersonId
  readonly sessionId: string
  mayRead(): boolean
  /** null: this person may write the section now. */
  mayWrite(): Refusal | null
}

/** What the socket's owner tells the room. Frames that arrive after `closed` are ignored. */
export interface TextConnection {
  receive(frame: Uint8Array): void
  closed(): void
}

export interface EventSession {
  readonly personId: PersonId
  readonly sessionId: string
}

export interface EventConnection {
  receive(frame: string): void
  closed(): void
}

/** The state of one text stream at one position, as bytes: merged, the parts are one Yjs update that holds everything. */
export interface TextState {
  readonly position: Position
  readonly parts: readonly Uint8Array[]
}

/** What the maker of a server's own change is given: exactly the state that its update will be appended to. */
export interface WriteBasis extends TextState {
  /** The id under which this process writes; its update may use no other for new content. */
  readonly clientId: number
}

/** null: there is nothing to write; the facts of the write are appended all the same. */
export type MakeUpdate = (basis: WriteBasis) => Uint8Array | null | Promise<Uint8Array | null>

export interface Written {
  /** Where the text stream stands. */
  readonly position: Position
  /** The entries that the facts became, with their streams. */
  readonly facts: readonly { readonly stream: string; readonly entries: readonly Entry[] }[]
}

/** Facts that go into the same append as a change of text. */
export type Facts = readonly Append[]

/**
 * Wake-ups and presence between the servers on one database. Delivery may be late, doubled or lost: who hears of a position reads
 * the log, and presence is repeated. A server does not hear itself.
 */
export interface Bus {
  publish(message: BusMessage): void
  subscribe(listener: (message: BusMessage) => void): () => void
}

export type BusMessage =
  /** One per group commit, however many streams and entries it had. */
  | { readonly type: "heads"; readonly heads: readonly (readonly [stream: string, position: Position])[] }
  /** All that one server has in one section; repeated while it lasts, and empty when the last one left. */
  | {
      readonly type: "presence"
      readonly server: string
      readonly sectionId: SectionId
      readonly states: readonly PresenceState[]
    }
  /** A server that has just begun to care asks the others to say who they have there. */
  | { readonly type: "presenceWanted"; readonly sectionId: SectionId }

/** One client's place in a section: `state` is what others may see of it, the person's id among it; null has left. */
export interface PresenceState {
  readonly client: number
  readonly clock: number
  readonly personId: string
  readonly state: PresenceFields | null
}

export interface PresenceFields {
  readonly personId: string
  readonly anchorPos?: unknown
  readonly focusPos?: unknown
  readonly focusing?: boolean
}

/**
 * Work on text that needs a document or would hold the event loop. The server runs it in a thread of its own, so everything that goes
 * in and out is plain data. `ledger` is an encoded Ledger.
 */
export interface TextWorker {
  judge(request: JudgeRequest): Promise<JudgeAnswer>
  /** The ledger after these entries, and what they bring, merged. */
  replay(
    ledger: Uint8Array,
    entries: readonly LoggedEntry[],
  ): Promise<{ readonly ledger: Uint8Array; readonly update: Uint8Array }>
  /**
   * One update that holds what the parts hold, without the bodies of what was deleted; and the bytes of a snapshot with it and with
   * what the ledger knows.
   */
  compact(
    parts: readonly Uint8Array[],
    ledger: Uint8Array,
  ): Promise<{ readonly update: Uint8Array; readonly snapshot: Uint8Array }>
  /** What the parts hold beyond an encoded state vector, with the whole delete set. */
  diff(parts: readonly Uint8Array[], stateVector: Uint8Array): Promise<Uint8Array>
  /** What these entries bring, in one update. */
  merge(entries: readonly LoggedEntry[]): Promise<Uint8Array>
  /** Who worked when, by these entries, going on from what the entries before them have given. */
  sessions(entries: readonly Entry[], earlier: readonly SessionOfWork[]): Promise<SessionOfWork[]>
  /** The first paragraph, written by that client, if the text has no block at all; else null. */
  refill(parts: readonly Uint8Array[], clientId: number): Promise<Uint8Array | null>
  /** Takes out notes and descriptions of images that the text does not refer to; null if there are none. */
  forgetLeftovers(parts: readonly Uint8Array[]): Promise<Uint8Array | null>
  /** These headings, written by that client, if the text has no words; else null. */
  shape(parts: readonly Uint8Array[], clientId: number, headings: readonly GivenHeading[]): Promise<Uint8Array | null>
}

export interface JudgeRequest {
  readonly claim: Claim
  readonly ledger: Uint8Array
  readonly present: readonly (readonly [client: number, personId: string])[]
}

/** A verdict; of a change to be logged, with the ledger as it is after it. */
export type JudgeAnswer =
  | Exclude<Verdict, { kind: "new" }>
  | {
      readonly kind: "new"
      readonly update: Uint8Array
      readonly bound: readonly number[]
      readonly ledger: Uint8Array
      readonly mayHaveEmptied: boolean
    }

/** What happens in the rooms, for metrics and logs. Ids and counts only, never text. */
export interface HubObserver {
  roomLoaded?(sectionId: SectionId, tookMs: number): void
  roomDropped?(sectionId: SectionId): void
  committed?(sectionId: SectionId, entries: number, bytes: number): void
  delivered?(sectionId: SectionId, messages: number, bytes: number): void
  refused?(sectionId: SectionId, personId: PersonId, code: string): void
  closed?(sectionId: SectionId, personId: PersonId, code: number): void
  compacted?(sectionId: SectionId, bytes: number, tookMs: number): void
  /** A failure that the room got over by itself; the caller logs it. */
  failed?(sectionId: SectionId, what: string, error: unknown): void
}
