import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Storage } from "@codraft/storage"
import { everyEntry } from "@codraft/storage/testing"
import { expect } from "vitest"

const program = fileURLToPath(new URL("./appender.mjs", import.meta.url))

/** The process of appender.mjs, and everything that it said was acknowledged. */
export class Appender {
  readonly #child: ChildProcess
  readonly #waiting = new Set<() => void>()
  /** The last acknowledged position by writer. */
  readonly written = new Map<string, number>()
  readonly snapshots = new Map<string, number>()
  readonly blobs = new Set<string>()
  readonly failures: string[] = []
  acknowledged = 0

  constructor(file: string, entryBytes: number) {
    this.#child = spawn(process.execPath, [program, file, `${entryBytes}`], { stdio: ["ignore", "pipe", "inherit"] })
    const { stdout } = this.#child
    if (stdout !== null) createInterface(stdout).on("line", (line) => this.#take(line))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition())
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve)
      })
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const closed = once(this.#child, "close")
    this.#child.kill("SIGKILL")
    await closed
  }

  #take(line: string): void {
    const [word = "", one = "", two = ""] = line.split(" ")
    if (word === "wrote") {
      this.acknowledged += 1
      this.written.set(one, Number(two))
    } else if (word === "snapshot") this.snapshots.set(one, Number(two))
    else if (word === "blob") this.blobs.add(one)
    else this.failures.push(one)
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }
}

/** Everything acknowledged is there, in order and without gaps, and each batch is there in both of its streams or in none. */
export async function expectNothingLost({ log, snapshots, blobs }: Storage, appender: Appender): Promise<void> {
  for (const [writer, position] of appender.written) {
    const text = await everyEntry(log, `text:${writer}`)
    expect(text.length).toBeGreaterThanOrEqual(position)
    const numbers = text.map(({ data }) => new DataView(data.buffer, data.byteOffset).getFloat64(0))
    expect(numbers).toEqual(text.map(({ position }) => position))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    const heads = await log.heads([`text:${writer}`, `section:${writer}`])
    expect(new Set(heads.values())).toEqual(new Set([text.length]))
    expect((await everyEntry(log, `section:${writer}`)).length).toBe(text.length)
  }
  for (const [writer, position] of appender.snapshots) {
    const snapshot = await snapshots.get(`text:${writer}`)
    expect(snapshot?.position).toBeGreaterThanOrEqual(position)
    expect(new TextDecoder().decode(snapshot?.data)).toBe(`as of ${snapshot?.position}`)
  }
  for (const sha256 of appender.blobs) expect((await blobs.get(sha256))?.byteLength).toBe(64)
}
