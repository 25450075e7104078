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
import { expect, it } from "vitest"
import * as Y from "yjs"
import { encodeFact } from "./facts.ts"
import { SectionHistory } from "./section-history.ts"
import type { Session } from "./sessions.ts"

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
  const history = new SectionHistory({ log, textWork: createTextWork(), publications: { readable } })
  return {
    writes: (author: string, at: number, words: string) =>
      log.append([{ stream: streams.text(sectionId), entries: [typed(author, at, words)] }]),
    widens: (at: number, audience: Audience) =>
      happens(at, streams.section(sectionId), { type: "sectionAudienceSet", sectionId, audience }),
    seenBy: (id: string) => history.of(session(id), sectionId),
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
