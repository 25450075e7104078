import { FreezeCommandSchema, PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import type { Finding } from "@codraft/publish/preflight"
import { describe, expect, it } from "vitest"
import { checkWords, exemptionWords, findingWords } from "./check-words.ts"
import { groupedFindings } from "./findings.ts"
import { emptyDraft, freezeBody, freezeCommand, isFilledIn, missingIn, preflightBody } from "./freeze-draft.ts"

const sections = [SectionIdSchema.parse("s01")]
const section = { id: sections[0] ?? SectionIdSchema.parse("s01"), number: "1", title: "Foreword" }
const found = (check: string, more: Partial<Finding> = {}): Finding => ({
  check,
  level: "warning",
  isFinal: false,
  section,
  count: 1,
  ...more,
})
const blocked = groupedFindings([
  found("writing-now"),
  found("open-comments", { level: "blocker", count: 3 }),
  found("open-comments", { level: "blocker", count: 4 }),
])

const chosen = { sections, groups: [], coverNote: null }

describe("the pre-flight list", () => {
  it("is put together by checks, with what stands in the way first", () => {
    expect(blocked.map(({ check, count, isBlocker }) => [check, count, isBlocker])).toEqual([
      ["open-comments", 7, true],
      ["writing-now", 1, false],
    ])
  })

  it("has last what may stand, with why", () => {
    const exempt = found("country-name", { level: "exempt", exemption: "quotation", what: "Burma" })
    const groups = groupedFindings([exempt, found("country-name", { what: "South Korea" })])
    expect(groups.map(({ isExempt }) => isExempt)).toEqual([false, true])
    expect(exemptionWords(exempt)).toBe("in a quotation")
    expect(exemptionWords({ ...exempt, exemption: "editor", reason: "As signed." })).toBe("As signed.")
    expect(exemptionWords(found("country-name"))).toBeNull()
  })

  it("says a check that nobody here knows by its name, with all that was found", () => {
    expect(checkWords("entry-not-cleared").title).toBe("Other check: entry not cleared")
    const finding = found("entry-not-cleared", { what: "South Korea", offered: "Republic of Korea", count: 2 })
    expect(findingWords(finding)).toBe("“South Korea” → “Republic of Korea” (2)")
    expect(findingWords(found("target-without-text", { what: "10.7" }))).toBe("Target 10.7")
    expect(findingWords(found("section-not-closed"))).toBe("")
  })
})

describe("what is filled in for a freeze", () => {
  it("is lost only where there is something", () => {
    expect(isFilledIn(emptyDraft)).toBe(false)
    expect(isFilledIn({ ...emptyDraft, title: "  " })).toBe(false)
    expect(isFilledIn({ ...emptyDraft, reasons: { "open-comments": "They wait." } })).toBe(true)
    expect(isFilledIn({ ...emptyDraft, left: sections })).toBe(true)
  })

  it("misses a title, a section, a reason for each blocker, and the title once more for what goes out", () => {
    const draft = { ...emptyDraft, title: "Final", kind: "submission" as const }
    expect(missingIn(emptyDraft, chosen)).toEqual({ of: "title" })
    expect(missingIn(draft, { ...chosen, sections: [] })).toEqual({ of: "sections" })
    expect(missingIn(draft, { ...chosen, groups: blocked })).toEqual({ of: "reason", check: "open-comments" })
    const reasoned = { ...draft, reasons: { "open-comments": "The Summit does not wait." } }
    expect(missingIn(reasoned, { ...chosen, groups: blocked })).toEqual({ of: "confirmation" })
    expect(missingIn({ ...reasoned, confirmation: " Final " }, { ...chosen, groups: blocked })).toBeNull()
    const final = groupedFindings([found("unprintable-character", { level: "blocker", isFinal: true })])
    const excused = { ...reasoned, reasons: { "unprintable-character": "It must go out." }, confirmation: "Final" }
    expect(missingIn(excused, { ...chosen, groups: final })).toEqual({ of: "final", check: "unprintable-character" })
  })

  it("is sent as the server takes it, with the symbol that is offered and reasons for what still stands in the way", () => {
    const draft = {
      ...emptyDraft,
      title: " Rev.1 ",
      note: "For comments.\n",
      reasons: { "open-comments": " They wait. ", "empty-section": "Mended since.", "writing-now": "" },
    }
    const body = freezeBody(draft, { ...chosen, offered: "IDM/2016/1/Rev.1", groups: blocked })
    expect(body).toEqual({
      title: "Rev.1",
      kind: "draft",
      symbol: "IDM/2016/1/Rev.1",
      note: "For comments.",
      sections,
      overrides: [{ check: "open-comments", reason: "They wait." }],
      withRegister: false,
    })
    const corrects = (kind: "corrigendum" | "revision") =>
      freezeBody({ ...draft, kind, corrects: 1 }, { ...chosen, offered: "" }).corrects
    expect([corrects("corrigendum"), corrects("revision")]).toEqual([1, undefined])
    const publicationId = PublicationIdSchema.parse("pub-2016")
    const command = freezeCommand(publicationId, body)
    expect(FreezeCommandSchema.parse(command)).toEqual(command)
    expect(freezeBody({ ...draft, symbol: "" }, { ...chosen, offered: "X/1" }).symbol).toBe("")
    const asked = { ...preflightBody("submission", sections, null), type: "freezeVersion", publicationId }
    expect(FreezeCommandSchema.parse(asked)).toMatchObject({ title: asked.confirmation })
  })

  it("is asked about the words in front that could not be frozen, so that it names what no font has", () => {
    const publicationId = PublicationIdSchema.parse("pub-2016")
    const front = { title: "Draft \u{1f984}", symbol: "IDM/2016/1", note: "" }
    const asked = { ...preflightBody("submission", sections, front), type: "freezeVersion", publicationId }
    expect(FreezeCommandSchema.parse(asked)).toMatchObject({ ...front, confirmation: front.title })
  })
})
