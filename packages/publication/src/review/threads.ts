import { type Recorded, streamOf } from "../events.ts"
import type { PublicationId, SectionId, ThreadId } from "../ids.ts"
import type { StreamName } from "../streams.ts"
import { applyToThread } from "./apply-to-thread.ts"
import { at, emptyTable, entriesOf, put, type Table, valuesOf } from "./table.ts"
import { isOpen, type Thread } from "./thread.ts"

/**
 * The threads of a publication, as far as the streams tell that were folded in: all of them on the server, those of the
 * joined streams in a browser. Never changed in place; one more event copies a few hundred references, whatever the size.
 * Each stream's threads follow from that stream alone, so streams may be read in any order.
 */
export interface Threads {
  readonly publicationId: PublicationId
  readonly byStream: Table<Table<Thread>>
  /** The streams in which a thread of this id is or was: more than one once it moved with its words. */
  readonly streams: Table<readonly StreamName[]>
  /** How many are to be settled, by section; those on the publication as a whole by its id. */
  readonly open: Table<number>
  readonly size: number
}

export function emptyThreads(publicationId: PublicationId): Threads {
  return { publicationId, byStream: emptyTable(), streams: emptyTable(), open: emptyTable(), size: 0 }
}

/** The threads after one more event; an event that is of no thread leaves them as they are (the same object). */
export function applyToThreads(threads: Threads, recorded: Recorded): Threads {
  const { event, stream } = recorded
  if (!("place" in event) || stream !== streamOf(threads.publicationId, event)) return threads
  const ofStream = at(threads.byStream, stream) ?? emptyTable<Thread>()
  const before = at(ofStream, event.threadId) ?? null
  const after = applyToThread(before, recorded)
  if (after === null || after === before) return threads
  const known = at(threads.streams, after.id) ?? []
  return {
    ...threads,
    byStream: put(threads.byStream, stream, put(ofStream, after.id, after)),
    streams: known.includes(stream) ? threads.streams : put(threads.streams, after.id, [...known, stream]),
    open: counted(threads.open, before, after),
    size: threads.size + Number(before === null),
  }
}

/** Every thread of this id, by stream: live ones, and what is left where one has gone. */
export function threadsById(threads: Threads, id: ThreadId): Thread[] {
  return (at(threads.streams, id) ?? []).flatMap((stream) => {
    const ofStream = at(threads.byStream, stream)
    return (ofStream && at(ofStream, id)) ?? []
  })
}

export function threadsIn(threads: Threads, stream: StreamName): Thread[] {
  const ofStream = at(threads.byStream, stream)
  return ofStream === undefined ? [] : [...valuesOf(ofStream)]
}

export function* allThreads(threads: Threads): Generator<Thread> {
  for (const ofStream of valuesOf(threads.byStream)) yield* valuesOf(ofStream)
}

/** What folding only some of the streams gives: those that a person may join, or all but one that was left. */
export function visibleThreads(threads: Threads, isVisible: (stream: StreamName) => boolean): Threads {
  let visible = emptyThreads(threads.publicationId)
  for (const [name, ofStream] of entriesOf(threads.byStream)) {
    const stream = name as StreamName
    if (!isVisible(stream)) continue
    let { streams, open } = visible
    for (const thread of valuesOf(ofStream)) {
      streams = put(streams, thread.id, [...(at(streams, thread.id) ?? []), stream])
      open = counted(open, null, thread)
    }
    const byStream = put(visible.byStream, stream, ofStream)
    visible = { ...visible, byStream, streams, open, size: visible.size + ofStream.size }
  }
  return visible
}

export function openThreadsIn(threads: Threads, sectionId: SectionId | null): number {
  return at(threads.open, sectionId ?? threads.publicationId) ?? 0
}

function counted(open: Table<number>, before: Thread | null, after: Thread): Table<number> {
  const [was, is] = [before !== null && isOpen(before) ? homeOf(before) : null, isOpen(after) ? homeOf(after) : null]
  if (was === is) return open
  const less = was === null ? open : put(open, was, (at(open, was) ?? 0) - 1)
  return is === null ? less : put(less, is, (at(less, is) ?? 0) + 1)
}

function homeOf({ sectionId, publicationId }: Thread): string {
  return sectionId ?? publicationId
}
