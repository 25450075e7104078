import { createInThreadReader } from "@codraft/document/reader/in-thread"
import { refusalOf, type SectionId } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { decodeTextEntry } from "../protocol/index.ts"
import { createRoomWorld, RoomWorld, sectionId, seedOf, type YjsClient } from "../testing/room-world.ts"
import { type Followers, type LateRoute, RouteChanged } from "./followers.ts"

const other = "s02" as SectionId
const third = "s03" as SectionId
const reader = createInThreadReader()
const english = { language: "en", dir: "ltr" } as const

/** Knows the one move that a test makes, and where the passage is. */
class KnownMove implements Followers {
  world: RoomWorld | null = null
  to = other
  before: { source: readonly Uint8Array[]; target: readonly Uint8Array[] } | null = null
  change: { removal: Uint8Array; insertion: Uint8Array } = { removal: new Uint8Array(), insertion: new Uint8Array() }
  answer: LateRoute | null = null
  routes = 0
  made = 0
  overtaken = 0

  lookInto(section: SectionId) {
    return this.before !== null && section === sectionId ? ("built-on-deleted" as const) : ("none" as const)
  }

  async route({ update }: Parameters<Followers["route"]>[0]): Promise<LateRoute> {
    this.routes += 1
    const { before, change } = this
    if (this.answer !== null || before === null) return this.answer ?? { kind: "here" }
    return {
      kind: "there",
      sections: [this.to],
      make: async ([, target]) => {
        this.made += 1
        if (this.overtaken-- > 0) throw new RouteChanged("gone on")
        const followed = await reader.followPassage({
          clientId: target?.clientId ?? 0,
          update,
          tellsAll: false,
          from: { section: sectionId, ...english, parts: before.source, change: change.removal },
          to: { section: other, ...english, parts: before.target, change: change.insertion },
          earlier: [],
          asNew: false,
          brought: [],
          now: target?.parts ?? null,
          cut: null,
          isWhole: false,
          withMarks: true,
        })
        if (typeof followed === "string" || followed === null) throw new Error("it follows")
        return { updates: [null, { update: followed.change }], facts: [] }
      },
    }
  }
}

interface Told {
  readonly world: RoomWorld
  readonly followers: KnownMove
  readonly ana: YjsClient
  readonly bo: YjsClient
  /** Has the passage before her, and has not heard that it has gone. */
  readonly late: YjsClient
}

async function moved(): Promise<Told> {
  const followers = new KnownMove()
  const world = await createRoomWorld({ followers })
  for (const id of [other, third])
    await world.hub.write(id, "system", ({ position, clientId }) => (position > 0 ? null : seedOf(clientId)))
  const [ana, bo] = [await world.person("ana").joins(), world.person("bo").connect(other)]
  ana.types("passage")
  await world.rest()
  const late = await world.person("cy").joins()
  late.isAlive = false
  await world.hub.writeTogether([sectionId, other], "ana", async ([source, target]) => {
    if (source === undefined || target === undefined) throw new Error("two texts")
    const move = await reader.movePassage({
      clientId: source.clientId,
      from: { section: sectionId, parts: source.parts, ...english },
      to: { section: other, parts: target.parts, ...english },
      selection: { kind: "everything" },
      place: { before: null, after: null },
      isPlaceNeeded: false,
      withMarks: false,
      replaces: null,
      replacesEmpty: false,
      tellsWhere: false,
      names: {},
    })
    if (typeof move === "string") throw new Error(move)
    const { removal, insertion } = move
    if (removal === null) throw new Error("it has not been cut")
    followers.before = { source: [...source.parts], target: [...target.parts] }
    followers.change = { removal, insertion }
    return { updates: [{ update: removal }, { update: insertion }], facts: [] }
  })
  await world.rest()
  return { world, followers, ana, bo, late }
}

function sends(client: YjsClient, words: string): void {
  const before = Y.encodeStateVector(client.doc)
  client.types(words)
  client.send({ type: "update", update: Y.encodeStateAsUpdate(client.doc, before) })
}

describe("words for a passage that has gone to another text", () => {
  it("[ROOM41] stand in it there, in one append with what was sent, and their author has a receipt", async () => {
    const { world, bo, late } = await moved()
    const appends: string[][] = []
    const append = world.storage.log.append.bind(world.storage.log)
    world.storage.log.append = (batch) => {
      appends.push(batch.filter(({ entries }) => entries.length > 0).map(({ stream }) => stream))
      return append(batch)
    }
    const receipts = late.receipts.at(-1) ?? 0
    sends(late, " and late words")
    await world.rest()
    expect(bo.text).toBe("\npassage and late words")
    expect(appends).toEqual([["text:s01", "text:s02"]])
    expect(late.receipts.at(-1)).toBe(receipts + 1)
    const entry = (await world.storage.log.read("text:s02", 0)).at(-1)
    expect([entry?.author, decodeTextEntry(entry!.data).bound]).toEqual(["cy", []])
  })

  it("[ROOM41] keep their order, and keep nobody else waiting", async () => {
    const { world, ana, bo, late, followers } = await moved()
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const route = followers.route.bind(followers)
    followers.route = async (words) => {
      await gate
      return route(words)
    }
    sends(late, " one")
    ana.types("here")
    await world.rest()
    expect(late.receipts.at(-1)).toBe(1)
    expect((await world.person("di").joins()).text).toBe("here")
    open()
    await world.rest()
    expect(bo.text).toBe("\npassage one")
  })

  it("[ROOM41] are looked for again when the passage has gone on meanwhile", async () => {
    const { world, bo, late, followers } = await moved()
    followers.overtaken = 2
    sends(late, " still")
    await world.rest()
    expect(bo.text).toBe("\npassage still")
    expect([followers.routes, followers.made]).toEqual([3, 3])
  })

  it("[ROOM41] are refused where they cannot go, and not logged, so that their author is offered them", async () => {
    const { world, late, followers } = await moved()
    const before = (await world.entries()).length
    followers.answer = { kind: "refused", refusal: refusalOf("passage-moved-on") }
    sends(late, " not here")
    await world.rest()
    expect(late.messages("denied").map(({ code }) => code)).toEqual(["passage-moved-on"])
    expect(await world.entries()).toHaveLength(before)
  })

  it("[ROOM41] are judged as any others when they are for nothing that has moved", async () => {
    const { world, late, followers } = await moved()
    const before = (await world.entries()).length
    followers.answer = { kind: "here" }
    sends(late, " to be logged")
    await world.rest()
    expect(await world.entries()).toHaveLength(before + 1)
    expect(late.closedWith).toBeNull()
  })

  it("[ROOM41] are with their author still when finding their place fails", async () => {
    const { world, late, followers } = await moved()
    followers.route = () => Promise.reject(new Error("no reader"))
    sends(late, " kept")
    await world.rest()
    expect(late.closedWith?.code).toBe(4500)
    expect(late.receipts.at(-1)).toBe(1)
    expect(world.failures.map(({ what }) => what)).toEqual(["follow"])
  })
})
