import { describe, expect, it } from "vitest"
import type { PublicationEvent } from "../events.ts"
import type { PersonId, SectionId } from "../ids.ts"
import { BlobHashSchema } from "../images/index.ts"
import { streams } from "../streams.ts"
import { dayMs, now, publicationId, World } from "../testing/world.ts"
import { FreezeCommandSchema, SubmitCommandSchema } from "./commands.ts"
import { canBeCorrected, correctionsOf } from "./corrections.ts"
import {
  closingNow,
  completeSubmission,
  decideSubmission,
  submissionDays,
  type SubmittedTexts,
} from "./decide-submission.ts"
import { completeFreeze, decideFreeze } from "./decide-versions.ts"
import type { VersionKind } from "./version.ts"

const editor = "p-iom-1" as PersonId
const sha256 = BlobHashSchema.parse("ab".repeat(32))
const ids = (...sections: string[]) => sections as SectionId[]
const actor = (personId = editor) => ({ personId, at: now, newId: () => "x" })

function written(world: World, event: PublicationEvent): World {
  world.append(streams.publication(publicationId), event, editor)
  return world
}

/** A version of this kind, with its files or without. */
function frozen(world: World, kind: VersionKind, more: { isSealed?: boolean; corrects?: number } = {}): World {
  const command = FreezeCommandSchema.parse({
    type: "freezeVersion",
    publicationId,
    title: "T",
    confirmation: "T",
    kind,
    ...(more.corrects === undefined ? {} : { corrects: more.corrects }),
  })
  const decision = decideFreeze(world.state, command, actor())
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  const done = completeFreeze(world.state, decision.plan, { contentSha256: sha256, recordSha256: sha256, blockers: [] })
  if ("refusal" in done) throw new Error(done.refusal.message)
  for (const { event } of done.events) written(world, event)
  if (more.isSealed === false) return world
  const { number } = decision.plan
  const file = (name: string) => ({ name, mediaType: "application/pdf", bytes: 1, sha256 })
  const seal = { manifestSha256: sha256, jws: "h..s", key: { kid: "k", x: "x" }, failed: [] }
  const files = [file("publication.pdf"), file("publication.docx")]
  return written(world, { type: "versionSealed", number, ...seal, files })
}

function plan(world: World, more: object = {}, personId = editor) {
  const command = SubmitCommandSchema.parse({
    type: "submitVersion",
    publicationId,
    version: 1,
    to: "GFMD Summit, Dhaka",
    on: "2016-11-20",
    files: ["publication.pdf"],
    ...more,
  })
  return decideSubmission(world.state, command, actor(personId))
}

function submitted(world: World, texts: SubmittedTexts, more: object = {}) {
  const decision = plan(world, more)
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  return completeSubmission(world.state, decision.plan, texts)
}

const nothingChanged = { sections: ids("s01", "s02"), changed: [] }

