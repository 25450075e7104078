import { beforeEach, describe, expect, it } from "vitest"
import { closeCodes } from "../protocol/index.ts"
import { type Accepted, Network, type ServerEnd } from "../testing/network.ts"
import { VirtualClock } from "../testing/virtual-clock.ts"
import type { RecordedEvent } from "./event-fold.ts"
import { EventStore } from "./event-store.ts"

/** The state of these tests: every event's stream and position, in the order in which they were applied. */
type State = readonly string[]
const apply = (state: State, { stream, position }: RecordedEvent): State => [...state, `${stream}@${position}`]

/** A server end of the events socket that has streams of events and does what the protocol says. */
class ScriptedEvents {
  readonly heard: string[] = []
  readonly streams = new Map<string, RecordedEvent[]>()
  closesWith: number | null = null
  holdsLive = false
  #end: ServerEnd | null = null
  readonly #joined = new Set<string>()

  accept(end: ServerEnd): Accepted {
    this.#end = end
    this.#joined.clear()
    if (this.closesWith !== null) end.close(this.closesWith, "scripted")
    for (const stream of this.streams.keys()) this.say({ available: stream })
    return {
      receive: (frame) => {
        this.heard.push(String(frame))
        const { join, after } = JSON.parse(String(frame))
        if (join !== undefined) this.#join(join, after)
      },
      closed: () => {
        this.#end = null
      },
    }
  }

  /** Appends an event, at a time, and tells those who joined. */
  append(stream: string, at: number): void {
    const events = this.streams.get(stream) ?? []
    const recorded = { stream, position: events.length + 1, at, author: "p1", event: { type: "noted" } }
    this.streams.set(stream, [...events, recorded])
    if (this.#joined.has(stream)) this.say(recorded)
  }

  say(message: unknown): void {
    this.#end?.send(JSON.stringify(message))
  }

  close(code: number): void {
    this.#end?.close(code, "scripted")
  }

  #join(stream: string, after: number): void {
    const events = this.streams.get(stream)
    if (!events) return this.say({ stream, refused: 4404 })
    this.#joined.add(stream)
    for (const recorded of events.slice(after)) this.say(recorded)
    if (!this.holdsLive) this.say({ stream, live: events.length })
  }
}

let clock: VirtualClock
let network: Network
let server: ScriptedEvents
beforeEach(() => {
  clock = new VirtualClock()
  server = new ScriptedEvents()
  network = new Network({
    clock,
    weather: { delayMs: () => 10, doubles: () => false },
    accept: (_url, _who, end) => server.accept(end),
  })
})

function open(...streams: string[]): EventStore<State> {
  return openWith({ streams })
}

type Changed = { publicationId: string; of: readonly string[] } | null

function openWith(options: {
  streams: string[]
  joinsByItself?: (stream: string) => boolean
  onChanged?: (changed: Changed) => void
}): EventStore<State> {
  return new EventStore<State>({
    url: "ws://codraft/sync/events",
    ...options,
    initial: [],
    apply,
    clock,
    random: () => 0.5,
    WebSocket: network.transportOf("ana"),
  })
}

