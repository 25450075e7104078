import { flatOutline, outline, type OutlineNode, type Publication } from "@codraft/publication"
import type { Coverage, Marks, TargetCoverage } from "@codraft/publication/coverage"
import type { Extent } from "./coverage-address.ts"

/** What stands in a column: a section, the publication as a whole, or an organisation. */
export interface Column {
  key: string
  kind: "section" | "whole" | "organization"
  /** What is seen at its head. */
  head: string
  /** In full. */
  name: string
}

export interface Row {
  key: string
  kind: "target" | "gap" | "theme"
  /** Nothing is written for it. */
  isMissing: boolean
  cells: Readonly<Record<string, Marks>>
}

export interface Part {
  key: "direct" | "related" | "other" | "gap" | `workshop ${string}`
  /** Of a workshop: its name. */
  name: string | null
  rows: Row[]
}

export interface CoverageMap {
  columns: Column[]
  parts: Part[]
}

interface Words {
  numberOf: (node: OutlineNode) => string
  whole: string
  language: string
}

/** Targets by section. The column of the whole is there while something stands in it. */
export function bySection(publication: Publication, coverage: Coverage, extent: Extent, words: Words): CoverageMap {
  const shown = parts(coverage, extent, ({ sections }) => sections)
  const isOnWhole = shown.some(({ rows }) => rows.some(({ cells }) => cells[publication.id] !== undefined))
  const whole = { key: publication.id, kind: "whole", head: words.whole, name: words.whole } as const
  return { columns: [...(isOnWhole ? [whole] : []), ...sectionColumns(publication, words)], parts: shown }
}

/** Targets by organisation, in the order of their names: nobody comes first for having more. */
export function byOrganization(
  publication: Publication,
  coverage: Coverage,
  extent: Extent,
  { language }: Pick<Words, "language">,
): CoverageMap {
  const shown = parts(coverage, extent, ({ organizations }) => organizations)
  const has = (id: string) => shown.some(({ rows }) => rows.some(({ cells }) => cells[id] !== undefined))
  const columns = Object.values(publication.organizations)
    // Those who only receive the result have nothing to bear on a target.
    .filter(({ id, kind }) => kind !== "recipient" || has(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map(({ id, name }) => ({ key: id, kind: "organization" as const, head: name, name }))
  return { columns, parts: shown }
}

/** Themes of the workshops by the sections that are filed under them. */
export function byTheme(publication: Publication, words: Omit<Words, "whole">): CoverageMap {
  const nodes = flatOutline(outline(publication))
  const rowOf = (id: string): Row => {
    const filed = nodes.filter(({ section }) => section.themes.includes(id))
    const cells = Object.fromEntries(filed.map(({ section }) => [section.id, { outline: 1 }]))
    return { key: id, kind: "theme", isMissing: filed.length === 0, cells }
  }
  const shown = publication.workshops.map(({ id, name }) => ({
    key: `workshop ${id}` as const,
    name,
    rows: publication.themes.filter(({ workshop }) => workshop === id).map((theme) => rowOf(theme.id)),
  }))
  return { columns: sectionColumns(publication, words), parts: shown.filter(({ rows }) => rows.length > 0) }
}

function parts(
  { targets }: Coverage,
  extent: Extent,
  cellsOf: (target: TargetCoverage) => Readonly<Record<string, Marks>>,
): Part[] {
  const rows = (isIn: (target: TargetCoverage) => boolean): Row[] =>
    targets.filter(isIn).map((target) => ({
      key: target.code,
      kind: target.code === "gap" ? "gap" : "target",
      isMissing: target.code !== "gap" && !target.isDrafted,
      cells: cellsOf(target),
    }))
  const gap = rows(({ code, sections }) => code === "gap" && Object.keys(sections).length > 0)
  const all: Part[] = [{ key: "direct", name: null, rows: rows(({ relation }) => relation === "direct") }]
  if (extent !== "direct") {
    all.push({ key: "related", name: null, rows: rows(({ relation }) => relation === "related") })
  }
  if (extent === "all") {
    const others = rows(({ code, relation }) => relation === null && code !== "gap")
    all.push({ key: "other", name: null, rows: others })
  }
  return gap.length > 0 ? [...all, { key: "gap", name: null, rows: gap }] : all
}

function sectionColumns(publication: Publication, { numberOf }: Pick<Words, "numberOf">): Column[] {
  return flatOutline(outline(publication)).map((node) => {
    const { id, title } = node.section
    const head = numberOf(node)
    return { key: id, kind: "section", head, name: `${head} ${title}` }
  })
}
