import { openReader, type ContentRequest, type Reader } from "@codraft/document/reader"
import { once } from "node:events"
import { afterAll, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { play } from "../testing/played.ts"
import { ContentIndex, indexUpdate } from "../update/index.ts"
import { DocumentShelf } from "./document-shelf.ts"
import { LineShelf } from "./line-shelf.ts"
import { createInThreadReader } from "./in-thread.ts"

const english = { language: "en", dir: "ltr" } as const
const by = { clientId: 7, ...english }

const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function seeded(text: string): Uint8Array {
  return seedUpdate([{ id: "b1", type: "paragraph", text }], { clientId: 7, newId: idsOf(7, 0), ...english })
}

function withImageAndNote(): Uint8Array {
  const note = { id: "n1", after: "Two", text: "A source." }
  const start = seedUpdate([{ id: "b1", type: "paragraph", text: "Two words.", footnotes: [note] }], {
    clientId: 7,
    newId: idsOf(7, 0),
    ...english,
  })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, start)
  const image = new Y.XmlElement("image")
  image.setAttribute("__payload", "i1")
  doc.get("root-v2", Y.XmlElement).insert(1, [image])
  const payload = { kind: "image", blob: "ab".repeat(32), mediaType: "image/png", width: 640, height: 480 }
  const said = { alt: "", decorative: true, credit: "", scale: 100 }
  doc.getMap("payloads").set("i1", new Y.Map<unknown>(Object.entries({ ...payload, ...said })))
  return Y.encodeStateAsUpdate(doc)
}

function typed(onto: Uint8Array, words: string): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, onto)
  const before = Y.encodeStateVector(doc)
  const [paragraph] = doc.get("root-v2", Y.XmlElement).toArray() as Y.XmlElement[]
  const line = paragraph?.get(0)
  if (line instanceof Y.XmlText) line.insert(0, words)
  return Y.encodeStateAsUpdate(doc, before)
}

function about(key: string, position: number, parts: readonly Uint8Array[]): ContentRequest & { asked: () => number } {
  let asked = 0
  return {
    key,
    position,
    ...english,
    parts: async () => {
      asked += 1
      return parts
    },
    asked: () => asked,
  }
}

