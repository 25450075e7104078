import { describe, expect, it } from "vitest"
import { apply } from "../apply.ts"
import { decide } from "../decide.ts"
import type { Decision } from "../decision.ts"
import { OrgIdSchema, PersonIdSchema, PublicationIdSchema, SectionIdSchema } from "../ids.ts"
import { emptyPublication, type Publication } from "../publication.ts"
import { sampleEvents, samplePublication } from "../sample/index.ts"
import { canReadVersion, commentDateOf, versionCommentRefusal } from "./circulation.ts"
import { completeFreeze, decideFreeze, type FreezePlan } from "./decide-versions.ts"
import { decideMade, decideSeal, isPassedOver, sealedBefore, unsealed } from "./decide-seal.ts"
import { type FreezeCommand, FreezeCommandSchema } from "./commands.ts"
import { BlobHashSchema } from "../images/index.ts"

const at = Date.UTC(2016, 10, 4)
const publicationId = PublicationIdSchema.parse(samplePublication.publication.id)
const start = sampleEvents(at).reduce(
  (state, event) => apply(state, { ...event, position: 1 }),
  emptyPublication(publicationId),
)
const hash = (letter: string) => BlobHashSchema.parse(letter.repeat(64))

function personOf(role: string, org?: string) {
  const found = Object.values(start.members).find(
    (member) => member.role === role && (org === undefined || member.orgId === org),
  )
  if (!found) throw new Error(`nobody is ${role}`)
  return found.personId
}
const editor = personOf("series-editor")
const actor = (personId = editor) => ({ personId, at, newId: () => "x" })

function freeze(state: Publication, command: Partial<FreezeCommand> = {}, personId = editor) {
  const whole = FreezeCommandSchema.parse({ type: "freezeVersion", publicationId, title: "Rev.1", ...command })
  return decideFreeze(state, whole, actor(personId))
}
function planOf(state: Publication, command: Partial<FreezeCommand> = {}): FreezePlan {
  const decision = freeze(state, command)
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  return decision.plan
}
const done = { contentSha256: hash("a"), recordSha256: hash("b"), blockers: [] }

function applied(state: Publication, decision: Decision | null): Publication {
  if (decision === null || "refusal" in decision) throw new Error("refused")
  return decision.events.reduce(
    (next, { stream, event }) => apply(next, { stream, event, position: 1, at, author: editor }),
    state,
  )
}
function frozen(state: Publication, command: Partial<FreezeCommand> = {}): Publication {
  return applied(state, completeFreeze(state, planOf(state, command), done))
}
const seal = {
  manifestSha256: hash("c"),
  jws: "h..s",
  key: { kid: "k", x: "x" },
  files: [],
  failed: [],
  previous: null,
}

describe("what an editor writes of a version", () => {
  const parsed = (more: object) =>
    FreezeCommandSchema.safeParse({ type: "freezeVersion", publicationId, title: "Rev.1", ...more }).data

  it("holds no sign that turns words round, and no half of a character", () => {
    const written = parsed({ title: "\u202aFinal\u202c draft\ud800", symbol: "IDM/2016/\u202e1.veR" })
    expect(written).toMatchObject({ title: "Final draft", symbol: "IDM/2016/1.veR" })
    expect(parsed({ title: "تقرير \u200fعن الهجرة 2016" })?.title).toBe("تقرير \u200fعن الهجرة 2016")
  })

  it("can be seen: a title, a symbol and the reason why something is let pass", () => {
    for (const nothing of ["\u200b", "\u00ad\u2060", "\u202e"]) {
      expect(parsed({ title: nothing })).toBeUndefined()
      expect(parsed({ overrides: [{ check: "open-comments", reason: nothing }] })).toBeUndefined()
    }
    expect(parsed({ symbol: "\u200b" })).toBeUndefined()
    expect(parsed({ symbol: "" })?.symbol).toBe("")
  })
})

