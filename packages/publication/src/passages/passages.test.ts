import { describe, expect, it } from "vitest"
import type { PersonId, SectionId } from "../ids.ts"
import type { TemplateId } from "../templates/template.ts"
import { publicationId, World } from "../testing/world.ts"
import {
  completePassage,
  decidePassage,
  type PassageDecision,
  type PassageOutcome,
  type PassagePlan,
} from "./decide-passage.ts"
import { whereNow } from "./where-now.ts"
import { type PassageCommandInput, PassageCommandSchema, passagesKeptMax } from "./passage.ts"

type Input = PassageCommandInput extends infer C ? (C extends unknown ? Omit<C, "publicationId"> : never) : never

let ids = 0
const newId = () => `id-${(ids += 1)}`

/** What the texts would answer to a move of these blocks. */
function outcome(change: Partial<PassageOutcome> = {}): PassageOutcome {
  const blocks = [
    { from: "b1", to: "b1" },
    { from: "b2", to: "n2" },
  ]
  return {
    blocks,
    stood: { after: "b0", before: "b3" },
    followedBy: "x1",
    images: [],
    positions: { from: 7, to: 5 },
    ...change,
  }
}

function decided(world: World, personId: string, input: Input): PassageDecision {
  const command = PassageCommandSchema.parse({ publicationId, ...input })
  return decidePassage(world.state, command, { personId: personId as PersonId, at: world.at, newId })
}

function planned(world: World, personId: string, input: Input): PassagePlan {
  const decision = decided(world, personId, input)
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  return decision.plan
}

function why(world: World, personId: string, input: Input): string {
  const decision = decided(world, personId, input)
  return "refusal" in decision ? decision.refusal.code : "moves"
}

function sentence(world: World, personId: string, input: Input): string {
  const decision = decided(world, personId, input)
  return "refusal" in decision ? decision.refusal.message : "moves"
}

function does(world: World, personId: string, input: Input, answer: PassageOutcome = outcome()): PassagePlan {
  const plan = planned(world, personId, input)
  const decision = completePassage(world.state, plan, answer)
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  for (const { stream, event } of decision.events) world.append(stream, event, personId as PersonId)
  return plan
}

const id = (name: string) => name as SectionId
const move = (from: string, to: string, change: object = {}): Input => ({
  type: "movePassage",
  fromSectionId: id(from),
  toSectionId: id(to),
  blockIds: ["b1", "b2"],
  ...change,
})
const merge = (from: string, into: string, change: object = {}): Input => ({
  type: "mergeSections",
  fromSectionId: id(from),
  intoSectionId: id(into),
  ...change,
})
const split = (sectionId: string): Input => ({
  type: "splitSection",
  sectionId: id(sectionId),
  atBlockId: "b1",
  title: "The second half",
})
const undo = (moveId: string, change: object = {}): Input => ({ type: "undoPassageMove", moveId, ...change })

/** Two texts of the secretariat that its editor writes, with the same readers; and one that only its writers see. */
function world(): World {
  const { leadPerson } = World.sample().section("s01")
  const alike = { textClass: "secretariat", state: "drafting", until: null, leadPerson, audience: "members" } as const
  const texts = World.sample()
    .with("s01", alike)
    .with("s02", alike)
    .with("s03", { ...alike, audience: "writers" })
  for (const name of ["s01", "s02", "s03"]) texts.with(name, { coAuthors: [] })
  return texts
}

