import type { PublicationId, SectionId, ThreadId } from "../ids.ts"
import { type ParsedStream, parseStream, type StreamName, StreamNameSchema } from "../streams.ts"

/** The streams that threads live in. An event of a thread says itself which one is its. */
export const PlaceSchema = StreamNameSchema.refine((stream) => {
  const kind = parseStream(stream)?.kind
  return kind === "review" || kind === "delegation" || kind === "shared" || kind === "thread"
}, "no thread lives in that stream")

interface Placed {
  place: StreamName
  threadId: ThreadId
  publicationId?: PublicationId
  sectionId?: SectionId | null
}

/** Where an event of a thread belongs; null where what it says of itself does not fit that stream. */
export function placeOf(publicationId: PublicationId, event: Placed): StreamName | null {
  if (event.publicationId !== undefined && event.publicationId !== publicationId) return null
  const parsed = parseStream(event.place)
  return parsed !== null && isFitting(parsed, publicationId, event) ? event.place : null
}

function isFitting(parsed: ParsedStream, publicationId: PublicationId, { threadId, sectionId }: Placed): boolean {
  if (parsed.kind === "delegation" || parsed.kind === "shared") return parsed.publicationId === publicationId
  if (parsed.kind === "thread") return parsed.threadId === threadId
  return parsed.kind === "review" && (sectionId === undefined || parsed.id === (sectionId ?? publicationId))
}
