import { z } from "zod"
import { InstantSchema, lineSchema, OrgIdSchema, PersonIdSchema } from "../ids.ts"
import { BlobHashSchema } from "../images/index.ts"

/** What a version is for. Corrigenda and addenda correct a submission or a printed edition. */
export const VersionKindSchema = z.enum([
  "draft",
  "revision",
  "submission",
  "printed-edition",
  "corrigendum",
  "addendum",
])
export type VersionKind = z.infer<typeof VersionKindSchema>

export const versionsMax = 500
export const VersionNumberSchema = z.int().min(1).max(versionsMax)
export const titleCharactersMax = 120
export const symbolCharactersMax = 60
const VersionTitleSchema = lineSchema(titleCharactersMax)
/** As in "IDM/2016/1/Rev.2"; empty where a version has none. */
const VersionSymbolSchema = z.union([z.literal(""), lineSchema(symbolCharactersMax)])
export const VersionNoteSchema = z
  .string()
  .trim()
  .max(2000)
  .regex(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u)

/** A file of a version, by its bytes. */
export const ArtefactSchema = z.object({
  name: z.string().max(100),
  mediaType: z.string().max(120),
  /** Its size. */
  bytes: z.int().min(0),
  sha256: BlobHashSchema,
})
export type Artefact = z.infer<typeof ArtefactSchema>

export const failureCharactersMax = 2_000

const artefactsMax = 50
/** Why there is no file, where it is no fault of what is in it; a page has words of its own for these. */
export const failureCauses = ["time", "memory", "ended", "damaged", "size", "key"] as const
export type FailureCause = (typeof failureCauses)[number]

const FailedFileSchema = z.object({
  name: z.string().max(100),
  /** In plain words. */
  reason: z.string().max(failureCharactersMax),
  /** One that is not known here is as if none were said. */
  because: z
    .preprocess((cause) => failureCauses.find((known) => known === cause), z.enum(failureCauses).optional())
    .optional(),
})
export type FailedFile = z.infer<typeof FailedFileSchema>
const FailedFilesSchema = z.array(FailedFileSchema).max(20)

/** What there is of a version before it is sealed; the manifest and the package are not. */
export const MadeFilesSchema = z.object({
  /** What readers download. */
  files: z.array(ArtefactSchema).max(artefactsMax),
  /** Empty as long as files are still being made. */
  failed: FailedFilesSchema,
  /** Of the list of the images of its texts, as the manifest will have them; absent where they cannot be known. */
  imagesSha256: BlobHashSchema.optional(),
})
export type MadeFiles = z.infer<typeof MadeFilesSchema>

export const SealSchema = z.object({
  manifestSha256: BlobHashSchema,
  /** The signature over the manifest: a JWS in compact form with detached payload. */
  jws: z.string().max(1000),
  /** The public key that it was made with (RFC 8037), by its thumbprint: it stays known when the server gets another. */
  key: z.object({ kid: z.string().max(64), x: z.string().max(64) }),
  /** What readers download; the manifest lists the images of the texts as well. */
  files: z.array(ArtefactSchema).max(artefactsMax),
  failed: FailedFilesSchema,
})
export type Seal = z.infer<typeof SealSchema>

/** What a version is to an organization that has it. */
export const CirculatedSchema = z.object({
  /** Since when it may open it. */
  at: InstantSchema,
  /** Until when it may comment on it; null where it was not asked to. */
  commentUntil: InstantSchema.nullable(),
})

export const submissionsMax = 50
export const recipientCharactersMax = 200
const SubmittedToSchema = lineSchema(recipientCharactersMax)
export const SubmittedFilesSchema = z.array(z.string().max(100)).min(1).max(50)
/** As in "2016-12-10". */
export const DaySchema = z.iso.date()

/** A version went to somebody outside: what an editor has put on record of it. */
export const SubmissionSchema = z.object({
  to: SubmittedToSchema,
  on: DaySchema,
  /** The names of the files that went. */
  files: SubmittedFilesSchema,
  note: VersionNoteSchema,
  at: InstantSchema,
  by: z.union([z.literal("system"), PersonIdSchema]),
})
export type Submission = z.infer<typeof SubmissionSchema>

/** A version as every member may know of it. What is in it is for whoever may read it (`canReadVersion`). */
export const VersionSchema = z.object({
  number: VersionNumberSchema,
  kind: VersionKindSchema,
  symbol: VersionSymbolSchema,
  title: VersionTitleSchema,
  note: VersionNoteSchema,
  /** Of its content, which is a blob of that name. */
  contentSha256: BlobHashSchema,
  /** Of how it was frozen: the cut, what the pre-flight list said, what an editor let pass and why. For the secretariat. */
  recordSha256: BlobHashSchema,
  /** Of what its cover note says (`KeptCoverNoteSchema`); absent where it has none. */
  coverSha256: BlobHashSchema.optional(),
  /** Of the comments as they stood then; absent where they were not asked for. */
  registerSha256: BlobHashSchema.optional(),
  frozenAt: InstantSchema,
  frozenBy: z.union([z.literal("system"), PersonIdSchema]),
  /** Null until something is to be said of its files, and again once it is sealed. */
  made: MadeFilesSchema.extend({
    /** An editor lets it be sealed without what could not be made. */
    isWaived: z.boolean(),
  }).nullable(),
  /** Null until its files are made and its manifest is signed. */
  seal: SealSchema.extend({ at: InstantSchema }).nullable(),
  /** The version that this one corrects; null in all that are neither a corrigendum nor an addendum. */
  corrects: VersionNumberSchema.nullable(),
  /** To whom it went, in the order in which that was put on record. */
  submissions: z.array(SubmissionSchema),
  /** The organizations that may open it. */
  circulatedTo: z.record(OrgIdSchema, CirculatedSchema),
})
export type Version = z.infer<typeof VersionSchema>
