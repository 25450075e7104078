import { describe, expect, it } from "vitest"
import type { PersonId } from "../ids.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { answerOf, isInRegister, type RegisterFilter, registerWords } from "./register.ts"

const world = ReviewWorld.sample()
world.comments("p-ngo-1", "s02", "open", { targets: ["10.7"], kind: "factual" })
world.comments("p-ngo-1", "s02", "answered", { targets: ["gap"] })
world.reviews("p-iom-2", { type: "replyToComment", threadId: "answered", body: "Done in paragraph 4." })
world.reviews("p-gha-1", { type: "replyToComment", threadId: "answered", body: "We agree." })
world.comments("p-gha-1", null, "settled", { audience: "section" })
world.reviews("p-iom-1", { type: "resolveComment", threadId: "settled", outcome: "not-taken-up", reason: "Too late." })
world.comments("p-gha-1", "s02", "assigned", { audience: "section" })
world.reviews("p-iom-2", { type: "assignComment", threadId: "assigned", to: { personId: "p-iom-2" } })

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
