import { z } from "@hono/zod-openapi"
import type { PublicationNumbers } from "../publications/publication-numbers.ts"
import type { Routes } from "./env.ts"
import { publicationQuestion } from "./publication-question.ts"

const count = z.number().int().min(0)
const StartsSchema = z.object({
  headings: z.tuple([count, count, count, count]).openapi({ description: "By level, below the last one above" }),
  paragraphs: count,
  tables: count,
  figures: count,
})
const NumbersSchema = z.object({
  starts: z.record(z.string(), StartsSchema).openapi({ description: "How many came before each section" }),
})

/** Where the numbers of each section begin: the same for everybody who may read it. */
export function numberRoutes({ numbers, now }: { numbers: PublicationNumbers; now: () => number }): Routes {
  return publicationQuestion({
    name: "numbers",
    summary: "How many headings, paragraphs, tables and figures are numbered before each section",
    description: "For the sections that the caller may read; the ETag changes with it",
    schema: NumbersSchema,
    ask: async (session, id) => {
      const starts = await numbers.of(session, id)
      return starts && { starts }
    },
    now,
  })
}
