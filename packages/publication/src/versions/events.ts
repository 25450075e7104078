import { z } from "zod"
import { OrgIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { SealSchema, type Version, VersionNumberSchema, VersionSchema } from "./version.ts"

/** Events of `publication:<id>`. */
export const versionEvents = [
  VersionSchema.omit({ frozenAt: true, frozenBy: true, seal: true, circulatedTo: true }).extend({
    type: z.literal("versionFrozen"),
  }),
  /** Its files are made and its manifest is signed; by the server itself, once. */
  SealSchema.extend({ type: z.literal("versionSealed"), number: VersionNumberSchema }),
  z.object({
    type: z.literal("versionCirculated"),
    number: VersionNumberSchema,
    to: z.array(OrgIdSchema).min(1).max(500),
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
    const { type: _, ...frozen } = event
    if (frozen.number !== versions.length + 1) return versions
    return [...versions, { ...frozen, frozenAt: at, frozenBy: author, seal: null, circulatedTo: {} }]
  }
  return versions.map((version) => {
    if (version.number !== event.number) return version
    if (event.type === "versionSealed") {
      const { type: _, number: __, ...seal } = event
      return version.seal === null ? { ...version, seal: { ...seal, at } } : version
    }
    const added = event.to.filter((orgId) => version.circulatedTo[orgId] === undefined)
    return { ...version, circulatedTo: { ...version.circulatedTo, ...Object.fromEntries(added.map((id) => [id, at])) } }
  })
}
