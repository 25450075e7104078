import { describe, expect, it } from "vitest"
import type { PersonId, SectionId } from "./ids.ts"
import { flatOutline, outline } from "./outline.ts"
import { numberingOf, type Section } from "./section.ts"
import { dayMs, now, soon, World } from "./testing/world.ts"

const chapter = {
  type: "addSection",
  title: "Overview of replies",
  textClass: "secretariat",
  leadPerson: "p-iom-2",
  language: "en",
} as const
const national = {
  ...chapter,
  title: "Bangladesh",
  textClass: "national",
  parentId: "s07",
  ownerOrg: "bgd",
  leadPerson: "p-bgd-1",
} as const

function numbers(world: World, personId: string): string[] {
  return flatOutline(outline(world.sees(personId))).map(({ number, section }) => `${number} ${section.id}`)
}

describe("adding a section", () => {
  it("gives the editors a place of their own writers, where they asked for it", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", { ...chapter, before: "s03", coAuthors: ["p-iom-2", "p-iom-4", "p-iom-4"] })).toBe(
      "done",
    )
    expect(world.section("new-0001")).toMatchObject({
      audience: "writers",
      state: "drafting",
      leadOrg: "iom",
      coAuthors: ["p-iom-4"],
      dir: "ltr",
    })
    expect(numbers(world, "p-iom-1").slice(1, 4)).toEqual(["2 s02", "3 new-0001", "4 s03"])
    expect(numbers(world, "p-gha-1").slice(1, 3)).toEqual(["2 s02", "3 s03"])
  })

  it("is for series editors", () => {
    for (const personId of ["p-iom-2", "p-swe-1", "p-ngo-1", "p-rcp-1", "p-gsu-1"]) {
      expect(World.sample().does(personId, chapter)).toBe("editors-only")
    }
    expect(World.sample().does("p-nobody", chapter)).toBe("not-a-member")
  })

  it("gives a State's text to its delegation, out of the sight of the editor who added it", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", national)).toBe("done")
    expect(world.section("new-0001").release).toEqual({ status: "draft", by: null, at: null })
    expect(world.asks("p-bgd-1", "writeSection", "new-0001")).toBe("yes")
    expect(world.asks("p-iom-1", "readSection", "new-0001")).toBe("There is no such section.")
    expect(numbers(world, "p-bgd-1")).toContain("7.4 new-0001")
  })

  it.each([
    ["without a State", { ...national, ownerOrg: undefined }, "owner-missing"],
    ["of somebody who is no State", { ...national, ownerOrg: "desa" }, "owner-not-a-state"],
    ["of nobody known", { ...national, ownerOrg: "nowhere" }, "no-such-organization"],
    ["led from elsewhere", { ...national, leadPerson: "p-gha-1" }, "cannot-lead"],
    ["written from elsewhere", { ...national, coAuthors: ["p-iom-1"] }, "cannot-write"],
    ["open to others from the start", { ...national, audience: "members" }, "starts-with-its-delegation"],
    ["with an owner but not national", { ...chapter, ownerOrg: "bgd" }, "owner-not-wanted"],
    ["led by a delegate but not national", { ...chapter, leadPerson: "p-bgd-1" }, "cannot-lead"],
    ["signed by the secretariat", { ...chapter, textClass: "contributor" }, "cannot-lead"],
    ["led by nobody known", { ...chapter, leadPerson: "p-nobody" }, "no-such-person"],
    ["written by nobody known", { ...chapter, coAuthors: ["p-nobody"] }, "no-such-person"],
    ["written by a recipient", { ...chapter, coAuthors: ["p-gsu-1"] }, "cannot-write"],
    ["on an unknown theme", { ...chapter, themes: ["ny9"] }, "no-such-theme"],
    ["under nothing", { ...chapter, parentId: "s99" }, "no-such-section"],
    ["under what is hidden", { ...chapter, parentId: "s07-swe" }, "no-such-section"],
    ["before what is hidden", { ...chapter, parentId: "s07", before: "s07-swe" }, "no-such-section"],
    ["before what stands elsewhere", { ...chapter, before: "s07-cri" }, "not-a-sibling"],
    ["below a State's text", { ...chapter, parentId: "s07-cri" }, "national-text-is-whole"],
    ["seen by more than the one above", { ...chapter, parentId: "s04", audience: "everyone" }, "wider-than-parent"],
    [
      "with a writer who cannot see the one above",
      { ...chapter, parentId: "s04", coAuthors: ["p-rcp-1"] },
      "parent-hidden-from",
    ],
    ["as an annex below another", { ...chapter, parentId: "s14", annex: true }, "annex-at-top-only"],
  ] as const)("is refused %s", (_, command, code) => {
    const world = World.sample()
    expect(world.does("p-iom-1", command as Parameters<World["does"]>[1])).toBe(code)
    expect(Object.keys(world.state.sections)).toHaveLength(20)
  })

  it("is refused below a section that only its writers see", () => {
    const world = World.sample()
    world.does("p-iom-1", chapter)
    expect(world.does("p-iom-1", { ...chapter, parentId: "new-0001" })).toBe("parent-not-shared")
  })

  it("stops at six levels", () => {
    const world = World.sample()
    let parentId: string | null = null
    for (const level of [1, 2, 3, 4, 5, 6]) {
      expect(world.does("p-iom-1", { ...chapter, parentId, audience: "everyone" })).toBe("done")
      parentId = `new-000${level}`
    }
    expect(world.does("p-iom-1", { ...chapter, parentId, audience: "everyone" })).toBe("too-deep")
    expect(world.does("p-iom-1", { type: "moveSection", sectionId: "new-0001", parentId: "s01" })).toBe("too-deep")
  })
})