describe("who may move a passage", () => {
  it("whoever may change the substance of both sections now", () => {
    expect(why(world(), "p-iom-1", move("s01", "s02"))).toBe("moves")
    expect(why(world(), "p-gha-1", move("s01", "s02"))).toBe("passage-stays")
    expect(why(world(), "p-nobody", move("s01", "s02"))).toBe("not-a-member")
    const lead = world().with("s02", { leadPerson: "p-iom-4" as PersonId })
    expect(why(lead.with("s02", { state: "closed" }), "p-iom-1", move("s01", "s02"))).toBe("passage-not-taken")
    expect(why(lead, "p-iom-4", move("s01", "s02"))).toBe("passage-stays")
  })

  it("nobody where only editorial changes may be made", () => {
    const state = world().with("s02", { state: "in-clearance" })
    expect(why(state, "p-iom-1", move("s01", "s02"))).toBe("passage-not-taken")
    expect(why(state, state.section("s02").leadPerson, move("s02", "s01"))).toBe("passage-stays")
    expect(sentence(state, "p-iom-1", move("s01", "s02"))).toContain(state.section("s02").title)
  })

  it("of a State's text its own people only", () => {
    const state = world()
      .with("s07-swe", { audience: "members", state: "drafting" })
      .with("s02", { coAuthors: ["p-swe-1" as PersonId] })
    expect(why(state, "p-iom-1", move("s07-swe", "s02", { widens: true }))).toBe("passage-stays")
    expect(sentence(state, "p-iom-1", move("s07-swe", "s02"))).toContain("national text (Sweden)")
    const own = state.with("s07-swe", { leadPerson: "p-swe-1" as PersonId })
    expect(why(own, "p-swe-1", move("s07-swe", "s02", { widens: true }))).toBe("moves")
    expect(why(own, "p-gha-1", move("s02", "s07-swe"))).toBe("passage-stays")
  })

  it("a section that one cannot read is one that does not exist", () => {
    expect(why(world(), "p-iom-1", move("s07-mar", "s02"))).toBe("no-such-section")
    expect(why(world(), "p-iom-1", move("s01", "s07-mar"))).toBe("no-such-section")
    expect(why(world(), "p-iom-1", move("s01", "s99"))).toBe("no-such-section")
  })

  it("not to where it is", () => {
    expect(why(world(), "p-iom-1", move("s01", "s01"))).toBe("passage-same-section")
  })
})

describe("the shape of a section", () => {
  const part = { id: "p", level: 1, isRequired: true, wordsMax: null, language: "en", help: "" } as const
  const shape = {
    templateId: "tpl" as TemplateId,
    parts: [
      { ...part, blockId: "b1", heading: "Baselines", isLocked: true },
      { ...part, blockId: "b9", heading: "Further remarks", isLocked: false },
    ],
  }
  const shaped = () => world().with("s01", { shape })
  const completed = (input: Input, answer: PassageOutcome) => {
    const state = shaped()
    const decision = completePassage(state.state, planned(state, "p-iom-1", input), answer)
    return "refusal" in decision ? decision.refusal : decision.events
  }

  it("keeps its locked headings: neither a passage nor a split takes them away", () => {
    for (const input of [move("s01", "s02"), split("s01")]) {
      expect(completed(input, outcome())).toMatchObject({
        code: "passage-locked",
        message: expect.stringContaining("“Baselines”"),
      })
    }
    const others = outcome({ blocks: [{ from: "b9", to: "b9" }] })
    expect(completed(move("s01", "s02"), others)).toHaveLength(2)
  })

  it("goes with the section into another one", () => {
    expect(completed(merge("s01", "s02"), outcome())).toHaveLength(3)
  })

  it("is divided where the section is split, and whole again when that is taken back", () => {
    const state = shaped()
    const before = state.section("s01").shape
    const going = outcome({ blocks: [{ from: "b9", to: "n9" }] })
    const { to, moveId } = does(state, "p-iom-1", split("s01"), going)
    const partsOf = (sectionId: string) => state.section(sectionId).shape?.parts.map(({ blockId }) => blockId)
    expect([partsOf("s01"), partsOf(to.id)]).toEqual([["b1"], ["n9"]])
    does(state, "p-iom-1", undo(moveId), outcome({ blocks: [{ from: "n9", to: "b9" }] }))
    expect(state.section("s01").shape).toEqual(before)
  })

  it("is the second half's alone when all of its parts go there", () => {
    const state = world().with("s01", { shape: { ...shape, parts: shape.parts.slice(1) } })
    const { to } = does(state, "p-iom-1", split("s01"), outcome({ blocks: [{ from: "b9", to: "b9" }] }))
    expect(state.section("s01").shape).toBeUndefined()
    expect(state.section(to.id).shape?.parts).toHaveLength(1)
  })
})

describe("words that more people will read", () => {
  it("go only when whoever moves them says so, and without marks of threads", () => {
    expect(why(world(), "p-iom-1", move("s03", "s01"))).toBe("passage-widens")
    expect(planned(world(), "p-iom-1", move("s03", "s01", { widens: true })).withMarks).toBe(false)
    expect(planned(world(), "p-iom-1", move("s01", "s03"))).toMatchObject({ withMarks: true, tellsWhere: false })
    expect(planned(world(), "p-iom-1", move("s01", "s02")).tellsWhere).toBe(true)
  })

  it("also where only one person more reads them", () => {
    const state = world()
      .with("s01", { audience: "writers" })
      .with("s03", { coAuthors: ["p-ngo-1" as PersonId] })
    expect(why(state, "p-iom-1", move("s01", "s03"))).toBe("passage-widens")
    expect(why(state, "p-iom-1", move("s03", "s01"))).toBe("moves")
  })
})

