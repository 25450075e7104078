import type { SectionId } from "@codraft/publication"
import type { Log } from "@codraft/storage"
import { describe, expect, it } from "vitest"
import { bytesOf, EventWorld, type Follower, rest } from "../testing/event-world.ts"
import { VirtualClock } from "../testing/virtual-clock.ts"
import { eventBounds } from "./bounds.ts"
import { createLocalBus } from "./local-bus.ts"

describe("following a stream", () => {
  it("[EVT1] gives what is behind the position, then live, then what comes", async () => {
    const world = new EventWorld()
    await world.append("publication:p1", 1, 2, 3)
    const follower = world.connect().joins("publication:p1", 1)
    await rest()
    await world.append("publication:p1", 4)
    await rest()
    expect(follower.heard("publication:p1")).toEqual([2, 3, "live 3", 4])
    expect(follower.said.find((message) => message["position"] === 2)).toEqual({
      stream: "publication:p1",
      position: 2,
      at: 2,
      author: "ana",
      event: { type: "counted", n: 2, words: "é\u2028" },
    })
  })

  it("[EVT1] brings what is behind in pages to whoever asks for that, and what comes as it comes", async () => {
    const world = new EventWorld()
    await world.append("publication:p1", 1, 2, 3)
    const follower = world.connect().joins("publication:p1", 1, { inPages: true })
    await rest()
    await world.append("publication:p1", 4)
    await rest()
    const event = (n: number) => ({ type: "counted", n, words: "é\u2028" })
    expect(follower.said.filter(({ stream }) => stream === "publication:p1")).toEqual([
      {
        stream: "publication:p1",
        entries: [2, 3].map((n) => ({ position: n, at: n, author: "ana", event: event(n) })),
      },
      { stream: "publication:p1", live: 3 },
      { stream: "publication:p1", position: 4, at: 4, author: "ana", event: event(4) },
    ])
  })

  it("[EVT1] has no gap and nothing twice when entries come while older ones are being read", async () => {
    const world = new EventWorld()
    const { log } = world.storage
    let release: (() => void)[] = []
    const slow: Log = Object.assign(Object.create(log) as Log, {
      read: (...args: Parameters<Log["read"]>) =>
        new Promise((resolve) => release.push(() => resolve(log.read(...args)))),
    })
    const hub = new EventWorld({ log: slow })
    Object.assign(hub, { storage: world.storage })
    await hub.append("publication:p1", 1, 2)
    const follower = hub.connect().joins("publication:p1")
    let next = 3
    for (let round = 0; round < 12; round++) {
      if (round < 6) await hub.append("publication:p1", next++)
      for (const go of release.splice(0)) go()
      await rest()
      if (round < 6) await hub.append("publication:p1", next++)
    }
    expect(follower.heard("publication:p1").filter((heard) => typeof heard === "number")).toEqual(
      Array.from({ length: next - 1 }, (_, i) => i + 1),
    )
    expect(follower.heard("publication:p1").filter((heard) => typeof heard === "string")).toHaveLength(1)
    release = []
  })

  it("[EVT1] reads what a publisher left out", async () => {
    const world = new EventWorld()
    const follower = world.connect().joins("publication:p1")
    await rest()
    await world.storage.log.append([
      { stream: "publication:p1", entries: [{ at: 1, author: "ana", data: bytesOf(1) }] },
    ])
    await world.append("publication:p1", 2)
    await rest()
    expect(follower.heard("publication:p1")).toEqual(["live 0", 1, 2])
  })

  it("[EVT1] a wake-up from another server brings what it wrote", async () => {
    const clock = new VirtualClock()
    const bus = createLocalBus((fn) => clock.setTimer(fn, 1))
    const north = new EventWorld({ bus: bus.connect() })
    const south = new EventWorld({ bus: bus.connect(), log: north.storage.log })
    const follower = south.connect().joins("publication:p1")
    await rest()
    await north.append("publication:p1", 1)
    await clock.pass(5)
    await rest()
    expect(follower.heard("publication:p1")).toEqual(["live 0", 1])
  })

  it("[EVT1] long streams are read page by page, all streams in turn", async () => {
    const world = new EventWorld()
    const numbers = Array.from({ length: 3 * eventBounds.pageEntriesMax }, (_, i) => i + 1)
    await world.append("publication:p1", ...numbers)
    await world.append("section:s01", 1)
    const follower = world.connect().joins("publication:p1").joins("section:s01")
    await rest()
    expect(follower.heard("publication:p1")).toEqual([...numbers, `live ${numbers.length}`])
    const liveOfShort = follower.said.findIndex((message) => message["stream"] === "section:s01" && "live" in message)
    const liveOfLong = follower.said.findIndex((message) => message["stream"] === "publication:p1" && "live" in message)
    expect(liveOfShort).toBeLessThan(liveOfLong)
  })

  it("[EVT2] refuses what may not be joined, what cannot be, and text", async () => {
    const world = new EventWorld()
    const follower = world.connect().joins("section:secret").joins("nonsense").joins("text:s01")
    await rest()
    expect(follower.said.filter((message) => "refused" in message)).toEqual([
      { stream: "section:secret", refused: 4404 },
      { stream: "nonsense", refused: 4404 },
      { stream: "text:s01", refused: 4404 },
    ])
    expect(follower.closedWith).toBeNull()
  })

  it("[EVT3] says what is available on opening, and what is new after a change", async () => {
    const world = new EventWorld()
    const follower = world.connect()
    expect(follower.said).toEqual([...world.streams].map((available) => ({ available })))
    world.streams.add("text:s01")
    world.streams.add("section:s03")
    world.hub.refresh()
    world.hub.refresh()
    expect(follower.said.slice(3)).toEqual([{ available: "section:s03" }])
  })

  it("[EVT3] says that a stream has begun, to those who may join it", async () => {
    const world = new EventWorld({ canJoin: (person, stream) => person === "ana" || stream === "section:s01" })
    const [ana, bo] = [world.connect("ana"), world.connect("bo")]
    world.hub.appeared(["thread:t1", "section:s01"])
    world.hub.appeared(["thread:t1"])
    expect([ana.said.slice(3), bo.said.slice(3)]).toEqual([[{ available: "thread:t1" }], []])
  })

  it("[EVT4] a stream that may no longer be joined is gone, and nothing of it is sent any more", async () => {
    const world = new EventWorld()
    const follower = world.connect().joins("section:s01")
    await rest()
    world.streams.delete("section:s01")
    world.hub.refresh()
    await world.append("section:s01", 1)
    world.tellPresence("s01" as SectionId, ["bo"])
    await rest()
    expect(follower.said.at(-1)).toEqual({ gone: "section:s01" })
    expect(follower.heard("section:s01")).toEqual(["live 0"])
  })

  it("[EVT5] who joined a section is told who is in it, then and on every change", async () => {
    const world = new EventWorld()
    world.present.set("s01", ["bo"])
    const [follower, other] = [world.connect().joins("section:s01"), world.connect().joins("section:s02")]
    world.tellPresence("s01" as SectionId, ["bo", "cy"])
    await rest()
    const present = (of: Follower) => of.said.filter((message) => "present" in message)
    expect(present(follower)).toEqual([
      { stream: "section:s01", present: ["bo"] },
      { stream: "section:s01", present: ["bo", "cy"] },
    ])
    expect(present(other)).toEqual([{ stream: "section:s02", present: [] }])
  })

  it("[EVT10] who has seen more of a stream than there is forgets it and reads it anew: the log was set back", async () => {
    const world = new EventWorld()
    await world.append("section:s01", 1, 2)
    const follower = world.connect().joins("section:s01", 5)
    await rest()
    expect(follower.said.slice(-2)).toEqual([{ gone: "section:s01" }, { available: "section:s01" }])
    expect(follower.heard("section:s01")).toEqual([])
    follower.joins("section:s01", 0)
    await rest()
    expect(follower.heard("section:s01")).toEqual([1, 2, "live 2"])
  })

  it("[EVT6] joining again changes nothing, and leaving ends it", async () => {
    const world = new EventWorld()
    await world.append("publication:p1", 1)
    const follower = world.connect().joins("publication:p1").joins("publication:p1", 0)
    await rest()
    follower.joins("publication:p1")
    await rest()
    expect(follower.heard("publication:p1")).toEqual([1, "live 1"])
    follower.connection?.receive(JSON.stringify({ leave: "publication:p1" }))
    await world.append("publication:p1", 2)
    await rest()
    expect(follower.heard("publication:p1")).toEqual([1, "live 1"])
    follower.joins("publication:p1", 1)
    await rest()
    expect(follower.heard("publication:p1")).toEqual([1, "live 1", 2, "live 2"])
  })

  it("[EVT7] a full link is sent nothing until it has drained, then goes on where it stopped", async () => {
    const world = new EventWorld()
    const follower = world.connect().joins("section:s01")
    await rest()
    follower.bufferedBytes = 2 ** 21
    await world.append("section:s01", 1)
    await world.append("section:s01", 2)
    world.tellPresence("s01" as SectionId, ["a"])
    world.tellPresence("s01" as SectionId, ["b"])
    await world.clock.pass(5_000)
    expect(follower.heard("section:s01")).toEqual(["live 0", 1])
    follower.bufferedBytes = 0
    await world.clock.pass(500)
    await rest()
    expect(follower.heard("section:s01")).toEqual(["live 0", 1, 2])
    expect(follower.said.filter((message) => "present" in message).at(-1)).toEqual({
      stream: "section:s01",
      present: ["b"],
    })
  })

  it("[EVT7] a link that takes nothing for 30 s is closed with 4529", async () => {
    const world = new EventWorld()
    const follower = world.connect().joins("section:s01")
    await rest()
    follower.bufferedBytes = 2 ** 21
    await world.append("section:s01", 1)
    await world.clock.pass(31_000)
    expect(follower.closedWith?.code).toBe(4529)
  })

  it.each([
    ["no JSON", "{", 4400],
    ["no request", `{"join":1}`, 4400],
    ["an unknown request", `{"join":"a","after":0,"more":1}`, 4400],
    ["a request that is too long", JSON.stringify({ join: "x".repeat(5_000), after: 0 }), 4413],
  ])("[EVT8] %s closes the connection", (_what, frame, code) => {
    const world = new EventWorld()
    const follower = world.connect()
    follower.connection?.receive(frame)
    expect(follower.closedWith?.code).toBe(code)
    expect(world.hub.connectionCount).toBe(0)
  })

  it("[EVT8] too many joins and too many messages are closed with 4529, a failing log with 4500", async () => {
    const world = new EventWorld({ canJoin: () => true })
    const [greedy, noisy] = [world.connect(), world.connect()]
    for (let i = 0; i <= eventBounds.joinsMax; i++) greedy.joins(`section:s${i}`)
    for (let i = 0; i <= eventBounds.messagesBurstMax; i++) noisy.joins("nonsense")
    expect(greedy.closedWith).toEqual({ code: 4529, reason: "too-many-joins" })
    expect(noisy.closedWith).toEqual({ code: 4529, reason: "too-many-messages" })

    const failing = new EventWorld()
    await failing.storage.close()
    const follower = failing.connect().joins("section:s01")
    await rest()
    expect(follower.closedWith?.code).toBe(4500)
  })

  it("[EVT9] pings every 20 s, and closes with 4503 when the server stops", async () => {
    const world = new EventWorld()
    const follower = world.connect()
    await world.clock.pass(41_000)
    expect(follower.said.filter((message) => "ping" in message)).toHaveLength(2)
    world.hub.stop()
    expect(follower.closedWith).toEqual({ code: 4503, reason: "stopping" })
    expect(world.connect().closedWith?.code).toBe(4503)
  })
})
