import { describe, expect, it } from "vitest"
import { RecordedSchema, type PublicationEvent, type Recorded } from "../events.ts"
import type { PersonId, ThreadId } from "../ids.ts"
import { decideReview } from "../review/decide-review.ts"
import { completeReview } from "../review/plan.ts"
import type { ThreadState } from "../review/thread.ts"
import { allThreads, applyToThreads, emptyThreads, type Threads, threadsById } from "../review/threads.ts"
import { apply } from "../apply.ts"
import type { StreamName } from "../streams.ts"
import { publicationId, World } from "../testing/world.ts"
import { canJoin } from "../visibility.ts"
import fixture from "./comments.json" with { type: "json" }
import { sampleEvents, sampleReview, sampleSections } from "./index.ts"

const seededAt = Date.UTC(2026, 10, 24, 8)

/** All of the sample's comments, posted by the people who wrote them; and what each of the commands was answered. */
function posted(): { threads: Threads; answers: string[]; events: { stream: StreamName; event: PublicationEvent }[] } {
  let threads = emptyThreads(publicationId)
  const answers: string[] = []
  const events: ReturnType<typeof posted>["events"] = []
  for (const { at, personId, command, state } of sampleReview(seededAt)) {
    const decision = decideReview(state, threads, command, { personId, at, newId: () => `new-${events.length}` })
    const plan = "plan" in decision ? decision.plan : null
    const decided =
      plan &&
      completeReview(
        state,
        plan,
        plan.words && {
          kind: "found",
          words: { quote: plan.words.words.quote, blocks: ["b1"], start: undefined, end: undefined },
        },
      )
    answers.push("refusal" in decision ? `${JSON.stringify(command)}: ${decision.refusal.message}` : "allowed")
    if (!decided || "refusal" in decided) continue
    for (const { stream, event } of decided.events) {
      const recorded: Recorded = { stream, position: events.length + 1, at, author: personId, event }
      expect(RecordedSchema.parse(recorded)).toEqual(recorded)
      threads = applyToThreads(threads, recorded)
      events.push({ stream, event })
    }
  }
  return { threads, answers, events }
}

describe("the comments of the sample", () => {
  const { threads, answers, events } = posted()
  const state = events.reduce(
    (folded, { stream, event }, index) =>
      apply(folded, { stream, position: index + 1, at: seededAt, author: "system", event }),
    World.replay(sampleEvents(seededAt)).state,
  )
  const thread = (id: string) => threadsById(threads, id as ThreadId)[0]

  it("are each allowed to whoever wrote them, at the time when they did", () => {
    expect(answers.filter((answer) => answer !== "allowed")).toEqual([])
    expect(threads.size).toBe(36)
    const all = [...allThreads(threads)]
    expect(all.filter(({ anchor }) => anchor !== null)).toHaveLength(34)
    expect(all.filter(({ sectionId }) => sectionId === null).map(({ id }) => id)).toEqual(["k36"])
    expect(all.filter(({ audience }) => audience !== "section").map(({ id }) => id).sort()).toEqual(["k21", "k34"])
  })

  it("end as their file says", () => {
    for (const { id, status, author, replies, targets, kind, audience, createdAt } of fixture.comments) {
      const { comments, ...found } = thread(id) ?? { comments: [] }
      expect(found).toMatchObject({ state: status as ThreadState, author, targets, kind, audience })
      expect(comments.map(({ body }) => body).slice(1)).toEqual(replies.map(({ body }) => body))
      expect(found).toMatchObject({ at: Date.parse(createdAt) })
      expect("outcome" in found && found.outcome !== null).toBe(status === "resolved")
    }
  })

  it("quote words that stand once in the text of their section", () => {
    for (const { section, quote } of fixture.comments) {
      if (quote === null) continue
      const text = JSON.stringify(sampleSections.find(({ id }) => id === section)?.blocks)
      expect(text.split(JSON.stringify(quote).slice(1, -1)), quote).toHaveLength(2)
    }
  })

  it("are seen by those for whom they were written", () => {
    const readers = (id: string) =>
      (Object.keys(state.members) as PersonId[]).filter((personId) => canJoin(state, personId, thread(id)?.place ?? ("" as StreamName)))
    expect(readers("k34")).toEqual(["p-gha-1", "p-gha-2"])
    // Sweden has not opened its text: the secretariat reads the comment when it reads the text.
    expect(readers("k21")).toEqual(["p-swe-1", "p-swe-2"])
    expect(state.privateThreads["k21" as ThreadId]?.readers).toEqual({ organizations: ["swe"], people: [], secretariat: true })
    expect(readers("k36")).toHaveLength(Object.keys(state.members).length - 1)
  })
})