describe("a move", () => {
  it("is told in each section's own stream, with nothing of the other", () => {
    const state = world()
    const before = state.log.length
    const { moveId } = does(state, "p-iom-1", move("s01", "s02"))
    const told = state.log.slice(before)
    expect(told.map(({ stream, event }) => [stream, event.type])).toEqual([
      ["section:s01", "passageGone"],
      ["section:s02", "passageCome"],
    ])
    expect(JSON.stringify(told[0])).not.toContain("s02")
    expect(JSON.stringify(told[1])).not.toContain("s01")
    expect(told.every(({ event }) => "moveId" in event && event.moveId === moveId)).toBe(true)
    expect(state.state.passages[id("s02")]).toMatchObject([{ type: "come", by: "p-iom-1", blockIds: ["b1", "n2"] }])
    const reader = state.with("s02", { audience: "writers" }).sees("p-gha-1")
    expect(Object.keys(reader.passages)).toEqual(["s01"])
  })

  it("gives the other section the images that it has not got", () => {
    const state = world()
    const image = { blob: "a".repeat(64), mediaType: "image/png", bytes: 10, width: 4, height: 3 } as const
    state.append("section:s01" as never, { type: "imageStored", sectionId: id("s01"), ...image }, "p-iom-1" as PersonId)
    does(state, "p-iom-1", move("s01", "s02"), outcome({ images: [image.blob] }))
    expect(state.state.images[id("s02")]).toEqual({ [image.blob]: image })
    const plan = planned(state, "p-iom-1", move("s01", "s02"))
    expect(completePassage(state.state, plan, outcome({ images: ["b".repeat(64)] }))).toMatchObject({
      refusal: { code: "image-on-its-way" },
    })
  })

  it("rests on the memberships and on both sections with what is above them", () => {
    const state = world().with("s02", { parentId: id("s03") })
    expect(planned(state, "p-iom-1", move("s01", "s02")).restsOn.toSorted()).toEqual([
      `publication:${publicationId}`,
      "section:s01",
      "section:s02",
      "section:s03",
    ])
  })
})

describe("taking a move back", () => {
  it("asks for the passage as it stands now, where it stood, under its own ids", () => {
    const state = world()
    const { moveId } = does(state, "p-iom-1", move("s01", "s02"))
    const plan = planned(state, "p-iom-1", undo(moveId))
    expect(plan).toMatchObject({
      from: { id: "s02" },
      to: { id: "s01" },
      choice: { kind: "moved", ids: ["b1", "n2"], followedBy: "x1", others: [] },
      place: { after: "b0", before: "b3" },
      names: { n2: "b2" },
      undoes: moveId,
    })
  })

  it("happens once, and can be taken back itself", () => {
    const state = world()
    const { moveId } = does(state, "p-iom-1", move("s01", "s02"))
    const back = does(state, "p-iom-1", undo(moveId))
    expect(why(state, "p-iom-1", undo(moveId))).toBe("move-undone")
    expect(planned(state, "p-iom-1", undo(back.moveId))).toMatchObject({ from: { id: "s01" }, to: { id: "s02" } })
  })

  it("is asked of the rights that hold then", () => {
    const state = world()
    const { moveId } = does(state, "p-iom-1", move("s01", "s02"))
    expect(why(state.with("s01", { state: "under-silence" }), "p-iom-1", undo(moveId))).toBe("passage-not-taken")
    expect(why(state, "p-iom-1", undo("nothing"))).toBe("no-such-move")
  })

  it("asks before words come to more readers than now", () => {
    const state = world()
    const { moveId } = does(state, "p-iom-1", move("s01", "s03"))
    expect(why(state, "p-iom-1", undo(moveId))).toBe("passage-widens")
    expect(why(state, "p-iom-1", undo(moveId, { widens: true }))).toBe("moves")
  })

  it("is known for the latest moves of a section", () => {
    const state = world()
    const moves = Array.from({ length: passagesKeptMax + 1 }, () => does(state, "p-iom-1", move("s01", "s02")).moveId)
    expect(why(state, "p-iom-1", undo(moves[0]!))).toBe("no-such-move")
    expect(why(state, "p-iom-1", undo(moves[1]!))).toBe("moves")
  })
})

