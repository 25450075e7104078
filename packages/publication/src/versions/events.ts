import { z } from "zod"
import { InstantSchema, OrgIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import {
  MadeFilesSchema,
  SealSchema,
  SubmissionSchema,
  type Version,
  VersionNumberSchema,
  VersionSchema,
} from "./version.ts"

/** Events of `publication:<id>`. */
export const versionEvents = [
  VersionSchema.omit({
    frozenAt: true,
    frozenBy: true,
    made: true,
    seal: true,
    corrects: true,
    submissions: true,
    circulatedTo: true,
  }).extend({
    type: z.literal("versionFrozen"),
    /** Exactly in a corrigendum and an addendum. */
    corrects: VersionNumberSchema.optional(),
  }),
  /** What there is of its files, by the server itself: where some could not be made, or take long. Each says all anew. */
  MadeFilesSchema.extend({ type: z.literal("versionFilesMade"), number: VersionNumberSchema }),
  /** An editor wants what could not be made to be tried again. */
  z.object({ type: z.literal("versionFilesAsked"), number: VersionNumberSchema }),
  /** An editor lets it be sealed without what could not be made. */
  z.object({ type: z.literal("versionFilesWaived"), number: VersionNumberSchema }),
  /** Its files are made and its manifest is signed; by the server itself, once. */
  SealSchema.extend({ type: z.literal("versionSealed"), number: VersionNumberSchema }),
  z.object({
    type: z.literal("versionCirculated"),
    number: VersionNumberSchema,
    to: z.array(OrgIdSchema).min(1).max(500),
    /** Absent: theirs is as it was. */
    commentUntil: InstantSchema.nullable().optional(),
  }),
  SubmissionSchema.omit({ at: true, by: true }).extend({
    type: z.literal("versionSubmitted"),
    number: VersionNumberSchema,
  }),
] as const

type VersionEvent = z.infer<(typeof versionEvents)[number]>

/** The versions after one more event. None is ever changed in what it holds, or goes. */
export function withVersionEvent(
  versions: Publication["versions"],
  event: VersionEvent,
  { at, author }: { at: number; author: Version["frozenBy"] },
): Publication["versions"] {
  if (event.type === "versionFrozen") {
    const { type: _, corrects = null, ...frozen } = event
    if (frozen.number !== versions.length + 1) return versions
    const begun = {
      frozenAt: at,
      frozenBy: author,
      made: null,
      seal: null,
      corrects,
      submissions: [],
      circulatedTo: {},
    }
    return [...versions, { ...frozen, ...begun }]
  }
  return versions.map((version) => {
    if (version.number !== event.number) return version
    if (event.type === "versionSealed") {
      const { type: _, number: __, ...seal } = event
      return version.seal === null ? { ...version, made: null, seal: { ...seal, at } } : version
    }
    if (event.type === "versionFilesMade") {
      const { type: _, number: __, ...made } = event
      return version.seal === null ? { ...version, made: { ...made, isWaived: false } } : version
    }
    if (event.type === "versionFilesAsked") {
      return version.made === null ? version : { ...version, made: { ...version.made, failed: [], isWaived: false } }
    }
    if (event.type === "versionFilesWaived") {
      return version.made === null ? version : { ...version, made: { ...version.made, isWaived: true } }
    }
    if (event.type === "versionSubmitted") {
      const { type: _, number: __, ...submission } = event
      return { ...version, submissions: [...version.submissions, { ...submission, at, by: author }] }
    }
    const { to, commentUntil } = event
    const circulatedTo = { ...version.circulatedTo }
    for (const orgId of to) {
      const known = circulatedTo[orgId] ?? { at, commentUntil: null }
      circulatedTo[orgId] = commentUntil === undefined ? known : { ...known, commentUntil }
    }
    return { ...version, circulatedTo }
  })
}
