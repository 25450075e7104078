import type { Anchor, FindAnswer, Reader } from "@codraft/document/reader"
import {
  applyToThreads,
  completeReview,
  type Decided,
  decideReview,
  emptyThreads,
  type PersonId,
  type Section,
  type SectionId,
  type ThreadId,
  threadsById,
} from "@codraft/publication"
import { sampleReview } from "@codraft/publication/sample"

/** A text of the sample as it is seeded, before anybody commented on it. */
export type SeededText = Pick<Section, "id" | "language" | "dir"> & { readonly update: Uint8Array }

interface CommentsAsked {
  reader: Pick<Reader, "findWords" | "markAll">
  /** When the sample is made: its own comments carry their dates of 2016. */
  at: number
  clientId: number
  texts: readonly SeededText[]
}

export interface SampleComments {
  events: (Decided["events"][number] & { at: number; author: PersonId })[]
  /** What puts the marks on the words, by section. */
  marks: Map<SectionId, Uint8Array>
}

/** The comments of the sample, decided as anybody's are; each text is asked once for all of its words. */
export async function sampleComments({ reader, at, clientId, texts }: CommentsAsked): Promise<SampleComments> {
  const steps = sampleReview(at)
  const found = await wordsIn(
    reader,
    texts,
    steps.flatMap(({ command }) => {
      const quote = command.type === "addComment" ? command.quote : undefined
      return command.type === "addComment" && command.sectionId && typeof quote === "string"
        ? { sectionId: command.sectionId, quote: { exact: quote } }
        : []
    }),
  )
  const events: SampleComments["events"] = []
  const marked = new Map<SectionId, Set<ThreadId>>()
  let threads: ReturnType<typeof emptyThreads> | null = null
  for (const { at: happenedAt, personId, command, state } of steps) {
    threads ??= emptyThreads(state.id)
    const newId = () => `${personId}-${events.length}`
    const decision = decideReview(state, threads, command, { personId, at: happenedAt, newId })
    if ("refusal" in decision) throw new Error(`A comment of the sample is refused: ${decision.refusal.message}`)
    const { words } = decision.plan
    const answer = words === null ? null : (found.get(keyOf(words.sectionId, words.words)) ?? null)
    const completed = completeReview(state, decision.plan, answer)
    if ("refusal" in completed) throw new Error(`A comment of the sample is refused: ${completed.refusal.message}`)
    if (words?.isMarked === true && answer?.kind === "found") {
      const { sectionId, threadId } = words
      marked.set(sectionId, (marked.get(sectionId) ?? new Set()).add(threadId))
    }
    for (const decided of completed.events) {
      threads = applyToThreads(threads, { ...decided, position: 1, at: happenedAt, author: personId })
      events.push({ ...decided, at: happenedAt, author: personId })
    }
  }
  const marks = new Map<SectionId, Uint8Array>()
  for (const { id, update } of texts) {
    const asked = [...(marked.get(id) ?? [])].flatMap((threadId) => {
      const thread = threads && threadsById(threads, threadId).find(({ sectionId }) => sectionId === id)
      return thread?.anchor ? { threadId, anchor: thread.anchor } : []
    })
    const answer = asked.length === 0 ? null : await reader.markAll({ parts: [update], clientId, marks: asked })
    if (answer?.update) marks.set(id, answer.update)
  }
  return { events, marks }
}

async function wordsIn(
  reader: Pick<Reader, "findWords">,
  texts: readonly SeededText[],
  asked: readonly { sectionId: SectionId; quote: Anchor["quote"] }[],
): Promise<Map<string, FindAnswer>> {
  const found = new Map<string, FindAnswer>()
  for (const { id: sectionId, language, dir, update } of texts) {
    const anchors = asked.filter((one) => one.sectionId === sectionId)
    if (anchors.length === 0) continue
    const request = {
      key: `${sectionId} of the sample`,
      position: 0,
      parts: async () => [update],
      language,
      dir,
      anchors,
    }
    const answers = await reader.findWords(request)
    anchors.forEach((anchor, index) => {
      const answer = answers[index]
      if (answer !== undefined) found.set(keyOf(sectionId, anchor), answer)
    })
  }
  return found
}

function keyOf(sectionId: SectionId, { quote }: { quote: Pick<Anchor["quote"], "exact"> }): string {
  return `${sectionId} ${quote.exact}`
}
