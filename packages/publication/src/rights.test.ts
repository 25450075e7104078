import { describe, expect, it } from "vitest"
import type { OrgId, PersonId } from "./ids.ts"
import { RoleSchema } from "./publication.ts"
import { type Action, rights } from "./rights.ts"
import { renderRights } from "./rights-page.ts"
import { roles } from "./roles.ts"
import {
  type Audience,
  AudienceSchema,
  type Section,
  type SectionState,
  SectionStateSchema,
  type TextClass,
  TextClassSchema,
} from "./section.ts"
import { soon, World } from "./testing/world.ts"

/** Everybody who could have a say in one section, in every role. National text is Sweden's, signed text is DESA's. */
const cast = {
  lead: "p-lead",
  coAuthor: "p-co-author",
  editor: "p-iom-1",
  chapterLead: "p-iom-4",
  copyEditor: "p-iom-5",
  dataOfficer: "p-data",
  author: "p-desa-2",
  otherAuthor: "p-eiu-1",
  focalPoint: "p-swe-1",
  drafter: "p-swe-2",
  clearing: "p-swe-3",
  otherFocalPoint: "p-gha-1",
  otherDrafter: "p-gha-2",
  otherClearing: "p-gha-3",
  reviewer: "p-ngo-1",
  observer: "p-rcp-1",
  stateObserver: "p-swe-4",
  recipient: "p-gsu-1",
  stranger: "p-nobody",
} as const
type Who = keyof typeof cast

/** A world in which section `s02` has this class, state and audience, and lead and co-author besides the cast. */
function worldOf(textClass: TextClass, state: SectionState, audience: Audience): World {
  const world = World.sample()
  const home = { secretariat: "iom", national: "swe", contributor: "desa", joint: "iom" }[textClass] as OrgId
  const role = textClass === "national" ? "drafter" : "chapter-lead"
  for (const personId of ["p-lead", "p-co-author"] as PersonId[]) join(world, personId, home, role)
  join(world, "p-data" as PersonId, "iom" as OrgId, "data-officer")
  join(world, "p-swe-3" as PersonId, "swe" as OrgId, "clearing-authority")
  join(world, "p-gha-3" as PersonId, "gha" as OrgId, "clearing-authority")
  join(world, "p-swe-4" as PersonId, "swe" as OrgId, "observer")
  const section: Partial<Section> = {
    textClass,
    state,
    audience,
    until: null,
    leadOrg: home,
    leadPerson: cast.lead as PersonId,
    coAuthors: [cast.coAuthor as PersonId],
  }
  return world.with("s02", textClass === "national" ? { ...section, ownerOrg: home } : section)
}

function join(world: World, personId: PersonId, orgId: OrgId, role: keyof typeof roles): void {
  const stream = "publication:pub-2016" as Parameters<World["append"]>[0]
  world.append(stream, { type: "memberSet", personId, orgId, role, language: "en" })
}

function whoMay(action: Action, textClass: TextClass, state: SectionState, audience: Audience = "everyone"): string {
  const world = worldOf(textClass, state, audience)
  const found = (Object.keys(cast) as Who[]).filter((who) => world.can(cast[who], action, "s02").allowed)
  return found.join(" ") || "-"
}

/** One line per state, one column per class in the order of TextClassSchema, divided by bars. */
function expectTable(action: Action, lines: Record<SectionState, string>): void {
  const expected = SectionStateSchema.options.map((state) => [
    state,
    ...lines[state].split("|").map((cell) => cell.trim()),
  ])
  const found = SectionStateSchema.options.map((state) => [
    state,
    ...TextClassSchema.options.map((textClass) => whoMay(action, textClass, state)),
  ])
  expect(found).toEqual(expected)
}

const membersOf = {
  all: "lead coAuthor editor chapterLead copyEditor dataOfficer author otherAuthor focalPoint drafter clearing otherFocalPoint otherDrafter otherClearing",
  secretariat: "editor chapterLead copyEditor dataOfficer",
  states: "focalPoint drafter clearing otherFocalPoint otherDrafter otherClearing",
}

