import { createMemoryStorage } from "@codraft/storage/memory"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { decodeTextEntry } from "../protocol/index.ts"
import { createRoomWorld, RoomWorld, sectionId, stream, type YjsClient } from "../testing/room-world.ts"
import { VirtualClock } from "../testing/virtual-clock.ts"
import { createTextWork } from "../work/index.ts"
import { rhythm } from "./bounds.ts"
import { createLocalBus } from "./local-bus.ts"

async function twoServers() {
  const clock = new VirtualClock()
  const bus = createLocalBus((fn) => clock.setTimer(fn, 1))
  const north = await createRoomWorld({ clock, serverId: "north", bus: bus.connect(), drawClientId: () => 1 })
  const south = new RoomWorld({
    clock,
    storage: north.storage,
    serverId: "south",
    bus: bus.connect(),
    drawClientId: () => 2,
  })
  return { clock, north, south }
}

describe("several servers on one log", () => {
  it("[ROOM36] what one server logs is told by the other, as soon as the bus says so", async () => {
    const { clock, north, south } = await twoServers()
    const [ana, bo] = [await north.person("ana").joins(), await south.person("bo").joins()]
    ana.types("from the north")
    await clock.pass(10)
    expect(bo.text).toBe("from the north")
  })

  it("[ROOM36] writers on two servers conflict at every append, and nothing is lost or logged twice", async () => {
    const { clock, north, south } = await twoServers()
    const [ana, bo] = [await north.person("ana").joins(), await south.person("bo").joins()]
    for (let i = 0; i < 10; i++) {
      ana.types(`n${i} `)
      bo.types(`s${i} `)
    }
    await clock.pass(100)
    expect(ana.text).toBe(bo.text)
    expect(ana.text.split(" ").filter(Boolean)).toHaveLength(20)
    expect(ana.receipts.at(-1)).toBe(11)
    expect(bo.receipts.at(-1)).toBe(11)
    const late = await new RoomWorld({ storage: north.storage }).person("cy").joins()
    expect(late.text).toBe(ana.text)
  })

  it("[ROOM36] a client id bound on another server a moment ago is foreign here when the batch is judged anew", async () => {
    const { clock, north, south } = await twoServers()
    const [ana, eve] = [await north.person("ana").joins(), await south.person("eve").joins()]
    ana.doc.clientID = 4711
    eve.doc.clientID = 4711
    ana.types("mine")
    eve.types("not mine")
    await clock.pass(100)
    expect(eve.messages("denied").map(({ code }) => code)).toEqual(["foreign-text"])
    expect((await north.entries()).map(({ author }) => author)).toEqual(["system", "ana"])
  })

  it("[ROOM21] [ROOM36] two servers that seed one section at the same moment leave one paragraph", async () => {
    const clock = new VirtualClock()
    const storage = createMemoryStorage()
    const [north, south] = [
      new RoomWorld({ clock, storage, drawClientId: () => 1 }),
      new RoomWorld({ clock, storage, drawClientId: () => 2 }),
    ]
    await Promise.all([north.seed(), south.seed()])
    expect((await north.person("ana").joins()).root.length).toBe(1)
    expect(await north.entries()).toHaveLength(1)
  })
})

