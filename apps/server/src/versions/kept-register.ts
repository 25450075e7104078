import {
  CommentKindSchema,
  OutcomeSchema,
  SectionIdSchema,
  ThreadStateSchema,
  ThreadVersionSchema,
} from "@codraft/publication"
import { z } from "zod"

const KeptRowSchema = z.object({
  /** Null: on the publication as a whole. */
  section: SectionIdSchema.nullable(),
  /** The number of the paragraph in the version, or the heading that the words stand under. */
  paragraph: z.string(),
  /** Of a comment on a version: which, and where in it. */
  version: ThreadVersionSchema.pick({ kind: true, paragraph: true, sectionNumber: true })
    .extend({ label: z.string() })
    .optional(),
  text: z.string().nullable(),
  isRemoved: z.boolean(),
  /** In whose name it was said; persons are in no register that goes out. */
  organization: z.string(),
  at: z.int(),
  comment: z.string(),
  targets: z.array(z.string()),
  kind: CommentKindSchema,
  state: ThreadStateSchema,
  outcome: OutcomeSchema.nullable(),
  response: z.string(),
})
export type KeptRow = z.infer<typeof KeptRowSchema>

/** The register of comments as it stood when a version was frozen: what its files are made of, whenever that is. */
export const KeptRegisterSchema = z.object({
  format: z.literal("codraft.register"),
  formatVersion: z.literal(1),
  /** General comments first, then in the order of the texts. */
  rows: z.array(KeptRowSchema),
})
export type KeptRegister = z.infer<typeof KeptRegisterSchema>
