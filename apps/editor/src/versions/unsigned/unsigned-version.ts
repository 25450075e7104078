import type { FailureCause, Version } from "@codraft/publication"
import { m } from "../../language/language.ts"

/** Whether files of a version are still being made, or it is about to be signed. */
export function isInMaking({ seal, made }: Pick<Version, "seal" | "made">): boolean {
  return seal === null && (made === null || made.failed.length === 0 || made.isWaived)
}

/** Whether a version can be signed without what could not be made: without the content and the list of all there is nothing to sign. */
export function isWaivable({ made }: Pick<Version, "made">): boolean {
  return made !== null && !made.failed.some(({ name }) => name === "publication.json" || name === "manifest.json")
}

const causes: Record<FailureCause, () => string> = {
  time: m.failure_time,
  memory: m.failure_memory,
  ended: m.failure_ended,
  damaged: m.failure_damaged,
  size: m.failure_size,
  key: m.failure_key,
}

/** Why there is no file, where it is no fault of what is in it; null where only its maker can say. */
export function causeWords(because: FailureCause | undefined): string | null {
  return because === undefined ? null : causes[because]()
}