describe("marking a version as submitted", () => {
  it("puts it on record and closes the sections that are in it, whatever state they were in, in one append", () => {
    const world = frozen(World.sample(), "submission").with("s01", { state: "in-clearance" })
    const decision = submitted(world, nothingChanged, { note: "By hand." })
    if ("refusal" in decision) throw new Error(decision.refusal.message)
    expect(decision.restsOn).toEqual(["publication:pub-2016", "section:s01", "section:s02"])
    for (const { stream, event } of decision.events) world.append(stream, event, editor)
    expect(world.state.versions[0]?.submissions).toEqual([
      {
        to: "GFMD Summit, Dhaka",
        on: "2016-11-20",
        files: ["publication.pdf"],
        note: "By hand.",
        at: now,
        by: editor,
      },
    ])
    expect(world.asks(editor, "writeSection", "s01")).toBe("This section has been submitted; nobody may change it.")
    expect(world.section("s02").state).toBe("submitted")
    expect(world.section("s03").state).not.toBe("submitted")
    // Editors open it again as they open any section.
    const reopen = { type: "setSectionState" as const, sectionId: "s01", state: "under-revision" as const, until: null }
    expect(world.does("p-gha-1", reopen)).not.toBe("done")
    expect(world.does(editor, reopen)).toBe("done")
    expect(world.asks(editor, "writeSection", "s01")).toBe("yes")
  })

  it("goes to several bodies, and closes what was opened again", () => {
    const world = frozen(World.sample(), "submission").with("s01", { state: "submitted" })
    const decision = submitted(world, nothingChanged)
    if ("refusal" in decision) throw new Error(decision.refusal.message)
    const closed = decision.events.flatMap(({ event }) => (event.type === "sectionStateSet" ? event.sectionId : []))
    expect(closed).toEqual(["s02"])
  })

  it("wants it said of each section whose text has changed since that it closes all the same", () => {
    const world = frozen(World.sample(), "submission")
    const texts = { sections: ids("s01", "s02", "s03"), changed: ids("s01", "s02") }
    expect(submitted(world, texts, { changed: ["s01"] })).toMatchObject({
      refusal: { code: "changed-since-frozen", details: { count: 2 } },
    })
    expect(submitted(world, texts, { changed: ["s01", "s02"] })).toHaveProperty("events")
  })

  it("lets alone what has left the outline since, and asks nothing of what is closed already", () => {
    const world = frozen(World.sample(), "submission").with("s02", { state: "submitted" })
    const texts = { sections: ids("s01", "s02", "s99"), changed: ids("s02", "s99") }
    expect(closingNow(world.state, texts)).toEqual({ sections: ["s01"], changed: [] })
    expect(submitted(world, texts)).toHaveProperty("events")
  })

  it("is for series editors, and for versions that are no draft and have their files", () => {
    const world = frozen(frozen(frozen(World.sample(), "submission"), "draft"), "revision", { isSealed: false })
    const code = (more: object, personId?: string) => plan(world, more, personId as PersonId | undefined)
    for (const personId of ["p-gha-1", "p-ngo-1"])
      expect(code({}, personId)).toMatchObject({ refusal: { code: "versions-by-editors" } })
    expect(code({ version: 9 })).toMatchObject({ refusal: { code: "no-such-version" } })
    expect(code({ version: 2 })).toMatchObject({ refusal: { code: "draft-not-submitted" } })
    expect(code({ version: 3 })).toMatchObject({ refusal: { code: "files-in-the-making" } })
  })

  it("takes files that the version has, and a day on which it can have gone", () => {
    const world = frozen(World.sample(), "submission")
    const code = (more: object) => plan(world, more)
    expect(code({ files: ["publication.pdf", "notes.txt"] })).toMatchObject({
      refusal: { code: "no-such-file", details: { what: "notes.txt" } },
    })
    for (const on of ["2016-11-19", "2016-11-22"])
      expect(code({ on })).toMatchObject({
        refusal: { code: "submission-day", details: { from: "2016-11-20", to: "2016-11-21" } },
      })
    // It is tomorrow already where it went.
    expect(code({ on: "2016-11-21" })).toHaveProperty("plan")
    expect(code({ files: ["publication.pdf", "publication.pdf"] })).toMatchObject({
      plan: { submission: { files: ["publication.pdf"] } },
    })
  })

  it("is put on record so often and no oftener", () => {
    const world = frozen(World.sample(), "submission")
    const event = {
      type: "versionSubmitted" as const,
      number: 1,
      on: "2016-11-20",
      files: ["publication.pdf"],
      note: "",
    }
    for (let i = 1; i <= 50; i += 1) written(world, { ...event, to: `Body ${i}` })
    expect(world.state.versions[0]?.submissions).toHaveLength(50)
    expect(plan(world)).toMatchObject({ refusal: { code: "too-many-submissions" } })
  })

  it("went on a day as the time zone of the publication has it", () => {
    const frozenAt = Date.UTC(2016, 10, 20, 23, 30)
    const days = (timeZone: string) => submissionDays({ timeZone }, { frozenAt }, frozenAt + dayMs)
    expect(days("Europe/Zurich")).toEqual({ from: "2016-11-21", to: "2016-11-23" })
    expect(days("America/New_York")).toEqual({ from: "2016-11-20", to: "2016-11-22" })
  })
})

describe("what corrects a version", () => {
  it("is named by the version that corrects it; without a word it is the last that went out", () => {
    const world = frozen(frozen(frozen(World.sample(), "submission"), "revision"), "printed-edition")
    frozen(world, "corrigendum")
    frozen(world, "addendum", { corrects: 1 })
    expect(world.state.versions.map(({ corrects }) => corrects)).toEqual([null, null, null, 3, 1])
    expect(correctionsOf(world.state, 1).map(({ number }) => number)).toEqual([5])
    expect(correctionsOf(world.state, 2)).toEqual([])
  })

  it("corrects what has gone out: also a revision that was submitted, never another correction", () => {
    const world = frozen(frozen(frozen(World.sample(), "submission"), "revision"), "corrigendum")
    expect(world.state.versions.map(canBeCorrected)).toEqual([true, false, false])
    for (const corrects of [2, 3, 9]) {
      expect(() => frozen(world, "corrigendum", { corrects })).toThrow("corrects a submission, a printed edition")
    }
    const sent = {
      type: "versionSubmitted" as const,
      on: "2016-11-20",
      files: ["publication.pdf"],
      note: "",
      to: "DESA",
    }
    for (const number of [2, 3]) written(world, { ...sent, number })
    expect(world.state.versions.map(canBeCorrected)).toEqual([true, true, false])
    expect(frozen(world, "corrigendum", { corrects: 2 }).state.versions.at(-1)?.corrects).toBe(2)
  })

  it("is nothing else", () => {
    const world = frozen(World.sample(), "submission")
    expect(() => frozen(world, "revision", { corrects: 1 })).toThrow("Only a corrigendum or an addendum")
  })
})
