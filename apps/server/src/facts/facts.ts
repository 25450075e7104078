import assert from "node:assert/strict"
import { type PublicationEvent, PublicationEventSchema, type Recorded, type StreamName } from "@codraft/publication"
import type { Entry, NewEntry } from "@codraft/storage"

/** An event as the log keeps it: UTF-8 JSON. Throws for one that could not be read again: it would stop every start after it. */
export function encodeFact(at: number, author: string, event: PublicationEvent): NewEntry {
  const json = JSON.stringify(event)
  const { success, error } = PublicationEventSchema.safeParse(JSON.parse(json))
  if (!success) throw new Error(`the event ${event.type} does not have its own shape`, { cause: error })
  return { at, author, data: new TextEncoder().encode(json) }
}

/** The event of an entry; null when a newer build wrote a type that this one does not know. */
export function decodeFact(stream: StreamName, entry: Entry): Recorded | null {
  const stored: unknown = JSON.parse(new TextDecoder().decode(entry.data))
  const read = PublicationEventSchema.safeParse(stored)
  const { at, position } = entry
  if (read.success) return { stream, position, at, author: entry.author as Recorded["author"], event: read.data }
  const type = typeof stored === "object" && stored !== null && "type" in stored ? stored.type : undefined
  assert(typeof type === "string" && !KNOWN_TYPES.has(type), `${stream} holds a broken event at position ${position}`)
  return null
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(
  PublicationEventSchema.options.map((option) => option.shape.type.value),
)
