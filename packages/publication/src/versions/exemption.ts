import { z } from "zod"
import { InstantSchema, lineSchema, PersonIdSchema, PublicationIdSchema, SectionIdSchema } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { writtenLine } from "./written-line.ts"

/** Names one point of the pre-flight list: the list says which of its points have one. */
export const FindingKeySchema = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\p{Cc}]*$/u)

export const reasonCharactersMax = 500

/** Why an editor lets one point of the pre-flight list stand. */
export const ExemptionSchema = z.object({
  reason: lineSchema(reasonCharactersMax),
  by: z.union([z.literal("system"), PersonIdSchema]),
  at: InstantSchema,
})
export type Exemption = z.infer<typeof ExemptionSchema>

export const exemptionsPerSectionMax = 500

const sectionId = SectionIdSchema
const key = FindingKeySchema
const { reason } = ExemptionSchema.shape

/** Events of `section:<id>`: what was found in a text is for those who read it. */
export const exemptionEvents = [
  z.object({ type: z.literal("findingExempted"), sectionId, key, reason }),
  z.object({ type: z.literal("exemptionWithdrawn"), sectionId, key }),
] as const
type ExemptionEvent = z.infer<(typeof exemptionEvents)[number]>

const publicationId = PublicationIdSchema

/** For points that the list lets be exempted one by one, such as a country's name in the name of an institution. */
export const exemptionCommands = [
  z.object({
    type: z.literal("exemptFinding"),
    publicationId,
    sectionId,
    key,
    reason: writtenLine(reasonCharactersMax),
  }),
  z.object({ type: z.literal("withdrawExemption"), publicationId, sectionId, key }),
] as const
export type ExemptionCommand = z.infer<(typeof exemptionCommands)[number]>

export function withExemptionEvent(
  exemptions: Publication["exemptions"],
  event: ExemptionEvent,
  { at, author }: { at: number; author: Exemption["by"] },
): Publication["exemptions"] {
  const { [event.key]: _, ...others } = exemptions[event.sectionId] ?? {}
  const after =
    event.type === "exemptionWithdrawn" ? others : { ...others, [event.key]: { reason: event.reason, by: author, at } }
  return { ...exemptions, [event.sectionId]: after }
}
