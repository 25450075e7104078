import { z } from "zod"
import { idSchema, LanguageSchema, lineSchema } from "../ids.ts"

/**
 * A template gives the texts of many authors one shape: headings in an order, with what belongs under each. It is the
 * publication's, and known to all who take part; a section that is made from it keeps a copy, its shape (`shape.ts`).
 */

export const templatesMax = 50
export const partsMax = 30
export const helpCharactersMax = 600
export const wordLimitMax = 1_000_000

export const TemplateIdSchema = idSchema.brand<"TemplateId">()
export type TemplateId = z.infer<typeof TemplateIdSchema>

/** The same words by language; read them with `inLanguage`. */
const heading = z.record(LanguageSchema, lineSchema(200)).refine(isInSomeLanguage, "a heading has words")
const help = z.record(LanguageSchema, lineSchema(helpCharactersMax))

function isInSomeLanguage(words: Record<string, string>): boolean {
  return Object.keys(words).length > 0
}

export const TemplatePartSchema = z.object({
  /** Names the part within its template. */
  id: idSchema,
  heading,
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  /** Writers leave this heading as it is. A rule of the editor, which shows what was changed past it. */
  isLocked: z.boolean(),
  isRequired: z.boolean(),
  /** What belongs under the heading; shown while nothing stands there, and never text itself. */
  help,
  wordsMax: z.int().min(1).max(wordLimitMax).nullable(),
})
export type TemplatePart = z.infer<typeof TemplatePartSchema>

export const TemplateNameSchema = lineSchema(120)
export const TemplatePartsSchema = z
  .array(TemplatePartSchema)
  .min(1)
  .max(partsMax)
  .refine((parts) => new Set(parts.map(({ id }) => id)).size === parts.length, "each part has an id of its own")

export const TemplateSchema = z.object({
  id: TemplateIdSchema,
  name: TemplateNameSchema,
  parts: TemplatePartsSchema,
})
export type Template = z.infer<typeof TemplateSchema>

/** Words in a language, else in the same language of another country, else in one of the others, by preference. */
export function inLanguage(
  words: Readonly<Record<string, string>>,
  ...preferred: string[]
): { text: string; language: string } | null {
  const tags = preferred.flatMap((tag) => [tag, tag.split("-")[0] ?? tag])
  const language = [...tags, ...Object.keys(words)].find((tag) => words[tag] !== undefined)
  const text = language === undefined ? undefined : words[language]
  return language === undefined || text === undefined ? null : { text, language }
}