describe.each<[string, () => Reader]>([
  ["in a worker", () => openReader()],
  ["in the same thread", () => createInThreadReader()],
])("a reader %s", (_, open) => {
  const reader = open()
  afterAll(() => reader.close())

  it("answers with content, HTML, text and counts", async () => {
    const request = about("a", 1, [seeded("Two words.")])
    expect((await reader.content(request)).blocks).toMatchObject([{ id: "b1", content: [{ text: "Two words." }] }])
    expect(words(await reader.html(request))).toContain('<p data-block="b1">Two words.</p>')
    expect(words(await reader.text(request))).toBe("Two words.")
    expect(JSON.parse(words(await reader.json(request)))).toEqual(await reader.content(request))
    expect(await reader.counts(request)).toEqual({ blocks: 1, words: 2, characters: 10 })
    expect(request.asked()).toBe(1)
  })

  it("prints for a page among others: with ids of its own, and images where the page says that they are", async () => {
    const request = about("page", 1, [withImageAndNote()])
    const printed = words(
      await reader.html({ ...request, page: { idPrefix: "s1-", imagesAt: "/images", sectionsAt: "/s" } }),
    )
    const found = (attribute: string) =>
      [...printed.matchAll(RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, at]) => at)
    expect({ ids: found("id"), goals: found("href"), images: found("src") }).toEqual({
      ids: ["s1-ref-1", "s1-note-1"],
      goals: ["#s1-note-1", "#s1-ref-1"],
      images: [`/images/${"ab".repeat(32)}`],
    })
    expect(words(await reader.html(request))).toContain(`<img src="images/${"ab".repeat(32)}.png"`)
  })

  it("follows a text from position to position, and still answers for an earlier one", async () => {
    const start = seeded("words")
    const tail = typed(start, "New ")
    expect(words(await reader.text(about("b", 1, [start])))).toBe("words")
    expect(words(await reader.text(about("b", 2, [start, tail])))).toBe("New words")
    expect(words(await reader.text(about("b", 1, [start])))).toBe("words")
    expect(words(await reader.text(about("b", 2, [])))).toBe("New words")
  })

  it("finds words in a text, and asks for its bytes again only once it has changed", async () => {
    const search = { query: "word", match: "phrase", hitsMax: 1 } as const
    const start = seedUpdate(
      [
        { id: "b1", type: "heading", level: 1, text: "Words, and Wörds" },
        { id: "b2", type: "paragraph", text: "no more" },
        { id: "b3", type: "paragraph", text: "a word again" },
      ],
      { clientId: 7, newId: idsOf(7, 0), ...english },
    )
    const first = about("s", 1, [start])
    expect(await reader.search({ ...first, search })).toEqual({
      lines: 2,
      hits: [
        {
          line: 0,
          kind: "heading",
          blockId: "b1",
          language: "en",
          matches: 2,
          excerpt: {
            text: "Words, and Wörds",
            spans: [
              { start: 0, end: 4 },
              { start: 11, end: 15 },
            ],
          },
        },
      ],
    })
    expect(await reader.search({ ...first, search: { ...search, query: "more", language: "en" } })).toMatchObject({
      lines: 1,
    })
    expect(await reader.search({ ...first, search: { ...search, language: "fr" } })).toEqual({ lines: 0, hits: [] })
    expect(first.asked()).toBe(1)
    const changed = about("s", 2, [start, typed(start, "New ")])
    expect(await reader.search({ ...changed, search: { ...search, query: "new words" } })).toMatchObject({ lines: 1 })
    expect(changed.asked()).toBe(1)
  })

  it("searches bytes that are newer than it asked for without taking them for an answer to anything else", async () => {
    const start = seeded("old")
    const late = about("late", 1, [start, typed(start, "newer ")])
    expect(await reader.search({ ...late, search: { query: "newer", match: "words", hitsMax: 9 } })).toMatchObject({
      lines: 1,
    })
    expect(words(await reader.text(about("late", 1, [start])))).toBe("old")
  })

  it("reads and compares texts that it does not keep", async () => {
    const start = seeded("words")
    const now = [start, typed(start, "New ")]
    expect(JSON.parse(await reader.moment([start], english, "json"))).toMatchObject({
      blocks: [{ content: [{ text: "words" }] }],
    })
    expect(await reader.moment(now, english, "html")).toContain("New words")
    expect(JSON.parse((await reader.compare([start], now, english)).json)).toMatchObject({
      counts: { added: 0, removed: 0, changed: 1, moved: 0 },
    })
    expect(JSON.parse((await reader.compare([], [start], english)).json)).toMatchObject({ counts: { added: 1 } })
  })

  it("passes on why the bytes of a text could not be had, and answers the next question", async () => {
    const failing = { ...about("c", 1, []), parts: () => Promise.reject(new Error("disk")) }
    await expect(reader.text(failing)).rejects.toThrow("disk")
    expect(words(await reader.text(about("c", 1, [seeded("x")])))).toBe("x")
  })

  it("tells malformed bytes from its own failures", async () => {
    await expect(reader.inspect(new Uint8Array([9, 9]))).rejects.toMatchObject({ name: "MalformedUpdateError" })
    await expect(reader.check(new Uint8Array([9, 9]), new ContentIndex().encode())).rejects.toMatchObject({
      name: "MalformedUpdateError",
    })
  })

  it("seeds, checks and refills a text", async () => {
    const seed = await reader.seed([], by)
    const { summary, validation } = await reader.check(seed, new ContentIndex().encode())
    expect(summary).toMatchObject({ clients: [{ client: 7, from: 0 }], bytes: seed.byteLength })
    expect(validation.ok).toBe(true)
    expect(await reader.refill([seed], 8)).toBeNull()
  })

  it("compacts a history into one update with all that the room keeps of it", async () => {
    const parts = play(3, 60).map(({ update }) => update)
    const { update, clocks, deletes, index } = await reader.compact(parts)
    const doc = new Y.Doc()
    const compacted = new Y.Doc()
    for (const part of parts) Y.applyUpdate(doc, part)
    Y.applyUpdate(compacted, update)
    expect(compacted.get("root-v2", Y.XmlElement).toJSON()).toBe(doc.get("root-v2", Y.XmlElement).toJSON())
    expect(new Map(clocks)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
    expect(deletes.length).toBeGreaterThan(0)
    const fresh = new ContentIndex()
    indexUpdate(update, fresh)
    expect(ContentIndex.decode(index).clocks()).toEqual(fresh.clocks())
  })

  it("gives what somebody lacks, by their state vector", async () => {
    const start = seeded("words")
    const tail = typed(start, "New ")
    const theirs = new Y.Doc()
    Y.applyUpdate(theirs, start)
    Y.applyUpdate(theirs, await reader.diff([start, tail], Y.encodeStateVector(theirs)))
    expect(theirs.get("root-v2", Y.XmlElement).toJSON()).toContain("New words")
  })
})

