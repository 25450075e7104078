import { createInThreadReader } from "@codraft/document/reader/in-thread"
import {
  emptyPublication,
  OrgIdSchema,
  PersonIdSchema,
  type Publication,
  PublicationIdSchema,
  type Section,
  SectionIdSchema,
  streams,
} from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import { encodeTextEntry } from "@codraft/sync/protocol"
import { createTextWork } from "@codraft/sync/work"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { noAuthorsCache } from "./authors-cache.ts"
import { PastTexts } from "./past-texts.ts"
import { SectionAuthors } from "./section-authors.ts"
import type { Session } from "../sessions.ts"

const minute = 60_000
const sectionId = SectionIdSchema.parse("s1")
const person = (id: string) => PersonIdSchema.parse(id)
const orgs = { iom: OrgIdSchema.parse("iom"), gha: OrgIdSchema.parse("gha") }

/** Ana of Ghana is named to everybody, Kofi who drafts for Ghana is not. */
function world({ since = 0, earliest = 0 } = {}) {
  const { log } = createMemoryStorage()
  const member = (id: string, orgId: keyof typeof orgs, name?: string) => ({
    [person(id)]: {
      personId: person(id),
      orgId: orgs[orgId],
      role: "drafter" as const,
      language: "en",
      ...(name === undefined ? {} : { name }),
    },
  })
  const organization = (id: keyof typeof orgs, name: string) => ({
    [orgs[id]]: { id: orgs[id], kind: "member-state" as const, name, workingLanguage: "en" },
  })
  const publication: Publication = {
    ...emptyPublication(PublicationIdSchema.parse("book")),
    organizations: { ...organization("iom", "IOM"), ...organization("gha", "Ghana") },
    members: { ...member("ana", "gha", "Ana"), ...member("kofi", "gha"), ...member("eva", "iom", "Eva") },
  }
  const section = { id: sectionId, language: "en", dir: "ltr" } as Section
  let isReadable = true
  let ids = 0
  const authors = new SectionAuthors({
    log,
    reader: createInThreadReader(),
    publications: { readable: () => (isReadable ? { publication, section } : null) },
    history: { readable: async () => (isReadable ? { since, earliest, latest: 9 } : null) },
    cache: noAuthorsCache,
    failed: () => {},
    past: new PastTexts({ log, textWork: createTextWork() }),
    newId: () => `${Math.random()}-${ids++}`,
  })
  const doc = new Y.Doc()
  return {
    hide: () => {
      isReadable = false
    },
    writes: async (author: string, at: number, words: string) => {
      const before = Y.encodeStateVector(doc)
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(words)])
      doc.get("root-v2", Y.XmlElement).push([paragraph])
      const credits = author === "mover" ? { credits: [{ author: "ana", at: 5, length: 4 }] } : {}
      const data = encodeTextEntry({ update: Y.encodeStateAsUpdate(doc, before), bound: [], ...credits })
      await log.append([{ stream: streams.text(sectionId), entries: [{ at, author, data }] }])
    },
    seenBy: async (id: string, moment?: number) => {
      const session: Session = { id, personId: person(id), expiresAt: Number.MAX_SAFE_INTEGER, scope: "everything" }
      const body = await authors.of(session, sectionId, moment)
      return body === null ? null : (JSON.parse(body) as unknown)
    },
  }
}

const ghana = { orgId: "gha", organization: "Ghana" }

it("names who wrote each line as far as the reader may know them, and goes on from what it knew", async () => {
  const { writes, seenBy } = world()
  await writes("system", 1, "Before.")
  await writes("kofi", 2, "Draft.")
  await seenBy("eva")
  await writes("ana", 3, "More.")
  expect(await seenBy("eva")).toEqual({
    position: 3,
    since: null,
    authors: [
      { personId: null, name: "", orgId: null, organization: "", isMine: false },
      { personId: null, name: "Ghana", ...ghana, isMine: false },
      { personId: "ana", name: "Ana", ...ghana, isMine: false },
    ],
    lines: [
      { text: "Before.", runs: [[0, null, 7]] },
      { text: "Draft.", runs: [[1, 2, 6]] },
      { text: "More.", runs: [[2, 3, 5]] },
    ],
  })
  expect(await seenBy("ana")).toMatchObject({ authors: [{}, {}, { isMine: true }] })
})

it("names who wrote the text of an earlier moment, if the reader may see that", async () => {
  const { writes, seenBy } = world({ earliest: 1 })
  await writes("kofi", 2, "Draft.")
  await writes("ana", 3, "More.")
  expect(await seenBy("eva", 1)).toMatchObject({
    position: 1,
    authors: [{ organization: "Ghana", personId: null }],
    lines: [{ text: "Draft.", runs: [[0, 2, 6]] }],
  })
  expect([await seenBy("eva", 0), await seenBy("eva", 10)]).toEqual([null, null])
})

it("tells of what is from before the reader was let in the organisation alone, and no time", async () => {
  const { writes, seenBy } = world({ since: 20 * minute })
  await writes("ana", 1, "Then.")
  await writes("ana", 21 * minute, "Now.")
  expect(await seenBy("eva")).toEqual({
    position: 2,
    since: 20 * minute,
    authors: [
      { personId: null, name: "Ghana", ...ghana, isMine: false },
      { personId: "ana", name: "Ana", ...ghana, isMine: false },
    ],
    lines: [
      { text: "Then.", runs: [[0, null, 5]] },
      { text: "Now.", runs: [[1, 21 * minute, 4]] },
    ],
  })
})

it("leaves words that came from another section with their authors", async () => {
  const { writes, seenBy } = world()
  await writes("mover", 9, "From afar.")
  expect(await seenBy("eva")).toMatchObject({
    authors: [{ personId: "ana" }, { name: "Unknown person" }],
    lines: [
      {
        runs: [
          [0, 5, 4],
          [1, 9, 6],
        ],
      },
    ],
  })
})

it("has nothing for whoever may not read the section", async () => {
  const { writes, hide, seenBy } = world()
  await writes("ana", 1, "Then.")
  hide()
  expect(await seenBy("eva")).toBeNull()
})