describe("freezing a version", () => {
  it("takes every section that can be in, when none is named: no text that a State keeps to itself", () => {
    const { sections, number } = planOf(start)
    expect(number).toBe(1)
    expect(sections).toContain("s01")
    expect(sections).toContain("s07-gha")
    expect(sections).not.toContain("s07-can")
  })

  it("is for series editors alone", () => {
    for (const role of ["focal-point", "chapter-lead", "reviewer", "recipient"]) {
      expect(freeze(start, {}, personOf(role))).toMatchObject({ refusal: { code: "versions-by-editors" } })
    }
  })

  it("does not tell a section that the editor cannot see from one that does not exist", () => {
    for (const id of ["s07-can", "s99"]) {
      expect(freeze(start, { sections: [SectionIdSchema.parse(id)] })).toMatchObject({
        refusal: { code: "no-such-section" },
      })
    }
    expect(freeze(start, { sections: [] })).toMatchObject({ refusal: { code: "nothing-to-freeze" } })
  })

  it("asks for the title once more before anything goes out of the house for good", () => {
    expect(freeze(start, { kind: "submission" })).toMatchObject({ refusal: { code: "freeze-not-confirmed" } })
    expect(planOf(start, { kind: "submission", confirmation: "Rev.1" }).kind).toBe("submission")
  })

  it("lets nothing be corrected that has not gone out", () => {
    expect(freeze(start, { kind: "corrigendum" })).toMatchObject({ refusal: { code: "nothing-to-correct" } })
    const out = frozen(start, { kind: "submission", confirmation: "Rev.1" })
    expect(planOf(out, { kind: "corrigendum" }).number).toBe(2)
  })

  it("is refused with what stands in the way, until an editor says why it goes on all the same", () => {
    const blockers = [
      { check: "empty-section", count: 2, isFinal: false },
      { check: "open-comments", count: 7, isFinal: false },
    ]
    const plan = planOf(start, { overrides: [{ check: "open-comments", reason: "They are answered in Rev.2." }] })
    expect(completeFreeze(start, plan, { ...done, blockers })).toMatchObject({
      refusal: { code: "not-ready", details: { checks: [{ check: "empty-section", count: 2 }] } },
    })
    const passed = {
      ...plan,
      overrides: [...plan.overrides, { check: "empty-section", reason: "They come in Rev.2." }],
    }
    expect(applied(start, completeFreeze(start, passed, { ...done, blockers })).versions).toHaveLength(1)
  })

  it("is refused for good where the files could not be made, whatever the reason given", () => {
    const plan = planOf(start, { overrides: [{ check: "characters", reason: "It must go out." }] })
    const blockers = [{ check: "characters", count: 1, isFinal: true }]
    expect(completeFreeze(start, plan, { ...done, blockers })).toHaveProperty("refusal")
  })

  it("rests on the sections that are in, so that nothing of them changes between", () => {
    const plan = planOf(start)
    const decision = completeFreeze(start, plan, done)
    if ("refusal" in decision) throw new Error()
    expect(decision.restsOn).toContain("section:s01")
    expect(decision.events).toEqual([
      {
        stream: `publication:${publicationId}`,
        event: {
          type: "versionFrozen",
          number: 1,
          kind: "draft",
          symbol: "",
          title: "Rev.1",
          note: "",
          contentSha256: hash("a"),
          recordSha256: hash("b"),
        },
      },
    ])
  })
})

