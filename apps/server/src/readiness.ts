import { StorageFullError, type Storage } from "@codraft/storage"
import type { Clock } from "@codraft/sync/server"

const PROBE_MS_MAX = 2_000

/** Says in plain words what stands in the way of serving; nothing when all is well. */
export class Readiness {
  readonly #storage: Pick<Storage, "probe">
  readonly #clock: Clock
  #isStopping = false
  #probing: Promise<string | null> | null = null

  constructor(deps: { storage: Pick<Storage, "probe">; clock: Clock }) {
    this.#storage = deps.storage
    this.#clock = deps.clock
  }

  /** From now on this process takes no new work. */
  stop(): void {
    this.#isStopping = true
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  async problems(): Promise<string[]> {
    if (this.#isStopping) return ["The server is stopping."]
    // A probe writes to the disk: however many ask, one is under way.
    this.#probing ??= this.#storageProblem().finally(() => {
      this.#probing = null
    })
    const problem = await this.#probing
    return problem === null ? [] : [problem]
  }

  #storageProblem(): Promise<string | null> {
    return new Promise((resolve) => {
      const cancel = this.#clock.setTimer(() => {
        resolve(`The storage has not answered for ${PROBE_MS_MAX / 1000} seconds.`)
      }, PROBE_MS_MAX)
      this.#storage.probe().then(
        () => {
          cancel()
          resolve(null)
        },
        (error: unknown) => {
          cancel()
          resolve(inWords(error))
        },
      )
    })
  }
}

function inWords(error: unknown): string {
  if (error instanceof StorageFullError) {
    return "The disk is full: nothing can be saved. What people write stays on their devices until there is space again."
  }
  return "The storage cannot be written: nothing can be saved. What people write stays on their devices until it can."
}
