import type { Decision } from "../decision.ts"
import type { PublicationEvent, Recorded } from "../events.ts"
import { type PersonId, SectionIdSchema, type ThreadId } from "../ids.ts"
import { BlockIdSchema } from "../passages/passage.ts"
import { type ReviewCommandInput, ReviewCommandSchema } from "../review/commands.ts"
import { decideReview } from "../review/decide-review.ts"
import type { Refusal } from "../refusals.ts"
import type { FrozenWords } from "../review/on-version.ts"
import { completeReview, type WantedWords, type WordsAnswer } from "../review/plan.ts"
import type { Thread } from "../review/thread.ts"
import { applyToThreads, emptyThreads, type Threads, threadsById, visibleThreads } from "../review/threads.ts"
import type { StreamName } from "../streams.ts"
import { canJoin } from "../visibility.ts"
import { publicationId, World } from "./world.ts"

type WithoutPublication<T> = T extends unknown ? Omit<T, "publicationId"> : never
export type ReviewInput = WithoutPublication<ReviewCommandInput>

/** The sample publication, open for comments, with the comments that a test makes. */
export class ReviewWorld extends World {
  threads: Threads = emptyThreads(publicationId)
  /** What the text answers when it is asked for words. */
  text: (words: WantedWords) => WordsAnswer = ({ words }) => ({
    kind: "found",
    words: { quote: words.quote, blocks: ["b1"], start: words.start, end: words.end },
  })
  /** What it was asked last. */
  asked: WantedWords | null = null

  static override sample(): ReviewWorld {
    const world = new ReviewWorld()
    const sample = World.sample()
    world.state = sample.state
    world.log.push(...sample.log)
    return world
  }

  override append(stream: StreamName, event: PublicationEvent, author?: Recorded["author"], at?: number): void {
    super.append(stream, event, author, at)
    const recorded = this.log.at(-1)
    if (recorded !== undefined) this.threads = applyToThreads(this.threads, recorded)
  }

  /** What one more event would make of the threads; the log is left alone, which is quicker for many. */
  fold(event: Extract<PublicationEvent, { place: StreamName }>, author = "p-ngo-1"): Threads {
    const recorded = { stream: event.place, position: 1, at: this.at, author: author as PersonId, event }
    return applyToThreads(this.threads, recorded)
  }

  /** What a version says of the words that a comment on it is on. */
  frozen: FrozenWords | Refusal | null = null

  #ids = 0
  decideReview(personId: string, input: ReviewInput, newId = () => `made-${(this.#ids += 1)}`): Decision {
    const command = ReviewCommandSchema.parse({ publicationId, ...input })
    const actor = { personId: personId as PersonId, at: this.at, newId }
    const decision = decideReview(this.state, this.threads, command, actor, this.frozen)
    if ("refusal" in decision) return decision
    this.asked = decision.plan.words
    return completeReview(this.state, decision.plan, this.asked === null ? null : this.text(this.asked))
  }

  /** Lets the person do it; answers "done", "nothing to do" or the code of the refusal. */
  reviews(personId: string, input: ReviewInput): string {
    const decision = this.decideReview(personId, input)
    if ("refusal" in decision) return decision.refusal.code
    for (const { stream, event } of decision.events) this.append(stream, event, personId as PersonId)
    return decision.events.length === 0 ? "nothing to do" : "done"
  }

  /** A comment on this section, under this id, with words that matter to no rule. */
  comments(personId: string, sectionId: string | null, threadId: string, more: Partial<AddInput> = {}): string {
    const place = sectionId === null ? {} : { sectionId }
    return this.reviews(personId, { type: "addComment", ...place, threadId, body: "Say more.", ...more })
  }

  /** The live thread of this id. */
  thread(id: string): Thread {
    const thread = threadsById(this.threads, id as ThreadId).find(({ isGone }) => !isGone)
    if (thread === undefined) throw new Error(`no thread ${id}`)
    return thread
  }

  /** The thread that another one was widened or opened as. */
  openedFrom(id: string): Thread {
    const { openedAs } = this.thread(id)
    if (openedAs === null) throw new Error(`${id} is not opened`)
    return this.thread(openedAs)
  }

  /** The threads that this person reads, as their browser would fold them. */
  seenBy(personId: string): Threads {
    return visibleThreads(this.threads, (stream) => canJoin(this.state, personId as PersonId, stream))
  }

  readsThread(personId: string, threadId: string): boolean {
    return threadsById(this.seenBy(personId), threadId as ThreadId).length > 0
  }

  /** Puts a section into a state in which everything may be commented on. */
  open(...sectionIds: string[]): this {
    for (const id of sectionIds) this.with(id, { state: "open-for-comments", until: null })
    return this
  }
}

type AddInput = Extract<ReviewInput, { type: "addComment" }>

/** Paragraph 12 of a section, as a version says it is, with words that a comment is on. */
export function frozenWords(sectionId: string): FrozenWords {
  return {
    place: {
      sectionId: SectionIdSchema.parse(sectionId),
      sectionNumber: "2",
      block: BlockIdSchema.parse("b12"),
      kind: "paragraph",
      paragraph: "12",
    },
    quote: { exact: "safe and orderly", prefix: "must be ", suffix: " migration" },
  }
}