describe("a version", () => {
  const two = frozen(frozen(start), { title: "Rev.2" })

  it("is never changed by anything that comes later", () => {
    const again = completeFreeze(start, planOf(start), { ...done, contentSha256: hash("d") })
    expect(applied(two, again).versions).toEqual(two.versions)
    const sealed = applied(two, decideSeal(two, 1, seal))
    expect(decideSeal(sealed, 1, { ...seal, jws: "other" })).toBeNull()
    const event = { type: "versionSealed" as const, number: 1, ...seal, jws: "other" }
    const stream = two.versions.length > 0 ? decideSeal(two, 1, seal)?.events[0]?.stream : undefined
    if (stream === undefined) throw new Error()
    expect(apply(sealed, { stream, event, position: 9, at, author: "system" }).versions).toEqual(sealed.versions)
  })

  it("is sealed in its order, and its manifest names the one that was sealed before", () => {
    const numbers = (state: Publication) => unsealed(state).map(({ number }) => number)
    expect(numbers(two)).toEqual([1, 2])
    const sealed = applied(two, decideSeal(two, 1, seal))
    expect([numbers(sealed), sealedBefore(sealed, 2)?.number]).toEqual([[2], 1])
    // A seal that was made before version 1 was sealed names another manifest.
    expect(decideSeal(sealed, 2, seal)).toBeNull()
    expect(numbers(applied(sealed, decideSeal(sealed, 2, { ...seal, previous: 1 })))).toEqual([])
  })

  it("is in no chain when a later one was sealed before it, and nothing is put between the two", () => {
    const three = frozen(applied(two, decideSeal(two, 2, seal)), { title: "Rev.3" })
    expect(three.versions.map((version) => isPassedOver(three, version))).toEqual([true, false, false])
    expect([sealedBefore(three, 3)?.number, sealedBefore(three, 2)]).toEqual([2, null])
    expect(decideSeal(three, 1, seal)).toBeNull()
    const again = { type: "makeFilesAgain" as const, publicationId, version: 1 }
    expect(decide(three, again, actor())).toMatchObject({ refusal: { code: "version-passed-over" } })
  })

  it("is open to the secretariat, and to others once it is circulated to their organization", () => {
    const delegate = personOf("focal-point", "gha")
    expect(canReadVersion(two, editor, 1)).toBe(true)
    expect(canReadVersion(two, delegate, 1)).toBe(false)
    const command = { type: "circulateVersion" as const, publicationId, version: 1, to: [OrgIdSchema.parse("gha")] }
    const circulated = applied(two, decide(two, command, actor()))
    expect(canReadVersion(circulated, delegate, 1)).toBe(true)
    expect(canReadVersion(circulated, delegate, 2)).toBe(false)
    expect(canReadVersion(circulated, personOf("focal-point", "swe"), 1)).toBe(false)
    expect(canReadVersion(circulated, PersonIdSchema.parse("p-nobody"), 1)).toBe(false)
    expect(decide(circulated, command, actor())).toMatchObject({ events: [] })
  })

  it("is circulated by series editors alone, to organizations that take part", () => {
    const command = { type: "circulateVersion" as const, publicationId, version: 1, to: [OrgIdSchema.parse("gha")] }
    expect(decide(two, command, actor(personOf("chapter-lead")))).toMatchObject({
      refusal: { code: "versions-by-editors" },
    })
    expect(decide(two, { ...command, version: 3 }, actor())).toMatchObject({ refusal: { code: "no-such-version" } })
    const stranger = { ...command, to: [OrgIdSchema.parse("zzz")] }
    expect(decide(two, stranger, actor())).toMatchObject({ refusal: { code: "no-such-organization" } })
  })
})

describe("files of a version that could not be made", () => {
  const pdf = { name: "publication.pdf", reason: "It took more than five minutes." }
  const html = { name: "publication.html", mediaType: "text/html", bytes: 3, sha256: hash("e") }
  const one = frozen(start)
  const failed = applied(one, decideMade(one, 1, { files: [html], failed: [pdf] }))
  const command = (type: "makeFilesAgain" | "waiveFiles", version = 1) => ({ type, publicationId, version })

  it("are said with why, beside those that are there, as long as it is not sealed", () => {
    expect(failed.versions[0]?.made).toEqual({ files: [html], failed: [pdf], isWaived: false })
    expect(decideMade(failed, 1, { files: [html], failed: [pdf] })).toBeNull()
    const long = applied(one, decideMade(one, 1, { files: [], failed: [{ ...pdf, reason: "x".repeat(9_000) }] }))
    expect(long.versions[0]?.made?.failed[0]?.reason).toHaveLength(2_000)
    const sealed = applied(failed, decideSeal(failed, 1, { ...seal, failed: [pdf] }))
    expect([sealed.versions[0]?.made, decideMade(sealed, 1, { files: [], failed: [] })]).toEqual([null, null])
    expect(decide(sealed, command("waiveFiles"), actor())).toMatchObject({ refusal: { code: "version-sealed" } })
  })

  it("are tried again when an editor asks, and those that are there stay", () => {
    const asked = applied(failed, decide(failed, command("makeFilesAgain"), actor()))
    expect(asked.versions[0]?.made).toEqual({ files: [html], failed: [], isWaived: false })
    expect(decide(asked, command("makeFilesAgain"), actor())).toMatchObject({ events: [] })
  })

  it("are waived by an editor, and by nobody else", () => {
    const waived = applied(failed, decide(failed, command("waiveFiles"), actor()))
    expect(waived.versions[0]?.made?.isWaived).toBe(true)
    const lead = decide(failed, command("waiveFiles"), actor(personOf("chapter-lead")))
    expect(lead).toMatchObject({ refusal: { code: "versions-by-editors" } })
    expect(decide(failed, command("waiveFiles", 2), actor())).toMatchObject({ refusal: { code: "no-such-version" } })
  })
})

