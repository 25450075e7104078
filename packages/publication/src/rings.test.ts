import { expect, it } from "vitest"
import { apply } from "./apply.ts"
import { type Command, CommandSchema } from "./commands.ts"
import type { SectionId } from "./ids.ts"
import { World } from "./testing/world.ts"
import { pathTo } from "./tree.ts"

function move(sectionId: string, parentId: string): Command {
  return CommandSchema.parse({
    type: "moveSection",
    publicationId: World.sample().state.id,
    sectionId,
    parentId,
    before: null,
  })
}

it("two moves that are decided on one state form no ring if both still rest on what they were decided on", () => {
  const world = World.sample()
  const ids = ["s01", "s02", "s03", "s08", "s09", "s10", "s11", "s12"]
  const moves = ids.flatMap((id) => ids.map((parent) => world.decide("p-iom-1", move(id, parent))))
  const possible = moves.filter((decision) => "events" in decision).filter(({ events }) => events.length > 0)
  let rings = 0
  for (const first of possible) {
    for (const second of possible) {
      const written = new Set(first.events.map(({ stream }) => stream))
      const isStale = [...second.restsOn, ...second.events.map(({ stream }) => stream)].some((one) => written.has(one))
      const both = [...first.events, ...second.events].reduce(
        (state, { stream, event }) => apply(state, { stream, event, position: 9, at: 0, author: "system" }),
        world.state,
      )
      const isRing = ids.some((id) => {
        const { parentId } = pathTo(both, id as SectionId).at(-1) ?? { parentId: null }
        return parentId !== null
      })
      if (isRing) rings += 1
      if (!isStale) expect(isRing).toBe(false)
    }
  }
  expect(rings).toBeGreaterThan(0)
})
