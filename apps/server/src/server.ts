import { randomInt, randomUUID } from "node:crypto"
import { streams } from "@codraft/publication"
import type { Log, Storage } from "@codraft/storage"
import { openSqliteStorage } from "@codraft/storage/sqlite"
import { serverClientIdMin } from "@codraft/sync/protocol"
import { type Clock, EventHub, Hub } from "@codraft/sync/server"
import { AuthorsFiles, noAuthorsCache } from "./sections/authors-cache.ts"
import { systemClock } from "./clock.ts"
import type { Config } from "./config.ts"
import { openDataDirectory } from "./data-directory.ts"
import type { Diagnostics } from "./diagnostics.ts"
import { EditorFiles } from "./editor-files.ts"
import { createApp } from "./http/app.ts"
import type { Routes } from "./http/env.ts"
import { openListener } from "./listener.ts"
import { LateWordsFollow } from "./sections/late-words.ts"
import { Metrics } from "./metrics.ts"
import { Origins } from "./origins.ts"
import { PublicationGoals } from "./publications/publication-goals.ts"
import { PublicationNumbers } from "./publications/publication-numbers.ts"
import { PublicationSearch } from "./publications/publication-search.ts"
import { PublicationCoverage } from "./coverage/publication-coverage.ts"
import { PublicationAbbreviations } from "./publications/publication-abbreviations.ts"
import { PublicationLengths } from "./publications/publication-lengths.ts"
import { FoldedFacts } from "./facts/folded-facts.ts"
import { PublicationCommands } from "./publications/publication-commands.ts"
import { Publications } from "./publications/publications.ts"
import { Freezing } from "./versions/freezing.ts"
import { VersionPlaces } from "./versions/version-places.ts"
import { PublicationVersions } from "./versions/publication-versions.ts"
import { SinceFrozen } from "./versions/since-frozen.ts"
import { CoverNotes } from "./versions/cover-notes.ts"
import { VersionComparisons } from "./versions/version-comparisons.ts"
import { SharedVersions } from "./versions/shared-versions.ts"
import { VersionFiles } from "./versions/version-files.ts"
import { Sealing } from "./versions/sealing.ts"
import { HeldSigningKey } from "./versions/held-signing-key.ts"
import type { SigningKeySource } from "./versions/signing-key.ts"
import { Readiness } from "./readiness.ts"
import { observeRooms } from "./sections/room-observer.ts"
import { demoPeople, seedSample } from "./sample.ts"
import { PastTexts } from "./sections/past-texts.ts"
import { ReadPositions } from "./sections/read-positions.ts"
import { PublicationRegister } from "./register/publication-register.ts"
import { ImportComments } from "./review/import-comments.ts"
import { ImportPreview } from "./review/import-preview.ts"
import { LostMarks } from "./review/lost-marks.ts"
import { PublicationReview } from "./review/publication-review.ts"
import { SectionAnchors } from "./review/section-anchors.ts"
import { SeenComments } from "./review/seen-comments.ts"
import { SectionChanges } from "./sections/section-changes.ts"
import { SectionAuthors } from "./sections/section-authors.ts"
import { SectionHistory } from "./sections/section-history.ts"
import { SectionImages } from "./sections/section-images.ts"
import { SectionReader } from "./sections/section-reader.ts"
import { textsInRooms } from "./sections/texts-in-rooms.ts"
import { Sessions } from "./sessions.ts"
import { OpenSockets } from "./socket/open-sockets.ts"
import { openThreads, type Threads } from "./threads.ts"

export { type Config, ConfigError, type Environment, readConfig } from "./config.ts"
export { Diagnostics, openDiagnostics, silentDiagnostics } from "./diagnostics.ts"

export interface ServerDeps {
  config: Pick<Config, "host" | "publicOrigin" | "isDemo">
  /** The port that this server answers on: part of the origins it trusts. */
  port: number
  secret: string
  /** Signs versions; it is opened when it is known whether any was signed. */
  signingKey: SigningKeySource & { open(known: { hasSigned: boolean }): Promise<void> }
  storage: Storage
  threads: Threads
  files: EditorFiles
  /** For what can be found out again; null: nothing of that is kept. */
  cacheDirectory: string | null
  clock: Clock
  diagnostics: Diagnostics
}

export interface Server {
  app: Routes
  publications: Publications
  /** Refuses new work, finishes the log, and closes every socket with a code that says to come back. */
  drain(): Promise<void>
}