describe("what was cut and is pasted into another section", () => {
  const cut = { blockIds: ["b1", "b2"], seen: "AA==", characters: 12 }
  const paste = (from: string, to: string, change: object = {}): Input => ({
    type: "pastePassage",
    fromSectionId: id(from),
    toSectionId: id(to),
    cut,
    place: null,
    ...change,
  })

  it("moves by the same rights as any passage", () => {
    expect(why(world(), "p-iom-1", paste("s01", "s02"))).toBe("moves")
    expect(why(world(), "p-gha-1", paste("s01", "s02"))).toBe("passage-stays")
    expect(why(world().with("s02", { state: "closed" }), "p-iom-1", paste("s01", "s02"))).toBe("passage-not-taken")
    expect(why(world(), "p-iom-1", paste("s03", "s01"))).toBe("passage-widens")
    expect(why(world(), "p-iom-1", paste("s01", "s01"))).toBe("passage-same-section")
  })

  it("goes to a block, or in the place of an empty line", () => {
    const planAt = (side: string) =>
      planned(world(), "p-iom-1", paste("s01", "s02", { place: { blockId: "x1", side } }))
    expect(planAt("before")).toMatchObject({ place: { after: null, before: "x1" }, replaces: null })
    expect(planAt("after")).toMatchObject({ place: { after: "x1", before: null }, replaces: null })
    expect(planAt("instead")).toMatchObject({ place: { after: null, before: "x1" }, replaces: "x1" })
    expect(planned(world(), "p-iom-1", paste("s01", "s02"))).toMatchObject({ place: { after: null, before: null } })
  })

  it("moves once for each time that it is cut", () => {
    const state = world()
    const at = (cutAt: number) => outcome({ cutAt })
    const plan = does(state, "p-iom-1", paste("s01", "s02"), at(state.at - 1))
    const again = planned(state, "p-iom-1", paste("s01", "s02"))
    expect(completePassage(state.state, again, at(state.at - 1))).toMatchObject({ refusal: { code: "passage-pasted" } })
    expect(completePassage(state.state, again, at(state.at + 1))).toHaveProperty("events")
    expect(why(state, "p-iom-1", undo(plan.moveId))).toBe("moves")
  })
})

describe("a section that is split", () => {
  it("has a second half right behind it, for the same people", () => {
    const state = world()
    const { to } = does(state, "p-iom-1", split("s01"))
    const [first, second] = [state.section("s01"), state.section(to.id)]
    expect(second).toMatchObject({ title: "The second half", textClass: first.textClass, audience: first.audience })
    expect([second.leadPerson, second.coAuthors, second.state]).toEqual([
      first.leadPerson,
      first.coAuthors,
      first.state,
    ])
    const order = Object.values(state.state.sections)
      .filter(({ parentId }) => parentId === first.parentId)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map((section) => section.id)
    expect(order[order.indexOf(first.id) + 1]).toBe(to.id)
  })

  it("is split by those who answer for it", () => {
    expect(why(world(), "p-iom-1", split("s01"))).toBe("moves")
    const coAuthor = world().with("s01", { coAuthors: ["p-gha-1" as PersonId] })
    expect(why(coAuthor, "p-gha-1", split("s01"))).toBe("passage-stays")
    expect(why(world().with("s01", { state: "closed" }), "p-iom-1", split("s01"))).toBe("passage-stays")
    expect(why(world(), "p-iom-1", split("s07-swe"))).toBe("no-such-section")
  })

  it("is one again when that is taken back", () => {
    const state = world()
    const before = state.state.sections
    const { moveId, to } = does(state, "p-iom-1", split("s01"))
    expect(planned(state, "p-iom-1", undo(moveId))).toMatchObject({ choice: { kind: "everything" }, ends: true })
    const back = does(state, "p-iom-1", undo(moveId))
    expect(state.state.sections).toEqual(before)
    does(state, "p-iom-1", undo(back.moveId))
    expect(state.section(to.id).title).toBe("The second half")
  })
})

