import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { eventually } from "./eventually.ts"

const mainFile = fileURLToPath(new URL("./main.js", import.meta.resolve("@codraft/server")))

/** A start seeds the sample on a machine that other tests share. */
const startMsMax = 60_000

/** The real server in a process of its own, on a data directory of its own, so that it can be killed and started again. */
export class ServerProcess {
  readonly port: number
  readonly dataDirectory: string
  readonly #environment: Record<string, string>
  #child: ChildProcess | null = null
  /** What the process has printed; shown when a start fails. */
  output = ""

  private constructor(port: number, dataDirectory: string, environment: Record<string, string>) {
    this.port = port
    this.dataDirectory = dataDirectory
    this.#environment = environment
  }

  static async start(
    options: { dataDirectory?: string; environment?: Record<string, string> } = {},
  ): Promise<ServerProcess> {
    const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "codraft-test-")))
    const server = new ServerProcess(await freePort(), dataDirectory, options.environment ?? {})
    await server.startAgain()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get socketUrl(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  /** Starts the process on the same port and data; resolves when it says that it is ready. */
  async startAgain(): Promise<void> {
    const child = spawn(process.execPath, [mainFile, "serve"], {
      env: {
        ...process.env,
        CODRAFT_DEMO: "1",
        PORT: String(this.port),
        CODRAFT_DATA: this.dataDirectory,
        ...this.#environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    })
    this.#child = child
    const keep = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-20_000)
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    await eventually(
      "the server to be ready",
      async () => {
        if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${this.output}`)
        return (await fetch(`${this.url}/readyz`).catch(() => null))?.status === 200
      },
      startMsMax,
    ).catch((cause: unknown) => {
      throw new Error(`The server did not start:\n${this.output}`, { cause })
    })
  }

  /** kill -9, as a power cut or an out-of-memory killer would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL")
  }

  /** Asks it to stop and waits until it has drained; the exit code. */
  async stop(): Promise<number | null> {
    return this.#end("SIGTERM")
  }

  /** Ends the process and removes its data. */
  async dispose(): Promise<void> {
    await this.#end("SIGKILL")
    await rm(this.dataDirectory, { recursive: true, force: true })
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child?.exitCode ?? null)
    return new Promise((resolve) => {
      child.once("exit", (code) => resolve(code))
      child.kill(signal)
    })
  }
}

/** The cookie of a demo session of that person. */
export async function signIn(serverUrl: string, personId: string): Promise<string> {
  const answer = await fetch(`${serverUrl}/api/demo/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ personId }),
  })
  const cookie = answer.headers.get("set-cookie")
  if (answer.status !== 204 || !cookie) throw new Error(`Sign-in of ${personId} answered ${answer.status}`)
  return cookie.split(";")[0] ?? ""
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}
