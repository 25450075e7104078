import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { decodeTextEntry, encodeMessage, isServerClientId } from "../protocol/index.ts"
import {
  createRoomWorld,
  readOnly,
  RoomWorld,
  sectionId,
  seedOf,
  stream,
  type YjsClient,
} from "../testing/room-world.ts"
import { roomBounds } from "./bounds.ts"

describe("loading and answering", () => {
  it("[ROOM1] a client that comes while the text is loading is told nothing before it is there, and then sees it whole", async () => {
    const { storage } = await createRoomWorld()
    const first = new RoomWorld({ storage })
    const ana = await first.person("ana").joins()
    ana.types("what was stored")
    await first.rest()

    const { log, open } = gated(storage.log)
    const world = new RoomWorld({ storage, log })
    const bo = await world.person("bo").joins()
    expect(bo.received).toEqual([])
    open()
    await world.rest()
    expect(bo.messages("step2")).toHaveLength(1)
    expect(bo.text).toBe("what was stored")
  })

  it("[ROOM1] what a client sends while the text is loading is kept and judged afterwards, also when it has left by then", async () => {
    const { storage } = await createRoomWorld()
    const { log, open } = gated(storage.log)
    const world = new RoomWorld({ storage, log })
    const ana = world.person("ana")
    Y.applyUpdate(ana.doc, decodeTextEntry((await storage.log.read(stream, 0))[0]!.data).update, ana)
    ana.connect()
    ana.types("early words")
    ana.leaves()
    open()
    await world.rest()
    const bo = await world.person("bo").joins()
    expect(bo.text).toBe("early words")
  })

  it("[ROOM1] whatever it asks and announces while the text is loading, it is answered once and shown where it was last", async () => {
    const { storage } = await createRoomWorld()
    const { log, open } = gated(storage.log)
    const world = new RoomWorld({ storage, log })
    const [ana, bo] = [world.person("ana"), world.person("bo")]
    ana.connect()
    bo.connect()
    for (let i = 1; i <= 1_000; i++) {
      ana.announces({ focusing: i === 1_000 }, ana.doc.clientID, i)
      ana.send({ type: "step1", stateVector: Y.encodeStateVector(ana.doc) })
    }
    open()
    await world.rest()
    await world.clock.pass(100)
    expect(ana.messages("step2")).toHaveLength(1)
    // When it came to the text, and when ana was told of; never of what she had said before.
    expect(bo.heardOfOthers.length).toBeLessThanOrEqual(2)
    for (const heard of bo.heardOfOthers) expect(heard).toMatchObject({ clock: 1_000, state: { focusing: true } })
  })

  it("[ROOM2] a client gets nothing of the text before it has asked, then everything, once", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const bo = world.person("bo")
    bo.isAlive = false
    bo.connect()
    ana.types("one")
    await world.rest()
    expect([...bo.messages("update"), ...bo.messages("step2")]).toEqual([])
    bo.isAlive = true
    bo.send({ type: "step1", stateVector: Y.encodeStateVector(bo.doc) })
    await world.rest()
    ana.types(" two")
    await world.rest()
    expect(bo.text).toBe("one two")
    expect(bo.messages("step2")).toHaveLength(1)
    expect(bo.messages("update")).toHaveLength(1)
  })

  it("[ROOM3] [ROOM34] a room loaded from snapshot and tail knows whose ids are whose, and what is deleted", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana", { clientId: 11 }).joins()
    ana.types("abc")
    await world.rest()
    await world.hub.compact(sectionId)
    ana.types("def")
    await world.rest()

    const next = new RoomWorld({ storage: world.storage })
    const bo = await next.person("bo").joins()
    expect(bo.text).toBe("abcdef")
    bo.doc.clientID = 11
    bo.types("!")
    await next.rest()
    expect(bo.messages("denied").map(({ code }) => code)).toEqual(["foreign-text"])
  })
})