describe("a section that is merged into another", () => {
  it("leaves the outline, and nobody reads it any more", () => {
    const state = world()
    does(state, "p-iom-1", merge("s01", "s02"))
    expect(state.state.sections[id("s01")]).toBeUndefined()
    expect(state.asks("p-iom-1", "readSection", "s01")).toBe("There is no such section.")
    // Whoever read it may know that it was there, and where its text is; nobody else.
    expect(Object.keys(state.sees("p-iom-1").formerSections)).toEqual(["s01"])
    const writers = world().with("s03", { leadPerson: "p-iom-1" as PersonId })
    does(writers, "p-iom-1", merge("s03", "s01", { widens: true }))
    expect(writers.sees("p-gha-1").formerSections).toEqual({})
    expect(writers.sees("p-gha-1").passages[id("s03")]).toBeUndefined()
  })

  it("comes back as it was when that is taken back", () => {
    const state = world()
    const before = state.section("s01")
    const { moveId } = does(state, "p-iom-1", merge("s01", "s02"))
    expect(planned(state, "p-iom-1", undo(moveId))).toMatchObject({ choice: { kind: "moved" }, begins: true })
    const back = does(state, "p-iom-1", undo(moveId))
    expect(state.section("s01")).toEqual(before)
    does(state, "p-iom-1", undo(back.moveId))
    expect(state.state.sections[id("s01")]).toBeUndefined()
  })

  it("has nothing below it that can be seen; what cannot be seen moves up", () => {
    const state = world().with("s02", { parentId: id("s01") })
    expect(why(state, "p-iom-1", merge("s01", "s03"))).toBe("sections-below")
    const hidden = world().with("s07-mar", { parentId: id("s01") })
    const { moveId } = does(hidden, "p-iom-1", merge("s01", "s02"))
    expect(hidden.section("s07-mar").parentId).toBeNull()
    does(hidden, "p-iom-1", undo(moveId))
    expect(hidden.section("s07-mar")).toMatchObject({ parentId: "s01" })
    expect(hidden.section("s07-mar").liftedFrom).toBeUndefined()
  })

  it("has nothing put below it again that somebody has moved since", () => {
    const hidden = world().with("s07-mar", { parentId: id("s01") })
    const { moveId } = does(hidden, "p-iom-1", merge("s01", "s02"))
    const event = { type: "sectionMoved", sectionId: id("s07-mar"), parentId: null, rank: "a9" } as const
    hidden.append("section:s07-mar" as never, event, "p-mar-1" as PersonId)
    does(hidden, "p-iom-1", undo(moveId))
    expect(hidden.section("s07-mar").parentId).toBeNull()
  })

  it("is merged by those who answer for it", () => {
    const coAuthor = world()
      .with("s01", { coAuthors: ["p-gha-1" as PersonId] })
      .with("s02", { coAuthors: ["p-gha-1" as PersonId] })
    expect(why(coAuthor, "p-gha-1", move("s01", "s02"))).toBe("moves")
    expect(why(coAuthor, "p-gha-1", merge("s01", "s02"))).toBe("passage-stays")
  })
})

describe("where something is now", () => {
  const now = (state: World, section: string, block?: string) => whereNow(state.state, { section, block })

  it("is where it was, unless it has moved", () => {
    const state = world()
    expect(now(state, "s01", "b1")).toEqual({ section: "s01", block: "b1", isMoved: false })
    expect(now(state, "s01")).toEqual({ section: "s01", isMoved: false })
    expect(now(state, "s99", "b1")).toBeNull()
  })

  it("is found through moves, by the names that it has there, and back", () => {
    const state = world()
    const { moveId } = does(state, "p-iom-1", move("s01", "s02"))
    expect(now(state, "s01", "b2")).toEqual({ section: "s02", block: "n2", isMoved: true })
    expect(now(state, "s02", "n2")).toEqual({ section: "s02", block: "n2", isMoved: false })
    does(state, "p-iom-1", move("s02", "s03", { blockIds: ["n2"] }), outcome({ blocks: [{ from: "n2", to: "m2" }] }))
    expect(now(state, "s01", "b2")).toEqual({ section: "s03", block: "m2", isMoved: true })
    expect(now(state, "s01", "b1")).toEqual({ section: "s02", block: "b1", isMoved: true })
    does(state, "p-iom-1", undo(moveId), outcome({ blocks: [{ from: "b1", to: "b1" }] }))
    expect(now(state, "s01", "b1")).toMatchObject({ section: "s01", block: "b1" })
    expect(now(state, "s02", "b1")).toMatchObject({ section: "s01", block: "b1" })
  })

  it("is in the section that a text was merged into, for those who may read it", () => {
    const state = world()
    does(state, "p-iom-1", merge("s01", "s02"))
    expect(now(state, "s01")).toEqual({ section: "s02", isMoved: true })
    expect(now(state, "s01", "b2")).toEqual({ section: "s02", block: "n2", isMoved: true })
    const reader = state.with("s02", { audience: "writers" }).sees("p-gha-1")
    expect(whereNow(reader, { section: "s01", block: "b2" })).toBeNull()
  })
})
