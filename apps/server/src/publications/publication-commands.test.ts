import {
  CommandSchema,
  emptyPublication,
  OrgIdSchema,
  PersonIdSchema,
  type PublicationEvent,
  PublicationEventSchema,
  PublicationIdSchema,
  SectionIdSchema,
  streams,
} from "@codraft/publication"
import type { Log } from "@codraft/storage"
import { createMemoryStorage } from "@codraft/storage/memory"
import { expect, it } from "vitest"
import { silentDiagnostics } from "../diagnostics.ts"
import { encodeFact } from "../facts/facts.ts"
import { Metrics } from "../metrics.ts"
import { FoldedFacts } from "../facts/folded-facts.ts"
import { PublicationCommands } from "./publication-commands.ts"
import { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

const book = PublicationIdSchema.parse("book")
const iom = OrgIdSchema.parse("iom")
const eva = PersonIdSchema.parse("eva")
const max = PersonIdSchema.parse("max")
const foreword = SectionIdSchema.parse("foreword")

const preface = SectionIdSchema.parse("preface")

/** A log that knows a publication with two series editors, Eva and Max, a foreword and a preface. */
async function publicationLog(): Promise<Log> {
  const { log } = createMemoryStorage()
  const fact = (event: PublicationEvent) => encodeFact(0, "system", event)
  const created = PublicationEventSchema.parse({
    type: "publicationCreated",
    ...emptyPublication(book),
    title: "The book",
  })
  const editor = (personId: typeof eva, name: string) =>
    fact({ type: "memberSet", personId, orgId: iom, role: "series-editor", language: "en", name })
  await log.append([
    {
      stream: streams.publication(book),
      entries: [
        fact(created),
        fact({
          type: "organizationAdded",
          organization: { id: iom, kind: "secretariat", name: "IOM", workingLanguage: "en" },
        }),
        editor(eva, "Eva"),
        editor(max, "Max"),
      ],
    },
    ...[foreword, preface].map((sectionId) => ({
      stream: streams.section(sectionId),
      entries: [
        fact({
          type: "sectionAdded",
          sectionId,
          publicationId: book,
          parentId: null,
          rank: "a0",
          title: "Foreword",
          titleI18n: {},
          textClass: "secretariat",
          leadOrg: iom,
          leadPerson: eva,
          coAuthors: [],
          language: "en",
          dir: "ltr",
          annex: false,
          purpose: "",
          targets: [],
          themes: [],
          audience: "everyone",
          state: "drafting",
          until: null,
        }),
      ],
    })),
  ])
  return log
}

interface OneServer {
  publications: Publications
  commands: PublicationCommands
}

async function serverOn(log: Log): Promise<OneServer> {
  let ids = 0
  const now = () => 1_000
  const facts = await FoldedFacts.open(log)
  const publications = new Publications({ facts, now })
  const commands = new PublicationCommands({
    log,
    facts,
    publications,
    metrics: new Metrics(),
    diagnostics: silentDiagnostics(),
    now,
    newId: () => `id-${++ids}`,
    texts: {
      begin: () => Promise.reject(new Error("no section is added here")),
      shape: () => Promise.reject(new Error("no section is shaped here")),
      comment: () => Promise.reject(new Error("nobody comments here")),
      images: async () => new Set<string>(),
      widen: () => Promise.reject(new Error("no audience is widened here")),
      move: () => Promise.reject(new Error("no passage is moved here")),
    },
    places: { asked: () => Promise.reject(new Error("nobody comments on a version here")) },
    signingKey: { current: async () => null },
    freezing: { freeze: () => Promise.reject(new Error("nothing is frozen here")) },
    sinceFrozen: { of: () => Promise.reject(new Error("nothing is submitted here")) },
  })
  return { publications, commands }
}

/** The same log, written in another way. */
function withAppend(log: Log, append: Log["append"]): Log {
  return {
    append,
    read: (...args) => log.read(...args),
    heads: (names) => log.heads(names),
    streams: (prefix) => log.streams(prefix),
    archive: (...args) => log.archive(...args),
    close: () => log.close(),
  }
}

function session(personId: typeof eva): Session {
  return { id: personId, personId, expiresAt: Number.MAX_SAFE_INTEGER, scope: "everything" }
}

const rename = (title: string) =>
  CommandSchema.parse({ type: "renameSection", publicationId: book, sectionId: foreword, title })

function titleSeenBy({ publications }: OneServer): string | undefined {
  return publications.view(session(eva), book)?.publication.sections[foreword]?.title
}

it("decides again on what another server wrote in the meantime, and loses neither change", async () => {
  const log = await publicationLog()
  const [here, there] = [await serverOn(log), await serverOn(log)]
  await here.commands.execute(rename("Foreword of Eva"), session(eva))
  expect(await there.commands.execute(rename("Foreword of Max"), session(max))).toMatchObject({
    kind: "done",
    position: 3,
  })
  expect(titleSeenBy(there)).toBe("Foreword of Max")
  expect((await log.read(streams.section(foreword), 0)).map(({ author }) => author)).toEqual(["system", "eva", "max"])
})

it("refuses somebody whom another server has just removed", async () => {
  const log = await publicationLog()
  const [here, there] = [await serverOn(log), await serverOn(log)]
  const removal = CommandSchema.parse({ type: "removeMember", publicationId: book, personId: max })
  expect(await here.commands.execute(removal, session(eva))).toMatchObject({ kind: "done" })
  expect(await there.commands.execute(rename("Foreword of Max"), session(max))).toEqual({ kind: "unknown" })
  expect((await log.heads([streams.section(foreword)])).get(streams.section(foreword))).toBe(1)
})

it("lets no two servers move two sections into each other", async () => {
  const log = await publicationLog()
  const [here, there] = [await serverOn(log), await serverOn(log)]
  const move = (sectionId: typeof foreword, parentId: typeof foreword) =>
    CommandSchema.parse({ type: "moveSection", publicationId: book, sectionId, parentId, before: null })
  expect(await here.commands.execute(move(foreword, preface), session(eva))).toMatchObject({ kind: "done" })
  expect(await there.commands.execute(move(preface, foreword), session(max))).toMatchObject({
    kind: "refused",
    refusal: { code: "inside-itself" },
  })
})

it("decides commands that arrive together one after the other", async () => {
  const log = await publicationLog()
  const service = await serverOn(log)
  const outcomes = await Promise.all(
    ["One", "Two", "Three"].map((title) => service.commands.execute(rename(title), session(eva))),
  )
  expect(outcomes).toMatchObject([{ position: 2 }, { position: 3 }, { position: 4 }])
  expect(titleSeenBy(service)).toBe("Three")
})

it("goes on with the next command after one that failed", async () => {
  const log = await publicationLog()
  let fails = 1
  const service = await serverOn(
    withAppend(log, (batch) => (fails-- > 0 ? Promise.reject(new Error("power cut")) : log.append(batch))),
  )
  const [first, second] = await Promise.allSettled([
    service.commands.execute(rename("Lost"), session(eva)),
    service.commands.execute(rename("Kept"), session(eva)),
  ])
  expect(first.status).toBe("rejected")
  expect(second).toMatchObject({ status: "fulfilled", value: { kind: "done", position: 2 } })
  expect(titleSeenBy(service)).toBe("Kept")
})

it("gives up after a bounded number of attempts, with a refusal that says to try again", async () => {
  const log = await publicationLog()
  const someoneElse = encodeFact(0, "system", { type: "sectionRenamed", sectionId: foreword, title: "Not yours" })
  const contended = await serverOn(
    withAppend(log, async (batch) => {
      await log.append([{ stream: streams.section(foreword), entries: [someoneElse] }])
      return log.append(batch)
    }),
  )
  expect(await contended.commands.execute(rename("Mine"), session(eva))).toMatchObject({
    kind: "refused",
    refusal: { code: "changed-meanwhile" },
  })
  expect(titleSeenBy(contended)).toBe("Not yours")
})

it("tells listeners after a fact is durable, and of nothing that was refused", async () => {
  const log = await publicationLog()
  const service = await serverOn(log)
  const told: string[] = []
  service.commands.onFacts((facts) =>
    told.push(...facts.map(({ stream, entries }) => `${stream}@${entries.at(-1)?.position}`)),
  )
  await service.commands.execute(rename("Preface"), session(eva))
  await service.commands.execute(rename("Preface"), session(PersonIdSchema.parse("nobody")))
  expect(told).toEqual(["section:foreword@2"])
})
