import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { EditionSchema, IndicatorRefSchema, isTargetCode, type TargetRef, targetRefKey } from "../target-codes.ts"
import type { ReviewCommandOf } from "./commands.ts"
import { reviewBounds } from "./thread.ts"

type TargetInput = ReviewCommandOf<"addComment">["targets"][number]

/** What somebody says that the framework leaves out. */
export const gap = "gap"

export interface BearsOn {
  targets: TargetRef[]
  isGap: boolean
}

/** The targets as they are kept, each once, in the order in which they were named. */
export function readTargets(state: Publication, named: readonly TargetInput[]): BearsOn | Refusal {
  const refs = new Map<string, TargetRef>()
  for (const input of named) {
    if (input === gap) continue
    const ref = readTarget(state, input)
    if (ref === null) return refusalOf("no-such-target", { what: typeof input === "string" ? input : input.code })
    refs.set(targetRefKey(ref), ref)
  }
  const isGap = named.includes(gap)
  if (isGap && refs.size > 0) return refusalOf("gap-stands-alone")
  if (refs.size > reviewBounds.targetsMax) return refusalOf("too-many-targets", { max: reviewBounds.targetsMax })
  return { targets: [...refs.values()], isGap }
}

function readTarget(state: Publication, input: TargetInput): TargetRef | null {
  if (typeof input === "string" && isTargetCode(input)) return input
  const named = typeof input === "string" ? { code: input, edition: state.indicatorEdition } : input
  const edition = EditionSchema.safeParse(named.edition).data
  return IndicatorRefSchema.safeParse({ code: named.code, edition }).data ?? null
}
