import { z } from "@hono/zod-openapi"
import type { PublicationLengths } from "../publications/publication-lengths.ts"
import type { Routes } from "./env.ts"
import { publicationQuestion } from "./publication-question.ts"

const count = z.number().int().min(0)
const LengthSchema = z.object({
  words: count,
  parts: z
    .object({
      written: count,
      of: count,
      requiredMissing: count.openapi({ description: "Required parts under whose headings nothing stands" }),
      headingsAmiss: count.openapi({ description: "Locked headings that are gone or read otherwise" }),
    })
    .optional()
    .openapi({ description: "Of a section that was made from a template" }),
})
const LengthsSchema = z.object({ lengths: z.record(z.string(), LengthSchema) })

/** How long the texts are and what of their templates is written, for the contents. */
export function lengthRoutes({ lengths, now }: { lengths: PublicationLengths; now: () => number }): Routes {
  return publicationQuestion({
    name: "lengths",
    summary: "How many words each section holds, and how many parts of its template are written",
    description: "For the sections that the caller may read; the ETag changes with it",
    schema: LengthsSchema,
    ask: async (session, id) => {
      const answer = await lengths.of(session, id)
      return answer && { lengths: answer }
    },
    now,
  })
}
