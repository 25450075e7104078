import * as z from "zod"
import { CaptionSchema } from "../kinds/caption/schema.ts"
import { HeadingSchema } from "../kinds/heading/schema.ts"
import { ImageSchema } from "../kinds/image/schema.ts"
import { ListSchema } from "../kinds/list/schema.ts"
import { ParagraphSchema } from "../kinds/paragraph/schema.ts"
import { QuoteSchema } from "../kinds/quote/schema.ts"
import { tableSchemaOf } from "../kinds/table/schema.ts"
import type { Block, CanonicalContent } from "./content.ts"
import { head, language, notes } from "./schema-parts.ts"

const BlockSchema: z.ZodType<Block> = z
  .lazy(() =>
    z.union([
      ParagraphSchema,
      HeadingSchema,
      QuoteSchema,
      CaptionSchema,
      ListSchema,
      ImageSchema,
      tableSchemaOf(() => z.array(BlockSchema)),
      z.strictObject({ type: z.literal("unknown"), ...head, text: z.string() }),
    ]),
  )
  .meta({ id: "Block" }) as z.ZodType<Block>

/** Checks content that comes from elsewhere: a file, an import, another program. */
export const CanonicalContentSchema: z.ZodType<CanonicalContent> = z.strictObject({
  format: z.literal("codraft.section"),
  formatVersion: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  language,
  dir: z.enum(["ltr", "rtl"]),
  blocks: z.array(BlockSchema),
  footnotes: notes.optional(),
}) as z.ZodType<CanonicalContent>
