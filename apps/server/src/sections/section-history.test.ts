import { type CanonicalContent, textOf } from "@codraft/document/canonical"
import type { Comparison } from "@codraft/document/compare"
import { createInThreadReader } from "@codraft/document/reader/in-thread"
import {
  apply,
  type Audience,
  emptyPublication,
  OrgIdSchema,
  PersonIdSchema,
  type Publication,
  type PublicationEvent,
  PublicationIdSchema,
  type Recorded,
  SectionIdSchema,
  streams,
} from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import { encodeTextEntry } from "@codraft/sync/protocol"
import { createTextWork } from "@codraft/sync/work"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { encodeFact } from "../facts/facts.ts"
import { PastTexts } from "./past-texts.ts"
import { SectionHistory } from "./section-history.ts"
import type { Session } from "../sessions.ts"

const book = PublicationIdSchema.parse("book")
const sectionId = SectionIdSchema.parse("s1")
const minute = 60_000
const person = (id: string) => PersonIdSchema.parse(id)

/** A joint section that Eva leads and that Ana of Ghana writes; Kofi drafts for Ghana; Bo of Sweden is no writer. */
async function world() {
  const { log } = createMemoryStorage()
  let publication: Publication = emptyPublication(book)
  const positions = new Map<string, number>()

  async function happens(at: number, stream: Recorded["stream"], event: PublicationEvent) {
    await log.append([{ stream, entries: [encodeFact(at, "ana", event)] }])
    const position = (positions.get(stream) ?? 0) + 1
    positions.set(stream, position)
    publication = apply(publication, { stream, position, at, author: "system", event })
  }
  const everywhere = streams.publication(book)
  for (const [id, name, kind] of [
    ["iom", "IOM", "secretariat"],
    ["gha", "Ghana", "member-state"],
    ["swe", "Sweden", "member-state"],
  ] as const) {
    const organization = { id: OrgIdSchema.parse(id), kind, name, workingLanguage: "en" } as const
    await happens(0, everywhere, { type: "organizationAdded", organization })
  }
  for (const [id, org, role, name] of [
    ["eva", "iom", "series-editor", "Eva"],
    ["ana", "gha", "focal-point", "Ana"],
    ["kofi", "gha", "drafter", undefined],
    ["bo", "swe", "focal-point", "Bo"],
  ] as const) {
    const member = { personId: person(id), orgId: OrgIdSchema.parse(org), role, language: "en" }
    await happens(0, everywhere, { type: "memberSet", ...member, ...(name ? { name } : {}) })
  }
  await happens(0, streams.section(sectionId), {
    type: "sectionAdded",
    sectionId,
    publicationId: book,
    parentId: null,
    rank: "a0",
    title: "Together",
    titleI18n: {},
    textClass: "joint",
    annex: false,
    leadOrg: OrgIdSchema.parse("iom"),
    leadPerson: person("eva"),
    coAuthors: [person("ana")],
    language: "en",
    dir: "ltr",
    purpose: "",
    targets: [],
    themes: [],
    state: "drafting",
    until: null,
    audience: "writers",
  })
  const readable = () => {
    const section = publication.sections[sectionId]
    return section ? { publication, section } : null
  }
  const reader = createInThreadReader()
  const textWork = createTextWork()
  const history = new SectionHistory({
    log,
    textWork,
    publications: { readable },
    reader,
    texts: { around: async () => ({ language: "en", dir: "ltr" }) },
    past: new PastTexts({ log, textWork }),
  })
  const doc = new Y.Doc()
  /** Changes the one paragraph that the section has. */
  async function edits(author: string, at: number, change: (line: Y.XmlText) => void) {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => {
      const root = doc.get("root-v2", Y.XmlElement)
      if (root.length === 0) {
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText()])
        root.insert(0, [paragraph])
      }
      change((root.get(0) as Y.XmlElement).get(0) as Y.XmlText)
    })
    const data = encodeTextEntry({ update: Y.encodeStateAsUpdate(doc, before), bound: [] })
    await log.append([{ stream: streams.text(sectionId), entries: [{ at, author, data }] }])
  }
  return {
    edits,
    writes: (author: string, at: number, words: string) =>
      log.append([{ stream: streams.text(sectionId), entries: [typed(author, at, words)] }]),
    widens: (at: number, audience: Audience) =>
      happens(at, streams.section(sectionId), { type: "sectionAudienceSet", sectionId, audience }),
    seenBy: async (id: string) => (await history.of(session(id), sectionId))?.sessions,
    history: (id: string) => history.of(session(id), sectionId),
    textAt: async (id: string, position: number) => {
      const content = await history.contentAt(session(id), sectionId, position, "json")
      return content === null ? null : textOf(JSON.parse(content) as CanonicalContent).trim()
    },
    htmlAt: (id: string, position: number) => history.contentAt(session(id), sectionId, position, "html"),
    comparedBy: async (id: string, from: number, to: number) => {
      const comparison = await history.compare(session(id), sectionId, from, to)
      return comparison === null ? null : (JSON.parse(comparison) as Comparison)
    },
  }
}

