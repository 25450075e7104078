import { createHash } from "node:crypto"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { bounds } from "../bounds.ts"
import { ConflictError, QueueFullError, StorageError, StorageFullError } from "../errors.ts"
import { readAll } from "../read-all.ts"
import type { Append, Entry, Log, NewEntry, Storage } from "../storage.ts"

/** One storage under test, and what can befall it. */
export interface StorageRig {
  readonly storage: Storage
  /** Stops it in an orderly way and opens it again. */
  reopen(): Promise<Storage>
  /** Opens what is on the disk at this instant, as after kill -9 or a power cut. The storage from before is gone. */
  crash(): Promise<Storage>
  /** Takes all space away: writes of more than a few kilobytes fail. */
  fill(): Promise<void>
  /** Gives the space back. */
  free(): Promise<void>
  /** Ends it and removes what it wrote. */
  remove(): Promise<void>
}

/** What every adapter promises. The rules are in SPEC.md. */
export function storageContract(name: string, open: () => Promise<StorageRig>): void {
  describe(`storage: ${name}`, () => {
    let rig: StorageRig
    let storage: Storage
    beforeEach(async () => {
      rig = await open()
      storage = rig.storage
    })
    afterEach(async () => {
      await rig.remove()
    })

    describe("log", () => {
      it("[LOG1] has every acknowledged entry after a crash", async () => {
        await storage.log.append([append("text:a", "one", "two")])
        storage = await rig.crash()
        expect(await texts(storage.log, "text:a")).toEqual(["one", "two"])
        expect(await storage.log.heads(["text:a"])).toEqual(new Map([["text:a", 2]]))
      })

      it("[LOG1] has every acknowledged entry after an orderly stop", async () => {
        await storage.log.append([append("text:a", "one")])
        storage = await rig.reopen()
        await storage.log.append([append("text:a", "two")])
        expect(await texts(storage.log, "text:a")).toEqual(["one", "two"])
      })

      it("[LOG2] gives positions from 1, without gaps, in the order of the calls", async () => {
        const calls = Array.from({ length: 200 }, (_, index) => storage.log.append([append("text:a", `${index}`)]))
        const heads = await Promise.all(calls)
        expect(heads.map((each) => each.get("text:a"))).toEqual(calls.map((_, index) => index + 1))
        const entries = await everyEntry(storage.log, "text:a")
        expect(entries.map(({ position }) => position)).toEqual(calls.map((_, index) => index + 1))
        expect(entries.map(text)).toEqual(calls.map((_, index) => `${index}`))
      })

      it("[LOG2] gives positions per stream", async () => {
        await storage.log.append([append("text:a", "one", "two")])
        const heads = await storage.log.append([append("text:b", "uno"), append("text:a", "three")])
        expect(heads).toEqual(new Map([["text:b", 1], ["text:a", 3]])) // biome-ignore format: pairs
      })

      it("[LOG3] writes all streams of a batch", async () => {
        await storage.log.append([append("text:a", "words"), append("review:a", "comment")])
        expect(await texts(storage.log, "text:a")).toEqual(["words"])
        expect(await texts(storage.log, "review:a")).toEqual(["comment"])
      })

      it("[LOG3] writes nothing of a batch of which one append conflicts", async () => {
        await storage.log.append([append("section:a", "added")])
        const batch = [append("text:a", "words"), { ...append("section:a", "closed"), expected: 0 }]
        await expect(storage.log.append(batch)).rejects.toBeInstanceOf(ConflictError)
        expect(await texts(storage.log, "text:a")).toEqual([])
        expect(await storage.log.streams("text:")).toEqual([])
      })

      it("[LOG3] counts an append to the same stream earlier in the batch", async () => {
        const heads = await storage.log.append([append("text:a", "one"), { ...append("text:a", "two"), expected: 1 }])
        expect(heads).toEqual(new Map([["text:a", 2]]))
        expect(await texts(storage.log, "text:a")).toEqual(["one", "two"])
      })

      it("[LOG4] says which stream stood where when an expectation fails", async () => {
        await storage.log.append([append("section:a", "added", "renamed")])
        const stale = storage.log.append([{ ...append("section:a", "closed"), expected: 1 }])
        await expect(stale).rejects.toMatchObject({
          name: "ConflictError",
          stream: "section:a",
          expected: 1,
          actual: 2,
        })
      })

      it("[LOG4] lets exactly one of many with the same expectation through, and all that expect nothing", async () => {
        const rivals = Array.from({ length: 20 }, (_, index) =>
          storage.log.append([{ ...append("section:a", `rival ${index}`), expected: 0 }]),
        )
        const others = Array.from({ length: 20 }, (_, index) => storage.log.append([append("text:a", `${index}`)]))
        const outcomes = await Promise.allSettled(rivals)
        expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
        await Promise.all(others)
        expect(await texts(storage.log, "section:a")).toEqual(["rival 0"])
        expect(await texts(storage.log, "text:a")).toHaveLength(20)
      })

      it("[LOG4] takes an append without entries as a check of where a stream stands", async () => {
        await storage.log.append([append("section:a", "added")])
        const heads = await storage.log.append([
          append("text:a", "words"),
          { stream: "section:a", entries: [], expected: 1 },
        ])
        expect(heads.get("section:a")).toBe(1)
        await expect(storage.log.append([{ stream: "section:b", entries: [], expected: 1 }])).rejects.toBeInstanceOf(
          ConflictError,
        )
        expect(await storage.log.streams("section:")).toEqual(["section:a"])
      })

      it("[LOG6] tells exactly those whose entries do not fit, keeps nothing of theirs, and goes on when space returns", async () => {
        await storage.log.append([append("text:a", "before")])
        await rig.fill()
        const large = storage.log.append([{ stream: "text:a", entries: [entry(megabyte())] }])
        await expect(large).rejects.toBeInstanceOf(StorageFullError)
        expect(await texts(storage.log, "text:a")).toEqual(["before"])
        await rig.free()
        await storage.log.append([append("text:a", "after")])
        storage = await rig.crash()
        expect(await texts(storage.log, "text:a")).toEqual(["before", "after"])
      })

      it("[LOG7] leaves no hole: what was sent to a stream after an append that then failed, fails too", async () => {
        await rig.fill()
        const first = storage.log.append([{ stream: "text:a", entries: [entry(megabyte())] }])
        const second = storage.log.append([append("text:a", "refers to the first")])
        await expect(first).rejects.toBeInstanceOf(StorageFullError)
        await expect(second).rejects.toBeInstanceOf(StorageFullError)
        await rig.free()
        await storage.log.append([append("text:a", "sent by one who knows")])
        expect(await texts(storage.log, "text:a")).toEqual(["sent by one who knows"])
      })

      it("[LOG8] refuses more than may wait, and takes more again when that is written", async () => {
        const calls = Array.from({ length: bounds.queueEntriesMax + 5 }, () =>
          storage.log.append([append("text:a", "x")]),
        )
        const outcomes = await Promise.allSettled(calls)
        const refused = outcomes.filter((each) => each.status === "rejected")
        expect(refused.map(({ reason }) => reason instanceof QueueFullError)).toEqual(Array(5).fill(true))
        expect(outcomes.slice(-5).every(({ status }) => status === "rejected")).toBe(true)
        await storage.log.append([append("text:a", "x")])
        expect((await storage.log.heads(["text:a"])).get("text:a")).toBe(bounds.queueEntriesMax + 1)
      })

      it("[LOG9] keeps time, author and bytes as they were given, however the caller uses its bytes afterwards", async () => {
        const data = new Uint8Array([0, 255, 128, 0])
        const appended = storage.log.append([
          { stream: "text:a", entries: [{ at: 1_764_000_000_123, author: "p-ñ-文", data }] },
        ])
        data.fill(7)
        await appended
        expect(await everyEntry(storage.log, "text:a")).toEqual([
          { position: 1, at: 1_764_000_000_123, author: "p-ñ-文", data: new Uint8Array([0, 255, 128, 0]) },
        ])
      })

      it("[LOG9] keeps an entry without bytes, and one as large as an entry may be", async () => {
        await storage.log.append([
          { stream: "text:a", entries: [entry(new Uint8Array(0)), entry(new Uint8Array(bounds.entryBytesMax))] },
        ])
        const [empty] = await storage.log.read("text:a", 0)
        const [large] = await storage.log.read("text:a", 1)
        expect([empty?.data.byteLength, large?.data.byteLength]).toEqual([0, bounds.entryBytesMax])
      })

      it("[LOG10] reads on from a position, as much as was asked for", async () => {
        await storage.log.append([append("text:a", "one", "two", "three", "four")])
        expect((await storage.log.read("text:a", 1, { entries: 2 })).map(text)).toEqual(["two", "three"])
        expect((await storage.log.read("text:a", 0, { bytes: 7 })).map(text)).toEqual(["one", "two"])
        expect((await storage.log.read("text:a", 2, { bytes: 1 })).map(text)).toEqual(["three"])
        expect(await storage.log.read("text:a", 4)).toEqual([])
        expect(await storage.log.read("text:a", 99)).toEqual([])
        expect(await storage.log.read("text:nowhere", 0)).toEqual([])
      })

      it("[LOG10] never answers with more than the bound of one read, and readAll goes on to the end", async () => {
        const entries = Array.from({ length: 10 }, () => entry(megabyte()))
        await storage.log.append([{ stream: "text:a", entries }])
        expect(await storage.log.read("text:a", 0, { bytes: Number.MAX_SAFE_INTEGER })).toHaveLength(4)
        expect(await everyEntry(storage.log, "text:a")).toHaveLength(10)
      })

      it("[LOG11] tells where streams stand at one moment, 0 for one that is not there", async () => {
        const writes = Array.from({ length: 50 }, () =>
          storage.log.append([append("text:a", "x"), append("text:b", "x")]),
        )
        const heads = Array.from({ length: 50 }, () => storage.log.heads(["text:a", "text:b", "text:c"]))
        for (const seen of await Promise.all(heads)) {
          expect(seen.get("text:a")).toBe(seen.get("text:b"))
          expect(seen.get("text:c")).toBe(0)
        }
        await Promise.all(writes)
      })

      it("[LOG12] lists the streams that start with a prefix, sorted", async () => {
        await storage.log.append(
          ["text:b", "text:a", "text:a_2", "texts:c", "section:a"].map((stream) => append(stream, "x")),
        )
        expect(await storage.log.streams("text:")).toEqual(["text:a", "text:a_2", "text:b"])
        expect(await storage.log.streams("")).toEqual(["section:a", "text:a", "text:a_2", "text:b", "texts:c"])
        expect(await storage.log.streams("%")).toEqual([])
      })

      it("[LOG13] reads the same after archiving, from every position, and goes on appending", async () => {
        const before = await longStream(storage.log, "text:a", 3_000)
        await storage.log.archive("text:a", 2_500)
        expect(print(await everyEntry(storage.log, "text:a"))).toEqual(before)
        expect(print(await storage.log.read("text:a", 1_234, { entries: 3 }))).toEqual(before.slice(1_234, 1_237))
        expect(print(await storage.log.read("text:a", 2_499, { entries: 3 }))).toEqual(before.slice(2_499, 2_502))
        await storage.log.append([append("text:a", "after")])
        expect((await storage.log.heads(["text:a"])).get("text:a")).toBe(3_001)
        storage = await rig.crash()
        expect(print(await everyEntry(storage.log, "text:a")).slice(0, 3_000)).toEqual(before)
      })

      it("[LOG13] archives again and again, past the end and without a stream, and loses nothing", async () => {
        const before = await longStream(storage.log, "text:a", 300)
        for (const through of [0, 1, 2, 50, 49, 200, 1_000_000]) await storage.log.archive("text:a", through)
        await storage.log.archive("text:nowhere", 5)
        expect(print(await everyEntry(storage.log, "text:a"))).toEqual(before)
      })

      it("[LOG13] reads the same while a long stream is being archived", async () => {
        const before = await longStream(storage.log, "text:a", 5_000)
        const archived = storage.log.archive("text:a", 5_000).then(() => "archived")
        let now: unknown = "archiving"
        while (now !== "archived") {
          expect(print(await everyEntry(storage.log, "text:a"))).toEqual(before)
          now = await Promise.race([archived, Promise.resolve("archiving")])
        }
      })

      it("[LOG15] refuses what makes no sense before anything is written", async () => {
        const { log } = storage
        await expect(log.append([append("", "x")])).rejects.toBeInstanceOf(TypeError)
        await expect(log.append([append("text:a b", "x")])).rejects.toBeInstanceOf(TypeError)
        await expect(log.append([{ stream: "text:a", entries: [{ ...entry(), author: "" }] }])).rejects.toBeInstanceOf(
          TypeError,
        )
        await expect(
          log.append([{ stream: "text:a", entries: [{ ...entry(), author: "\ud800" }] }]),
        ).rejects.toBeInstanceOf(TypeError)
        await expect(log.append([{ stream: "text:a", entries: [{ ...entry(), at: 1.5 }] }])).rejects.toBeInstanceOf(
          TypeError,
        )
        const tooLarge = entry(new Uint8Array(bounds.entryBytesMax + 1))
        await expect(log.append([{ stream: "text:a", entries: [tooLarge] }])).rejects.toBeInstanceOf(RangeError)
        await expect(log.append([{ ...append("text:a", "x"), expected: -1 }])).rejects.toBeInstanceOf(RangeError)
        await expect(log.read("text:a", 0.5)).rejects.toBeInstanceOf(RangeError)
        await expect(log.read("text:a", 0, { entries: 0 })).rejects.toBeInstanceOf(RangeError)
        expect(await log.streams("")).toEqual([])
      })

      it("[LOG16] finishes what was accepted before it closes, and refuses everything after", async () => {
        const accepted = Array.from({ length: 100 }, (_, index) => storage.log.append([append("text:a", `${index}`)]))
        await storage.close()
        await Promise.all(accepted)
        await expect(storage.log.append([append("text:a", "late")])).rejects.toBeInstanceOf(StorageError)
        await expect(storage.log.read("text:a", 0)).rejects.toBeInstanceOf(StorageError)
        await storage.close()
        storage = await rig.reopen()
        expect(await texts(storage.log, "text:a")).toHaveLength(100)
      })
    })

    describe("snapshots", () => {
      const at = (position: number, content = `as of ${position}`) => ({ position, data: bytes(content) })
      beforeEach(async () => {
        await storage.log.append([append("text:a", "one", "two", "three")])
      })

      it("[SNAP1] keeps the latest, also through a crash", async () => {
        expect(await storage.snapshots.get("text:a")).toBeNull()
        await storage.snapshots.put("text:a", at(1))
        await storage.snapshots.put("text:a", at(3))
        storage = await rig.crash()
        expect(await storage.snapshots.get("text:a")).toEqual(at(3))
        expect(await storage.snapshots.get("text:b")).toBeNull()
      })

      it("[SNAP2] never puts an older one over a newer one, and takes one of the same position", async () => {
        await storage.snapshots.put("text:a", at(2))
        await storage.snapshots.put("text:a", at(1))
        expect(await storage.snapshots.get("text:a")).toEqual(at(2))
        await storage.snapshots.put("text:a", at(2, "made anew"))
        expect(await storage.snapshots.get("text:a")).toEqual(at(2, "made anew"))
      })

      it("[SNAP3] refuses one that is ahead of its stream", async () => {
        await expect(storage.snapshots.put("text:a", at(4))).rejects.toBeInstanceOf(RangeError)
        await expect(storage.snapshots.put("text:nowhere", at(1))).rejects.toBeInstanceOf(RangeError)
        await expect(storage.snapshots.put("text:a", at(0))).rejects.toBeInstanceOf(RangeError)
        expect(await storage.snapshots.get("text:a")).toBeNull()
      })

      it("[SNAP4] keeps the old one whole when the new one does not fit", async () => {
        await storage.snapshots.put("text:a", at(1))
        await rig.fill()
        await expect(storage.snapshots.put("text:a", { position: 3, data: megabyte() })).rejects.toBeInstanceOf(
          StorageFullError,
        )
        expect(await storage.snapshots.get("text:a")).toEqual(at(1))
        await rig.free()
        await storage.snapshots.put("text:a", at(3))
        expect(await storage.snapshots.get("text:a")).toEqual(at(3))
      })
    })

    describe("blobs", () => {
      it("[BLOB1] names bytes by their SHA-256 and gives the very same back, also after a crash", async () => {
        const image = megabyte()
        const sha256 = await storage.blobs.put(image)
        expect(sha256).toBe(createHash("sha256").update(image).digest("hex"))
        expect(await storage.blobs.put(image)).toBe(sha256)
        storage = await rig.crash()
        expect(isSame(await storage.blobs.get(sha256), image)).toBe(true)
        expect(await storage.blobs.get("0".repeat(64))).toBeNull()
      })

      it("[BLOB1] keeps the blob without bytes", async () => {
        const sha256 = await storage.blobs.put(new Uint8Array(0))
        expect(await storage.blobs.get(sha256)).toEqual(new Uint8Array(0))
      })

      it("[BLOB2] keeps nothing of one that does not fit, and takes it when space returns", async () => {
        await rig.fill()
        await expect(storage.blobs.put(megabyte())).rejects.toBeInstanceOf(StorageFullError)
        const sha256 = createHash("sha256").update(megabyte()).digest("hex")
        expect(await storage.blobs.get(sha256)).toBeNull()
        await rig.free()
        await storage.blobs.put(megabyte())
        expect(isSame(await storage.blobs.get(sha256), megabyte())).toBe(true)
      })

      it("[BLOB3] refuses what is larger than a blob may be, and a name that is no hash", async () => {
        await expect(storage.blobs.put(new Uint8Array(bounds.blobBytesMax + 1))).rejects.toBeInstanceOf(RangeError)
        await expect(storage.blobs.get("ABC")).rejects.toBeInstanceOf(TypeError)
      })
    })

    it("[PROBE1] the probe succeeds when a write would, says what is wrong when not, and leaves no trace", async () => {
      await storage.probe()
      await rig.fill()
      await expect(storage.probe()).rejects.toBeInstanceOf(StorageFullError)
      await rig.free()
      await storage.probe()
      await storage.probe()
      expect(await storage.log.streams("")).toEqual([])
    })
  })
}

