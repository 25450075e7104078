import { z } from "zod"
import { LanguageSchema, lineSchema } from "../ids.ts"
import {
  helpCharactersMax,
  inLanguage,
  partsMax,
  type Template,
  TemplateIdSchema,
  TemplatePartSchema,
} from "./template.ts"

/**
 * The shape that a template gave to one section: its parts in the section's language, each with the id that its heading has in
 * the text. It is a copy: what becomes of the template changes no text that was made from it.
 */
export const ShapePartSchema = TemplatePartSchema.pick({
  id: true,
  level: true,
  isLocked: true,
  isRequired: true,
  wordsMax: true,
}).extend({
  /** The block id of the heading, which stays with it through edits and moves. */
  blockId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
  heading: lineSchema(200),
  /** The language of the heading: the section's, unless the template has no words in it. */
  language: LanguageSchema,
  help: z.string().max(helpCharactersMax),
})
export type ShapePart = z.infer<typeof ShapePartSchema>

export const ShapeSchema = z.object({
  templateId: TemplateIdSchema,
  parts: z.array(ShapePartSchema).min(1).max(partsMax),
})
export type Shape = z.infer<typeof ShapeSchema>

/** The shape that a template gives to a section in this language; `fallback` is the publication's own. */
export function shapeFrom(
  { id, parts }: Template,
  { language, fallback, newId }: { language: string; fallback: string; newId: () => string },
): Shape {
  return {
    templateId: id,
    parts: parts.map(({ heading, help, ...part }) => {
      const words = inLanguage(heading, language, fallback)
      return {
        ...part,
        blockId: newId(),
        heading: words?.text ?? "",
        // `en` in a section in `en-GB` is the section's language, and not marked as another.
        language: words === null || language.startsWith(`${words.language}-`) ? language : words.language,
        help: inLanguage(help, language, fallback)?.text ?? "",
      }
    }),
  }
}
