import {
  canJoin,
  parseStream,
  type PersonId,
  type Publication,
  type StreamName,
  streams,
  type ThreadId,
} from "@codraft/publication"

type PrivateThread = Publication["privateThreads"][ThreadId]

/**
 * The streams, of these, that a person may join, without those of single threads: of these there are thousands, and each is told of
 * beside the comments on its section.
 */
export function joinableStreams(
  publication: Publication,
  personId: PersonId,
  names: Iterable<StreamName>,
): StreamName[] {
  return [...names].filter((name) => !name.startsWith(THREAD) && canJoin(publication, personId, name))
}

/** The streams of single threads beside a `review:` stream that a person may join; those with the same readers are asked for at once. */
export function threadsBeside(publication: Publication, personId: PersonId, stream: StreamName): StreamName[] {
  const asked = new Map<string, boolean>()
  return (besideEach(publication).get(stream) ?? [])
    .filter(({ name, readers }) => {
      const known = asked.get(readers) ?? canJoin(publication, personId, name)
      asked.set(readers, known)
      return known
    })
    .map(({ name }) => name)
}

/** The `review:` stream that the stream of a single thread is beside; null for any other. */
export function besideWhich(publication: Publication, name: StreamName): StreamName | null {
  const parsed = parseStream(name)
  const thread = parsed?.kind === "thread" ? publication.privateThreads[parsed.threadId] : undefined
  return thread === undefined ? null : streams.review(thread.sectionId ?? publication.id)
}

type Beside = Map<StreamName, { name: StreamName; readers: string }[]>

const THREAD = "thread:"
const gathered = new WeakMap<Publication["privateThreads"], Beside>()
const told = new WeakMap<PrivateThread, string>()

/** Gone through again only when one has begun or moved. */
function besideEach(publication: Publication): Beside {
  const { privateThreads } = publication
  const known = gathered.get(privateThreads)
  if (known !== undefined) return known
  const beside: Beside = new Map()
  for (const [threadId, thread] of Object.entries(privateThreads)) {
    const review = streams.review(thread.sectionId ?? publication.id)
    const one = { name: streams.thread(threadId as ThreadId), readers: readersOf(thread) }
    const others = beside.get(review)
    if (others === undefined) beside.set(review, [one])
    else others.push(one)
  }
  gathered.set(privateThreads, beside)
  return beside
}

function readersOf(thread: PrivateThread): string {
  const known = told.get(thread) ?? JSON.stringify(thread)
  told.set(thread, known)
  return known
}
