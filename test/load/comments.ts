import {
  applyToThreads,
  emptyThreads,
  type Publication,
  PublicationEventSchema,
  type Recorded,
  streams,
  threadsIn,
  type Threads,
  visibleThreads,
} from "@codraft/publication"
import { samplePublication } from "@codraft/publication/sample"
import { print } from "./figures.ts"

const threadCount = 10_000
const sectionCount = 40
/** Each comment is made, replied to and settled. */
const eventCount = 3 * threadCount

/** What a server does when it starts, and a browser with the streams that it joins. */
export function benchComments(): void {
  const log = history(samplePublication.publication.id)
  const folds = Array.from({ length: 5 }, () => timed(() => fold(log)))
  const threads = fold(log)
  const [first] = log
  if (first === undefined || threads.size !== threadCount) throw new Error("the comments did not fold")
  const section = first.stream
  const event = PublicationEventSchema.parse({ type: "commentWithdrawn", place: section, threadId: "k0" })
  const one = { ...first, event }
  print(`${threadCount} comments in ${sectionCount} sections, ${eventCount} events (ms)`, {
    "fold all": Math.min(...folds),
    "one more event (µs)": timed(() => times(1_000, () => applyToThreads(threads, one))),
    "those of a section": timed(() => times(100, () => threadsIn(threads, section))) / 100,
    "what one may see": timed(() => visibleThreads(threads, (stream) => stream !== section)),
  })
}

function fold(log: readonly Recorded[]): Threads {
  return log.reduce(
    (threads, recorded) => applyToThreads(threads, recorded),
    emptyThreads(samplePublication.publication.id),
  )
}

function history(publicationId: Publication["id"]): Recorded[] {
  const log: Recorded[] = []
  const add = (threadIndex: number, event: object) => {
    const sectionId = `part-${threadIndex % sectionCount}`
    const place = streams.review(sectionId as Publication["id"])
    const parsed = PublicationEventSchema.parse({
      place,
      threadId: `k${threadIndex}`,
      publicationId,
      sectionId,
      ...event,
    })
    log.push({ stream: place, position: log.length + 1, at: log.length, author: "system", event: parsed })
  }
  const said = {
    organization: "ngo",
    kind: "question",
    audience: "section",
    targets: ["10.7"],
    isGap: false,
    anchor: null,
    body: "Say more.",
  }
  for (let n = 0; n < threadCount; n += 1) add(n, { type: "commentAdded", ...said })
  for (let n = 0; n < threadCount; n += 1)
    add(n, { type: "commentReplied", commentId: "r1", body: "It is done.", isAnswer: true })
  for (let n = 0; n < threadCount; n += 1) add(n, { type: "commentResolved", outcome: "noted", reason: null })
  return log
}

function times(count: number, run: () => unknown): void {
  for (let n = 0; n < count; n += 1) run()
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
