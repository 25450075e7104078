import { can } from "../can.ts"
import type { Actor, Ruling } from "../decision.ts"
import type { Publication } from "../publication.ts"
import { refusalOf } from "../refusals.ts"
import { type ExemptionCommand, exemptionsPerSectionMax } from "./exemption.ts"

/** Whoever may freeze says which points of the list may stand, in texts that they read. */
export function decideExemption(state: Publication, command: ExemptionCommand, actor: Actor): Ruling {
  const permission = can(state, actor.personId, "freezeVersion")
  if (!permission.allowed) return permission.refusal
  const { sectionId, key } = command
  const readable = can(state, actor.personId, "readSection", { sectionId, at: actor.at })
  if (!readable.allowed) return readable.refusal
  const exemptions = state.exemptions[sectionId] ?? {}
  const before = exemptions[key]
  if (command.type === "withdrawExemption")
    return before === undefined ? [] : [{ type: "exemptionWithdrawn", sectionId, key }]
  const { reason } = command
  if (before?.reason === reason) return []
  if (before === undefined && Object.keys(exemptions).length >= exemptionsPerSectionMax)
    return refusalOf("too-many-exemptions", { max: exemptionsPerSectionMax })
  return [{ type: "findingExempted", sectionId, key, reason }]
}