export async function everyEntry(log: Log, stream: string): Promise<Entry[]> {
  const all: Entry[] = []
  for await (const entries of readAll(log, stream, 0)) all.push(...entries)
  return all
}

async function texts(log: Log, stream: string): Promise<string[]> {
  return (await everyEntry(log, stream)).map(text)
}

/** Entries of several sizes and authors, as an hour of typing leaves them. */
async function longStream(log: Log, stream: string, length: number): Promise<string[]> {
  const entries = Array.from({ length }, (_, index) => ({
    at: 1_764_000_000_000 + index * 137,
    author: `p-${index % 7}`,
    data: bytes("words ".repeat(index % 97) + index),
  }))
  await log.append([{ stream, entries }])
  return print(entries.map((each, index) => ({ position: index + 1, ...each })))
}

/** A line per entry: comparing many entries field by field takes longer than writing them. */
function print(entries: readonly Entry[]): string[] {
  return entries.map((each) => `${each.position} ${each.at} ${each.author} ${text(each)}`)
}

function append(stream: string, ...contents: string[]): Append {
  return { stream, entries: contents.map((content) => entry(bytes(content))) }
}

function entry(data: Uint8Array = bytes("x")): NewEntry {
  return { at: 1_764_000_000_000, author: "p-iom-1", data }
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

function text({ data }: NewEntry): string {
  return new TextDecoder().decode(data)
}

function isSame(some: Uint8Array | null, others: Uint8Array): boolean {
  return some !== null && Buffer.compare(some, others) === 0
}

/** A megabyte that does not compress. */
function megabyte(): Uint8Array {
  const block = (number: number) => createHash("sha256").update(`${number}`).digest()
  return new Uint8Array(Buffer.concat(Array.from({ length: 32_768 }, (_, number) => block(number))))
}