/** The whole wiring. Everything below is given what it needs here and reaches for nothing else. */
export async function createServer(deps: ServerDeps): Promise<Server> {
  const { storage, clock, diagnostics, files } = deps
  const { reader, textWork } = deps.threads
  const now = () => clock.now()
  const newId = () => randomUUID()
  const metrics = new Metrics()
  const log = metrics.measured(storage.log)
  const hub = new Hub({
    log,
    snapshots: storage.snapshots,
    clock,
    worker: textWork,
    drawClientId: () => randomInt(2 ** 32),
    serverId: newId(),
    observer: observeRooms({
      metrics,
      diagnostics,
      committed: (sectionId) => {
        lost.changed(sectionId)
        events.changed(streams.text(sectionId))
      },
    }),
    followers: {
      lookInto: (sectionId) => late.lookInto(sectionId),
      route: (words) => late.route(words),
    },
  })
  metrics.watchRooms(() => hub.roomCount)
  const past = new PastTexts({ log, textWork })
  const freezing = new Freezing({
    past,
    snapshots: storage.snapshots,
    reader,
    blobs: storage.blobs,
    hub,
    press: deps.threads.versionPress,
  })
  const sinceFrozen = new SinceFrozen({
    log,
    past,
    snapshots: storage.snapshots,
    reader,
    blobs: storage.blobs,
    press: deps.threads.versionPress,
  })
  const places = new VersionPlaces({ blobs: storage.blobs, press: deps.threads.versionPress })
  const facts = await FoldedFacts.open(log)
  const publications = new Publications({ facts, now })
  const commands = new PublicationCommands({
    log,
    facts,
    publications,
    metrics,
    diagnostics,
    now,
    newId,
    freezing,
    signingKey: deps.signingKey,
    sinceFrozen,
    places,
    texts: textsInRooms({
      log,
      reader,
      textWork,
      hub,
      past,
      now,
      authors: {
        prepare: (...of) => authors.prepare(...of),
        creditsOf: (...of) => authors.creditsOf(...of),
      },
      moved: (plan, position) =>
        late
          .gather(plan, position)
          .catch((error: unknown) => diagnostics.failed("what was written into a cut passage", error)),
    }),
  })
  const events = new EventHub({
    log,
    clock,
    presence: hub,
    canJoin: (personId, stream) => publications.canJoin(personId, stream),
    joinable: (personId) => publications.joinable(personId),
    beside: {
      joinable: (personId, stream) => publications.threadsBeside(personId, stream),
      of: (stream) => publications.besideWhich(stream),
    },
    readers: (stream) => publications.readers(stream),
    catchUp: () => publications.catchUp(),
  })
  commands.onFacts((facts) => {
    for (const { stream, entries } of facts) events.published(stream, entries)
    // Whoever lost their rights is closed now. What is said in comments gives and takes none.
    const mayChangeRights = facts.some(({ stream }) => /^(?:publication|section):/.test(stream))
    if (mayChangeRights) {
      hub.refresh()
      events.refresh()
    } else events.appeared(facts.filter(({ entries }) => entries[0]?.position === 1).map(({ stream }) => stream))
  })

  const hasSigned = publications.all().some(({ versions }) => versions.some(({ seal }) => seal !== null))
  await deps.signingKey.open({ hasSigned })
  const sealing = new Sealing({
    blobs: storage.blobs,
    publications,
    commands,
    press: deps.threads.versionPress,
    key: deps.signingKey,
    probe: () => storage.probe(),
    clock,
    diagnostics,
  })
  commands.onFacts((facts) => {
    if (facts.some(({ stream }) => stream.startsWith("publication:"))) sealing.wake()
  })
  sealing.wake()

  const versionFiles = new VersionFiles(storage.blobs)
  const versions = new PublicationVersions({
    files: versionFiles,
    publications,
    commands,
    freezing,
    sinceFrozen,
    key: deps.signingKey,
  })
  const numbers = new PublicationNumbers({ log, reader, hub, publications })
  const goals = new PublicationGoals({ reader, hub, publications, numbers })
  const late = new LateWordsFollow({ log, reader, past, hub, publications, commands, now })
  const texts = new SectionReader({ log, reader, hub, publications, numbers, goals, build: files.build })
  const history = new SectionHistory({ log, textWork, publications, reader, texts, past })
  const authors = new SectionAuthors({
    log,
    reader,
    publications,
    history,
    past,
    cache: deps.cacheDirectory === null ? noAuthorsCache : new AuthorsFiles(deps.cacheDirectory, files.build),
    failed: (error) => void diagnostics.failed("the cache of authors", error),
    newId,
  })
  const reads = new ReadPositions({ log, now, published: (stream, entries) => events.published(stream, entries) })
  const seen = new SeenComments({ publications, reads, now, newId })
  const anchors = new SectionAnchors({ log, reader, hub, numbers })
  const review = new PublicationReview({ publications, reads, anchors, now })
  const lost = new LostMarks({
    clock,
    hub,
    reader,
    publications,
    failed: (sectionId, error) => void diagnostics.failed(`lost marks of ${sectionId}`, error),
  })
  const origins = new Origins(deps.config, deps.port)
  const sessions = new Sessions({ secret: deps.secret, now, newId })
  const sockets = new OpenSockets(clock)
  const readiness = new Readiness({ storage, clock })
  const app = createApp({
    hub,
    events,
    publications,
    commands,
    sessions,
    sockets,
    origins,
    readiness,
    metrics,
    diagnostics,
    clock,
    files,
    build: files.build,
    reader: texts,
    seen,
    review,
    imports: new ImportComments({ publications, commands, now }),
    importPreview: new ImportPreview({ publications, review, reader, hub, numbers, places, now }),
    register: new PublicationRegister({ publications, review, press: deps.threads.press, origin: origins.own, now }),
    versions,
    coverNotes: new CoverNotes({ blobs: storage.blobs, publications }),
    comparisons: new VersionComparisons({
      versions,
      commands,
      freezing,
      blobs: storage.blobs,
      press: deps.threads.versionPress,
      build: files.build,
    }),
    shared: new SharedVersions({ files: versionFiles, publications, commands, now }),
    numbers,
    search: new PublicationSearch({ log, reader, hub, publications }),
    goals,
    lengths: new PublicationLengths({ log, reader, hub, publications }),
    abbreviations: new PublicationAbbreviations({ log, reader, hub, publications }),
    coverage: new PublicationCoverage({ log, reader, hub, publications, review }),
    history,
    authors,
    changes: new SectionChanges({
      log,
      clock,
      reader,
      publications,
      history,
      authors,
      past,
      reads,
      failed: (sectionId, error) => void diagnostics.failed(`changes of ${sectionId}`, error),
    }),
    images: new SectionImages({ blobs: storage.blobs, publications, commands, now }),
    demoPeople: deps.config.isDemo ? demoPeople : [],
  })

  return {
    app,
    publications,
    async drain() {
      readiness.stop()
      sockets.refuseNew()
      lost.stop()
      await sealing.stop()
      await commands.idle()
      await hub.stop()
      events.stop()
      await sockets.stop()
      metrics.stop()
    },
  }
}

