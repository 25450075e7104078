import { z } from "zod"
import { type Decision, withStreams } from "../decision.ts"
import type { PublicationEvent } from "../events.ts"
import type { SectionId, ThreadId } from "../ids.ts"
import { BlockIdSchema } from "../passages/passage.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import type { StreamName } from "../streams.ts"
import { type Anchor, type Quote, reviewBounds, TextPositionSchema, type Thread } from "./thread.ts"

/** Words by which the text of a section is asked for an anchor. */
export interface WordsAsked {
  quote: Quote
  start?: Anchor["start"]
  end?: Anchor["end"]
  /** The block that is looked into before all others. */
  blockId?: Anchor["blockId"]
  /** They are a version's: the text may have others by now. */
  isOfOtherText?: boolean
}

/** What the text has to answer before something on comments can be written. */
export interface WantedWords {
  sectionId: SectionId
  threadId: ThreadId
  words: WordsAsked
  /** The words get the mark of the thread, in the same append as the events. */
  isMarked: boolean
  /** Nothing happens where the text has not got them; else the thread goes without a mark. */
  isNeeded: boolean
}

/** Words that the text has, as its reader tells of them. */
export interface WordsInText {
  quote: Quote
  /** The blocks that they are in, in order. */
  blocks: readonly string[]
  /** Relative positions of Yjs as JSON. */
  start: unknown
  end: unknown
}

/** What the text answers: the words, or how many times it has them, when that is not once. */
export type WordsAnswer = { kind: "found"; words: WordsInText } | { kind: "hits"; hits: number } | { kind: "too-long" }

/** What may be done, as far as the facts go. */
export interface ReviewPlan {
  events: PublicationEvent[]
  /** null: the text is not asked anything. */
  words: WantedWords | null
  restsOn: StreamName[]
}

export type ReviewDecision = { plan: ReviewPlan } | { refusal: Refusal }

/** The events, once the text has said where the words are; null where it was not asked. */
export function completeReview(state: Publication, plan: ReviewPlan, answer: WordsAnswer | null): Decision {
  const { words, events, restsOn } = plan
  if (words === null) return withStreams(state, events, restsOn)
  if (answer?.kind === "found") {
    const anchor = anchorOf(answer.words)
    return withStreams(
      state,
      events.map((event) => anchored(event, words.threadId, anchor)),
      restsOn,
    )
  }
  return words.isNeeded ? { refusal: wordsRefusal(answer) } : withStreams(state, events, restsOn)
}

/** What a thread's words are looked for by; null where it is on none. Nobody has found those of a version that have no positions. */
export function soughtWords({ anchor, version }: Pick<Thread, "anchor" | "version">): WordsAsked | null {
  if (anchor === null) return null
  return version !== undefined && anchor.start === undefined ? { ...anchor, isOfOtherText: true } : anchor
}

/** What is kept of words that the text has. */
export function anchorOf({ quote, blocks, start, end }: WordsInText): Anchor {
  const positions = z.object({ start: TextPositionSchema, end: TextPositionSchema }).safeParse({ start, end })
  const blockId = BlockIdSchema.safeParse(blocks[0])
  return { quote, blockId: blockId.data ?? null, ...positions.data }
}

function wordsRefusal(answer: Exclude<WordsAnswer, { kind: "found" }> | null): Refusal {
  if (answer?.kind === "too-long") return refusalOf("words-too-long", { max: reviewBounds.quoteCharactersMax })
  const hits = answer?.hits ?? 0
  return hits > 1 ? refusalOf("words-found-often", { count: hits }) : refusalOf("words-not-found")
}

function anchored(event: PublicationEvent, threadId: ThreadId, anchor: Anchor): PublicationEvent {
  if (event.type === "commentAdded" && event.threadId === threadId) return { ...event, anchor }
  if (event.type === "threadCopied" && event.threadId === threadId) {
    return { ...event, thread: { ...event.thread, anchor } }
  }
  return event
}
