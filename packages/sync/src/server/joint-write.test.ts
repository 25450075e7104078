import { createInThreadReader } from "@codraft/document/reader/in-thread"
import type { PassageMove, PassageSelection } from "@codraft/document/reader"
import type { SectionId } from "@codraft/publication"
import type { Append } from "@codraft/storage"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { closeCodes, decodeTextEntry } from "../protocol/index.ts"
import { createRoomWorld, RoomWorld, sectionId, seedOf } from "../testing/room-world.ts"
import type { JointChange, MakeJointChange } from "./joint-write.ts"
import type { WriteBasis } from "./ports.ts"

const other = "s02" as SectionId
const both = [sectionId, other]
const reader = createInThreadReader()
const fact = (stream: string, expected = 0): Append => ({
  stream,
  expected,
  entries: [{ at: 1, author: "ana", data: new Uint8Array([1]) }],
})

async function createTwoTexts(options: ConstructorParameters<typeof RoomWorld>[0] = {}): Promise<RoomWorld> {
  const world = await createRoomWorld(options)
  await seedOther(world)
  return world
}

async function seedOther(world: RoomWorld): Promise<void> {
  await world.hub.write(other, "system", ({ position, clientId }) => (position > 0 ? null : seedOf(clientId)))
}

async function moveOf(
  [from, to]: readonly WriteBasis[],
  selection: PassageSelection = everything,
): Promise<PassageMove> {
  if (from === undefined || to === undefined) throw new Error("two texts are needed")
  const english = { language: "en", dir: "ltr" } as const
  const move = await reader.movePassage({
    clientId: from.clientId,
    from: { section: sectionId, parts: from.parts, ...english },
    to: { section: other, parts: to.parts, ...english },
    selection,
    place: { before: null, after: null },
    isPlaceNeeded: false,
    withMarks: false,
    replacesEmpty: false,
    tellsWhere: false,
    names: {},
    replaces: null,
  })
  if (typeof move === "string") throw new Error(move)
  return move
}

const everything = { kind: "everything" } as const

function moving(facts: readonly Append[] = [], gate: Promise<void> = Promise.resolve()): MakeJointChange {
  return async (bases): Promise<JointChange> => {
    await gate
    const { removal, insertion } = await moveOf(bases)
    return { updates: [removal && { update: removal }, { update: insertion }], facts }
  }
}

function gate(): { promise: Promise<void>; open: () => void } {
  let open = () => {}
  const promise = new Promise<void>((resolve) => (open = resolve))
  return { promise, open: () => open() }
}

const logged = async (world: RoomWorld, id: SectionId) => (await world.storage.log.read(`text:${id}`, 0)).length