function session(id: string): Session {
  return { id, personId: person(id), expiresAt: Number.MAX_SAFE_INTEGER, scope: "everything" }
}

function typed(author: string, at: number, words: string) {
  const doc = new Y.Doc()
  doc.getText("text").insert(0, words)
  return { at, author, data: encodeTextEntry({ update: Y.encodeStateAsUpdate(doc), bound: [doc.clientID] }) }
}

it("joins what one author wrote without a long pause, newest first", async () => {
  const { writes, seenBy } = await world()
  await writes("system", 0, "")
  await writes("ana", 1 * minute, "one")
  await writes("kofi", 2 * minute, "two")
  await writes("ana", 3 * minute, "three")
  await writes("ana", 60 * minute, "four")
  expect(await seenBy("ana")).toEqual([
    {
      personId: "ana",
      name: "Ana",
      organization: "Ghana",
      startedAt: 60 * minute,
      endedAt: 60 * minute,
      before: 4,
      after: 5,
      changes: 1,
      characters: 4,
    },
    expect.objectContaining({ startedAt: 2 * minute, changes: 1 }),
    expect.objectContaining({ personId: "ana", startedAt: 1 * minute, endedAt: 3 * minute, changes: 2, characters: 8 }),
    expect.objectContaining({ personId: null, name: "Codraft" }),
  ])
})

it("goes on from what it knew when more is written", async () => {
  const { writes, seenBy } = await world()
  await writes("ana", 1 * minute, "one")
  await seenBy("ana")
  await writes("ana", 2 * minute, "two")
  expect(await seenBy("ana")).toMatchObject([{ startedAt: 1 * minute, endedAt: 2 * minute, changes: 2 }])
})

it("has no session for the mark of a comment", async () => {
  const { edits, seenBy } = await world()
  await edits("ana", 1 * minute, (line) => line.insert(0, "words to comment on"))
  await edits("system", 60 * minute, (line) => line.format(0, 5, { s_c_k1: 1 }))
  expect(await seenBy("ana")).toMatchObject([{ personId: "ana" }])
  await edits("system", 61 * minute, (line) => line.insert(5, " of the server's own"))
  expect(await seenBy("ana")).toMatchObject([{ personId: null }, { personId: "ana" }])
})

it("shows a drafter of another delegation by the organisation alone", async () => {
  const { writes, widens, seenBy } = await world()
  await widens(0, "members")
  await writes("kofi", 1 * minute, "one")
  expect(await seenBy("bo")).toMatchObject([{ personId: null, name: "Ghana", organization: "Ghana" }])
})

it("keeps what was written before an audience was widened from those who came with it", async () => {
  const { writes, widens, seenBy } = await world()
  await writes("ana", 1 * minute, "in confidence")
  await widens(2 * minute, "members")
  await writes("ana", 3 * minute, "for all")
  expect(await seenBy("bo")).toMatchObject([{ startedAt: 3 * minute, characters: 7 }])
  expect(await seenBy("ana")).toMatchObject([{ startedAt: 3 * minute }, { startedAt: 1 * minute }])
})

