import {
  allThreads,
  apply,
  applyToThreads,
  completeReview,
  decideReview,
  emptyPublication,
  emptyThreads,
  type PersonId,
  type ReviewCommandInput,
  type SectionId,
  type ThreadId,
} from "@codraft/publication"
import { sampleEvents, samplePublication } from "@codraft/publication/sample"
import { describe, expect, it } from "vitest"
import { RequestError } from "../workspace/request.ts"
import { massOffers, type MassOutcome, runMass } from "./mass.ts"

const commands = ["a", "b", "c"].map(
  (id): ReviewCommandInput => ({
    type: "resolveComment",
    publicationId: "pub" as never,
    threadId: id as ThreadId,
    outcome: "noted",
  }),
)
const idOf = (command: ReviewCommandInput) => ("threadId" in command ? String(command.threadId) : "")

function running(answer: (id: string) => Promise<null | { code: never; message: string }>, stopAfter = 99) {
  const told: string[] = []
  let pauses = 0
  return {
    told,
    pauses: () => pauses,
    run: () =>
      runMass(commands, {
        send: (command) => answer(idOf(command)),
        pause: async () => void (pauses += 1),
        told: (index: number, outcome: MassOutcome) => told.push(`${index} ${outcome.kind}`),
        isStopped: () => told.length >= stopAfter,
      }),
  }
}

describe("an action on many comments", () => {
  it("goes on over what is refused and what fails, and tells of each", async () => {
    const all = running(async (id) => {
      if (id === "a") return { code: "reason-missing" as never, message: "…" }
      if (id === "b") throw new RequestError(0, "/api/commands", null)
      return null
    })
    await all.run()
    expect(all.told).toEqual(["0 refused", "1 failed", "2 done"])
  })

  it("waits where it is too quick, and sends the same again", async () => {
    let tries = 0
    const all = running(async (id) => {
      if (id === "b" && (tries += 1) < 3) throw new RequestError(429, "/api/commands", null)
      return null
    })
    await all.run()
    expect([all.told, all.pauses()]).toEqual([["0 done", "1 done", "2 done"], 2])
  })

  it("stops when it is asked to, and when nobody is signed in any more", async () => {
    const stopped = running(async () => null, 1)
    await stopped.run()
    expect(stopped.told).toEqual(["0 done"])
    const out = running(async () => {
      throw new RequestError(401, "/api/commands", null)
    })
    await out.run()
    expect(out.told).toEqual(["0 failed"])
  })
})

describe("what is offered for many comments", () => {
  const { id: publicationId } = samplePublication.publication
  const seededAt = Date.UTC(2026, 10, 24, 8)
  const at = seededAt + 3_600_000
  const publication = sampleEvents(seededAt)
    .toSorted((a, b) => a.at - b.at)
    .reduce((state, event, index) => apply(state, { position: index + 1, ...event }), emptyPublication(publicationId))
  const threads = ["s02", "s07-phl"].flatMap((sectionId) => {
    const actor = { personId: "p-ngo-1" as PersonId, at, newId: () => `on-${sectionId}` }
    const decision = decideReview(
      publication,
      emptyThreads(publicationId),
      {
        type: "addComment",
        publicationId,
        sectionId: sectionId as SectionId,
        body: "Which ones?",
        targets: [],
        kind: "question",
        audience: "section",
      },
      actor,
    )
    if ("refusal" in decision) throw new Error(decision.refusal.message)
    const done = completeReview(publication, decision.plan, null)
    if ("refusal" in done) throw new Error(done.refusal.message)
    const after = done.events.reduce(
      (table, { stream, event }) => applyToThreads(table, { stream, position: 1, at, author: actor.personId, event }),
      emptyThreads(publicationId),
    )
    return [...allThreads(after)]
  })
  const [onJoint, onNational] = threads
  const offered = (who: string, ...of: typeof threads) => massOffers(publication, of, who as PersonId, at)

  it("is what may be done with one of them at least, by the rules for one", () => {
    if (onJoint === undefined || onNational === undefined) throw new Error("there are two comments")
    expect(offered("p-iom-2", onJoint)).toEqual({ settle: true, assign: true, classify: true })
    expect(offered("p-swe-1", onJoint)).toEqual({ settle: false, assign: false, classify: false })
    expect(offered("p-ngo-1", onJoint)).toEqual({ settle: false, assign: false, classify: true })
    expect(offered("p-iom-2", onNational).settle).toBe(false)
    expect(offered("p-iom-2", onNational, onJoint).settle).toBe(true)
    expect(offered("p-iom-2")).toEqual({ settle: false, assign: false, classify: false })
  })
})
