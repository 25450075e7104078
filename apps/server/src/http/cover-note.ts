import { z } from "@hono/zod-openapi"
import { CoverNoteSchema } from "@codraft/publication"
import type { CoverNotes } from "../versions/cover-notes.ts"
import type { Routes } from "./env.ts"
import { publicationQuestion } from "./publication-question.ts"

/** What the last cover note said, from which the next one is made. */
export function coverNoteRoutes({ coverNotes, now }: { coverNotes: CoverNotes; now: () => number }): Routes {
  return publicationQuestion({
    name: "cover-note",
    summary: "What the cover note of the newest version that has one says; for whoever may freeze versions",
    description: "The note, as it can be sent with the next freeze; null where there was none",
    schema: z.object({ note: CoverNoteSchema.nullable() }),
    ask: (session, id) => coverNotes.last(session, id),
    now,
  })
}
