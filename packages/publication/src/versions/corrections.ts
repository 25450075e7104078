import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import type { FreezeCommand } from "./commands.ts"
import type { Version, VersionKind } from "./version.ts"

type Versions = Pick<Publication, "versions">

/** What goes out of the house for good. */
export function isFinal(kind: VersionKind): boolean {
  return kind === "submission" || kind === "printed-edition"
}

export function isCorrecting(kind: VersionKind): boolean {
  return kind === "corrigendum" || kind === "addendum"
}

/** Whether it has gone out, and is no correction itself. */
export function canBeCorrected({ kind, submissions }: Pick<Version, "kind" | "submissions">): boolean {
  return isFinal(kind) || (submissions.length > 0 && !isCorrecting(kind))
}

/** What corrects a version, in the order in which it was frozen. */
export function correctionsOf({ versions }: Versions, number: number): Version[] {
  return versions.filter(({ corrects }) => corrects === number)
}

/** The number of the version that a new one corrects, which is null unless its kind says that it corrects one. */
export function correctedBy(
  { versions }: Versions,
  { kind, corrects }: Pick<FreezeCommand, "kind" | "corrects">,
): { number: number | null } | { refusal: Refusal } {
  if (!isCorrecting(kind))
    return corrects === undefined ? { number: null } : { refusal: refusalOf("corrects-not-wanted") }
  const gone = versions.filter(canBeCorrected)
  if (gone.length === 0) return { refusal: refusalOf("nothing-to-correct") }
  const corrected = corrects === undefined ? gone.at(-1) : gone.find(({ number }) => number === corrects)
  return corrected === undefined ? { refusal: refusalOf("not-correctable") } : { number: corrected.number }
}