describe("logging first", () => {
  it("[ROOM4] nobody is sent a change, and its author has no receipt, before it is in the log", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    const receiptsBefore = ana.receipts.length
    world.storage.faults.pause()
    ana.types("draft")
    await world.rest()
    expect(bo.text).toBe("")
    expect(ana.receipts).toHaveLength(receiptsBefore)
    world.storage.faults.resume()
    await world.rest()
    expect(bo.text).toBe("draft")
    expect(ana.receipts.at(-1)).toBe(2)
  })

  it("[ROOM5] [ROOM6] what arrives during one append goes into the next one together, and reaches each other client in one message", async () => {
    const world = await createRoomWorld()
    const people = [
      await world.person("ana").joins(),
      await world.person("bo").joins(),
      await world.person("cy").joins(),
    ]
    const [ana, bo, cy] = people as [YjsClient, YjsClient, YjsClient]
    const appends = countAppends(world)
    world.storage.faults.pause()
    ana.types("a")
    await world.rest()
    ana.types("b")
    bo.types("c")
    ana.types("d")
    await world.rest()
    world.storage.faults.resume()
    await world.rest()
    expect(appends()).toBe(2)
    expect(cy.messages("update")).toHaveLength(2)
    expect(ana.messages("update")).toHaveLength(1)
    expect(bo.messages("update")).toHaveLength(2)
    for (const person of people) expect(person.text).toBe(cy.text)
    for (const letter of "abcd") expect(cy.text.split(letter)).toHaveLength(2)
  })

  it("[ROOM5] [ROOM19] a crowd that types in the same moment is taken a number of people at a time, in turn", async () => {
    const world = await createRoomWorld()
    const crowd = Array.from({ length: 2 * roomBounds.batchAuthorsMax + 1 }, (_, i) => world.person(`p${i}`))
    for (const person of crowd) await person.joins()
    crowd[0]?.types("first ")
    await world.rest()
    const appends = countAppends(world)
    world.storage.faults.pause()
    for (const round of ["a", "b"]) for (const person of crowd) person.types(round)
    await world.rest()
    world.storage.faults.resume()
    await world.clock.pass(100)
    for (const person of crowd) expect(person.text).toBe(crowd[0]?.text)
    expect(crowd[0]?.text).toHaveLength("first ".length + 2 * crowd.length)
    expect(appends()).toBeLessThanOrEqual(10)
  })

  it("[ROOM7] when an append fails nobody is told anything, all are closed with 4500, and coming again loses nothing", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    world.storage.faults.failNext()
    ana.types("not yet")
    await world.rest()
    expect(ana.closedWith?.code).toBe(4500)
    expect(bo.closedWith?.code).toBe(4500)
    expect(ana.receipts.at(-1)).toBe(1)
    expect(bo.messages("update")).toEqual([])
    expect(world.failures.map(({ what }) => what)).toEqual(["append"])

    await ana.joins()
    await bo.joins()
    expect(bo.text).toBe("not yet")
    expect(ana.receipts.at(-1)).toBe(1)
  })

  it("[ROOM7] a full disk is named in the closing reason, and the room works again when there is space", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    world.storage.faults.setFull(true)
    ana.types("kept by ana")
    await world.rest()
    expect(ana.closedWith).toEqual({ code: 4500, reason: "storage-full" })
    world.storage.faults.setFull(false)
    await ana.joins()
    expect((await world.person("bo").joins()).text).toBe("kept by ana")
  })

  it("[ROOM7] an append that was written although it failed is found in the log, and not logged twice", async () => {
    const { storage } = await createRoomWorld()
    let isFailing = false
    const log = {
      ...bound(storage.log),
      append: async (...args: Parameters<typeof storage.log.append>) => {
        const heads = await storage.log.append(...args)
        if (isFailing) throw new Error("the answer was lost")
        return heads
      },
    }
    const world = new RoomWorld({ storage, log })
    const ana = await world.person("ana").joins()
    isFailing = true
    ana.types("once")
    await world.rest()
    isFailing = false
    await ana.joins()
    expect(ana.receipts.at(-1)).toBe(1)
    expect(await world.entries()).toHaveLength(2)
    expect((await world.person("bo").joins()).text).toBe("once")
  })

  it("[ROOM8] the last words before a tab closes are logged", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    world.storage.faults.pause()
    ana.types("first")
    await world.rest()
    ana.types(" and last")
    ana.leaves()
    world.storage.faults.resume()
    await world.rest()
    expect((await world.person("bo").joins()).text).toBe("first and last")
  })
})

