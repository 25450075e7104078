import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createRoomWorld } from "../testing/room-world.ts"
import { createTextWork } from "../work/index.ts"
import { backpressure } from "./bounds.ts"

const mebibyte = 1024 * 1024

describe("a connection that does not take what it is sent", () => {
  it("[ROOM30] is forwarded nothing more, and gets one update with everything once it has drained", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    bo.bufferedBytes = 2 * mebibyte
    ana.types("0")
    await world.rest()
    const before = bo.messages("update").length
    for (let i = 1; i < 10; i++) {
      ana.types(String(i))
      await world.clock.pass(20)
    }
    expect(bo.messages("update")).toHaveLength(before)
    bo.bufferedBytes = 0
    await world.clock.pass(500)
    expect(bo.messages("update")).toHaveLength(before + 1)
    expect(bo.text).toBe("0123456789")
    ana.types("!")
    await world.rest()
    expect(bo.text).toBe("0123456789!")
  })

  it("[ROOM30] is not sent again what filled it: a large change of somebody's to many costs no difference for each of them", async () => {
    const worker = createTextWork()
    let differences = 0
    const counted = {
      ...worker,
      diff: (...args: Parameters<typeof worker.diff>) => (differences++, worker.diff(...args)),
    }
    const world = await createRoomWorld({ worker: counted })
    const [ana, ...viewers] = await Promise.all(["ana", "bo", "cy", "di"].map((name) => world.person(name).joins()))
    for (const viewer of viewers) viewer.bufferedBytes = 2 * mebibyte
    ana?.types("long ".repeat(40_000))
    await world.rest()
    ana?.types("and more")
    await world.rest()
    for (const viewer of viewers) viewer.bufferedBytes = 0
    await world.clock.pass(500)
    for (const viewer of viewers) expect(viewer.text).toBe(ana?.text)
    expect(differences).toBe(0)
  })

  it("[ROOM30] gets what it missed also when that is much, and many who lack the same share one answer", async () => {
    const worker = createTextWork()
    let differences = 0
    const counted = {
      ...worker,
      diff: (...args: Parameters<typeof worker.diff>) => (differences++, worker.diff(...args)),
    }
    const world = await createRoomWorld({ worker: counted })
    const [ana, ...viewers] = await Promise.all(["ana", "bo", "cy", "di"].map((name) => world.person(name).joins()))
    for (const viewer of viewers) viewer.bufferedBytes = 2 * mebibyte
    ana?.types("a")
    await world.rest()
    for (let i = 0; i < 3; i++) {
      ana?.types("long ".repeat(8_000))
      await world.rest()
    }
    for (const viewer of viewers) viewer.bufferedBytes = 0
    await world.clock.pass(500)
    for (const viewer of viewers) expect(viewer.text).toBe(ana?.text)
    expect(differences).toBe(1)
  })

  it("[ROOM30] is told of presence again when it has drained", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    bo.bufferedBytes = 2 * mebibyte
    ana.types("0")
    await world.rest()
    ana.announces()
    await world.clock.pass(1_000)
    expect(bo.heardOfOthers).toEqual([])
    bo.bufferedBytes = 0
    await world.clock.pass(500)
    expect(bo.heardOfOthers.map(({ client }) => client)).toEqual([ana.doc.clientID])
  })

  it("[ROOM31] is closed with 4529 after 30 s in which it took nothing", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    bo.bufferedBytes = 2 * mebibyte
    ana.types("a")
    await world.clock.pass(backpressure.stalledMs - 1_000)
    expect(bo.closedWith).toBeNull()
    await world.clock.pass(2_000)
    expect(bo.closedWith).toEqual({ code: 4529, reason: "too-slow" })
  })

  it("[ROOM31] is not closed while it takes something, however slowly", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    bo.bufferedBytes = 4 * mebibyte
    ana.types("a")
    for (let left = 4 * mebibyte; left > mebibyte; left -= 256 * 1024) {
      bo.bufferedBytes = left
      await world.clock.pass(20_000)
    }
    expect(bo.closedWith).toBeNull()
  })

  it("[ROOM31] is closed with 4529 at once when far too much waits for it", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    bo.bufferedBytes = 9 * mebibyte
    ana.types("a")
    await world.clock.pass(1_000)
    expect(bo.closedWith?.code).toBe(4529)
    expect(ana.closedWith).toBeNull()
  })

  it("[ROOM2] [ROOM30] however often it asks, one answer is made, and what is logged meanwhile is not lost", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("long ".repeat(20_000))
    await world.rest()
    const bo = world.person("bo")
    bo.connect()
    for (let i = 0; i < 20; i++) bo.send({ type: "step1", stateVector: Y.encodeStateVector(bo.doc) })
    ana.types("and more")
    await world.rest()
    expect(bo.text).toBe(ana.text)
    expect(bo.messages("step2").length).toBeLessThanOrEqual(3)
  })
})
