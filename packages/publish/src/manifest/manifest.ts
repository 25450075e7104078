import { VersionKindSchema } from "@codraft/publication"
import { z } from "zod"

export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

export const FrozenFileSchema = z.strictObject({
  /** As in the package; images are in a folder of their own. */
  name: z.string().regex(/^(?:images\/)?[a-z0-9][a-z0-9.-]{0,79}$/),
  mediaType: z.string().max(120),
  /** Its size. */
  bytes: z.int().min(0),
  sha256: Sha256Schema,
})
export type FrozenFile = z.infer<typeof FrozenFileSchema>

const HashedBlockSchema = z.strictObject({
  /** "12", "II", "Table 3": as the version counts it; absent where it counts nothing. */
  number: z.string().max(60).optional(),
  sha256: Sha256Schema,
})

const HashedSectionSchema = z.strictObject({
  id: z.string().max(64),
  number: z.string().max(40),
  title: z.string().max(200),
  /** Of its text; null where it is to follow. */
  sha256: Sha256Schema.nullable(),
  /** Of each block of the text in its order, and of each footnote. */
  paragraphs: z.array(HashedBlockSchema).max(50_000),
  footnotes: z.array(HashedBlockSchema).max(10_000),
})
export type HashedSection = z.infer<typeof HashedSectionSchema>

/**
 * What is signed: of which version which files are, by their hashes, and which manifest came before. MANIFEST.md documents it
 * so that others can check a package without this code.
 */
export const ManifestSchema = z.strictObject({
  format: z.literal("codraft.manifest"),
  formatVersion: z.literal(1),
  publication: z.strictObject({ id: z.string().max(64), title: z.string().max(300) }),
  version: z.strictObject({
    number: z.int().min(1),
    kind: VersionKindSchema,
    symbol: z.string().max(100),
    title: z.string().max(200),
    note: z.string().max(2000),
    /** ISO 8601, in UTC. */
    frozenAt: z.iso.datetime(),
    frozenBy: z.strictObject({ name: z.string().max(120), organization: z.string().max(200) }),
  }),
  /** The manifest of the version before; null in the first. */
  previous: z.strictObject({ number: z.int().min(1), sha256: Sha256Schema }).nullable(),
  /** Of `publication.json`. */
  content: z.strictObject({ sha256: Sha256Schema }),
  sections: z.array(HashedSectionSchema).max(500),
  /** Sorted by name. */
  files: z.array(FrozenFileSchema).max(5_000),
})
export type Manifest = z.infer<typeof ManifestSchema>
