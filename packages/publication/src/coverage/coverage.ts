import type { OrgId, PublicationId, SectionId } from "../ids.ts"
import { gap } from "../review/targets-of-comment.ts"
import { isTargetCode } from "../target-codes.ts"
import { type Target, targets } from "../targets/index.ts"
import { type CoverageSources, type LinkKind, targetLinks } from "./links.ts"

/** How often something of each kind bears on a target in one place; what is not there has no number, not even zero. */
export type Marks = Partial<Record<LinkKind, number>>

export type Relation = NonNullable<Target["migration"]["relation"]>

export interface TargetCoverage {
  /** A code of the catalogue, or `gap`. */
  code: string
  relation: Relation | null
  /**
   * There is text for it: a section that the outline files under it has words, or a chip names it. Of `gap` never.
   */
  isDrafted: boolean
  /** By section; under the publication's id what is on the publication as a whole. */
  sections: Record<string, Marks>
  organizations: Record<OrgId, Marks>
}

/** How far the targets of one part are drafted. */
export interface PartSummary {
  of: number
  drafted: number
  /** Those that are named in a text itself. */
  named: number
  /** The codes of those without text. */
  missing: string[]
}

export interface Coverage {
  /** All targets in the order of the catalogue, and `gap` last. */
  targets: TargetCoverage[]
  summary: { direct: PartSummary; related: PartSummary; all: PartSummary; gaps: number }
  /** The sections that were looked at and have words. */
  written: SectionId[]
}

/** Target by section and by organisation. */
export function coverage(publicationId: PublicationId, sources: CoverageSources): Coverage {
  const rows = new Map<string, TargetCoverage>()
  for (const { code, migration } of targets) rows.set(code, emptyRow(code, migration.relation))
  rows.set(gap, emptyRow(gap, null))
  const written = sources.nodes
    .map(({ section }) => section.id)
    .filter((id) => sources.texts.get(id)?.isWritten === true)
  const isWritten = new Set<SectionId | null>(written)
  for (const { target, kind, sectionId, organization, count } of targetLinks(sources)) {
    const row = rows.get(target)
    // A chip may be written of what is no target.
    if (row === undefined) continue
    add((row.sections[sectionId ?? publicationId] ??= {}), kind, count)
    add((row.organizations[organization] ??= {}), kind, count)
    if (kind === "text" || (kind === "outline" && isWritten.has(sectionId))) row.isDrafted = true
  }
  const all = [...rows.values()]
  const real = all.filter(({ code }) => isTargetCode(code))
  return {
    targets: all,
    summary: {
      direct: summed(real.filter(({ relation }) => relation === "direct")),
      related: summed(real.filter(({ relation }) => relation === "related")),
      all: summed(real),
      gaps: commentsIn(rows.get(gap)),
    },
    written,
  }
}

function emptyRow(code: string, relation: Relation | null): TargetCoverage {
  return { code, relation, isDrafted: false, sections: {}, organizations: {} }
}

function add(marks: Marks, kind: LinkKind, count: number): void {
  marks[kind] = (marks[kind] ?? 0) + count
}

function summed(rows: readonly TargetCoverage[]): PartSummary {
  const drafted = rows.filter(({ isDrafted }) => isDrafted).length
  const named = rows.filter(({ sections }) => Object.values(sections).some(({ text }) => text !== undefined)).length
  return { of: rows.length, drafted, named, missing: rows.filter((row) => !row.isDrafted).map(({ code }) => code) }
}

function commentsIn(row: TargetCoverage | undefined): number {
  return Object.values(row?.sections ?? {}).reduce(
    (sum, { open = 0, answered = 0, resolved = 0 }) => sum + open + answered + resolved,
    0,
  )
}
