import { canJoin, type PersonId, type Publication, type StreamName, type ThreadId } from "@codraft/publication"

type PrivateThread = Publication["privateThreads"][ThreadId]

/** The streams, of these, that a person may join. Of the many threads that have the same readers one is asked for all. */
export function joinableStreams(
  publication: Publication,
  personId: PersonId,
  names: Iterable<StreamName>,
): StreamName[] {
  const asked = new Map<string, boolean>()
  return [...names].filter((name) => {
    const thread = name.startsWith(THREAD)
      ? publication.privateThreads[name.slice(THREAD.length) as ThreadId]
      : undefined
    if (thread === undefined) return canJoin(publication, personId, name)
    const readers = readersOf(thread)
    const known = asked.get(readers) ?? canJoin(publication, personId, name)
    asked.set(readers, known)
    return known
  })
}

const THREAD = "thread:"
const told = new WeakMap<PrivateThread, string>()

function readersOf(thread: PrivateThread): string {
  const known = told.get(thread) ?? JSON.stringify(thread)
  told.set(thread, known)
  return known
}
