import type { Log, Snapshots } from "@codraft/storage"
import { type Bus, Hub, type TextSession, type TextWorker } from "../server/index.ts"
import type { Mortal } from "./mortal.ts"
import type { Accepted, ServerEnd } from "./network.ts"

export interface SimulatedServerDeps {
  readonly name: string
  readonly life: Mortal
  readonly log: Log
  readonly snapshots: Snapshots
  readonly worker: TextWorker
  readonly bus: Bus
  readonly clientId: number
  readonly failed: (what: string, error: unknown) => void
}

/** One server process: a real Hub whose clock, storage, worker and sockets stop when it dies. */
export class SimulatedServer {
  readonly name: string
  readonly hub: Hub
  readonly #life: Mortal

  constructor({ name, life, log, snapshots, worker, bus, clientId, failed }: SimulatedServerDeps) {
    this.name = name
    this.#life = life
    this.hub = new Hub({
      log: {
        append: (batch) => life.answer(() => log.append(batch)),
        read: (stream, after, limits) => life.answer(() => log.read(stream, after, limits)),
        heads: (streams) => life.answer(() => log.heads(streams)),
        streams: (prefix) => life.answer(() => log.streams(prefix)),
        archive: (stream, through) => life.answer(() => log.archive(stream, through)),
        close: () => life.answer(() => log.close()),
      },
      snapshots: {
        get: (stream) => life.answer(() => snapshots.get(stream)),
        put: (stream, snapshot) => life.answer(() => snapshots.put(stream, snapshot)),
      },
      worker: {
        judge: (request) => life.answer(() => worker.judge(request)),
        replay: (ledger, entries) => life.answer(() => worker.replay(ledger, entries)),
        compact: (parts, ledger) => life.answer(() => worker.compact(parts, ledger)),
        diff: (parts, stateVector) => life.answer(() => worker.diff(parts, stateVector)),
        merge: (entries) => life.answer(() => worker.merge(entries)),
        sessions: (entries, earlier) => life.answer(() => worker.sessions(entries, earlier)),
        refill: (parts, clientId) => life.answer(() => worker.refill(parts, clientId)),
        forgetLeftovers: (parts) => life.answer(() => worker.forgetLeftovers(parts)),
        shape: (parts, clientId, headings) => life.answer(() => worker.shape(parts, clientId, headings)),
      },
      clock: life,
      drawClientId: () => clientId,
      serverId: name,
      bus,
      observer: { failed: (_section, what, error) => failed(what, error) },
    })
  }

  get isDead(): boolean {
    return this.#life.isDead
  }

  die(): void {
    this.#life.die()
  }

  accept(sectionId: Parameters<Hub["connect"]>[0], session: TextSession, end: ServerEnd): Accepted {
    const life = this.#life
    const connection = this.hub.connect(sectionId, session, {
      bufferedBytes: 0,
      send: (frame) => {
        if (!life.isDead) end.send(frame)
      },
      close: (code, reason) => {
        if (!life.isDead) end.close(code, reason)
      },
    })
    return {
      receive: (frame) => {
        if (!life.isDead && typeof frame !== "string") connection.receive(frame)
      },
      closed: () => {
        if (!life.isDead) connection.closed()
      },
    }
  }
}