describe("snapshots and memory", () => {
  it("[ROOM34] after many entries a snapshot is stored, and the history stays in the log", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    for (let i = 0; i < rhythm.compactAfterEntries; i++) {
      ana.types("x")
      if (i % 500 === 0) await world.rest()
    }
    await world.clock.pass(100)
    const snapshot = await world.storage.snapshots.get(stream)
    expect(snapshot?.position).toBeGreaterThanOrEqual(rhythm.compactAfterEntries)
    const entries = await world.entries()
    expect(entries.length).toBe(rhythm.compactAfterEntries + 1)
    ana.types("y")
    await world.rest()
    const next = await new RoomWorld({ storage: world.storage }).person("bo").joins()
    expect(next.text).toBe(ana.text)
  })

  it("[ROOM34] what was deleted is not in the snapshot, but in the log", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("a secret slip")
    await world.rest()
    ana.doc.transact(() => ana.line.delete(0, 13))
    ana.types("public")
    await world.rest()
    await world.hub.compact(sectionId)
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    const snapshot = await world.storage.snapshots.get(stream)
    expect(text(snapshot!.data)).not.toContain("secret")
    expect(text(snapshot!.data)).toContain("public")
    expect((await world.entries()).some((entry) => text(decodeTextEntry(entry.data).update).includes("secret"))).toBe(
      true,
    )
    const bo = await new RoomWorld({ storage: world.storage }).person("bo").joins()
    expect(bo.text).toBe("public")
  })

  it("[ROOM37] words that are deleted while a compaction runs, or while the widening waits for it, do not travel to new readers", async () => {
    const work = createTextWork()
    let startCompaction = () => {}
    const mayStart = new Promise<void>((resolve) => (startCompaction = resolve))
    let compactions = 0
    const slow: typeof work = {
      ...work,
      compact: async (...args) => {
        compactions += 1
        if (compactions === 1) await mayStart
        return work.compact(...args)
      },
    }
    const world = await createRoomWorld({ worker: slow })
    const ana = await world.person("ana").joins()
    ana.types("a secret slip")
    await world.rest()
    const early = world.hub.compact(sectionId)
    await world.rest()
    ana.doc.transact(() => ana.line.delete(0, 13))
    ana.types("public")
    await world.rest()
    const fact = { at: 1, author: "ana", data: new Uint8Array([1]) }
    const widened = world.hub.widen(sectionId, "ana", [{ stream: "section:s01", entries: [fact], expected: 0 }])
    await world.rest()
    expect((await world.storage.log.heads(["section:s01"])).get("section:s01")).toBe(0)
    startCompaction()
    await early
    expect((await widened).facts).toMatchObject([{ stream: "section:s01", entries: [{ position: 1 }] }])
    const bo = world.person("bo")
    bo.connect()
    await world.rest()
    expect(bo.text).toBe("public")
    const sent = bo.messages("step2").map(({ update }) => new TextDecoder().decode(update))
    expect(sent.join()).not.toContain("secret")
  })

  it("[ROOM37] nor do notes without a reference, one that loses it during the widening among them", async () => {
    const work = createTextWork()
    let looks = 0
    let ana: YjsClient | null = null
    const worker: typeof work = {
      ...work,
      forgetLeftovers: async (parts) => {
        looks += 1
        const update = await work.forgetLeftovers(parts)
        // Between the first look and the facts Ana takes out another reference.
        if (looks === 1) ana?.doc.transact(() => removeReference(ana!.doc, "second"))
        return update
      },
    }
    const world = await createRoomWorld({ worker })
    ana = await world.person("ana").joins()
    ana.types("words")
    ana.doc.transact(() => addNotes(ana.doc, ["first", "second", "third"]))
    ana.doc.transact(() => removeReference(ana.doc, "first"))
    await world.rest()
    const fact = { at: 1, author: "ana", data: new Uint8Array([1]) }
    await world.hub.widen(sectionId, "ana", [{ stream: "section:s01", entries: [fact], expected: 0 }])
    await world.rest()
    const bo = world.person("bo")
    bo.connect()
    await world.rest()
    const sent = bo.messages("step2").map(({ update }) => new TextDecoder().decode(update))
    expect(["first", "second", "third"].map((id) => sent.join().includes(`secret of ${id}`))).toEqual([
      false,
      false,
      true,
    ])
    expect(looks).toBeGreaterThan(2)
  })

  it("[ROOM3] a snapshot that is damaged, or of a format of tomorrow, keeps nobody from the text: the log has it all", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("all of it")
    await world.rest()
    await world.hub.compact(sectionId)
    const position = (await world.storage.snapshots.get(stream))?.position ?? 0
    await world.storage.snapshots.put(stream, { position, data: new Uint8Array([1, 2, 3]) })
    const next = new RoomWorld({ storage: world.storage })
    expect((await next.person("bo").joins()).text).toBe("all of it")
    expect(next.failures.map(({ what }) => what)).toEqual(["snapshot"])
    await next.hub.compact(sectionId)
    const last = new RoomWorld({ storage: world.storage })
    expect((await last.person("cy").joins()).text).toBe("all of it")
    expect(last.failures).toEqual([])
  })

  it("[ROOM34] a compaction that fails changes nothing and is tried again later", async () => {
    const storage = createMemoryStorage()
    let isFailing = true
    const snapshots = {
      get: (name: string) => storage.snapshots.get(name),
      put: async (...args: Parameters<typeof storage.snapshots.put>) => {
        if (isFailing) throw new Error("no space")
        await storage.snapshots.put(...args)
      },
    }
    const world = await createRoomWorld({ storage, snapshots })
    const ana = await world.person("ana").joins()
    ana.types("kept")
    await world.rest()
    await expect(world.hub.compact(sectionId)).rejects.toThrow("no space")
    ana.types(" and more")
    await world.rest()
    expect((await world.person("bo").joins()).text).toBe("kept and more")
    isFailing = false
    await world.hub.compact(sectionId)
    expect((await storage.snapshots.get(stream))?.position).toBe(3)
    expect((await world.person("cy").joins()).text).toBe("kept and more")
  })

  it("[ROOM35] a room that nobody uses leaves memory after a minute, and comes back as it was", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    ana.types("still here")
    await world.rest()
    await world.clock.pass(2 * rhythm.idleRoomMs)
    expect(world.hub.roomCount).toBe(1)
    ana.leaves()
    await world.clock.pass(rhythm.idleRoomMs + 1_000)
    expect(world.hub.roomCount).toBe(0)
    expect((await world.hub.parts(sectionId)).position).toBe(2)
    await world.clock.pass(rhythm.idleRoomMs + 1_000)
    expect(world.hub.roomCount).toBe(0)
    expect((await world.person("bo").joins()).text).toBe("still here")
  })

  it("[ROOM33] stopping logs what was received, closes everybody with 4503, and takes nothing new", async () => {
    const world = await createRoomWorld()
    const ana = await world.person("ana").joins()
    world.storage.faults.pause()
    ana.types("in flight")
    ana.types(" and waiting")
    const stopped = world.hub.stop()
    ana.types(" and too late")
    await world.rest()
    world.storage.faults.resume()
    await stopped
    expect(ana.closedWith).toEqual({ code: 4503, reason: "stopping" })
    expect(ana.receipts.at(-1)).toBe(3)
    const bo = world.person("bo").connect()
    expect(bo.closedWith?.code).toBe(4503)
    await expect(world.hub.write(sectionId, "ana", () => null)).rejects.toThrow("stopping")
    expect((await new RoomWorld({ storage: world.storage }).person("cy").joins()).text).toBe("in flight and waiting")
  })

  it("[ROOM7] a text that cannot be loaded closes with 4500 and is tried anew by the next who comes", async () => {
    const storage = (await createRoomWorld()).storage
    let isFailing = true
    const log = Object.assign(Object.create(storage.log) as typeof storage.log, {
      read: async (...args: Parameters<typeof storage.log.read>) => {
        if (isFailing) throw new Error("unreadable")
        return storage.log.read(...args)
      },
    })
    const world = new RoomWorld({
      storage,
      log: {
        ...log,
        append: (batch) => storage.log.append(batch),
        heads: (names) => storage.log.heads(names),
        streams: (prefix) => storage.log.streams(prefix),
        archive: (name, through) => storage.log.archive(name, through),
        close: () => storage.log.close(),
      },
    })
    const ana = await world.person("ana").joins()
    expect(ana.closedWith?.code).toBe(4500)
    await expect(world.hub.parts(sectionId)).rejects.toThrow("unreadable")
    isFailing = false
    await ana.joins()
    expect(ana.root.length).toBe(1)
  })
})

function addNotes(doc: Y.Doc, ids: readonly string[]): void {
  const root = doc.get("root-v2", Y.XmlElement)
  const element = (name: string, attributes: Record<string, string>) => {
    const made = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const line = root.get(0) as Y.XmlElement
  line.insert(
    line.length,
    ids.map((id) => element("footnoteref", { __note: id, __kind: "footnote" })),
  )
  const container = element("footnotes", { s_id: "notes" })
  container.insert(
    0,
    ids.map((id) => {
      const note = element("footnote", { s_id: `block-${id}`, __note: id })
      note.insert(0, [new Y.XmlText(`secret of ${id}`)])
      return note
    }),
  )
  root.insert(root.length, [container])
}

function removeReference(doc: Y.Doc, id: string): void {
  const line = doc.get("root-v2", Y.XmlElement).get(0) as Y.XmlElement
  const at = line.toArray().findIndex((child) => child instanceof Y.XmlElement && child.getAttribute("__note") === id)
  line.delete(at)
}