describe("moving a section", () => {
  const move = (sectionId: string, parentId: string | null, before: string | null = null) =>
    ({ type: "moveSection", sectionId, parentId, before }) as const

  it("changes its place and every number after it, for everybody", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", move("s13", null, "s02"))).toBe("done")
    expect(world.does("p-iom-1", move("s08", "s07", "s07-gha"))).toBe("done")
    const expected = [
      "1 s01",
      "2 s13",
      "3 s02",
      "4 s03",
      "5 s04",
      "6 s05",
      "7 s06",
      "8 s07",
      "8.1 s07-cri",
      "8.2 s08",
      "8.3 s07-gha",
    ]
    expect(numbers(world, "p-iom-1").slice(0, 11)).toEqual(expected)
    expect(numbers(world, "p-ngo-1").slice(0, 11)).toEqual(expected)
  })

  it("does nothing where the section stands already", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", move("s03", null, "s04"))).toBe("nothing to do")
    expect(world.does("p-iom-1", move("s14", null))).toBe("nothing to do")
    expect(world.does("p-iom-1", move("s03", null, "s03"))).toBe("nothing to do")
  })

  it("is refused into itself, into what is hidden, and to those who do not keep the outline", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", move("s07", "s07-cri"))).toBe("inside-itself")
    expect(world.does("p-iom-1", move("s07", "s07"))).toBe("inside-itself")
    expect(world.does("p-iom-1", move("s08", "s07-swe"))).toBe("no-such-section")
    expect(world.does("p-iom-1", move("s07-swe", null))).toBe("no-such-section")
    expect(world.does("p-iom-2", move("s08", null, "s01"))).toBe("not-your-part")
    expect(world.does("p-iom-1", move("s14", "s01"))).toBe("annex-at-top-only")
    expect(world.does("p-iom-1", move("s08", "s07-cri"))).toBe("national-text-is-whole")
  })

  it("gives no sign of what is hidden between two sections, and still orders all", () => {
    const world = World.sample()
    world.does("p-iom-1", national)
    world.does("p-iom-1", { ...national, title: "Republic of Moldova", ownerOrg: "mda", leadPerson: "p-mda-1" })
    const [first, second] = [world.section("new-0001"), world.section("new-0002")]
    expect(first.rank).toBe(second.rank)
    for (const [personId, sectionId] of [
      ["p-bgd-1", first.id],
      ["p-mda-1", second.id],
    ] as const) {
      expect(world.does(personId, { type: "setSectionAudience", sectionId, audience: "everyone" })).toBe("done")
    }
    expect(world.does("p-iom-1", move("s08", "s07", second.id))).toBe("done")
    const below = flatOutline(outline(world.sees("p-iom-1"))).filter(({ section }) => section.parentId === "s07")
    expect(below.map(({ section }) => section.id).slice(-3)).toEqual([first.id, "s08", second.id])
  })

  it("keeps ranks short however often sections are moved to the same place", () => {
    const world = World.sample()
    const longest = () => Math.max(...Object.values(world.state.sections).map(({ rank }) => rank.length))
    let longestEver = 0
    for (let n = 0; n < 700; n += 1) {
      expect(world.does("p-iom-1", move(n % 2 === 0 ? "s12" : "s13", null, "s14"))).toBe("done")
      longestEver = Math.max(longestEver, longest())
      world.log.length = 0
    }
    expect(longestEver).toBeLessThanOrEqual(64)
    expect(numbers(world, "p-iom-1").filter((line) => !line.includes("."))).toHaveLength(14)
  })
})

