import * as z from "zod"
import { idPattern, languagePattern } from "../form/attributes.ts"
import { formats } from "../form/index.ts"
import { CrossReferenceSchema } from "../kinds/crossreference/schema.ts"
import { FootnoteReferenceSchema, TableNoteReferenceSchema } from "../kinds/footnote/schema.ts"
import { LineBreakSchema } from "../kinds/linebreak/schema.ts"
import { linkSchemaOf } from "../kinds/link/schema.ts"
import { TargetSchema } from "../kinds/target/schema.ts"

/** What the schemas of the kinds are made of. */

export const language = z.string().regex(languagePattern)

export const head = {
  id: z.string().regex(idPattern).optional(),
  language: language.optional(),
  dir: z.enum(["ltr", "rtl"]).optional(),
}

const TextRunSchema = z
  .strictObject({
    type: z.literal("text"),
    text: z.string().min(1),
    formats: z.array(z.enum(formats)).min(1).optional(),
    language: language.optional(),
  })
  .meta({ id: "TextRun" })

const LinkSchema = linkSchemaOf(z.array(z.discriminatedUnion("type", [TextRunSchema, LineBreakSchema])).min(1)).meta({
  id: "Link",
})

export const inlineContent = z
  .array(
    z.discriminatedUnion("type", [
      TextRunSchema,
      LineBreakSchema,
      LinkSchema,
      FootnoteReferenceSchema,
      TableNoteReferenceSchema,
      TargetSchema,
      CrossReferenceSchema,
    ]),
  )
  .meta({ id: "Line" })

export const notes = z
  .array(
    z.strictObject({
      ...head,
      content: z.array(
        z.discriminatedUnion("type", [TextRunSchema, LineBreakSchema, LinkSchema, TargetSchema, CrossReferenceSchema]),
      ),
    }),
  )
  .min(1)
  .meta({ id: "Notes" })

export const ownCaption = z.strictObject({ ...head, content: inlineContent })
