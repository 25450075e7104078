import { apply, emptyPublication, flatOutline, outline } from "@codraft/publication"
import { coverage } from "@codraft/publication/coverage"
import { sampleEvents, samplePublication } from "@codraft/publication/sample"
import { expect, it } from "vitest"
import { byOrganization, bySection, byTheme } from "./map.ts"

const id = samplePublication.publication.id
const publication = sampleEvents(0).reduce(
  (state, { stream, at, author, event }, index) => apply(state, { stream, position: index + 1, at, author, event }),
  emptyPublication(id),
)
const nodes = flatOutline(outline(publication))
const counted = coverage(id, { nodes, texts: new Map(), threads: [] })
const words = { numberOf: ({ number }: { number: string }) => number, whole: "Whole", language: "en" }
const empty = { ...emptyPublication(id), title: "New" }
const nothing = coverage(id, { nodes: [], texts: new Map(), threads: [] })

it("has direct targets first, then related ones, and all of the others on demand", () => {
  const sizes = (extent: "direct" | "related" | "all") =>
    bySection(publication, counted, extent, words).parts.map(({ key, rows }) => `${key} ${rows.length}`)
  expect(sizes("direct")).toEqual(["direct 8"])
  expect(sizes("related")).toEqual(["direct 8", "related 47"])
  expect(sizes("all")).toEqual(["direct 8", "related 47", "other 114"])
})

it("has a column for each section, and for the whole only while something is on it", () => {
  const map = bySection(publication, counted, "direct", words)
  expect(map.columns.map(({ key }) => key)).toEqual(nodes.map(({ section }) => section.id))
  const gap = { code: "gap", relation: null, isDrafted: false, sections: { [id]: { open: 1 } }, organizations: {} }
  const withGap = { ...counted, targets: [...counted.targets.slice(0, -1), gap] }
  const { columns, parts } = bySection(publication, withGap, "direct", words)
  expect(columns[0]).toEqual({ key: id, kind: "whole", head: "Whole", name: "Whole" })
  expect(parts.at(-1)).toMatchObject({ key: "gap", rows: [{ key: "gap", kind: "gap", isMissing: false }] })
})

it("has organisations in the order of their names, whatever they have", () => {
  const names = byOrganization(publication, counted, "direct", words).columns.map(({ name }) => name)
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")))
  expect(names).toContain("Sweden")
})

it("has the themes of each workshop with the sections filed under them", () => {
  const { parts, columns } = byTheme(publication, words)
  expect(parts.map(({ rows }) => rows.length)).toEqual([4, 5])
  expect(parts[0]?.rows.find(({ key }) => key === "ny3")?.cells).toEqual({ s03: { outline: 1 }, s13: { outline: 1 } })
  expect(columns).toHaveLength(nodes.length)
})

it("shows every target as a gap while there is no section yet", () => {
  const { parts, columns } = bySection(empty, nothing, "direct", words)
  expect(columns).toEqual([])
  expect(parts[0]?.rows.every(({ isMissing }) => isMissing)).toBe(true)
  expect(byTheme(empty, words).parts).toEqual([])
})