describe("numbering a section", () => {
  const usual = { paragraphs: false, headings: false, tables: true, figures: true }
  const set = (sectionId: string, change: Partial<typeof usual>) =>
    ({ type: "setSectionNumbering", sectionId, numbering: { ...usual, ...change } }) as const

  it("is for whoever may name it", () => {
    const world = World.sample()
    expect(numberingOf(world.section("s02"))).toEqual(usual)
    expect(world.does("p-iom-2", set("s02", {}))).toBe("nothing to do")
    expect(world.does("p-iom-2", set("s02", { paragraphs: true, headings: true }))).toBe("done")
    expect(numberingOf(world.section("s02"))).toEqual({ ...usual, paragraphs: true, headings: true })
    expect(world.does("p-gha-1", set("s02", { tables: false }))).toBe("not-your-part")
    expect(world.does("p-iom-1", set("s07-phl", { tables: false }))).toBe("national-text")
  })

  it("leaves the paragraphs of a State's text without numbers", () => {
    const world = World.sample()
    expect(world.does("p-phl-1", set("s07-phl", { paragraphs: true }))).toBe("national-text-unnumbered")
    expect(world.does("p-phl-1", set("s07-phl", { headings: true }))).toBe("done")
  })
})

describe("naming a section", () => {
  const rename = (sectionId: string, title: string) => ({ type: "renameSection", sectionId, title }) as const

  it("is for its lead and the editors, and for a State's text its focal point", () => {
    const world = World.sample()
    expect(world.does("p-iom-2", rename("s02", "Introduction"))).toBe("done")
    expect(world.does("p-iom-1", rename("s02", "Introduction"))).toBe("nothing to do")
    expect(world.does("p-gha-1", rename("s02", "Ours"))).toBe("not-your-part")
    expect(world.does("p-iom-1", rename("s07-phl", "The Philippines"))).toBe("national-text")
    expect(world.does("p-phl-2", rename("s07-phl", "The Philippines"))).toBe("not-your-part")
    expect(world.does("p-phl-1", rename("s07-phl", "The Philippines"))).toBe("done")
    expect(world.section("s07-phl").title).toBe("The Philippines")
  })
})

describe("the state of a section", () => {
  const set = (sectionId: string, state: Section["state"], until: Section["until"] = null) =>
    ({ type: "setSectionState", sectionId, state, until }) as const

  it("is set with its end by the lead", () => {
    const world = World.sample()
    expect(world.does("p-iom-2", set("s11", "under-silence", soon))).toBe("done")
    expect(world.section("s11")).toMatchObject({ state: "under-silence", until: soon })
    expect(world.does("p-iom-2", set("s11", "under-revision"))).toBe("under-silence")
    expect(world.does("p-iom-1", set("s11", "under-revision"))).toBe("done")
    expect(world.does("p-iom-1", set("s11", "under-revision"))).toBe("nothing to do")
  })

  it.each([
    ["silence on a text that is not joint", set("s02", "under-silence", soon), "silence-is-for-joint-text"],
    ["comments without an end", set("s01", "open-for-comments"), "end-missing"],
    ["silence without an end", set("s11", "under-silence"), "end-missing"],
    ["an end that has passed", set("s11", "in-clearance", { ...soon, at: now - dayMs }), "end-in-the-past"],
    ["an end of what is over", set("s11", "closed", soon), "end-not-wanted"],
    ["submission of what is not closed", set("s11", "submitted"), "open-for-comments"],
    ["a hidden text", set("s07-swe", "closed"), "no-such-section"],
    ["a State's text", set("s07-phl", "closed"), "national-text"],
  ] as const)("is refused for %s", (_, command, code) => {
    expect(World.sample().does("p-iom-1", command)).toBe(code)
  })

  it("closes, opens for drafting, and submits only what is closed", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", { type: "closeSection", sectionId: "s08" })).toBe("done")
    expect(world.does("p-iom-1", { type: "closeSection", sectionId: "s08" })).toBe("nothing to do")
    expect(world.asks("p-iom-4", "writeSection", "s08")).toBe("This section is closed; nobody may change it.")
    expect(world.does("p-iom-4", { type: "openSection", sectionId: "s08" })).toBe("done")
    expect(world.does("p-iom-4", { type: "openSection", sectionId: "s08" })).toBe("nothing to do")
    expect(world.section("s08")).toMatchObject({ state: "drafting", until: null })
    world.does("p-iom-4", { type: "closeSection", sectionId: "s08" })
    expect(world.does("p-iom-4", set("s08", "submitted"))).toBe("not-your-part")
    expect(world.does("p-iom-1", set("s08", "submitted"))).toBe("done")
    expect(world.does("p-iom-4", { type: "openSection", sectionId: "s08" })).toBe("submitted")
    expect(world.does("p-iom-1", { type: "closeSection", sectionId: "s08" })).toBe("nothing to do")
    expect(world.does("p-iom-1", { type: "openSection", sectionId: "s08" })).toBe("done")
  })

  it("of a State's text is moved by its focal point, not by its drafter", () => {
    const world = World.sample()
    expect(world.does("p-swe-2", set("s07-swe", "drafting"))).toBe("not-your-part")
    expect(world.does("p-swe-1", set("s07-swe", "drafting"))).toBe("done")
    expect(world.asks("p-swe-2", "writeSection", "s07-swe")).toBe("yes")
  })
})

