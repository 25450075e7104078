import { type Blocker, type VersionKind } from "@codraft/publication"
import type { PublicationContent } from "../content/index.ts"
import { checks } from "./checks.ts"
import type { Check, Finding, PreflightFacts } from "./finding.ts"

/** No list is longer; what is beyond is counted in the last point of its check. */
export const findingsMax = 1_000

/** All that is to be looked at before this becomes a version of this kind: blockers first, then in reading order. */
export function preflight(content: PublicationContent, facts: PreflightFacts, kind: VersionKind): Finding[] {
  const found = checks.flatMap((check) => findingsOf(check, content, facts, kind))
  return [
    ...found.filter(({ level }) => level === "blocker"),
    ...found.filter(({ level }) => level !== "blocker"),
  ].slice(0, findingsMax)
}

/** The blockers of a list, by check. */
export function blockersOf(findings: readonly Finding[]): Blocker[] {
  const blockers = new Map<string, Blocker>()
  for (const { check, level, isFinal, count } of findings) {
    if (level !== "blocker") continue
    blockers.set(check, { check, isFinal, count: (blockers.get(check)?.count ?? 0) + count })
  }
  return [...blockers.values()]
}

function findingsOf(check: Check, content: PublicationContent, facts: PreflightFacts, kind: VersionKind): Finding[] {
  const level = isBlocking(check, kind) ? "blocker" : "warning"
  return check.find(content, facts).map(({ section, ...rest }) => ({
    check: check.name,
    level,
    isFinal: check.strictness === "final",
    ...(section === undefined ? {} : { section: { id: section.id, number: section.number, title: section.title } }),
    ...rest,
  }))
}

function isBlocking({ strictness }: Check, kind: VersionKind): boolean {
  if (strictness === "final" || strictness === "blocks-all") return true
  return strictness === "blocks-final" && kind !== "draft" && kind !== "revision"
}
