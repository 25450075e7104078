import { seedUpdate } from "@codraft/document/seed"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { decodeTextEntry, encodeMessage } from "../protocol/index.ts"
import { createRoomWorld, readOnly, sectionId } from "../testing/room-world.ts"
import { createTextWork } from "../work/index.ts"
import { roomBounds } from "./bounds.ts"

const codes = (client: { messages(type: "denied"): { code: string }[] }) =>
  client.messages("denied").map(({ code }) => code)

describe("who may write", () => {
  it("[ROOM14] a reader's change is refused with the reason, and nobody else sees it", async () => {
    const world = await createRoomWorld()
    const reader = await world.person("rita", { mayWrite: false }).joins()
    const ana = await world.person("ana").joins()
    reader.types("not allowed")
    await world.rest()
    expect(codes(reader)).toEqual([readOnly.code])
    expect(ana.text).toBe("")
    expect(await world.entries()).toHaveLength(1)
  })

  it("[ROOM14] a returning reader who sends all that it knows, deletions too, is not refused", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("words that go")
    ana.doc.transact(() => ana.line.delete(0, 6))
    await world.rest()
    const reader = await world.person("rita", { mayWrite: false }).joins()
    reader.send({ type: "update", update: Y.encodeStateAsUpdate(reader.doc) })
    await world.rest()
    expect(codes(reader)).toEqual([])
    expect(reader.receipts.at(-1)).toBe(2)
  })

  it("[ROOM14] the right to write is asked for every message, when it is judged", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    world.storage.faults.pause()
    ana.types("in time")
    await world.rest()
    ana.types(", too late")
    ana.refusal = readOnly
    world.storage.faults.resume()
    await world.rest()
    expect(codes(ana)).toEqual([readOnly.code])
    expect((await world.person("bo").joins()).text).toBe("in time")
  })

  it("[ROOM16] a client id belongs to the first person who writes with it, and the log says so", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana", { clientId: 4711 }).joins()
    ana.types("mine")
    await world.rest()
    const [, entry] = await world.entries()
    expect(entry?.author).toBe("ana")
    expect(decodeTextEntry(entry!.data).bound).toEqual([4711])
    ana.types(" too")
    await world.rest()
    expect(decodeTextEntry((await world.entries())[2]!.data).bound).toEqual([])

    const eve = await world.person("eve").joins()
    eve.doc.clientID = 4711
    eve.types("in ana's name")
    await world.rest()
    expect(codes(eve)).toEqual(["foreign-text"])
    expect(await world.entries()).toHaveLength(3)
  })

  it("[ROOM16] an id in somebody's live presence is reserved for them before they have written a word", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana", { clientId: 4711 }).joins()
    ana.announces()
    const eve = await world.person("eve").joins()
    eve.doc.clientID = 4711
    eve.types("in ana's name")
    await world.rest()
    expect(codes(eve)).toEqual(["foreign-text"])
    ana.leaves()
    await world.rest()
    expect(await world.entries()).toHaveLength(1)
  })

  it("[ROOM16] it stays hers while she is offline: nobody can take it, and lock her out of her own words", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana", { clientId: 4711 }).joins()
    ana.announces()
    ana.leaves()
    ana.types("written offline")
    const eve = await world.person("eve").joins()
    eve.announces({ focusing: true }, 4711)
    await world.clock.pass(100)
    expect(world.hub.present(sectionId)).toEqual([])
    eve.doc.clientID = 4711
    eve.types("in ana's name")
    await world.rest()
    expect(codes(eve)).toEqual(["foreign-text"])
    await ana.joins()
    ana.announces({ focusing: true }, 4711, 2)
    expect(codes(ana)).toEqual([])
    expect(world.hub.present(sectionId)).toEqual(["ana"])
    expect((await world.person("bo").joins()).text).toBe("written offline")
  })

  it("[ROOM16] the same person may write from two tabs, each under its own id, and again from either", async () => {
    const world = await createRoomWorld()
    const [first, second] = [await world.person("ana").joins(), await world.person("ana").joins()]
    first.types("one ")
    await world.rest()
    second.types("two ")
    await world.rest()
    first.types("three")
    await world.rest()
    expect(second.text).toBe("one two three")
    expect(codes(first).concat(codes(second))).toEqual([])
  })

  it("[ROOM16] another person's words that are in the log already may come back in anybody's message", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.types("by ana")
    await world.rest()
    bo.types(" and bo")
    bo.send({ type: "update", update: Y.encodeStateAsUpdate(bo.doc) })
    await world.rest()
    expect(codes(bo)).toEqual([])
    expect(ana.text).toBe("by ana and bo")
  })

  it("[ROOM17] what a section cannot hold is refused, and nothing of it is logged", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.doc.transact(() => {
      ana.types("harmless")
      ana.root.insert(1, [new Y.XmlElement("script")])
    })
    await world.rest()
    expect(codes(ana)).toEqual(["content-not-allowed"])
    expect(await world.entries()).toHaveLength(1)
  })

  it("[ROOM32] who may no longer read is gone at once; who may no longer write stays and reads", async () => {
    const world = await createRoomWorld()
    const [ana, bo, cy] = [
      await world.person("ana").joins(),
      await world.person("bo").joins(),
      await world.person("cy").joins(),
    ]
    ana.mayRead = false
    bo.refusal = readOnly
    world.hub.refresh()
    expect(ana.closedWith).toEqual({ code: 4404, reason: "not-found" })
    expect(bo.closedWith).toBeNull()
    cy.types("after")
    await world.rest()
    expect(bo.text).toBe("after")
    expect(ana.text).toBe("")
  })

  it("[ROOM32] who may not read a section is told that there is none", async () => {
    const world = await createRoomWorld()
    const eve = world.person("eve")
    eve.mayRead = false
    eve.connect()
    expect(eve.closedWith?.code).toBe(4404)
    expect(eve.received).toEqual([])
  })
})