describe("receipts", () => {
  it("[ROOM9] [ROOM10] every step 2 and update counts in its order, also those that change nothing, and nothing is logged twice", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("a")
    await world.rest()
    const everything = Y.encodeStateAsUpdate(ana.doc)
    for (let i = 0; i < 3; i++) ana.send({ type: "update", update: everything })
    await world.rest()
    expect(ana.receipts.at(-1)).toBe(5)
    expect([...ana.receipts].sort((a, b) => a - b)).toEqual(ana.receipts)
    expect(await world.entries()).toHaveLength(2)
  })

  it("[ROOM10] of a message that brings some news only the news is logged, deletions too", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana", { clientId: 11 }).joins()
    ana.types("abcdef")
    ana.doc.transact(() => ana.line.delete(0, 2))
    await world.rest()
    ana.leaves()
    ana.types("gh")
    ana.doc.transact(() => ana.line.delete(1, 1))
    ana.connect()
    ana.isAlive = false
    ana.send({ type: "step2", update: Y.encodeStateAsUpdate(ana.doc) })
    await world.rest()
    const { structs, ds } = Y.decodeUpdate(decodeTextEntry((await world.entries()).at(-1)!.data).update)
    expect(structs.map((struct) => struct.length)).toEqual([2])
    expect([...ds.clients.values()].flat().map((range) => range.len)).toEqual([1])
    expect((await world.person("bo").joins()).text).toBe("cefgh")
  })

  it("[ROOM11] updates behind a gap are answered by one question, and count when the answer that fills it is logged", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.isAlive = false
    const updates: Uint8Array[] = []
    ana.doc.on("update", (update: Uint8Array) => updates.push(update))
    for (const letter of "abcde") ana.types(letter)
    const questions = ana.messages("step1").length
    for (const update of updates.slice(1)) ana.send({ type: "update", update })
    await world.rest()
    expect(ana.messages("step1")).toHaveLength(questions + 1)
    expect(ana.receipts.at(-1)).toBe(1)
    expect(await world.entries()).toHaveLength(1)

    const question = ana.messages("step1").at(-1)!
    ana.send({ type: "step2", update: Y.encodeStateAsUpdate(ana.doc, question.stateVector) })
    await world.rest()
    expect(ana.receipts.at(-1)).toBe(6)
    expect((await world.person("bo").joins()).text).toBe("abcde")
  })

  it("[ROOM11] a flood of updates without predecessor is one question, and logs nothing", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const bo = await world.person("bo").joins()
    ana.isAlive = false
    const updates: Uint8Array[] = []
    ana.doc.on("update", (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 2_001; i++) ana.types("x")
    const questions = ana.messages("step1").length
    const frames = updates.slice(1).map((update) => encodeMessage({ type: "update", update }))
    for (let round = 0; round < 10; round++) {
      for (const frame of frames) ana.sendFrame(frame)
      await world.clock.pass(10)
    }
    expect(ana.messages("step1")).toHaveLength(questions + 1)
    expect(await world.entries()).toHaveLength(1)
    expect(ana.connection).not.toBeNull()
    bo.types("undisturbed")
    await world.rest()
    expect((await world.entries()).at(-1)?.author).toBe("bo")
  })

  it("[ROOM12] a step 2 with a gap is refused: what is missing will not come", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.isAlive = false
    ana.types("abc")
    const known = Y.encodeStateVector(ana.doc)
    ana.types("def")
    ana.send({ type: "step2", update: Y.encodeStateAsUpdate(ana.doc, known) })
    await world.rest()
    expect(ana.messages("denied").map(({ code }) => code)).toEqual(["text-incomplete"])
  })

  it("[ROOM13] [ROOM15] the receipt stops at a refusal, what follows is ignored, and the connection goes on reading", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.types("a")
    await world.rest()
    ana.refusal = readOnly
    ana.types("b")
    await world.rest()
    ana.refusal = null
    ana.types("c")
    bo.types("from bo")
    await world.rest()
    expect(ana.receipts.at(-1)).toBe(2)
    expect(ana.messages("denied")).toEqual([{ type: "denied", code: readOnly.code, message: readOnly.message }])
    expect(bo.text).not.toContain("b".repeat(2))
    expect((await world.entries()).map(({ author }) => author)).toEqual(["system", "ana", "bo"])
    expect(ana.messages("update")).toHaveLength(1)
  })
})