describe("the audience of a section", () => {
  const widen = (sectionId: string, audience: Section["audience"]) =>
    ({ type: "setSectionAudience", sectionId, audience }) as const

  it("only widens, by the hand of the lead", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", widen("s04", "everyone"))).toBe("contributor-text")
    expect(world.does("p-eiu-1", widen("s04", "everyone"))).toBe("done")
    expect(world.does("p-eiu-1", widen("s04", "everyone"))).toBe("nothing to do")
    expect(world.does("p-eiu-1", widen("s04", "members"))).toBe("audience-only-widens")
  })

  it("of a State's text is widened by its focal point alone", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", widen("s07-can", "members"))).toBe("no-such-section")
    expect(world.does("p-can-2", widen("s07-can", "members"))).toBe("not-your-part")
    expect(world.does("p-can-1", widen("s07-can", "members"))).toBe("done")
    expect(world.asks("p-iom-1", "readSection", "s07-can")).toBe("yes")
    expect(world.asks("p-ngo-1", "readSection", "s07-can")).toBe("There is no such section.")
  })
})

describe("the people of a section", () => {
  it("of joint text are named by the editor", () => {
    const world = World.sample()
    const people = {
      type: "setSectionPeople" as const,
      sectionId: "s12",
      leadPerson: "p-iom-2",
      coAuthors: ["p-can-1"],
    }
    expect(world.does("p-can-1", people)).toBe("not-your-part")
    expect(world.does("p-iom-1", people)).toBe("done")
    expect(world.section("s12")).toMatchObject({ leadPerson: "p-iom-2", leadOrg: "iom", coAuthors: ["p-can-1"] })
    expect(world.does("p-iom-1", people)).toBe("nothing to do")
    expect(world.asks("p-bgd-1", "writeSection", "s12")).not.toBe("yes")
  })

  it("are not listed twice: a co-author who becomes lead is no co-author any more", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", { type: "setSectionPeople", sectionId: "s11", leadPerson: "p-iom-1" })).toBe("done")
    expect(world.section("s11").coAuthors).not.toContain("p-iom-1")
  })

  it("of a State's text are named by its focal point from its delegation", () => {
    const world = World.sample()
    const hand = (leadPerson: string) => ({ type: "setSectionPeople", sectionId: "s07-swe", leadPerson }) as const
    expect(world.does("p-swe-2", hand("p-swe-2"))).toBe("not-your-part")
    expect(world.does("p-swe-1", hand("p-gha-2"))).toBe("cannot-lead")
    expect(world.does("p-swe-1", hand("p-swe-2"))).toBe("done")
    expect(world.does("p-iom-1", hand("p-swe-1"))).toBe("no-such-section")
  })

  it("of a signed chapter come from the organisation that signs it, also after its lead has left", () => {
    const world = World.sample()
    const hand = (leadPerson: string) => ({ type: "setSectionPeople", sectionId: "s05", leadPerson }) as const
    expect(world.does("p-desa-1", hand("p-eiu-1"))).toBe("same-lead-organization")
    expect(world.does("p-iom-1", { type: "removeMember", personId: "p-desa-1" })).toBe("done")
    expect(world.does("p-iom-1", hand("p-desa-2"))).toBe("contributor-text")
    expect(world.does("p-desa-2", hand("p-desa-2"))).toBe("done")
    expect(world.section("s05").coAuthors).toEqual(["p-iom-3"])
  })

  it("are spoken of by the name that the one who asks may know", () => {
    const world = World.sample()
    const people = { type: "setSectionPeople", publicationId: world.state.id, sectionId: "s05" as SectionId } as const
    const decision = world.decide("p-desa-1", { ...people, leadPerson: "p-gha-2" as PersonId })
    expect(decision).toMatchObject({ refusal: { code: "cannot-lead", details: { person: "Ghana" } } })
  })
})

