import { describe, expect, it } from "vitest"
import type { OrgId, SectionId } from "../ids.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { visibleTo } from "../visibility.ts"
import { AlreadyThere } from "./already.ts"
import { kindNamed, namedSections, organizationNamed, outcomeNamed, SectionNames, targetsNamed } from "./reading.ts"

const world = ReviewWorld.sample()
const { state } = world

describe("the name of a section", () => {
  const names = new SectionNames(namedSections(state))
  it.each([
    ["2 Introduction: migration in the 2030 Agenda", "s02"],
    ["Section 2. INTRODUCTION – Migration in the 2030 agenda", "s02"],
    ["Introduction: migration in the 2030 Agenda", "s02"],
    ["Chapitre 2 : Introduction : les migrations dans le Programme 2030", "s02"],
    ["2.", "s02"],
    ["7.3 Ghana", "s07-gha"],
    ["7.3", "s07-gha"],
    ["ghana", "s07-gha"],
    ["Annex A Annex: notes, names and abbreviations", "s14"],
    ["Annexe A – Notes", "s14"],
    ["Commentaires généraux", "general"],
    ["General comments", "general"],
    ["7.3 Ghana\nTwo comments", "s07-gha"],
    ["Conclusions of last year", null],
    ["99 Nothing", null],
    ["", null],
  ])("%j is %s", (name, id) => expect(names.find(name)).toBe(id))

  it("of which there are two is none without its number", () => {
    const { sections } = state
    const s03 = sections["s03" as SectionId]
    if (s03 === undefined) throw new Error("the sample has a third section")
    const doubled = { ...state, sections: { ...sections, s03: { ...s03, title: "Ghana" } } }
    const twice = new SectionNames(namedSections(doubled))
    expect([twice.find("Ghana"), twice.find("3 Ghana"), twice.find("7.3 Ghana")]).toEqual([null, "s03", "s07-gha"])
  })

  it("that somebody may not read is the name of none", () => {
    const shown = visibleTo(state, "p-ngo-1" as never)
    const hidden = Object.values(state.sections).find(({ id }) => shown.sections[id] === undefined)
    expect(hidden && new SectionNames(namedSections(state)).find(hidden.title)).toBe(hidden?.id)
    expect(hidden && new SectionNames(namedSections(shown)).find(hidden.title)).toBeNull()
  })
})

it.each([
  ["10.7", ["10.7"], []],
  ["SDG 10.7; 8.8, and 4.B", ["10.7", "8.8", "4.b"], []],
  ["10.7.2 (2016)", [{ code: "10.7.2", edition: "2016" }], []],
  ["10.7.2", ["10.7.2"], []],
  ["Gap: no target", ["gap"], []],
  ["Lacune : aucune cible", ["gap"], []],
  ["10.7, 99.1", ["10.7"], ["99.1"]],
  ["remittances", [], ["remittances"]],
  ["", [], []],
])("targets are read: %j", (cell, targets, unknown) => {
  expect(targetsNamed(state, cell)).toEqual({ targets, unknown })
})

it("kinds and outcomes are known in three languages, and what is no outcome is none", () => {
  expect(["De fond", "QUESTION", "De redacción", "mood"].map(kindNamed)).toEqual([
    "substantive",
    "question",
    "editorial",
    null,
  ])
  expect(["Accepté en partie", "No recogido", "Noted", "Open", ""].map(outcomeNamed)).toEqual([
    "accepted-in-part",
    "not-taken-up",
    "noted",
    null,
    null,
  ])
})

it("organisations are known by their names, also without what stands in brackets", () => {
  const names = ["sweden", "Open Routes Network", "SWE", "Atlantis", ""]
  expect(names.map((name) => organizationNamed(state, name)?.id)).toEqual(["swe", "ngo", "swe", undefined, undefined])
})

describe("a row is already there", () => {
  const talk = ReviewWorld.sample()
  const body = "Please say in which regions, and since when, the costs have fallen."
  talk.comments("p-ngo-1", "s02", "long", { body })
  talk.comments("p-ngo-1", "s02", "short", { body: "Why?" })
  const threads = ["long", "short"].map((id) => talk.thread(id))
  const there = new AlreadyThere(
    talk.state,
    threads.map((thread) => ({ thread, quote: thread.id === "short" ? "left out" : null })),
  )
  const find = (more: Partial<Parameters<AlreadyThere["find"]>[0]>) =>
    there.find({
      organizations: ["ngo" as OrgId],
      sectionId: "s02" as SectionId,
      text: "",
      comment: body,
      ...more,
    })

  it("by its words, whatever became of signs and spaces", () => {
    expect(find({ comment: " please say in  which regions and since when the costs have fallen " })).toBe("long")
    expect(find({ comment: `${body} Twice.` })).toBeNull()
  })

  it("of the same organisation and section", () => {
    expect(find({ organizations: ["swe" as OrgId] })).toBeNull()
    expect(find({ organizations: ["swe" as OrgId, "ngo" as OrgId] })).toBe("long")
    expect(find({ sectionId: "s03" as SectionId })).toBeNull()
    expect(find({ sectionId: undefined })).toBe("long")
  })

  it("on the same words, where the comment is too short to tell", () => {
    expect(find({ text: "words that have changed since" })).toBe("long")
    expect(find({ comment: "why", text: "left out" })).toBe("short")
    expect(find({ comment: "why", text: "other words" })).toBeNull()
  })
})
