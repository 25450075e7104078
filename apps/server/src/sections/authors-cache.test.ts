import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInThreadReader } from "@codraft/document/reader/in-thread"
import { emptyPublication, PublicationIdSchema, type Section, SectionIdSchema, streams } from "@codraft/publication"
import type { NewEntry } from "@codraft/storage"
import { createMemoryStorage } from "@codraft/storage/memory"
import { encodeTextEntry } from "@codraft/sync/protocol"
import { afterEach, beforeEach, expect, it } from "vitest"
import * as Y from "yjs"
import { AuthorsFiles } from "./authors-cache.ts"
import { SectionAuthors } from "./section-authors.ts"
import type { Session } from "../sessions.ts"

const sectionId = SectionIdSchema.parse("s1")
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "authors-"))
})
afterEach(() => rm(directory, { recursive: true }))

/** A log in which somebody types a word at a time. */
async function logOf(words: number, word: string) {
  const { log } = createMemoryStorage()
  const doc = new Y.Doc()
  doc.clientID = 7
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement("paragraph")
  paragraph.insert(0, [text])
  const entries: NewEntry[] = []
  doc.on("update", (update: Uint8Array) => {
    entries.push({ at: entries.length, author: "ana", data: encodeTextEntry({ update, bound: [] }) })
  })
  doc.get("root-v2", Y.XmlElement).push([paragraph])
  for (let i = 1; i < words; i++) text.insert(text.length, `${word} `)
  await log.append([{ stream: streams.text(sectionId), entries }])
  return log
}

/** A server that has just started over a log: what it tells, and from where on it went through the log. */
async function told(log: Awaited<ReturnType<typeof logOf>>, build = "one") {
  const reader = createInThreadReader()
  const from: number[] = []
  const section = { id: sectionId, language: "en", dir: "ltr" } as Section
  const written: Promise<void>[] = []
  const files = new AuthorsFiles(directory, build)
  const authors = new SectionAuthors({
    log,
    reader: {
      ...reader,
      foldAuthors: (key, after, entries) => {
        from.push(after)
        return reader.foldAuthors(key, after, entries)
      },
    },
    publications: { readable: () => ({ publication: emptyPublication(PublicationIdSchema.parse("book")), section }) },
    history: { readable: async () => ({ since: 0, earliest: 0, latest: 1 }) },
    past: { parts: async () => [] },
    cache: {
      get: (id) => files.get(id),
      put: (id, kept) => {
        written.push(files.put(id, kept))
        return Promise.resolve()
      },
    },
    failed: (error) => {
      throw error
    },
    newId: () => `${Math.random()}`,
  })
  const body = await authors.of({ personId: "eva" } as Session, sectionId)
  await Promise.all(written)
  return { lines: (JSON.parse(body ?? "null") as { lines: unknown }).lines, from }
}

it("authors that were found out are known after a restart, and what came since is added", async () => {
  const log = await logOf(600, "word")
  const first = await told(log)
  expect(first.from).toContain(0)
  expect(await told(log)).toEqual({ lines: first.lines, from: [] })
  const longer = await logOf(620, "word")
  const after = await told(longer)
  expect(after.from).toEqual([600])
  await rm(directory, { recursive: true })
  expect((await told(longer)).lines).toEqual(after.lines)
})

it("a log that went another way, another build and a broken file are gone through from the beginning", async () => {
  const log = await logOf(600, "word")
  await told(log)
  expect((await told(await logOf(600, "other"))).from).toContain(0)
  await told(log)
  expect((await told(log, "two")).from).toContain(0)
  const [name = ""] = await readdir(directory)
  await writeFile(join(directory, name), "nothing of the kind")
  expect((await told(log)).from).toContain(0)
})

it("more than there is room for is not kept", async () => {
  const files = new AuthorsFiles(directory, null, 250)
  const kept = { position: 1, mark: "m", encoded: new Uint8Array(100) }
  const ids = ["a", "b", "c"].map((id) => SectionIdSchema.parse(id))
  for (const id of ids) await files.put(id, kept)
  expect((await readdir(directory)).length).toBe(1)
  await files.put(sectionId, { ...kept, encoded: new Uint8Array(300) })
  expect(await files.get(sectionId)).toBeNull()
})
