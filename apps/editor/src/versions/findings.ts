import type { Finding } from "@codraft/publish/preflight"

/** What one check found, in all places. */
export interface FindingGroup {
  readonly check: string
  readonly isBlocker: boolean
  /** It may stand: each finding says why. */
  readonly isExempt: boolean
  /** No reason lets it pass. */
  readonly isFinal: boolean
  readonly count: number
  readonly findings: readonly Finding[]
}

/** The list by checks: blockers first, what is exempt last, else in the order of the list. */
export function groupedFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>()
  for (const finding of findings) {
    const { check, count } = finding
    const isBlocker = finding.level === "blocker"
    const key = `${check} ${finding.level}`
    const before = groups.get(key)
    groups.set(key, {
      check,
      isBlocker,
      isExempt: finding.level === "exempt",
      isFinal: finding.isFinal || before?.isFinal === true,
      count: (before?.count ?? 0) + count,
      findings: [...(before?.findings ?? []), finding],
    })
  }
  const all = [...groups.values()]
  const rank = ({ isBlocker, isExempt }: FindingGroup) => (isBlocker ? 0 : isExempt ? 2 : 1)
  return all.toSorted((a, b) => rank(a) - rank(b))
}
