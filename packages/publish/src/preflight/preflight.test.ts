import type { Block } from "@codraft/document/canonical"
import { type SectionId, SectionIdSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { samplePublicationState, sampleVersion } from "../testing/sample-version.ts"
import type { PreflightFacts } from "./finding.ts"
import { blockersOf, preflight } from "./preflight.ts"

const id = (section: string): SectionId => SectionIdSchema.parse(section)
const state = samplePublicationState()
const targets = new Map(Object.values(state.sections).map((section) => [section.id, section.targets]))
const allClosed = new Set(Object.values(state.sections).map((section) => section.id))
const nothing: PreflightFacts = { openComments: new Map(), closed: allClosed, writing: new Map(), targets }

function withBlocks(section: string, blocks: readonly Block[]): PublicationContent {
  const version = sampleVersion()
  const sections = version.sections.map((one) =>
    one.id === section && one.text !== null ? { ...one, text: { ...one.text, blocks, footnotes: [] } } : one,
  )
  return { ...version, sections }
}
const checksIn = (content: PublicationContent, facts = nothing) =>
  preflight(content, facts, "draft").map(({ check }) => check)

describe("the pre-flight list", () => {
  it("finds comments that wait, sections that are open, and people who write, each with its section", () => {
    const facts: PreflightFacts = {
      ...nothing,
      openComments: new Map([[id("s02"), 3]]),
      closed: new Set([...allClosed].filter((one) => one !== "s05")),
      writing: new Map([[id("s05"), 2]]),
    }
    const found = preflight(sampleVersion(), facts, "draft").filter(({ check }) => check !== "target-without-text")
    expect(found).toEqual([
      {
        check: "open-comments",
        level: "warning",
        isFinal: false,
        section: { id: "s02", number: "2", title: "Introduction: migration in the 2030 Agenda" },
        count: 3,
      },
      {
        check: "section-not-closed",
        level: "warning",
        isFinal: false,
        section: { id: "s05", number: "5", title: "Towards a joint indicator for target 10.7" },
        count: 1,
      },
      {
        check: "writing-now",
        level: "warning",
        isFinal: false,
        section: { id: "s05", number: "5", title: "Towards a joint indicator for target 10.7" },
        count: 2,
      },
    ])
  })

  it("finds sections without words, but for those that hold others, and says nothing of what is to follow", () => {
    expect(checksIn(withBlocks("s05", [{ type: "paragraph", id: "a", content: [] }]))).toContain("empty-section")
    expect(checksIn(withBlocks("s07", []))).not.toContain("empty-section")
    expect(
      preflight(sampleVersion(["s05"]), { ...nothing, openComments: new Map([[id("s05"), 1]]) }, "draft"),
    ).not.toContainEqual(expect.objectContaining({ check: "open-comments" }))
  })

  it("finds images that say nothing to who cannot see them, and images that nobody has", () => {
    const file = { blob: "ab".repeat(32), mediaType: "image/png", width: 10, height: 10 } as const
    const images: Block[] = [
      { type: "image", id: "i1", file },
      { type: "image", id: "i2", file, alt: "A map of corridors." },
      { type: "image", id: "i3", file, decorative: true },
      { type: "table", rows: [{ cells: [{ blocks: [{ type: "image", id: "i4", file, alt: " " }] }] }] },
      { type: "image", id: "i5", alt: "Lost" },
    ]
    const found = preflight(withBlocks("s05", images), nothing, "submission")
    expect(found.filter(({ check }) => check === "image-without-alt").map(({ block }) => block)).toEqual(["i1", "i4"])
    expect(found.filter(({ check }) => check === "missing-image").map(({ block }) => block)).toEqual(["i5"])
    expect(blockersOf(found)).toContainEqual({ check: "image-without-alt", count: 2, isFinal: false })
  })

  it("finds references whose goal is gone or not in the version", () => {
    const text = { type: "text", text: "See " } as const
    const to = (section: string, block?: string) =>
      ({ type: "crossreference", section, ...(block === undefined ? {} : { block }), goal: "paragraph" }) as const
    const blocks: Block[] = [
      { type: "paragraph", content: [text, to("s02"), text, to("s02", "nothing"), text, to("s99")] },
    ]
    const [found] = preflight(withBlocks("s05", blocks), nothing, "draft").filter(
      ({ check }) => check === "broken-reference",
    )
    expect(found).toMatchObject({ section: { id: "s05" }, count: 2 })
  })

  it("finds direct targets that no text speaks of, by outline and by chip", () => {
    const bare = { ...nothing, targets: new Map() }
    const missing = (content: PublicationContent) =>
      preflight(content, bare, "draft")
        .filter(({ check }) => check === "target-without-text")
        .map(({ what }) => what)
    expect(missing(sampleVersion())).toContain("10.7")
    const chip: Block[] = [{ type: "paragraph", content: [{ type: "target", code: "10.7" }] }]
    expect(missing(withBlocks("s05", chip))).not.toContain("10.7")
    const filed = preflight(sampleVersion(), nothing, "draft").filter(({ check }) => check === "target-without-text")
    expect(filed.map(({ what }) => what)).not.toContain("10.7")
  })

  it("warns before a draft of what blocks a submission", () => {
    const facts = { ...nothing, openComments: new Map([[id("s02"), 3]]) }
    expect(blockersOf(preflight(sampleVersion(), facts, "revision"))).toEqual([])
    expect(blockersOf(preflight(sampleVersion(), facts, "submission"))).toEqual([
      { check: "open-comments", count: 3, isFinal: false },
    ])
  })
})
