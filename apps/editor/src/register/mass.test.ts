import type { ReviewCommandInput, ThreadId } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { RequestError } from "../workspace/request.ts"
import { type MassOutcome, runMass } from "./mass.ts"

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