describe("bad input", () => {
  it.each([
    ["nothing", new Uint8Array()],
    ["an unknown message", new Uint8Array([9, 1])],
    ["a receipt", encodeMessage({ type: "receipt", count: 1 })],
    ["an update that is none", encodeMessage({ type: "update", update: new Uint8Array([1, 2, 3]) })],
    ["a state vector that is none", encodeMessage({ type: "step1", stateVector: new Uint8Array([200, 1]) })],
    ["an awareness message that is none", encodeMessage({ type: "awareness", update: new Uint8Array([5]) })],
    ["a frame that goes on", new Uint8Array([3, 0])],
  ])("[ROOM18] %s closes its connection with 4400, and nobody else notices", async (_what, frame) => {
    const world = await createRoomWorld()
    const [eve, ana] = [await world.person("eve").joins(), await world.person("ana").joins()]
    eve.sendFrame(frame)
    await world.rest()
    expect(eve.closedWith).toEqual({ code: 4400, reason: "malformed" })
    ana.types("undisturbed")
    await world.rest()
    expect(ana.receipts.at(-1)).toBe(2)
    expect(await world.entries()).toHaveLength(2)
  })

  it("[ROOM18] a message beyond its bound closes its connection with 4413", async () => {
    const world = await createRoomWorld()
    const eve = await world.person("eve").joins()
    eve.send({ type: "update", update: new Uint8Array(2 ** 20 + 1) })
    expect(eve.closedWith).toEqual({ code: 4413, reason: "too-large" })
  })

  it("[ROOM20] more connections than a room holds are turned away with 4529", async () => {
    const world = await createRoomWorld()
    const people = Array.from({ length: roomBounds.connectionsMax + 1 }, (_, i) => world.person(`p${i}`))
    for (const person of people) {
      person.isAlive = false
      person.connect()
    }
    expect(people.at(-1)?.closedWith?.code).toBe(4529)
    expect(people.at(-2)?.closedWith).toBeNull()
  })

  it("[ROOM20] more messages than anybody types are answered with 4529", async () => {
    const world = await createRoomWorld()
    const eve = await world.person("eve").joins()
    for (let i = 0; i <= roomBounds.messagesBurstMax && eve.closedWith === null; i++)
      eve.send({ type: "awareness", update: new Uint8Array([0]) })
    expect(eve.closedWith).toEqual({ code: 4529, reason: "too-many-messages" })
  })

  it("[ROOM20] who sends more than may wait is closed with 4529", async () => {
    const world = await createRoomWorld()
    const eve = await world.person("eve").joins()
    world.storage.faults.pause()
    eve.types("a")
    await world.rest()
    const update = seedUpdate([{ type: "paragraph", id: "p", text: "x".repeat(900_000) } as never], {
      clientId: 5,
      newId: () => "b",
      language: "en",
      dir: "ltr",
    })
    for (let i = 0; i < 20 && eve.closedWith === null; i++) eve.send({ type: "update", update })
    expect(eve.closedWith).toEqual({ code: 4529, reason: "too-much-waiting" })
  })

  it("[ROOM20] asks for the text as often as anybody may, and no more", async () => {
    const world = await createRoomWorld()
    const eve = await world.person("eve").joins()
    const ask = () => eve.send({ type: "step1", stateVector: Y.encodeStateVector(new Y.Doc()) })
    for (let i = 0; i < roomBounds.questionsBurstMax - 10; i++) ask()
    expect(eve.closedWith).toBeNull()
    for (let i = 0; i < 20; i++) ask()
    expect(eve.closedWith).toEqual({ code: 4529, reason: "too-many-questions" })
  })

  it("[ROOM19] a large paste is judged by the worker, counts, and arrives", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.types("words ".repeat(100_000))
    ana.types("and one more")
    await world.rest()
    expect(bo.text).toBe(ana.text)
    expect(ana.receipts.at(-1)).toBe(3)
    expect(codes(ana)).toEqual([])
    const late = await world.person("cy").joins()
    expect(late.text).toBe(ana.text)
    await world.hub.compact(sectionId)
  })

  it("[ROOM38] a text that holds as much as it may takes deletions and nothing more", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const pasteBytes = 7 * 1024 * 1024
    for (let bytes = 0; bytes <= roomBounds.textBytesMax; bytes += pasteBytes) {
      const before = Y.encodeStateVector(ana.doc)
      ana.isAlive = false
      ana.types("x".repeat(pasteBytes))
      ana.isAlive = true
      ana.send({ type: "step2", update: Y.encodeStateAsUpdate(ana.doc, before) })
      await world.rest()
    }
    const receipted = ana.receipts.at(-1) ?? 0
    ana.doc.transact(() => ana.line.delete(0, 1))
    await world.rest()
    expect(ana.receipts.at(-1)).toBe(receipted + 1)
    ana.types("one too many")
    await world.rest()
    expect(codes(ana)).toEqual(["text-full"])
    expect(ana.receipts.at(-1)).toBe(receipted + 1)
  })

  it("[ROOM19] a large change is refused for the same reasons as a small one", async () => {
    const world = await createRoomWorld()
    const reader = await world.person("rita", { mayWrite: false }).joins()
    reader.types("words ".repeat(100_000))
    await world.rest()
    expect(codes(reader)).toEqual([readOnly.code])
    const eve = await world.person("eve").joins()
    eve.sendFrame(encodeMessage({ type: "step2", update: new Uint8Array(200_000).fill(255) }))
    await world.rest()
    expect(eve.closedWith?.code).toBe(4400)
    expect(await world.entries()).toHaveLength(1)
  })
})

describe("a bug of ours that a message trips", () => {
  it("[ROOM18] closes the connection that sent it with 4500, and nobody else notices", async () => {
    const work = createTextWork()
    const world = await createRoomWorld({ worker: { ...work, judge: () => Promise.reject(new Error("a bug")) } })
    const [eve, ana] = [await world.person("eve").joins(), await world.person("ana").joins()]
    eve.types("words ".repeat(100_000))
    ana.types("undisturbed")
    await world.rest()
    expect(eve.closedWith?.code).toBe(4500)
    expect(ana.closedWith).toBeNull()
    expect(ana.receipts.at(-1)).toBe(2)
    expect(world.failures.map(({ what }) => what)).toEqual(["judge"])
  })
})