describe("a change to two texts", () => {
  it("[ROOM39] goes into both and the facts in one append, and everybody in either sees it", async () => {
    const appends: string[][] = []
    const world = await createTwoTexts()
    const seen = new RoomWorld({ storage: world.storage, log: watched(world, appends) })
    const ana = await seen.person("ana").joins()
    const bo = seen.person("bo").connect(other)
    await seen.rest()
    ana.types("to be moved")
    await seen.rest()
    appends.length = 0
    const written = await seen.hub.writeTogether(both, "ana", moving([fact("section:s01"), fact("section:s02")]))
    await seen.rest()
    expect(appends[0]?.toSorted()).toEqual(["section:s01", "section:s02", "text:s01", "text:s02"])
    expect(written.facts.map(({ stream, entries }) => [stream, entries[0]?.position])).toEqual([
      ["section:s01", 1],
      ["section:s02", 1],
    ])
    expect(bo.text).toBe("\nto be moved")
    // The emptied text got its paragraph.
    expect(ana.text).toBe("")
    const entry = (await seen.storage.log.read("text:s02", 0)).at(-1)
    expect(entry?.author).toBe("ana")
    expect(decodeTextEntry(entry!.data).bound).toEqual([])
  })

  it("[ROOM39] takes along what arrived before it, and what arrives while it is made waits for it", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    await world.rest()
    ana.types("before. ")
    const { promise, open } = gate()
    const written = world.hub.writeTogether(both, "ana", moving([], promise))
    await world.rest()
    bo.types("meanwhile")
    await world.rest()
    expect(bo.receipts.at(-1) ?? 0).toBeLessThan(2)
    open()
    await written
    await world.rest()
    expect(bo.text).toBe("meanwhile\nbefore. ")
    expect(bo.receipts.at(-1)).toBe(2)
  })

  it("[ROOM39] brings what was cut out of one of them before, which gets no entry", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    await world.rest()
    ana.types("to be cut")
    await world.rest()
    const { parts } = await world.hub.parts(sectionId)
    ana.root.delete(0, 1)
    await world.rest()
    const before = await logged(world, sectionId)
    await world.hub.writeTogether(both, "ana", async (bases) => {
      const { removal, insertion } = await moveOf(bases, { kind: "cut", ids: ["b1"], parts })
      return { updates: [removal && { update: removal }, { update: insertion }], facts: [] }
    })
    await world.rest()
    expect(bo.text).toBe("\nto be cut")
    expect(await logged(world, sectionId)).toBe(before)
  })

  it("[ROOM39] is made anew from what another server has written since", async () => {
    const world = await createTwoTexts()
    const south = new RoomWorld({ storage: world.storage, clock: world.clock, drawClientId: () => 2 })
    const bo = await south.person("bo").joins()
    const { promise, open } = gate()
    const written = world.hub.writeTogether(both, "ana", moving([fact("section:s01")], promise))
    await world.rest()
    bo.types("from the south")
    await south.rest()
    open()
    await written
    await world.rest()
    const cy = world.person("cy").connect(other)
    await world.rest()
    expect(cy.text).toBe("\nfrom the south")
  })

  it("[ROOM39] is there whole or not at all after a crash at any point of it", async () => {
    for (const cut of ["before", "after"] as const) {
      const world = await createTwoTexts()
      const ana = await world.person("ana").joins()
      ana.types("words")
      await world.rest()
      if (cut === "before") world.storage.faults.pause()
      else world.storage.faults.cutAfterWrite()
      const written = world.hub.writeTogether(both, "ana", moving([fact("section:s01")])).then(
        () => "written",
        () => "failed",
      )
      await world.rest()
      const storage = world.storage.crash()
      const next = new RoomWorld({ storage })
      const [one, two] = [await next.person("cy").joins(), next.person("di").connect(other)]
      await next.rest()
      const facts = await storage.log.read("section:s01", 0)
      expect([one.text, two.text, facts.length]).toEqual(cut === "before" ? ["words", "", 0] : ["", "\nwords", 1])
      void written
    }
  })

  it("[ROOM40] affects nobody when its facts conflict or it cannot be made", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    await expect(world.hub.writeTogether(both, "ana", moving([fact("section:s01", 5)]))).rejects.toThrow(/section:s01/)
    await expect(
      world.hub.writeTogether(both, "ana", () => Promise.reject(new Error("no such block"))),
    ).rejects.toThrow("no such block")
    ana.types("still here")
    bo.types("here too")
    await world.rest()
    expect([ana.closedWith, bo.closedWith]).toEqual([null, null])
    expect(await logged(world, sectionId)).toBe(2)
    expect(await logged(world, other)).toBe(2)
  })

  it("[ROOM40] [ROOM7] closes both rooms when the log fails, with nothing of it written", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    await world.rest()
    world.storage.faults.failNext()
    await expect(world.hub.writeTogether(both, "ana", moving([fact("section:s01")]))).rejects.toThrow(
      "the write failed",
    )
    await world.rest()
    expect([ana.closedWith?.code, bo.closedWith?.code]).toEqual([closeCodes.failure, closeCodes.failure])
    expect([await logged(world, sectionId), await logged(world, other)]).toEqual([1, 1])
  })

  it("[ROOM40] comes to its end, whatever the order in which others name the same texts", async () => {
    const world = await createTwoTexts()
    const nothing: MakeJointChange = async () => ({ updates: [null, null], facts: [] })
    const orders = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? both : both.toReversed()))
    const all = await Promise.all(orders.map((order) => world.hub.writeTogether(order, "ana", nothing)))
    expect(all).toHaveLength(20)
    await world.hub.stop()
    await expect(world.hub.writeTogether(both, "ana", nothing)).rejects.toThrow("stopping")
  })

  it("[ROOM40] lets the other room go on when one ends before both have come", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    await world.rest()
    world.storage.faults.pause()
    ana.types("lost")
    await world.rest()
    const written = world.hub.writeTogether(both, "ana", moving())
    const failed = expect(written).rejects.toThrow("the write failed")
    await world.rest()
    world.storage.faults.failNext()
    world.storage.faults.resume()
    await failed
    await world.rest()
    expect(ana.closedWith?.code).toBe(closeCodes.failure)
    bo.types("goes on")
    await world.rest()
    expect(bo.closedWith).toBeNull()
    expect(await logged(world, other)).toBe(2)
  })

  it("[ROOM41] words for a passage that has gone on are logged, and shown in neither text", async () => {
    const world = await createTwoTexts()
    const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
    ana.types("passage")
    await world.rest()
    const late = world.person("cy").connect()
    await world.rest()
    // It hears nothing more, as if what is sent to it were on the way, and writes.
    late.isAlive = false
    await world.hub.writeTogether(both, "ana", moving())
    const before = Y.encodeStateVector(late.doc)
    late.types(" and late words")
    late.send({ type: "update", update: Y.encodeStateAsUpdate(late.doc, before) })
    await world.rest()
    expect(bo.text).toBe("\npassage")
    expect(ana.text).toBe("")
    const texts = (await world.entries()).map(({ data }) => new TextDecoder().decode(decodeTextEntry(data).update))
    expect(texts.some((text) => text.includes("late words"))).toBe(true)
  })
})

function watched(world: RoomWorld, appends: string[][]): RoomWorld["storage"]["log"] {
  const { log } = world.storage
  return {
    append: (batch) => {
      appends.push(batch.map(({ stream }) => stream))
      return log.append(batch)
    },
    read: (...args) => log.read(...args),
    heads: (streams) => log.heads(streams),
    streams: (prefix) => log.streams(prefix),
    archive: (stream, through) => log.archive(stream, through),
    close: () => log.close(),
  }
}
