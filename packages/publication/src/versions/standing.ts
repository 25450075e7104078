import type { Publication } from "../publication.ts"
import { isCorrecting } from "./corrections.ts"
import type { Version } from "./version.ts"

/** Which versions stand for the publication at present, by their numbers; null where there is none. */
export interface VersionsStanding {
  /** That which was submitted last; what corrects it is no version to be read by itself. */
  readonly submitted: number | null
  /** That which somebody got last. */
  readonly circulated: number | null
}

export function standingOf({ versions }: Pick<Publication, "versions">): VersionsStanding {
  const submitted = newest(versions, (version) =>
    isCorrecting(version.kind) ? [] : version.submissions.map(({ at }) => at),
  )
  const circulated = newest(versions, ({ circulatedTo }) => Object.values(circulatedTo).map(({ at }) => at))
  return { submitted, circulated }
}

/** The version with the latest of such instants, of two with the same the newer one. */
function newest(versions: readonly Version[], instantsOf: (version: Version) => readonly number[]): number | null {
  let [found, last]: [number | null, number] = [null, Number.NEGATIVE_INFINITY]
  for (const version of versions) {
    const at = Math.max(Number.NEGATIVE_INFINITY, ...instantsOf(version))
    if (at >= last && Number.isFinite(at)) [found, last] = [version.number, at]
  }
  return found
}

/** Until when comments on a version are open somewhere; null where they are nowhere. */
export function commentsOpenUntil(
  { circulatedTo }: Pick<Version, "circulatedTo">,
  at: number,
): { readonly until: number; readonly isSameForAll: boolean } | null {
  const dates = Object.values(circulatedTo).flatMap(({ commentUntil }) =>
    commentUntil !== null && commentUntil > at ? [commentUntil] : [],
  )
  if (dates.length === 0) return null
  return { until: Math.max(...dates), isSameForAll: new Set(dates).size === 1 }
}
