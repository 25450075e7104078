import * as z from "zod"
import { formats, isAllowedUrl, isBlockId, isLanguageTag, spanMax } from "../form/index.ts"
import type { Block, CanonicalContent, Inline, List } from "./content.ts"

/** Checks content that comes from elsewhere: a file, an import, another program. */

const head = {
  id: z.string().refine(isBlockId).optional(),
  language: z.string().refine(isLanguageTag).optional(),
  dir: z.enum(["ltr", "rtl"]).optional(),
}

const TextRunSchema = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  formats: z.array(z.enum(formats)).min(1).optional(),
})
const LineBreakSchema = z.strictObject({ type: z.literal("break") })
const LinkSchema = z.strictObject({
  type: z.literal("link"),
  url: z.string().refine(isAllowedUrl),
  content: z.array(z.discriminatedUnion("type", [TextRunSchema, LineBreakSchema])).min(1),
})
const InlineSchema: z.ZodType<Inline> = z.discriminatedUnion("type", [
  TextRunSchema,
  LineBreakSchema,
  LinkSchema,
]) as z.ZodType<Inline>
const content = z.array(InlineSchema)

const ListSchema: z.ZodType<List> = z.lazy(() =>
  z.strictObject({
    type: z.literal("list"),
    ...head,
    ordered: z.boolean(),
    start: z.int().min(0).optional(),
    items: z.array(z.strictObject({ ...head, content, lists: z.array(ListSchema).min(1).optional() })).min(1),
  }),
) as z.ZodType<List>

const span = z.int().min(1).max(spanMax).optional()

const BlockSchema: z.ZodType<Block> = z.lazy(() =>
  z.union([
    z.strictObject({ type: z.enum(["paragraph", "quote", "caption"]), ...head, content }),
    z.strictObject({
      type: z.literal("heading"),
      ...head,
      level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
      content,
    }),
    ListSchema,
    z.strictObject({
      type: z.literal("table"),
      ...head,
      caption: z.strictObject({ ...head, content }).optional(),
      rows: z
        .array(
          z.strictObject({
            ...head,
            cells: z
              .array(
                z.strictObject({
                  ...head,
                  header: z.enum(["column", "row", "both"]).optional(),
                  columnSpan: span,
                  rowSpan: span,
                  blocks: z.array(BlockSchema),
                }),
              )
              .min(1),
          }),
        )
        .min(1),
    }),
    z.strictObject({ type: z.literal("unknown"), ...head, text: z.string() }),
  ]),
) as z.ZodType<Block>

export const CanonicalContentSchema: z.ZodType<CanonicalContent> = z.strictObject({
  format: z.literal("codraft.section"),
  formatVersion: z.literal(1),
  language: z.string().refine(isLanguageTag),
  dir: z.enum(["ltr", "rtl"]),
  blocks: z.array(BlockSchema),
}) as z.ZodType<CanonicalContent>