describe("comments on a version", () => {
  const day = 24 * 60 * 60 * 1000
  const one = frozen(start)
  const [ghana, sweden] = [OrgIdSchema.parse("gha"), OrgIdSchema.parse("swe")]
  const delegate = personOf("focal-point", "gha")
  const circulated = (
    state: Publication,
    more: { to?: (typeof ghana)[]; commentUntil?: number | null } = {},
    now = at,
  ) =>
    decide(
      state,
      { type: "circulateVersion", publicationId, version: 1, to: [ghana], ...more },
      { ...actor(), at: now },
    )
  const until = at + 3 * day
  const asked = applied(one, circulated(one, { to: [ghana, sweden], commentUntil: until }))

  it("are taken until the date of the organization, and refused with it from then on", () => {
    expect(versionCommentRefusal(asked, delegate, 1, until - 1)).toBeNull()
    expect(versionCommentRefusal(asked, delegate, 1, until)).toMatchObject({
      code: "version-comments-ended",
      message: "Comments of Ghana on this version closed on 7 November 2016, 01:00 (Europe/Zurich).",
    })
  })

  it("are not asked for where no date was named, as in what was circulated before there were dates", () => {
    const silent = applied(one, circulated(one))
    expect(silent.versions[0]?.circulatedTo[ghana]).toEqual({ at, commentUntil: null })
    expect(versionCommentRefusal(silent, delegate, 1, at)).toMatchObject({ code: "version-comments-not-asked" })
  })

  it("tell nobody else of the version: it is as if it were not there", () => {
    const stranger = personOf("focal-point", "can")
    expect(versionCommentRefusal(asked, stranger, 1, at)).toMatchObject({ code: "no-such-version" })
    expect(versionCommentRefusal(asked, stranger, 9, at)).toMatchObject({ code: "no-such-version" })
  })

  it("are the secretariat's to make at any time", () => {
    expect(versionCommentRefusal(one, editor, 1, until + day)).toBeNull()
    expect(versionCommentRefusal(asked, personOf("chapter-lead", "iom"), 1, until + day)).toBeNull()
  })

  it("are opened again for one organization by a date of its own", () => {
    const again = applied(asked, circulated(asked, { commentUntil: until + day }, until))
    expect(commentDateOf(again, ghana, 1)).toBe(until + day)
    expect(commentDateOf(again, sweden, 1)).toBe(until)
    expect(again.versions[0]?.circulatedTo[ghana]?.at).toBe(at)
    expect(versionCommentRefusal(again, personOf("focal-point", "swe"), 1, until)).not.toBeNull()
  })

  it("keep their date when the version is circulated to others without one, and lose it where that is asked", () => {
    expect(circulated(asked)).toMatchObject({ events: [] })
    expect(circulated(asked, { commentUntil: until })).toMatchObject({ events: [] })
    const ended = applied(asked, circulated(asked, { commentUntil: null }))
    expect(versionCommentRefusal(ended, delegate, 1, at)).toMatchObject({ code: "version-comments-not-asked" })
    expect(canReadVersion(ended, delegate, 1)).toBe(true)
  })

  it("are given no date that has passed", () => {
    expect(circulated(one, { commentUntil: at })).toMatchObject({ refusal: { code: "comment-date-past" } })
  })
})
