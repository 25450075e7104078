import type { PersonId, StreamName } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { EventWorld, type Follower, rest } from "../testing/event-world.ts"
import { VirtualClock } from "../testing/virtual-clock.ts"
import { createLocalBus } from "./local-bus.ts"

describe("what has changed", () => {
  const changes = ({ said }: Follower) => said.filter((message) => "changed" in message)
  const readable = (...streams: string[]) => ({
    readers: (stream: string) => ({
      publicationIds: ["p1"],
      mayRead: (person: string) => person === "ana" || streams.includes(stream),
    }),
  })

  it("[EVT11] is said at once, by its part alone, also of what was not joined", async () => {
    const world = new EventWorld(readable("review:s01"))
    const follower = world.connect("bo")
    await world.append("review:s01", 1)
    await world.append("thread:t1", 1)
    expect(changes(follower)).toEqual([{ changed: "p1", of: ["comments"] }])
    await world.clock.pass(1_000)
    world.hub.changed("text:s01")
    expect(changes(follower)).toHaveLength(1)
  })

  it("[EVT12] is not said of what one may not read", async () => {
    const world = new EventWorld(readable())
    const [ana, bo] = [world.connect("ana"), world.connect("bo")]
    await world.append("delegation:p1.bgd", 1)
    world.hub.changed("text:s07")
    await world.append("person:ana", 1)
    await world.clock.pass(60_000)
    expect(changes(ana)).toEqual([
      { changed: "p1", of: ["comments"] },
      { changed: "p1", of: ["texts", "seen"] },
    ])
    expect(bo.said.filter((message) => !("ping" in message) && !("available" in message))).toEqual([])
  })

  it("[EVT13] a burst is a message a second, and the last of it is followed by one", async () => {
    const world = new EventWorld(readable())
    const follower = world.connect()
    const before: number[] = []
    for (let i = 1; i <= 500; i++) {
      await world.append(`thread:t${i}`, i)
      if (i % 100 === 0) world.hub.changed("text:s01")
      await world.clock.pass(10)
      if (i === 499) before.push(changes(follower).length)
    }
    // Five seconds of comments, and of writing.
    expect(changes(follower).length).toBeLessThanOrEqual(6)
    await world.clock.pass(10_000)
    expect(changes(follower).length).toBeGreaterThan(before[0] ?? 0)
    expect(changes(follower).length).toBeLessThanOrEqual(8)
    const later = changes(follower).length
    await world.clock.pass(60_000)
    expect(changes(follower)).toHaveLength(later)
  })

  it("[EVT13] is said after a clock was set back", async () => {
    const world = new EventWorld(readable())
    const follower = world.connect()
    await world.append("review:s01", 1)
    const now = world.clock.now.bind(world.clock)
    world.clock.now = () => now() - 3_600_000
    await world.append("review:s01", 2)
    await world.clock.pass(1_000)
    expect(changes(follower)).toHaveLength(2)
  })

  it("[EVT13] waits while the link is full, and is said once when it has drained", async () => {
    const world = new EventWorld(readable())
    const follower = world.connect().joins("section:s01")
    await rest()
    follower.bufferedBytes = 2 ** 21
    await world.append("section:s01", 1)
    const before = changes(follower).length
    for (let i = 1; i <= 20; i++) await world.append("review:s01", i)
    await world.clock.pass(5_000)
    expect(changes(follower)).toHaveLength(before)
    follower.bufferedBytes = 0
    await world.clock.pass(500)
    expect(changes(follower).slice(before)).toEqual([{ changed: "p1", of: ["comments", "facts"] }])
  })

  it("[EVT14] what another server wrote is said when its facts are known here", async () => {
    const clock = new VirtualClock()
    const bus = createLocalBus((fn) => clock.setTimer(fn, 1))
    const known = new Set<string>()
    let north: EventWorld | null = null
    const south = new EventWorld({
      bus: bus.connect(),
      readers: (stream) => (known.has(stream) ? { publicationIds: ["p1"], mayRead: () => true } : null),
      catchUp: async () => void known.add("thread:t1"),
    })
    north = new EventWorld({ bus: bus.connect(), log: south.storage.log })
    const follower = south.connect()
    await north.append("thread:t1", 1)
    await clock.pass(5)
    await rest()
    expect(changes(follower)).toEqual([{ changed: "p1", of: ["comments"] }])
  })
})

describe("streams beside another", () => {
  const review = "review:s01" as StreamName
  /** The threads on a section, by section; all may be joined. */
  const beside = (threads: Record<string, string[]>) => ({
    canJoin: () => true,
    beside: {
      joinable: (_person: PersonId, stream: StreamName) => (threads[stream] ?? []) as StreamName[],
      of: (stream: StreamName) =>
        (Object.keys(threads).find((each) => threads[each]?.includes(stream)) ?? null) as StreamName | null,
    },
  })
  const offers = ({ said }: Follower) =>
    said.flatMap((message) => {
      const stream = String(message["available"] ?? message["gone"])
      return stream.startsWith("thread:") ? [`${"available" in message ? "+" : "-"}${stream.slice(7)}`] : []
    })

  it("[EVT15] are offered to who has joined it, before it is live, and gone when it is left", async () => {
    const world = new EventWorld(beside({ [review]: ["thread:t1", "thread:t2"] }))
    const [follower, other] = [world.connect(), world.connect()]
    world.hub.refresh()
    expect(offers(follower)).toEqual([])
    follower.joins(review)
    await rest()
    expect(offers(follower)).toEqual(["+t1", "+t2"])
    const [offer, live] = [{ available: "thread:t2" }, { stream: review, live: 0 }]
    const place = (message: object) =>
      follower.said.findIndex((said) => JSON.stringify(said) === JSON.stringify(message))
    expect(place(offer)).toBeLessThan(place(live))
    follower.joins("thread:t1")
    await rest()
    world.hub.refresh()
    follower.connection?.receive(JSON.stringify({ leave: review }))
    await world.append("thread:t1", 1)
    await rest()
    expect(offers(follower)).toEqual(["+t1", "+t2", "-t1", "-t2"])
    expect(follower.heard("thread:t1")).toEqual(["live 0"])
    expect(offers(other)).toEqual([])
  })

  it("[EVT15] are offered when they begin, and when they come to be beside it", async () => {
    const threads: Record<string, string[]> = { [review]: [], "review:s02": ["thread:moving"] }
    const world = new EventWorld(beside(threads))
    const [follower, other] = [world.connect().joins(review), world.connect().joins("review:s02")]
    await rest()
    threads[review] = ["thread:new"]
    await world.append("thread:new", 1)
    world.hub.appeared(["thread:new"])
    threads["review:s02"] = []
    threads[review] = ["thread:new", "thread:moving"]
    await world.append("thread:moving", 1)
    expect([offers(follower), offers(other)]).toEqual([["+new", "+moving"], ["+moving"]])
  })
})