describe("openReader", () => {
  it("has its worker running before anybody asks", async () => {
    const started = once(process, "worker", { signal: AbortSignal.timeout(2000) })
    const reader = openReader()
    await started
    await reader.close()
  })

  it("fails what is under way when it is closed, and takes nothing any more", async () => {
    const reader = openReader()
    const pending = reader.text({ ...about("a", 1, []), parts: () => new Promise(() => {}) })
    const failure = expect(pending).rejects.toMatchObject({ name: "ReaderError" })
    await reader.close()
    await failure
    await expect(reader.seed([], by)).rejects.toMatchObject({ name: "ReaderError" })
  })

  it("starts anew after its worker has died, and fails only what the worker had in hand", async () => {
    const reader = openReader({ heapMegabytesMax: 24 })
    const questions = [
      reader.text({ ...about("a", 1, []), parts: () => new Promise(() => {}) }),
      reader.text(about("b", 1, [textOfManyItems(300_000)])),
    ]
    for (const { status, ...outcome } of await Promise.allSettled(questions)) {
      expect({ status, ...outcome }).toMatchObject({ status: "rejected", reason: { name: "ReaderError" } })
    }
    expect(words(await reader.text(about("c", 1, [seeded("again")])))).toBe("again")
    await reader.close()
  }, 60_000)

  it("refuses more bytes at once than it is given room for", async () => {
    const reader = openReader()
    await expect(reader.compact([new Uint8Array(65 * 2 ** 20)])).rejects.toThrow("too much text")
    await reader.close()
  })
})

describe("DocumentShelf", () => {
  it("lets the document longest untouched go when it is full", () => {
    const shelf = new DocumentShelf({ documentsMax: 2, bytesMax: 1e6 })
    for (const key of ["a", "b"]) shelf.put(key, 1, [seeded(key)])
    expect(shelf.get("a", 1)).not.toBeNull()
    shelf.put("c", 1, [seeded("c")])
    expect([shelf.get("a", 1), shelf.get("b", 1), shelf.get("c", 1)].map((doc) => doc !== null)).toEqual([
      true,
      false,
      true,
    ])
  })

  it("keeps within its bytes, but always the document just asked about", () => {
    const shelf = new DocumentShelf({ documentsMax: 10, bytesMax: 100 })
    shelf.put("a", 1, [seeded("a".repeat(60))])
    shelf.put("b", 1, [seeded("b".repeat(600))])
    expect(shelf.size).toBe(1)
    expect(shelf.get("b", 1)).not.toBeNull()
  })
})

describe("LineShelf", () => {
  const lines = (text: string) => [{ kind: "paragraph" as const, language: "en", text, folded: text, origins: null }]

  it("lets the text longest untouched go when it is full, and keeps the newer of two states", () => {
    const shelf = new LineShelf({ textsMax: 2, charactersMax: 100 })
    for (const key of ["a", "b"]) shelf.put(key, 2, lines(key))
    shelf.put("a", 1, lines("older"))
    expect(shelf.get("a", 1)).toEqual(lines("a"))
    expect(shelf.get("a", 3)).toBeNull()
    shelf.put("c", 1, lines("c"))
    expect(["a", "b", "c"].map((key) => shelf.get(key, 1) !== null)).toEqual([true, false, true])
  })

  it("keeps within its characters, and nothing that is larger than all of it", () => {
    const shelf = new LineShelf({ textsMax: 9, charactersMax: 100 })
    shelf.put("a", 1, lines("a".repeat(60)))
    shelf.put("b", 1, lines("b".repeat(60)))
    expect(shelf.size).toBe(1)
    shelf.put("c", 1, lines("c".repeat(101)))
    expect(shelf.get("c", 1)).toBeNull()
    expect(shelf.get("b", 1)).not.toBeNull()
  })
})

/** A text in which every character was written in between others, so that none of them can be kept together. */
function textOfManyItems(count: number): Uint8Array {
  const doc = new Y.Doc()
  const text = doc.getText("any")
  doc.transact(() => {
    for (let i = 0; i < count; i++) text.insert(0, "x")
  })
  return Y.encodeStateAsUpdate(doc)
}
