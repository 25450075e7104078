import { type Blocker, type VersionKind } from "@codraft/publication"
import type { PublicationContent } from "../content/index.ts"
import { checks } from "./checks.ts"
import type { Check, Exemptions, Finding, Found, PreflightFacts } from "./finding.ts"

/** No list is longer; what is beyond is counted in the last point of its check. */
export const findingsMax = 1_000

/**
 * All that is to be looked at before this becomes a version of this kind: blockers first, then warnings, then what is exempt, each
 * in reading order.
 */
export function preflight(
  content: PublicationContent,
  facts: PreflightFacts,
  kind: VersionKind,
  exemptions: Exemptions = new Map(),
): Finding[] {
  const found = checks.flatMap((check) =>
    check.find(content, facts).map((one) => findingOf(check, one, isBlocking(check, kind), exemptions)),
  )
  return levels.flatMap((level) => found.filter((one) => one.level === level)).slice(0, findingsMax)
}

const levels = ["blocker", "warning", "exempt"] as const

/** The blockers of a list, by check. */
export function blockersOf(findings: readonly Finding[]): Blocker[] {
  const blockers = new Map<string, Blocker>()
  for (const { check, level, isFinal, count } of findings) {
    if (level !== "blocker") continue
    blockers.set(check, { check, isFinal, count: (blockers.get(check)?.count ?? 0) + count })
  }
  return [...blockers.values()]
}

function findingOf(check: Check, found: Found, isBlocker: boolean, exemptions: Exemptions): Finding {
  const { section, ...rest } = found
  const key = check.allowsExemptions && rest.exemption === undefined ? keyOf(check, found) : undefined
  const reason = key === undefined ? undefined : exemptions.get(key)
  const isExempt = rest.exemption !== undefined || reason !== undefined
  return {
    check: check.name,
    level: isExempt ? "exempt" : isBlocker ? "blocker" : "warning",
    isFinal: check.strictness === "final",
    ...(section === undefined ? {} : { section: { id: section.id, number: section.number, title: section.title } }),
    ...rest,
    ...(key === undefined ? {} : { key }),
    ...(reason === undefined ? {} : { exemption: "editor", reason }),
  }
}

/** The numbers and titles of sections may change, their ids and those of blocks do not. */
function keyOf({ name }: Check, { section, block = "", what = "" }: Found): string {
  return [name, section?.id ?? "", block, what].join("/")
}

function isBlocking({ strictness }: Check, kind: VersionKind): boolean {
  if (strictness === "final" || strictness === "blocks-all") return true
  return strictness === "blocks-final" && kind !== "draft" && kind !== "revision"
}