describe("who may do what in a section, by class of text and state", () => {
  it("writers write until clearance; then the lead and the copy editor; then nobody", () => {
    expectTable("writeSection", {
      drafting: "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "open-for-comments": "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "under-revision": "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "in-clearance": "lead copyEditor | lead | lead copyEditor | lead copyEditor",
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
  })

  it("nobody changes the substance of a text that is in clearance", () => {
    expectTable("changeSubstance", {
      drafting: "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "open-for-comments": "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "under-revision": "lead coAuthor editor | lead coAuthor | lead coAuthor | lead coAuthor editor",
      "in-clearance": "- | - | - | -",
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
  })

  it("members and reviewers comment while a text is drafted, observers too once it is open; in clearance only who clears it", () => {
    const all = `${membersOf.all} reviewer`
    const invited = `${all} observer stateObserver`
    expectTable("comment", {
      drafting: `${all} | ${all} | ${all} | ${all}`,
      "open-for-comments": `${invited} | ${invited} | ${invited} | ${invited}`,
      "under-revision": "- | - | - | -",
      "in-clearance": `lead coAuthor ${membersOf.secretariat} | lead coAuthor focalPoint drafter clearing | lead coAuthor author | ${membersOf.states}`,
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
  })

  it("replies go on under revision", () => {
    const all = `${membersOf.all} reviewer`
    const invited = `${all} observer stateObserver`
    expectTable("replyToComment", {
      drafting: `${all} | ${all} | ${all} | ${all}`,
      "open-for-comments": `${invited} | ${invited} | ${invited} | ${invited}`,
      "under-revision": `${invited} | ${invited} | ${invited} | ${invited}`,
      "in-clearance": `lead coAuthor ${membersOf.secretariat} | lead coAuthor focalPoint drafter clearing | lead coAuthor author | ${membersOf.states}`,
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
  })

  it("who writes a text answers the comments on it until it is submitted; its lead settles them, or an editor, or the State's focal point", () => {
    const answers = "lead coAuthor editor | lead focalPoint | lead coAuthor | lead editor"
    const settles = "lead editor | lead focalPoint | lead | lead editor"
    const always = (line: string) =>
      Object.fromEntries(
        SectionStateSchema.options.map((state) => [state, state === "submitted" ? "- | - | - | -" : line]),
      ) as Record<SectionState, string>
    expectTable("answerComment", always(answers))
    expectTable("resolveComment", always(settles))
  })

  it("delegations and the drafting group propose changes to joint text; focal points break its silence", () => {
    const proposers = `lead coAuthor editor ${membersOf.states}`
    expectTable("propose", {
      drafting: `- | - | - | ${proposers}`,
      "open-for-comments": `- | - | - | ${proposers}`,
      "under-revision": "- | - | - | -",
      "in-clearance": "- | - | - | -",
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
    expect(whoMay("object", "joint", "under-silence")).toBe("focalPoint otherFocalPoint")
    expect(whoMay("object", "joint", "closed")).toBe("-")
    expect(whoMay("object", "secretariat", "under-silence")).toBe("-")
  })

  it("the lead or an editor moves a text through its states; a State's text only its own focal point", () => {
    expectTable("setSectionState", {
      drafting: "lead editor | focalPoint | lead editor | lead editor",
      "open-for-comments": "lead editor | focalPoint | lead editor | lead editor",
      "under-revision": "lead editor | focalPoint | lead editor | lead editor",
      "in-clearance": "lead editor | focalPoint | lead editor | lead editor",
      "under-silence": "editor | focalPoint | editor | editor",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
    expectTable("openSection", {
      drafting: "- | - | - | -",
      "open-for-comments": "- | - | - | -",
      "under-revision": "- | - | - | -",
      "in-clearance": "- | - | - | -",
      "under-silence": "- | - | - | -",
      closed: "lead editor | focalPoint | lead editor | lead editor",
      submitted: "editor | focalPoint | editor | editor",
    })
  })

  it("editors order the outline and submit; names of texts are their authors' and States' own", () => {
    for (const state of SectionStateSchema.options) {
      for (const textClass of TextClassSchema.options) {
        expect(whoMay("moveSection", textClass, state)).toBe(state === "submitted" ? "-" : "editor")
        expect(whoMay("submitSection", textClass, state)).toBe(state === "closed" ? "editor" : "-")
      }
    }
    expect(rights.setSectionNumbering).toEqual(rights.renameSection)
    expectTable("renameSection", {
      drafting: "lead editor | focalPoint | lead | lead editor",
      "open-for-comments": "lead editor | focalPoint | lead | lead editor",
      "under-revision": "lead editor | focalPoint | lead | lead editor",
      "in-clearance": "lead editor | focalPoint | lead | lead editor",
      "under-silence": "- | - | - | -",
      closed: "- | - | - | -",
      submitted: "- | - | - | -",
    })
  })

  it("the lead widens the audience; the focal point that of a State's text", () => {
    for (const state of SectionStateSchema.options) {
      const found = TextClassSchema.options.map((textClass) => whoMay("setSectionAudience", textClass, state))
      expect(found).toEqual(["lead", "focalPoint", "lead", "lead"])
    }
  })

  it("editors name who writes secretariat and joint text; States and authors name their own", () => {
    const lead = TextClassSchema.options.map((textClass) => whoMay("setSectionLead", textClass, "drafting"))
    expect(lead).toEqual(["editor", "focalPoint", "lead coAuthor author", "editor"])
    const coAuthors = TextClassSchema.options.map((textClass) => whoMay("setSectionCoAuthors", textClass, "drafting"))
    expect(coAuthors).toEqual(["lead editor", "focalPoint", "lead coAuthor author", "editor"])
  })
})

describe("who may read a section, by class of text and audience", () => {
  const table: Record<Audience, string> = {
    writers:
      "lead coAuthor editor | lead coAuthor focalPoint drafter clearing | lead coAuthor author | lead coAuthor editor",
    members: Array.from({ length: 4 }, () => membersOf.all).join("|"),
    "members-and-reviewers": Array.from({ length: 4 }, () => `${membersOf.all} reviewer`).join("|"),
    everyone: Array.from({ length: 4 }, () => `${membersOf.all} reviewer observer stateObserver`).join("|"),
  }
  it.each(AudienceSchema.options)("%s", (audience) => {
    for (const state of SectionStateSchema.options) {
      const found = TextClassSchema.options.map((textClass) => whoMay("readSection", textClass, state, audience))
      expect(found).toEqual(table[audience].split("|").map((cell) => cell.trim()))
    }
  })

  it("lets a reviewer or an observer who is named co-author read and write, and a recipient never", () => {
    const world = World.sample().with("s02", {
      audience: "writers",
      coAuthors: ["p-ngo-1", "p-rcp-1", "p-gsu-1"] as PersonId[],
    })
    expect(world.asks("p-ngo-1", "writeSection", "s02")).toBe("yes")
    expect(world.asks("p-rcp-1", "writeSection", "s02")).toBe("yes")
    expect(world.asks("p-gsu-1", "writeSection", "s02")).toBe("There is no such section.")
  })

  it("takes being named from whoever changes organisation", () => {
    const world = World.sample()
    for (const [personId, role] of [
      ["p-swe-1", "focal-point"],
      ["p-swe-2", "drafter"],
    ] as const) {
      expect(world.can(personId, "readSection", "s07-swe").allowed).toBe(true)
      join(world, personId as PersonId, "gha" as OrgId, role)
      expect(world.asks(personId, "readSection", "s07-swe")).toBe("There is no such section.")
    }
  })
})

describe("RIGHTS.md", () => {
  it("says what the tables say", async () => {
    await expect(renderRights()).toMatchFileSnapshot("../RIGHTS.md")
  })

  it("has every role", () => {
    expect(Object.keys(roles).sort()).toEqual(RoleSchema.options.toSorted())
  })
})

describe("a refusal is a sentence that says why", () => {
  it.each<[string, Partial<Section>, string, Action, string]>([
    [
      "under silence",
      { state: "under-silence", until: soon },
      "p-iom-1",
      "writeSection",
      "This text is under silence until 23 November 2016, 09:00 (Europe/Zurich); nobody may change it.",
    ],
    [
      "closed",
      { state: "closed", until: null },
      "p-iom-1",
      "writeSection",
      "This section is closed; nobody may change it.",
    ],
    [
      "in clearance, to a co-author",
      { state: "in-clearance", until: null },
      "p-gha-1",
      "writeSection",
      "This text is in clearance; only its lead and the copy editor may change it, and only editorially.",
    ],
    [
      "not a writer",
      {},
      "p-can-1",
      "writeSection",
      "Only its lead, its co-authors and a series editor may change this section.",
    ],
    [
      "comments over",
      { until: { at: Date.UTC(2016, 9, 31, 17), zone: "Europe/Zurich" } },
      "p-ngo-1",
      "comment",
      "New comments on this section closed on 31 October 2016, 18:00 (Europe/Zurich).",
    ],
    [
      "an observer before the text is open for comments",
      { coAuthors: [], state: "drafting", until: null },
      "p-rcp-1",
      "comment",
      "This section is being drafted; only its lead, its co-authors, members and reviewers may comment on it.",
    ],
    [
      "silence over",
      { state: "under-silence", until: { at: Date.UTC(2016, 10, 18, 17), zone: "Europe/Zurich" } },
      "p-mar-1",
      "object",
      "The silence on this text ended on 18 November 2016, 18:00 (Europe/Zurich).",
    ],
  ])("%s", (_, change, personId, action, sentence) => {
    expect(World.sample().with("s11", change).asks(personId, action, "s11")).toBe(sentence)
  })

  it("of national and of signed text names the one who answers for it", () => {
    const world = World.sample()
    expect(world.asks("p-gha-1", "writeSection", "s07-phl")).toBe(
      "This is a national text (Philippines); only its delegation may change it.",
    )
    expect(world.asks("p-iom-1", "writeSection", "s05")).toBe(
      "This chapter is signed by UN DESA Population Division; only its authors may change it.",
    )
  })

  it("never tells a hidden section from one that does not exist", () => {
    const world = World.sample()
    for (const personId of ["p-gha-1", "p-iom-1", "p-ngo-1", "p-rcp-1", "p-gsu-1"]) {
      for (const action of ["readSection", "writeSection", "moveSection", "comment"] as const) {
        expect(world.can(personId, action, "s07-swe")).toEqual(world.can(personId, action, "s99"))
      }
    }
  })
})
