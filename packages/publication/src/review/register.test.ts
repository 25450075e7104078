import { describe, expect, it } from "vitest"
import type { PersonId } from "../ids.ts"
import { BlobHashSchema } from "../images/index.ts"
import { streams } from "../streams.ts"
import { frozenWords, ReviewWorld } from "../testing/review-world.ts"
import { publicationId } from "../testing/world.ts"
import { answerOf, isInRegister, type RegisterFilter, RegisterFilterSchema, registerWords } from "./register.ts"

const world = ReviewWorld.sample()
world.comments("p-ngo-1", "s02", "open", { targets: ["10.7"], kind: "factual" })
world.comments("p-ngo-1", "s02", "answered", { targets: ["gap"] })
world.reviews("p-iom-2", { type: "replyToComment", threadId: "answered", body: "Done in paragraph 4." })
world.reviews("p-gha-1", { type: "replyToComment", threadId: "answered", body: "We agree." })
world.comments("p-gha-1", null, "settled", { audience: "section" })
world.reviews("p-iom-1", { type: "resolveComment", threadId: "settled", outcome: "not-taken-up", reason: "Too late." })
world.comments("p-gha-1", "s02", "assigned", { audience: "section" })
world.reviews("p-iom-2", { type: "assignComment", threadId: "assigned", to: { personId: "p-iom-2" } })

const hash = BlobHashSchema.parse("ab".repeat(32))
for (const number of [1, 2]) {
  const version = { number, kind: "revision" as const, symbol: `Rev.${number}`, title: `Rev.${number}`, note: "" }
  const event = { type: "versionFrozen" as const, ...version, contentSha256: hash, recordSha256: hash }
  world.append(streams.publication(publicationId), event, "p-iom-1" as PersonId)
  world.does("p-iom-1", { type: "circulateVersion", version: number, to: ["gha"] as never, commentUntil: world.at + 1 })
}
world.frozen = frozenWords("s02")
for (const number of [1, 2]) {
  const version = { number, sectionId: "s02", block: "b12" } as never
  const comment = { type: "addComment", body: "Say more.", audience: "section", version } as const
  world.reviews("p-gha-1", { ...comment, threadId: `on-${number}` })
}

const all = ["open", "answered", "settled", "assigned"]
const found = (filter: RegisterFilter, personId = "p-ngo-1") =>
  all.filter((id) => isInRegister(filter, world.thread(id), personId as PersonId))

describe("the register", () => {
  it("is filtered by state, kind, target, organisation and section", () => {
    expect(found({})).toEqual(all)
    expect(found({ state: "unsettled" })).toEqual(["open", "answered", "assigned"])
    expect(found({ state: "answered" })).toEqual(["answered"])
    expect(found({ kind: "factual" })).toEqual(["open"])
    expect(found({ target: "10.7" })).toEqual(["open"])
    expect(found({ target: "gap" })).toEqual(["answered"])
    expect(found({ organization: "gha" as never })).toEqual(["settled", "assigned"])
    expect(found({ section: "general" })).toEqual(["settled"])
    expect(found({ section: "s02" as never, unanswered: true })).toEqual(["open", "assigned"])
  })

  it("is filtered by the version that comments were made on, or to those on the draft", () => {
    const on = (version: RegisterFilter["version"]) =>
      [...all, "on-1", "on-2"].filter((id) => isInRegister({ version }, world.thread(id), "p-ngo-1" as PersonId))
    expect([on(1), on(2), on(3), on("draft")]).toEqual([["on-1"], ["on-2"], [], all])
    // Whose author does not read the section of the draft has it in none, and it is no general comment.
    const beside = { ...world.thread("on-1"), sectionId: null }
    expect(isInRegister({ section: "general" }, beside, "p-gha-1" as PersonId)).toBe(false)
    expect(isInRegister({ section: "general" }, world.thread("settled"), "p-gha-1" as PersonId)).toBe(true)
    // As an address says it.
    expect(RegisterFilterSchema.parse({ version: "2" })).toEqual({ version: 2 })
    for (const version of ["0", "1.5", "first", ""])
      expect(RegisterFilterSchema.safeParse({ version }).success).toBe(false)
  })

  it("knows whose a comment is: who wrote in it, and to whom it is assigned", () => {
    expect(found({ mine: true })).toEqual(["open", "answered"])
    expect(found({ mine: true }, "p-iom-2")).toEqual(["answered", "assigned"])
  })

  it("has the reason as the answer, else what was last said by those who answer for the text", () => {
    expect(all.map((id) => answerOf(world.state, world.thread(id)))).toEqual([
      null,
      "Done in paragraph 4.",
      "Too late.",
      null,
    ])
  })

  it("tells the answer also once nothing is answered any more", () => {
    const section = world.state.sections["s02" as never]
    const submitted = { ...world.state, sections: { ...world.state.sections, s02: { ...section, state: "submitted" } } }
    expect(answerOf(submitted as never, world.thread("answered"))).toBe("Done in paragraph 4.")
  })

  it("is searched by the words of a comment, its replies, its organisation and its targets", () => {
    const words = registerWords(world.state, { thread: world.thread("answered"), quote: "the words now" }).join("\n")
    for (const one of ["the words now", "Say more.", "We agree.", "gap"]) expect(words).toContain(one)
  })
})
