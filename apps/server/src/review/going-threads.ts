import type { PassageMove, Reader } from "@codraft/document/reader"
import { type Anchor, anchorOf, type PassagePlan, parseStream, type Thread, type ThreadId } from "@codraft/publication"

/** A thread that goes along with a passage, and what it is anchored by where that is now; without, as it was. */
export interface GoingThread {
  threadId: ThreadId
  anchor?: Anchor
}

interface Moving {
  plan: PassagePlan
  /** The live threads of the section that the passage leaves. */
  threads: readonly Thread[]
  /** Those that came there with the move that is taken back. */
  returning: ReadonlySet<ThreadId>
  move: Pick<PassageMove, "threads">
  /** Both texts as they are after the move. */
  left: readonly Uint8Array[]
  come: readonly Uint8Array[]
}

/**
 * The threads that go with a passage: those whose marks do, those without marks whose words do, and all of a section that goes as a whole. No thread
 * goes to people who could not read it.
 */
export async function goingThreads(reader: Pick<Reader, "findWords">, moving: Moving): Promise<GoingThread[]> {
  const { plan, threads, returning, move, left, come } = moving
  if (!plan.withMarks) return []
  const told = new Map(move.threads.map((thread) => [thread.threadId, thread]))
  const marked = move.threads.flatMap((thread) =>
    thread.kind === "moved"
      ? { threadId: thread.threadId as ThreadId, anchor: anchorOf({ ...thread, blocks: [] }) }
      : [],
  )
  const others = threads.filter(({ id }) => !told.has(id))
  const goesAnyway = ({ id }: Thread) => plan.ends || returning.has(id)
  const mayGo = others.filter((thread) => goesAnyway(thread) || (thread.anchor !== null && !isMarked(thread)))
  const anchored = mayGo.flatMap(({ id, anchor }) => (anchor === null ? [] : { id, anchor }))
  const quotes = anchored.map(({ anchor: { quote } }) => ({ quote }))
  const asked = { position: 0, language: plan.to.language, dir: plan.to.dir }
  const find = (end: string, parts: readonly Uint8Array[], anchors: typeof quotes) =>
    anchors.length === 0
      ? []
      : reader.findWords({ ...asked, key: `${plan.moveId} ${end}`, parts: async () => [...parts], anchors })
  const there = await find("come", come, quotes)
  const here = await find("left", left, quotes)
  const found = new Map(anchored.map(({ id }, index) => [id, { there: there[index], here: here[index] }]))
  const unmarked = mayGo.flatMap((thread): GoingThread[] => {
    const answer = found.get(thread.id)
    const anchor = answer?.there?.kind === "found" ? { anchor: anchorOf(answer.there.words) } : {}
    const hasLeft = answer?.there?.kind === "found" && answer.here?.kind === "hits" && answer.here.hits === 0
    return goesAnyway(thread) || hasLeft ? [{ threadId: thread.id, ...anchor }] : []
  })
  return [...marked, ...unmarked]
}

function isMarked({ place }: Thread): boolean {
  return parseStream(place)?.kind === "review"
}