describe("the people of a publication", () => {
  const set = (personId: string, orgId: string, role: "drafter" | "focal-point" | "reviewer" | "chapter-lead") =>
    ({ type: "setMember", personId, orgId, role, name: "Ines Sample", language: "en" }) as const

  it("of a delegation are set by its focal point, their names for their own and the secretariat", () => {
    const world = World.sample()
    expect(world.does("p-gha-1", set("p-gha-3", "gha", "drafter"))).toBe("done")
    expect(world.does("p-gha-1", set("p-gha-3", "gha", "drafter"))).toBe("nothing to do")
    expect(world.sees("p-iom-4").officers).toHaveProperty(["gha", "p-gha-3"], { name: "Ines Sample" })
    expect(JSON.stringify(world.sees("p-swe-1"))).not.toContain("Ines Sample")
    expect(world.sees("p-swe-1").members).toHaveProperty("p-gha-3")
  })

  it("of a delegation are not set by editors, save its focal points, which everybody sees", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", set("p-x", "swe", "drafter"))).toBe("members-kept-by-others")
    expect(world.does("p-iom-1", set("p-swe-3", "swe", "focal-point"))).toBe("done")
    expect(world.sees("p-ngo-1").members).toHaveProperty(["p-swe-3", "name"], "Ines Sample")
    expect(world.does("p-iom-1", set("p-swe-4", "swe", "focal-point"))).toBe("focal-points-complete")
  })

  it("elsewhere are set by editors, in the roles that the organisation has", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", set("p-ngo-3", "ngo", "reviewer"))).toBe("done")
    expect(world.does("p-iom-1", set("p-ngo-3", "ngo", "focal-point"))).toBe("role-not-at-organization")
    expect(world.does("p-iom-1", set("p-x", "nowhere", "reviewer"))).toBe("no-such-organization")
    expect(world.does("p-gha-1", set("p-ngo-4", "ngo", "reviewer"))).toBe("members-kept-by-others")
    expect(world.does("p-gha-1", set("p-swe-2", "gha", "drafter"))).toBe("members-kept-by-others")
    expect(world.does("p-ngo-1", set("p-ngo-5", "ngo", "reviewer"))).toBe("members-kept-by-others")
  })

  it("leave at once, but their work keeps their name", () => {
    const world = World.sample()
    expect(world.does("p-gha-1", { type: "removeMember", personId: "p-swe-2" })).toBe("members-kept-by-others")
    expect(world.does("p-swe-1", { type: "removeMember", personId: "p-swe-2" })).toBe("done")
    expect(world.asks("p-swe-2", "readSection", "s01")).toBe("You do not take part in this publication.")
    expect(world.does("p-swe-1", { type: "removeMember", personId: "p-swe-2" })).toBe("no-such-person")
    expect(world.does("p-iom-1", { type: "removeMember", personId: "p-iom-2" })).toBe("done")
    expect(world.sees("p-gha-1").formerMembers).toHaveProperty(["p-iom-2", "name"], "Tomás Vidal")
  })

  it("always have a series editor among them", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", { type: "removeMember", personId: "p-iom-1" })).toBe("last-series-editor")
    expect(world.does("p-iom-1", set("p-iom-1", "iom", "chapter-lead"))).toBe("last-series-editor")
  })
})

it("refuses a command for another publication", () => {
  const world = World.sample()
  const decision = world.decide("p-iom-1", {
    type: "closeSection",
    publicationId: "pub-2017" as typeof world.state.id,
    sectionId: "s01" as SectionId,
  })
  expect(decision).toMatchObject({ refusal: { code: "no-such-publication", message: "There is no such publication." } })
})