describe("a moment of a section", () => {
  it("is the text as it was then, in whatever order moments are asked for", async () => {
    const { edits, textAt, htmlAt } = await world()
    await edits("ana", 1 * minute, (line) => line.insert(0, "They fell."))
    await edits("kofi", 2 * minute, (line) => line.insert(9, " sharply"))
    await edits("ana", 3 * minute, (line) => line.delete(0, 4))
    expect(await textAt("ana", 3)).toBe("fell sharply.")
    expect(await textAt("ana", 1)).toBe("They fell.")
    expect(await textAt("ana", 2)).toBe("They fell sharply.")
    expect(await textAt("ana", 0)).toBe("")
    expect(await htmlAt("ana", 2)).toContain("<p>They fell sharply.</p>")
  })

  it("can be compared with any other, in both directions", async () => {
    const { edits, comparedBy } = await world()
    await edits("ana", 1 * minute, (line) => line.insert(0, "They fell."))
    await edits("kofi", 2 * minute, (line) => line.insert(9, " sharply"))
    expect((await comparedBy("ana", 1, 2))?.passages).toMatchObject([
      { kind: "changed", line: [{ kind: "kept" }, { kind: "added" }, { kind: "kept" }] },
    ])
    expect((await comparedBy("ana", 2, 1))?.passages).toMatchObject([
      { kind: "changed", line: [{ kind: "kept" }, { kind: "removed" }, { kind: "kept" }] },
    ])
    expect((await comparedBy("ana", 0, 2))?.counts).toEqual({ added: 1, removed: 0, changed: 0, moved: 0 })
  })

  it("is there from the first to the last, and no further", async () => {
    const { edits, history, textAt, comparedBy } = await world()
    await edits("ana", 1 * minute, (line) => line.insert(0, "They fell."))
    expect(await history("ana")).toMatchObject({ earliest: 0, latest: 1 })
    expect(await textAt("ana", 2)).toBeNull()
    expect(await comparedBy("ana", 1, 2)).toBeNull()
  })

  it("from before an audience was widened stays with those who could read it then", async () => {
    const { edits, widens, history, textAt, comparedBy } = await world()
    await edits("ana", 1 * minute, (line) => line.insert(0, "In confidence: they fell."))
    await edits("ana", 2 * minute, (line) => line.delete(0, 15))
    await widens(3 * minute, "members")
    await edits("ana", 4 * minute, (line) => line.insert(0, "Now "))
    expect(await history("bo")).toMatchObject({
      earliest: 2,
      latest: 3,
      sessions: [{ startedAt: 4 * minute, before: 2, after: 3 }],
    })
    expect(await textAt("bo", 1)).toBeNull()
    expect(await textAt("bo", 2)).toBe("they fell.")
    expect(await comparedBy("bo", 1, 3)).toBeNull()
    expect(await comparedBy("bo", 3, 1)).toBeNull()
    expect((await comparedBy("bo", 2, 3))?.counts.changed).toBe(1)
    expect(await textAt("ana", 1)).toBe("In confidence: they fell.")
  })

  it("in the millisecond of the opening counts as before it", async () => {
    const { edits, widens, history, textAt } = await world()
    await edits("ana", 3 * minute, (line) => line.insert(0, "In confidence: they fell."))
    await edits("ana", 3 * minute, (line) => line.delete(0, 15))
    await widens(3 * minute, "members")
    expect(await history("bo")).toMatchObject({ earliest: 2, latest: 2 })
    expect(await textAt("bo", 1)).toBeNull()
  })

  it("of a widening that comes while the history is known is kept too", async () => {
    const { edits, widens, history, textAt } = await world()
    await edits("ana", 1 * minute, (line) => line.insert(0, "In confidence: they fell."))
    await edits("ana", 2 * minute, (line) => line.delete(0, 15))
    await history("ana")
    await widens(3 * minute, "members")
    await edits("ana", 4 * minute, (line) => line.insert(0, "Now "))
    expect(await history("bo")).toMatchObject({ earliest: 2, latest: 3 })
    expect(await textAt("bo", 1)).toBeNull()
  })

  it("far into a long history is the same whether or not what was before it is known", async () => {
    const { edits, textAt } = await world()
    for (let i = 0; i < 2_300; i++) await edits("ana", i, (line) => line.insert(line.length, i % 10 === 0 ? "." : "x"))
    const whole = await textAt("ana", 2_300)
    expect(whole).toHaveLength(2_300)
    for (const position of [2_299, 1_000, 1_001, 999, 2_000]) {
      expect(await textAt("ana", position)).toBe(whole?.slice(0, position))
    }
  })
})