describe("the server's own writes", () => {
  it("[ROOM21] a write and its facts are one append, made from the state that it follows", async () => {
    const world = new RoomWorld()
    const fact = { at: 1, author: "ana", data: new TextEncoder().encode(`{"type":"sectionAdded"}`) }
    const written = await world.hub.write(
      sectionId,
      "ana",
      ({ clientId, position, parts }) => {
        expect([position, parts]).toEqual([0, []])
        return seedOf(clientId)
      },
      [{ stream: "section:s01", entries: [fact], expected: 0 }],
    )
    expect(written.position).toBe(1)
    expect(written.facts.map(({ stream, entries }) => [stream, entries.map((entry) => entry.position)])).toEqual([
      ["section:s01", [1]],
    ])
    expect((await world.entries())[0]?.author).toBe("ana")
  })

  it("[ROOM21] a write whose facts conflict is rejected, is not in the text, and disturbs nobody", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const fact = { at: 1, author: "bo", data: new Uint8Array([1]) }
    const write = world.hub.write(
      sectionId,
      "bo",
      ({ clientId, parts }) => serverTyping(parts, clientId, "from the server"),
      [{ stream: "review:s01", entries: [fact], expected: 5 }],
    )
    ana.types("typed meanwhile")
    await expect(write).rejects.toMatchObject({ name: "ConflictError" })
    await world.rest()
    expect(ana.closedWith).toBeNull()
    expect((await world.person("cy").joins()).text).toBe("typed meanwhile")
  })

  it("[ROOM21] a write whose maker fails is rejected and nothing is written", async () => {
    const world = await createRoomWorld()
    await expect(world.hub.write(sectionId, "bo", () => Promise.reject(new Error("no such words")))).rejects.toThrow(
      "no such words",
    )
    await expect(world.hub.write(sectionId, "bo", () => new Uint8Array([1, 2, 3]))).rejects.toThrow("not let in")
    expect(await world.entries()).toHaveLength(1)
  })

  it("[ROOM21] the room waits for the maker, but not for ever", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    const write = world.hub.write(sectionId, "bo", () => new Promise(() => undefined))
    const outcome = expect(write).rejects.toThrow("not made within")
    await world.rest()
    ana.types("after all")
    await world.rest()
    expect(await world.entries()).toHaveLength(1)
    await world.clock.pass(10_000)
    await outcome
    expect((await world.entries()).at(-1)?.author).toBe("ana")
  })

  it("[ROOM22] the server writes under one id of its own, which no person may use", async () => {
    const world = await createRoomWorld()
    const ids = new Set<number>()
    for (const words of ["one", "two"]) {
      await world.hub.write(sectionId, "bo", ({ clientId, parts }) => {
        ids.add(clientId)
        return serverTyping(parts, clientId, words)
      })
    }
    expect(ids.size).toBe(1)
    const [id] = [...ids]
    expect(isServerClientId(id!)).toBe(true)
    for (const entry of await world.entries()) expect(decodeTextEntry(entry.data).bound).toEqual([])
    const eve = await world.person("eve", { clientId: id! + 1 }).joins()
    eve.types("as if I were a server")
    await world.rest()
    expect(eve.messages("denied").map(({ code }) => code)).toEqual(["foreign-text"])
  })

  it("[ROOM23] a text whose last block was deleted gets one new paragraph from the server", async () => {
    const world = await createRoomWorld()
    const [ana, bo] = [await world.person("ana").joins(), await world.person("bo").joins()]
    ana.root.delete(0, ana.root.length)
    await world.rest()
    expect(ana.root.length).toBe(1)
    expect(bo.root.length).toBe(1)
    ana.types("goes on")
    await world.rest()
    expect(bo.text).toBe("goes on")
    expect((await world.entries()).map(({ author }) => author)).toEqual(["system", "ana", "system", "ana"])
  })

  it("[ROOM23] a server that died before it could refill the text does so when the room loads", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    world.storage.faults.cutAfterWrite()
    ana.root.delete(0, ana.root.length)
    await world.rest()
    const next = new RoomWorld({ storage: world.storage.crash() })
    const bo = await next.person("bo").joins()
    expect(bo.root.length).toBe(1)
  })
})

function serverTyping(parts: readonly Uint8Array[], clientId: number, words: string): Uint8Array {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const before = Y.encodeStateVector(doc)
  doc.clientID = clientId
  const paragraph = doc.get("root-v2", Y.XmlElement).get(0) as Y.XmlElement
  ;(paragraph.get(0) as Y.XmlText).insert(0, words)
  return Y.encodeStateAsUpdate(doc, before)
}

function countAppends(world: RoomWorld): () => number {
  const { log } = world.storage
  const append = log.append.bind(log)
  let count = 0
  log.append = (batch) => {
    count += 1
    return append(batch)
  }
  return () => count
}

/** A log that is not read before it is opened. */
function gated(log: RoomWorld["storage"]["log"]) {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const read: typeof log.read = async (...args) => {
    await opened
    return log.read(...args)
  }
  return { log: { ...bound(log), read }, open }
}

/** The log's methods as plain properties, so that a test can replace some. */
function bound(log: RoomWorld["storage"]["log"]): RoomWorld["storage"]["log"] {
  return {
    append: (batch) => log.append(batch),
    read: (...args) => log.read(...args),
    heads: (streams) => log.heads(streams),
    streams: (prefix) => log.streams(prefix),
    archive: (stream, through) => log.archive(stream, through),
    close: () => log.close(),
  }
}
