import { z } from "zod"

const StreamSchema = z.string().min(1).max(200)
const PositionSchema = z.int().min(0)

/** What a client says on `/sync/events`, one JSON text frame each. */
export const EventsRequestSchema = z.union([
  /** Everything after a position, then what comes. Joining what is joined already changes nothing. `inPages`: what is behind may come in pages. */
  z.strictObject({ join: StreamSchema, after: PositionSchema, inPages: z.boolean().optional() }),
  z.strictObject({ leave: StreamSchema }),
])
export type EventsRequest = z.infer<typeof EventsRequestSchema>

/** What lists are made of: comments; texts; everything else that is told; and what the person has looked at. */
export const changedParts = ["comments", "texts", "facts", "seen"] as const
export type ChangedPart = (typeof changedParts)[number]

const EntrySchema = z.object({
  position: PositionSchema,
  at: z.int(),
  author: z.string(),
  event: z.looseObject({ type: z.string() }),
})

/** What the server says on `/sync/events`. Clients skip what they do not know. */
export const EventsMessageSchema = z.union([
  EntrySchema.extend({ stream: StreamSchema }),
  /** Several that follow each other: as one message they are packed on their way. */
  z.object({ stream: StreamSchema, entries: z.array(EntrySchema) }),
  /** All entries through this position have been sent; from here on they come as they are written. */
  z.object({ stream: StreamSchema, live: PositionSchema }),
  z.object({ stream: StreamSchema, refused: z.int() }),
  /** Who is in that section now, each person once. For those who joined its section stream. */
  z.object({ stream: StreamSchema, present: z.array(z.string()) }),
  /** This person may join that stream: said of each when the connection opens, and of each that is added later. */
  z.object({ available: StreamSchema }),
  /** This person may no longer join that stream; if it was joined, it has been left. */
  z.object({ gone: StreamSchema }),
  /**
   * Something of these parts of a publication, and that this person may read, is not what it was: whoever shows a list of it asks
   * anew. Many changes are said once. A part that a client does not know concerns none of its lists.
   */
  z.object({ changed: z.string().min(1).max(64), of: z.array(z.string().max(32)).min(1).max(16) }),
  z.object({ ping: z.literal(1) }),
])
export type EventsMessage = z.infer<typeof EventsMessageSchema>