describe("event store", () => {
  it("[STORE1] folds the streams it was given once all have been read or refused", async () => {
    server.append("publication:p", 1)
    server.append("section:s1", 2)
    server.append("publication:p", 3)
    const store = open("publication:p", "section:s1", "section:hidden")
    await clock.pass(25)
    expect([store.isLoaded, store.state]).toEqual([false, []])
    await clock.pass(100)
    expect([store.isLoaded, store.status.kind]).toEqual([true, "live"])
    expect(store.state).toEqual(["publication:p@1", "section:s1@1", "publication:p@2"])
  })

  it("[STORE2] the state follows from which events there are, not from when they came", async () => {
    server.append("b", 5)
    const store = open("b")
    await clock.pass(100)
    server.append("a", 1)
    server.say({ available: "a" })
    await clock.pass(100)
    expect(store.state).toEqual(["a@1", "b@1"])
  })

  it("[STORE8] another state follows from the same events, those before and after it was asked for, and without what is gone", async () => {
    server.append("a", 2)
    const store = open("a")
    await clock.pass(100)
    const stamps = store.also<readonly number[]>([], (state, { at }) => [...state, at])
    expect(stamps()).toEqual([2])
    expect(stamps()).toBe(stamps())
    server.append("a", 3)
    server.append("b", 1)
    server.say({ available: "b" })
    await clock.pass(100)
    expect(stamps()).toEqual([1, 2, 3])
    server.say({ gone: "b" })
    await clock.pass(100)
    expect(stamps()).toEqual([2, 3])
  })

  it("[STORE3] joins what becomes available, and shows it only when it is whole", async () => {
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    server.holdsLive = true
    server.append("b", 2)
    server.say({ available: "b" })
    await clock.pass(100)
    server.append("a", 3)
    await clock.pass(100)
    expect(store.state).toEqual(["a@1", "a@2"])
    server.say({ stream: "b", live: 1 })
    await clock.pass(100)
    expect(store.state).toEqual(["a@1", "b@1", "a@2"])
  })

  it("[STORE3] joins some streams only when it is asked to, and then as often as they become available", async () => {
    server.append("review:s1", 1)
    server.append("review:s2", 2)
    const store = openWith({ streams: [], joinsByItself: (stream) => !stream.startsWith("review:") })
    await clock.pass(100)
    server.append("a", 3)
    server.say({ available: "a" })
    await clock.pass(100)
    expect(store.state).toEqual(["a@1"])
    store.join("review:s1")
    await clock.pass(100)
    expect(store.state).toEqual(["review:s1@1", "a@1"])
    server.say({ gone: "review:s1" })
    server.say({ available: "review:s1" })
    await clock.pass(100)
    expect(store.state).toEqual(["review:s1@1", "a@1"])
    store.leave("review:s1")
    server.say({ available: "review:s1" })
    await clock.pass(100)
    expect(store.state).toEqual(["a@1"])
    expect(server.heard.filter((frame) => frame.includes("review:s2"))).toEqual([])
  })

  it("[STORE4] what is gone leaves no trace", async () => {
    for (const at of [1, 3]) server.append("a", at)
    for (const at of [2, 4]) server.append("b", at)
    server.streams.set("section:s1", [])
    const store = open("a", "b")
    await clock.pass(100)
    server.say({ stream: "section:s1", present: ["p2"] })
    await clock.pass(100)
    expect(store.present("s1")).toEqual(["p2"])
    server.say({ gone: "b" })
    server.say({ gone: "section:s1" })
    await clock.pass(100)
    expect([store.state, store.present("s1")]).toEqual([["a@1", "a@2"], []])
  })

  it("[STORE5] takes pages as it takes events one by one: repeats are passed over, a gap is asked for once", async () => {
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    const entry = (position: number) => ({ position, at: position, author: "p1", event: { type: "noted" } })
    server.say({ stream: "a", entries: [entry(1), entry(2), entry(3)] })
    await clock.pass(100)
    expect(store.state).toEqual(["a@1", "a@2", "a@3"])
    server.heard.length = 0
    server.say({ stream: "a", entries: [entry(5), entry(6), entry(7)] })
    await clock.pass(100)
    expect(server.heard).toEqual(['{"leave":"a"}', '{"join":"a","after":3,"inPages":true}'])
    expect(store.state).toEqual(["a@1", "a@2", "a@3"])
  })

  it("[STORE5] goes on after a reconnect where it was", async () => {
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    network.cut("ana")
    server.append("a", 2)
    await clock.pass(20)
    expect(store.status.kind).toBe("offline")
    await clock.pass(2_000)
    expect([store.state, store.status.kind]).toEqual([["a@1", "a@2"], "live"])
    expect(server.heard.at(-1)).toBe('{"join":"a","after":1,"inPages":true}')
  })

  it("[STORE5] what arrived of a stream that had not caught up is asked for again", async () => {
    server.holdsLive = true
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    network.cut("ana")
    server.holdsLive = false
    await clock.pass(2_000)
    expect(store.state).toEqual(["a@1"])
  })

  it("[STORE5] repeats are passed over, and a gap is closed by joining again", async () => {
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    const [first] = server.streams.get("a") ?? []
    server.say(first)
    server.streams.get("a")?.push({ ...(first as RecordedEvent), position: 2, at: 2 })
    server.append("a", 3)
    await clock.pass(100)
    expect(store.state).toEqual(["a@1", "a@2", "a@3"])
  })

  it("[STORE6] snapshots are the same object until they change", async () => {
    server.append("section:s1", 1)
    const store = open("section:s1")
    await clock.pass(100)
    server.say({ stream: "section:s1", present: ["p2"] })
    await clock.pass(100)
    const [state, present] = [store.state, store.present("s1")]
    server.say({ ping: 1 })
    server.say({ unknown: true })
    await clock.pass(100)
    expect(store.state).toBe(state)
    expect(store.present("s1")).toBe(present)
    expect(store.present("s2")).toBe(store.present("s3"))
  })

  it("[STORE7] stops for a reason that trying again does not change, and goes on when told", async () => {
    server.append("a", 1)
    server.closesWith = closeCodes.notSignedIn
    const store = open("a")
    await clock.pass(300_000)
    expect(store.status).toEqual({ kind: "stopped", closeCode: 4401, reason: "scripted" })
    server.closesWith = null
    store.reconnect()
    await clock.pass(100)
    expect([store.status.kind, store.state]).toEqual(["live", ["a@1"]])
  })

  it("[STORE7] reconnects after silence, and forgets who was where meanwhile", async () => {
    server.append("section:s1", 1)
    const store = open("section:s1")
    await clock.pass(100)
    server.say({ stream: "section:s1", present: ["p2"] })
    await clock.pass(100)
    network.cut("ana", "silent")
    await clock.pass(30_200)
    expect([store.status.kind, store.present("s1")]).toEqual(["offline", []])
    await clock.pass(2_000)
    expect(store.status.kind).toBe("live")
  })

  it("[STORE4] leaves a stream and what it told", async () => {
    server.append("a", 1)
    server.append("b", 2)
    const store = open("a", "b")
    await clock.pass(100)
    store.leave("b")
    expect(store.state).toEqual(["a@1"])
    await clock.pass(100)
    expect(server.heard.at(-1)).toBe('{"leave":"b"}')
    store.destroy()
  })

  it("[STORE9] hands on what the server says has changed, and that it may have missed something with each connection", async () => {
    const heard: Changed[] = []
    const store = openWith({ streams: [], onChanged: (changed) => heard.push(changed) })
    expect(store.isConnected).toBe(false)
    await clock.pass(100)
    server.say({ changed: "p", of: ["comments", "a part of tomorrow"] })
    await clock.pass(100)
    expect(heard).toEqual([null, { publicationId: "p", of: ["comments", "a part of tomorrow"] }])
    expect(store.isConnected).toBe(true)
    network.cut("ana")
    await clock.pass(20)
    expect(store.isConnected).toBe(false)
    await clock.pass(2_000)
    expect([store.isConnected, heard.length, heard.at(-1)]).toEqual([true, 3, null])
    store.destroy()
  })

  it("[PROTO9] skips what a newer server says, and goes on", async () => {
    server.append("a", 1)
    const store = open("a")
    await clock.pass(100)
    for (const strange of [{ moved: "a", to: "b" }, { changed: "p" }, { changed: "p", of: "everything" }, [1], "a"])
      server.say(strange)
    server.append("a", 2)
    await clock.pass(100)
    expect([store.status.kind, store.state]).toEqual(["live", ["a@1", "a@2"]])
  })

  it("[STORE10] a thousand streams that come or go at once are told of together", async () => {
    server.append("a", 5)
    const store = open("a")
    await clock.pass(100)
    let told = 0
    store.subscribe(() => (told += 1))
    const many = Array.from({ length: 1_000 }, (_, i) => `thread:t${i}`)
    for (const stream of many) {
      server.append(stream, 1)
      server.say({ available: stream })
    }
    await clock.pass(200)
    expect([store.isCaughtUp, store.state.length]).toEqual([true, 1_001])
    for (const stream of many) server.say({ gone: stream })
    await clock.pass(200)
    expect(store.state).toEqual(["a@1"])
    expect(told).toBeLessThan(10)
  })
})