export interface RunningServer {
  /** The address to open in a browser. */
  url: string
  /** Drains and lets go of everything; once, however often it is called. */
  close(): Promise<void>
}

/** Listens at once, answering that it is starting; then opens the data directory and writes the sample on first use. */
export async function startServer(config: Config, diagnostics: Diagnostics): Promise<RunningServer> {
  const listener = await openListener(config)
  const { port } = listener
  const opened: { close(): Promise<void> }[] = [listener]
  let server: Server | null = null
  let closing: Promise<void> | null = null
  const close = async () => {
    await server?.drain()
    for (const each of opened.toReversed()) await each.close()
  }
  try {
    const { databaseFile, cacheDirectory, secret } = await openDataDirectory(config.dataDirectory, config.secret)
    const files = await EditorFiles.load(config.editorDirectory)
    const storage = await openSqliteStorage({ file: databaseFile })
    opened.push(storage)
    const threads = openThreads()
    opened.push(threads)
    if (config.isDemo) await writeSample(storage.log, threads)
    server = await createServer({
      config,
      port,
      secret,
      signingKey: new HeldSigningKey(config.dataDirectory, diagnostics),
      storage,
      threads,
      files,
      cacheDirectory,
      clock: systemClock,
      diagnostics,
    })
    listener.serve(server.app)
    const url = new Origins(config, port).own
    diagnostics.started({ url, build: files.build })
    return { url, close: () => (closing ??= close()) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Only on the first start of a demo is there anything to write. */
export async function writeSample(log: Log, { reader }: Threads): Promise<void> {
  await seedSample({ log, reader, at: systemClock.now(), clientId: serverClientIdMin + randomInt(2 ** 32) })
}
