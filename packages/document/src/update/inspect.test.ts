import * as encoding from "lib0/encoding"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { Chance } from "../testing/chance.ts"
import { inspectUpdate } from "./inspect.ts"
import { type ClockRange, MalformedUpdateError } from "./inspection.ts"
import { playedUpdates } from "../testing/played.ts"

/** The same summary by Yjs' own reading. */
function byYjs(update: Uint8Array): { clients: ClockRange[]; deletes: ClockRange[] } {
  const { structs, ds } = Y.decodeUpdate(update)
  const clients: ClockRange[] = []
  for (const { id, length, constructor } of structs) {
    if (constructor === Y.Skip) continue
    const last = clients.at(-1)
    if (last?.client === id.client && last.to === id.clock)
      clients[clients.length - 1] = { ...last, to: id.clock + length }
    else clients.push({ client: id.client, from: id.clock, to: id.clock + length })
  }
  const deletes = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  )
  return { clients, deletes }
}

describe("inspectUpdate", () => {
  it("reads every update of real editors as Yjs does", () => {
    for (const update of playedUpdates(1, 120)) {
      const { clients, deletes, bytes } = inspectUpdate(update)
      expect({ clients, deletes }).toEqual(byYjs(update))
      expect(bytes).toBe(update.byteLength)
    }
  }, 30_000)

  it("shows the hole in an update that lacks some of its middle", () => {
    const doc = new Y.Doc()
    doc.clientID = 1
    const text = doc.getText("any")
    const updates: Uint8Array[] = []
    doc.on("update", (update: Uint8Array) => updates.push(update))
    for (const word of ["a", "b", "c"]) text.insert(text.length, word)
    const merged = Y.mergeUpdates([updates[0]!, updates[2]!])
    expect(inspectUpdate(merged).clients).toEqual([
      { client: 1, from: 0, to: 1 },
      { client: 1, from: 2, to: 3 },
    ])
  })

  it("throws nothing but MalformedUpdateError, whatever becomes of the bytes", () => {
    const chance = new Chance(4)
    let refused = 0
    for (const update of playedUpdates(2, 80)) {
      for (let round = 0; round < 20; round++) {
        const bytes = mutated(update, chance)
        try {
          inspectUpdate(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedUpdateError)
          refused += 1
        }
      }
    }
    expect(refused).toBeGreaterThan(500)
  }, 30_000)

  it("refuses bytes behind the end, items without length and clients that come twice", () => {
    const empty = Y.encodeStateAsUpdate(new Y.Doc())
    expect(() => inspectUpdate(new Uint8Array([...empty, 0]))).toThrow("follow the end")
    const gcOfNoLength = [1, 1, 5, 0, 0, 0, 0]
    expect(() => inspectUpdate(new Uint8Array(gcOfNoLength))).toThrow("no length")
    const sameClientTwice = [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0]
    expect(() => inspectUpdate(new Uint8Array(sameClientTwice))).toThrow("twice")
  })

  it("stops at the bound on items, and at values nested a million deep", () => {
    const [long = new Uint8Array()] = playedUpdates(3, 1)
    expect(() => inspectUpdate(long, { itemsMax: 2 })).toThrow("too many items")
    const nested = encoding.encode((encoder) => {
      for (const number of [1, 1, 5, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeUint8(encoder, 8)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, "root-v2")
      encoding.writeVarUint(encoder, 1)
      for (let depth = 0; depth < 1_000_000; depth++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
    })
    expect(() => inspectUpdate(nested)).toThrow(MalformedUpdateError)
  })
})

function mutated(update: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...update]
  for (let changes = chance.between(1, 3); changes > 0; changes--) {
    const at = chance.below(bytes.length)
    const kind = chance.below(4)
    if (kind === 0) bytes[at] = chance.below(256)
    else if (kind === 1) bytes.splice(at, chance.between(1, 4))
    else if (kind === 2) bytes.splice(at, 0, chance.below(256))
    else bytes.length = at
    if (bytes.length === 0) break
  }
  return new Uint8Array(bytes)
}
