import { describe, expect, it } from "vitest"
import type { SectionId } from "@codraft/publication"
import { createRoomWorld, RoomWorld, sectionId } from "../testing/room-world.ts"
import { VirtualClock } from "../testing/virtual-clock.ts"
import { createLocalBus } from "./local-bus.ts"
import { rhythm } from "./bounds.ts"

const caret = { type: null, tname: "root-v2", item: null, assoc: 0 }

describe("presence", () => {
  it("[ROOM24] others learn whose client it is from the session, and where its caret is, and nothing else", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.announces({
      name: "The Minister",
      personId: "bo",
      color: "red",
      anchorPos: caret,
      focusPos: { x: 1 },
      focusing: true,
      awarenessData: { email: "a@b" },
    })
    await world.clock.pass(100)
    expect(bo.heardOfOthers).toEqual([
      {
        client: ana.doc.clientID,
        clock: 1,
        state: { personId: "ana", anchorPos: caret, focusPos: {}, focusing: true },
      },
    ])
  })

  it("[ROOM24] who comes later is told of everybody once it has the text", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.announces()
    const bo = await world.person("bo").joins()
    expect(bo.heardOfOthers.map(({ client }) => client)).toEqual([ana.doc.clientID])
    expect(bo.received.findIndex(({ type }) => type === "awareness")).toBeGreaterThan(
      bo.received.findIndex(({ type }) => type === "step2"),
    )
  })

  it("[ROOM25] a connection speaks for its own client only", async () => {
    const world = await createRoomWorld()
    const [ana, bo, cy] = [
      await world.person("ana").joins(),
      await world.person("bo").joins(),
      await world.person("cy").joins(),
    ]
    ana.announces()
    bo.announces()
    await world.clock.pass(100)
    bo.announces({ anchorPos: caret }, ana.doc.clientID, 9)
    bo.announces(null, ana.doc.clientID, 10)
    bo.announces({ anchorPos: caret }, 12345, 9)
    await world.clock.pass(100)
    expect(new Set(cy.heardOfOthers.map(({ client }) => client))).toEqual(new Set([ana.doc.clientID, bo.doc.clientID]))
    expect(cy.heardOfOthers.filter(({ client }) => client === ana.doc.clientID)).toHaveLength(1)
    expect(world.hub.present(sectionId)).toEqual(["ana", "bo"])
  })

  it("[ROOM26] whoever leaves is gone for the others, and newer when back, also with a lower clock", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.announces({ focusing: true }, ana.doc.clientID, 40)
    await world.clock.pass(100)
    ana.leaves()
    await world.clock.pass(100)
    await ana.joins()
    ana.announces({ focusing: true }, ana.doc.clientID, 2)
    await world.clock.pass(100)
    const heard = bo.heardOfOthers
    expect(heard.map(({ state }) => state !== null)).toEqual([true, false, true])
    expect(heard.map(({ clock }) => clock)).toEqual([40, 41, 42])
  })

  it("[ROOM26] a tab that comes back before its old connection is known to be dead stays", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.announces()
    const old = ana.connection
    await ana.joins()
    ana.announces()
    old?.closed()
    await world.clock.pass(100)
    expect(world.hub.present(sectionId)).toEqual(["ana"])
  })

  it("[ROOM27] a person with two tabs counts once, until the last is closed; each change is told once", async () => {
    const world = await createRoomWorld()
    const told: string[][] = []
    world.hub.onPresence((_section, people) => told.push(people))
    const [first, second] = [await world.person("ana").joins(), await world.person("ana").joins()]
    first.announces()
    second.announces()
    await world.clock.pass(100)
    expect(world.hub.present(sectionId)).toEqual(["ana"])
    first.leaves()
    await world.clock.pass(100)
    expect(world.hub.present(sectionId)).toEqual(["ana"])
    second.announces(null, second.doc.clientID, 5)
    await world.clock.pass(100)
    expect(told).toEqual([["ana"], []])
    expect(world.hub.present("s99" as SectionId)).toEqual([])
  })

  it("[ROOM27] people on several servers are told of each other, and of a server that dies", async () => {
    const clock = new VirtualClock()
    const bus = createLocalBus((fn) => clock.setTimer(fn, 1))
    const north = await createRoomWorld({ clock, serverId: "north", bus: bus.connect() })
    const south = new RoomWorld({ clock, serverId: "south", bus: bus.connect(), storage: north.storage })
    const [ana, bo] = [await north.person("ana").joins(), await south.person("bo").joins()]
    ana.announces()
    bo.announces()
    await clock.pass(200)
    expect(ana.heardOfOthers.map(({ client }) => client)).toContain(bo.doc.clientID)
    expect(north.hub.present(sectionId)).toEqual(["ana", "bo"])
    const cy = await south.person("cy").joins()
    expect(new Set(cy.heardOfOthers.map(({ client }) => client))).toEqual(new Set([ana.doc.clientID, bo.doc.clientID]))

    await clock.pass(5 * rhythm.presenceOfServerMs)
    expect(south.hub.present(sectionId)).toEqual(["ana", "bo"])
    const late = new RoomWorld({ clock, serverId: "late", bus: bus.connect(), storage: north.storage })
    await late.person("di").joins()
    await clock.pass(100)
    expect(late.hub.present(sectionId)).toEqual(["ana", "bo"])

    await north.hub.stop()
    await clock.pass(2 * rhythm.presenceOfServerMs)
    expect(south.hub.present(sectionId)).toEqual(["bo"])
  })

  it("[ROOM28] many moves of many carets are told in few messages, and a caret that comes with words after them", async () => {
    const world = await createRoomWorld()
    const [ana, bo, cy] = [
      await world.person("ana").joins(),
      await world.person("bo").joins(),
      await world.person("cy").joins(),
    ]
    for (let i = 1; i <= 50; i++) {
      ana.announces({ focusing: true }, ana.doc.clientID, i)
      bo.announces({ focusing: true }, bo.doc.clientID, i)
      await world.clock.pass(2)
    }
    expect(cy.messages("awareness").length).toBeLessThanOrEqual(4)

    await world.clock.pass(1_000)
    cy.received.length = 0
    ana.types("words")
    ana.announces({ focusing: true }, ana.doc.clientID, 99)
    await world.clock.pass(100)
    expect(cy.received.map(({ type }) => type)).toEqual(["update", "awareness"])
  })

  it("[ROOM28] goes on when the clock of the machine is set back by an hour", async () => {
    const clock = new VirtualClock()
    let setBackMs = 0
    const shifted = {
      now: () => clock.now() - setBackMs,
      setTimer: (fn: () => void, delayMs: number) => clock.setTimer(fn, delayMs),
    }
    const world = await createRoomWorld({ clock: shifted as VirtualClock })
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.announces()
    await clock.pass(1_000)
    setBackMs = 3_600_000
    ana.announces({ focusing: true }, ana.doc.clientID, 2)
    await clock.pass(1_000)
    expect(bo.heardOfOthers.at(-1)?.state).toMatchObject({ focusing: true })
  })

  it("[ROOM29] something is sent to everybody at least every 20 s, and says nothing", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const before = ana.received.length
    await world.clock.pass(61_000)
    expect(ana.received.length - before).toBe(3)
    expect(ana.heardOfOthers).toEqual([])
  })
})
