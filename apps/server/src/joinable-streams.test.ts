import { canJoin, type PersonId, type Publication, type StreamName } from "@codraft/publication"
import { openWorld } from "@codraft/server/testing"
import { expect, it } from "vitest"
import { joinableStreams } from "./joinable-streams.ts"

it("are those that one may join each, however many have the same readers", async () => {
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
    expect(joinableStreams(state, id, names)).toEqual(names.filter((name) => canJoin(state, id, name)))
  }
  await world.close()
})
