import { z } from "@hono/zod-openapi"
import type { PublicationAbbreviations } from "../publications/publication-abbreviations.ts"
import type { Routes } from "./env.ts"
import { publicationQuestion } from "./publication-question.ts"

const line = z.string()
const AbbreviationSchema = z.object({
  short: line,
  language: line,
  first: line.openapi({ description: "The id of the section in which it first stands" }),
  forms: z
    .array(z.object({ full: line, sectionId: line.openapi({ description: "The first section that gives this form" }) }))
    .openapi({ description: "Its full forms; more than one where texts disagree, none where no text explains it" }),
})
const AbbreviationsSchema = z.object({ abbreviations: z.array(AbbreviationSchema) })

/** One list of abbreviations for all texts that the caller may read. */
export function abbreviationRoutes({
  abbreviations,
  now,
}: {
  abbreviations: PublicationAbbreviations
  now: () => number
}): Routes {
  return publicationQuestion({
    name: "abbreviations",
    summary: "The abbreviations of all texts, each once for a language",
    description: "Of the sections that the caller may read, in reading order; the ETag changes with it",
    schema: AbbreviationsSchema,
    ask: async (session, id) => {
      const answer = await abbreviations.of(session, id)
      return answer && { abbreviations: answer }
    },
    now,
  })
}
