import { canJoin, type PersonId, type Publication, type StreamName } from "@codraft/publication"
import { openWorld } from "@codraft/server/testing"
import { expect, it } from "vitest"
import { besideWhich, joinableStreams, threadsBeside } from "./joinable-streams.ts"

it("are those that one may join each, and single threads are beside the comments on their section", async () => {
  const world = await openWorld()
  const scope = "everything" as const
  const session = { id: "x", personId: "p-iom-1" as PersonId, expiresAt: Number.MAX_SAFE_INTEGER, scope }
  const [listed] = world.server.publications.list(session)
  const publication = listed && world.server.publications.whole(session, listed.id)
  if (!publication) throw new Error("there is no sample")
  const readers = (...organizations: string[]) => ({
    organizations,
    people: [],
    secretariat: organizations.length === 1,
  })
  const ids = Array.from({ length: 60 }, (_, n) => `t${n}`)
  const threads = ids.map((id, n) => [
    id,
    { sectionId: ["s07-phl", "s07-swe", null][n % 3], readers: n % 2 === 0 ? readers("ngo") : readers("phl", "swe") },
  ])
  const privateThreads = Object.fromEntries(threads) as Publication["privateThreads"]
  const state = { ...publication, privateThreads }
  const names = ["review:s02", ...ids.map((id) => `thread:${id}`)] as StreamName[]
  for (const id of ["p-iom-1", "p-ngo-1", "p-phl-1", "p-swe-1", "p-gsu-1"] as PersonId[]) {
    const single = (name: StreamName) => name.startsWith("thread:")
    expect(joinableStreams(state, id, names)).toEqual(names.filter((name) => !single(name) && canJoin(state, id, name)))
    for (const beside of ["review:s07-phl", "review:s07-swe", `review:${state.id}`, "review:s02"] as StreamName[]) {
      const there = names.filter((name) => single(name) && besideWhich(state, name) === beside)
      expect(threadsBeside(state, id, beside)).toEqual(there.filter((name) => canJoin(state, id, name)))
    }
  }
  expect(["review:s02", "thread:unknown"].map((name) => besideWhich(state, name as StreamName))).toEqual([null, null])
  await world.close()
})
