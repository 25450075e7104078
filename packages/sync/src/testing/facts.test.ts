import type { StreamName } from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import { expect, it } from "vitest"
import { EventStore, type RecordedEvent } from "../client/index.ts"
import { EventHub } from "../server/index.ts"
import { Chance } from "./chance.ts"
import { Mortal } from "./mortal.ts"
import { Network, type ServerEnd } from "./network.ts"
import { VirtualClock } from "./virtual-clock.ts"

const names = ["publication:p", "section:s1", "section:s2", "delegation:p.bgd"] as StreamName[]
const people = ["ana", "bo"]

/** Real EventHub, real EventStores, a log; people whose streams change, links that break, a server that dies. */
class World {
  readonly clock = new VirtualClock()
  readonly chance: Chance
  readonly log = createMemoryStorage().log
  readonly joinable = new Map(people.map((person) => [person, new Set(names)]))
  readonly network: Network
  readonly stores = new Map<string, EventStore<readonly string[]>>()
  /** Frames about a stream that were sent to somebody who could not join it then. */
  readonly leaks: string[] = []
  #life: Mortal
  #hub: EventHub

  constructor(seed: number) {
    this.chance = new Chance(seed)
    this.#life = new Mortal(this.clock)
    this.#hub = this.#newHub()
    this.network = new Network({
      clock: this.clock,
      weather: { delayMs: () => this.chance.between(1, 80), doubles: () => this.chance.isLucky(0.05) },
      accept: (_url, who, end) => this.#accept(who, end),
    })
    for (const person of people) {
      this.stores.set(
        person,
        new EventStore<readonly string[]>({
          url: "ws://codraft/sync/events",
          streams: ["publication:p"],
          initial: [],
          apply: (state, { stream, position }: RecordedEvent) => [...state, `${stream}@${position}`],
          clock: this.clock,
          random: () => this.chance.fraction(),
          WebSocket: this.network.transportOf(person),
        }),
      )
    }
  }

  async happens(): Promise<void> {
    const [person, stream] = [this.chance.pick(people) ?? "ana", this.chance.pick(names) ?? "publication:p"]
    const joinable = this.joinable.get(person)
    switch (this.chance.between(0, 7)) {
      case 0:
        joinable?.delete(stream as StreamName)
        return this.#hub.refresh()
      case 1:
        joinable?.add(stream as StreamName)
        return this.#hub.refresh()
      case 2:
        return this.network.cut(person, this.chance.pick(["told", "silent", "flushed"]) ?? "told")
      case 3:
        if (this.chance.isLucky(0.3)) this.#restart()
        return
      default:
        return this.#append(stream as StreamName)
    }
  }

  /** What a person's state must be: their streams from the log, by time, stream and position. */
  async expected(person: string): Promise<string[]> {
    const streams = [...(this.joinable.get(person) ?? [])]
    const read = async (stream: string) =>
      (await this.log.read(stream, 0)).map(({ at, position }) => ({ stream, at, position }))
    const events = (await Promise.all(streams.map(read))).flat()
    events.sort((a, b) =>
      a.stream === b.stream ? a.position - b.position : a.at === b.at ? (a.stream < b.stream ? -1 : 1) : a.at - b.at,
    )
    return events.map(({ stream, position }) => `${stream}@${position}`)
  }

  async #append(stream: StreamName): Promise<void> {
    const hub = this.#hub
    const data = new TextEncoder().encode(JSON.stringify({ type: "noted" }))
    const heads = await this.log.append([{ stream, entries: [{ at: this.clock.now(), author: "p1", data }] }])
    const entries = await this.log.read(stream, (heads.get(stream) ?? 1) - 1)
    hub.published(stream, entries)
  }

  #restart(): void {
    this.#life.die()
    for (const person of people) this.network.cut(person)
    this.#life = new Mortal(this.clock)
    this.#hub = this.#newHub()
  }

  #newHub(): EventHub {
    return new EventHub({
      log: this.log,
      clock: this.#life,
      canJoin: (person, stream) => this.joinable.get(person)?.has(stream) ?? false,
      joinable: (person) => [...(this.joinable.get(person) ?? [])],
      beside: { joinable: () => [], of: () => null },
      readers: () => null,
      catchUp: async () => undefined,
      presence: { present: () => [], onPresence: () => () => {} },
    })
  }

  #accept(who: string, end: ServerEnd) {
    const life = this.#life
    const connection = this.#hub.connect(
      { personId: who as never, sessionId: who },
      {
        bufferedBytes: 0,
        close: (code, reason) => end.close(code, reason),
        send: (frame) => {
          if (life.isDead) return
          const { stream, event } = JSON.parse(frame) as { stream?: StreamName; event?: unknown }
          if (event && stream && !this.joinable.get(who)?.has(stream)) this.leaks.push(frame)
          end.send(frame)
        },
      },
    )
    return {
      receive: (frame: Uint8Array | string) => {
        if (!life.isDead && typeof frame === "string") connection.receive(frame)
      },
      closed: () => {
        if (!life.isDead) connection.closed()
      },
    }
  }
}

it("[SIM8] everybody's facts are those of the streams they may join, whatever broke meanwhile", async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const world = new World(seed)
    for (let step = 0; step < 40; step += 1) {
      await world.happens()
      await world.clock.pass(world.chance.pick([0, 5, 200, 2_000]) ?? 0)
    }
    await world.clock.pass(120_000)
    for (const person of people) {
      const state = world.stores.get(person)?.state
      expect(state, `seed ${seed}, ${person}`).toEqual(await world.expected(person))
      world.stores.get(person)?.destroy()
    }
    expect(world.leaks, `seed ${seed}`).toEqual([])
  }
})
