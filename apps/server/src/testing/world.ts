import { findPlaces } from "@codraft/publish/places"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInThreadReader } from "@codraft/document/reader/in-thread"
import type { CommandInput } from "@codraft/publication"
import { createMemoryStorage, type MemoryStorage } from "@codraft/storage/memory"
import { createTextWork } from "@codraft/sync/work"
import { pino } from "pino"
import { systemClock } from "../clock.ts"
import { Diagnostics, silentDiagnostics } from "../diagnostics.ts"
import { EditorFiles } from "../editor-files.ts"
import { type Listener, openListener } from "../listener.ts"
import { renderSheet } from "../register/render.ts"
import { SheetPress } from "../register/sheet-press.ts"
import { createServer, type Server, type ServerDeps, writeSample } from "../server.ts"
import { newSigningKey, type SigningKey } from "@codraft/publish/manifest"
import { makeComparison } from "../versions/comparison-work.ts"
import { makeRedline } from "../versions/redline-work.ts"
import type { VersionPress } from "../versions/version-press.ts"
import { changedSections } from "../versions/changed-sections.ts"
import { makeManifest, makePackage, makeValue, readPlaces } from "../versions/version-work.ts"
import type { Threads } from "../threads.ts"
import { namedFiles } from "./files.ts"
import { TestSocket } from "./test-socket.ts"

/** A whole server over storage in memory, with the sample publication in it. */
export class World {
  readonly storage: MemoryStorage
  readonly server: Server
  readonly #listener: Listener
  readonly #letGo: () => Promise<void>

  constructor(parts: { storage: MemoryStorage; server: Server; listener: Listener; letGo: () => Promise<void> }) {
    this.storage = parts.storage
    this.server = parts.server
    this.#listener = parts.listener
    this.#letGo = parts.letGo
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#listener.port}`
  }

  /** Calls the application in process, as somebody unknown. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    return this.server.app.request(path, init)
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.request(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    })
  }

  /** A sample person in a browser of their own. */
  async signIn(personId: string): Promise<Person> {
    const answer = await this.post("/api/demo/sign-in", { personId })
    const cookie = answer.headers.get("set-cookie")?.split(";")[0]
    if (answer.status !== 204 || !cookie) throw new Error(`sign-in of ${personId} answered ${answer.status}`)
    return new Person(this, cookie)
  }

  /** A socket from the network, as whoever the headers say. */
  socket(path: string, headers: Record<string, string> = {}): TestSocket {
    return new TestSocket(`ws://127.0.0.1:${this.#listener.port}${path}`, headers)
  }

  /** As when its process dies, of which `MemoryStorage.crash` is the disk's part: nothing is finished. */
  async vanish(): Promise<void> {
    await this.#listener.close()
    await this.#letGo()
  }

  async close(): Promise<void> {
    await this.server.drain()
    await this.#listener.close()
    await this.#letGo()
  }
}

export class Person {
  readonly #world: World
  readonly cookie: string

  constructor(world: World, cookie: string) {
    this.#world = world
    this.cookie = cookie
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#world.request(path, { headers: { Cookie: this.cookie, ...headers } })
  }

  async json<T>(path: string): Promise<T> {
    const answer = await this.get(path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return (await answer.json()) as T
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.#world.post(path, body, { Cookie: this.cookie, ...headers })
  }

  async command(command: CommandInput | Record<string, unknown>): Promise<Response> {
    return this.post("/api/commands", { publicationId: "pub-2016", ...command })
  }

  socket(path: string, headers: Record<string, string> = {}): TestSocket {
    return this.#world.socket(path, { Cookie: this.cookie, ...headers })
  }
}

interface Instead extends Partial<Pick<ServerDeps, "clock" | "signingKey">> {
  versionPress?: Partial<VersionPress>
  /** Hears each line of the diagnostics. */
  record?: (line: string) => void
}

export async function openWorld(
  storage: MemoryStorage = createMemoryStorage(),
  { clock = systemClock, record, ...instead }: Instead = {},
): Promise<World> {
  const editor = await builtEditor()
  const threads = { ...inThread(), versionPress: { ...versionPress, ...instead.versionPress } }
  const listener = await openListener({ host: "127.0.0.1", port: 0 })
  await writeSample(storage.log, threads)
  const server = await createServer({
    config: { host: "127.0.0.1", publicOrigin: null, isDemo: true },
    port: listener.port,
    secret: "a secret of more than 32 characters",
    signingKey: instead.signingKey ?? heldKey(await newSigningKey()),
    storage,
    threads,
    files: await EditorFiles.load(editor),
    cacheDirectory: null,
    clock,
    diagnostics: record ? new Diagnostics(pino({ level: "trace" }, { write: record })) : silentDiagnostics(),
  })
  listener.serve(server.app)
  return new World({
    storage,
    server,
    listener,
    async letGo() {
      await threads.close()
      await rm(editor, { recursive: true })
    },
  })
}

function heldKey(known: SigningKey): ServerDeps["signingKey"] {
  return { known, current: async () => known, open: async () => {} }
}

/** The same work without the threads, which take longer to start than most tests to run. */
function inThread(): Omit<Threads, "versionPress"> {
  const reader = createInThreadReader()
  return {
    reader,
    textWork: createTextWork(),
    press: new SheetPress(renderSheet),
    close: () => reader.close(),
  }
}

const versionPress: VersionPress = {
  value: makeValue,
  changed: async (job) => changedSections(job),
  places: async (content) => readPlaces(content),
  typed: async ({ content, rows }) => findPlaces(readPlaces(content), rows),
  files: namedFiles,
  manifest: makeManifest,
  package: async (job) => makePackage(job),
  comparison: makeComparison,
  redline: makeRedline,
}

/** Stands in for the built editor, which these tests do not look into. */
async function builtEditor(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "codraft-editor-"))
  await mkdir(join(directory, "assets"))
  await writeFile(
    join(directory, "index.html"),
    `<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head><body></body></html>`,
  )
  await writeFile(join(directory, "assets", "main-a1b2c3.js"), `console.log("${"editor ".repeat(500)}")`)
  return directory
}
