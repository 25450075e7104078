import type { PersonId, SectionId, StreamName } from "@codraft/publication"
import type { NewEntry } from "@codraft/storage"
import { createMemoryStorage } from "@codraft/storage/memory"
import { EventsMessageSchema } from "../protocol/index.ts"
import { EventHub, type EventHubDeps } from "../server/index.ts"
import { settle, VirtualClock } from "./virtual-clock.ts"

type Said = Record<string, unknown>

/** One hub over memory, in virtual time. */
export class EventWorld {
  readonly clock = new VirtualClock()
  readonly storage = createMemoryStorage()
  readonly streams = new Set(["publication:p1", "section:s01", "section:s02"])
  readonly present = new Map<string, string[]>()
  tellPresence: (sectionId: SectionId, people: string[]) => void = () => undefined
  readonly hub: EventHub

  constructor(deps: Partial<EventHubDeps> = {}) {
    this.hub = new EventHub({
      log: this.storage.log,
      clock: this.clock,
      canJoin: (_person, stream) => this.streams.has(stream) || stream.startsWith("text:"),
      joinable: () => [...this.streams] as StreamName[],
      beside: { joinable: () => [], of: () => null },
      readers: (stream) => ({ publicationIds: ["p1"], mayRead: () => this.streams.has(stream) }),
      catchUp: async () => undefined,
      presence: {
        present: (sectionId) => this.present.get(sectionId) ?? [],
        onPresence: (listener) => {
          this.tellPresence = listener
          return () => undefined
        },
      },
      ...deps,
    })
  }

  async append(stream: string, ...numbers: number[]): Promise<void> {
    const entries = numbers.map((n): NewEntry => ({ at: n, author: "ana", data: bytesOf(n) }))
    const heads = await this.storage.log.append([{ stream, entries }])
    const head = heads.get(stream) ?? 0
    this.hub.published(
      stream,
      entries.map((entry, i) => ({ ...entry, position: head - entries.length + i + 1 })),
    )
  }

  connect(person = "ana") {
    const follower = new Follower()
    follower.connection = this.hub.connect({ personId: person as PersonId, sessionId: "x" }, follower.link)
    return follower
  }
}

/** What one connection was sent. */
export class Follower {
  readonly said: Said[] = []
  closedWith: { code: number; reason: string } | null = null
  bufferedBytes = 0
  connection: ReturnType<EventHub["connect"]> | null = null

  get link() {
    const bufferedBytes = () => this.bufferedBytes
    return {
      send: (frame: string) => {
        EventsMessageSchema.parse(JSON.parse(frame))
        this.said.push(JSON.parse(frame) as Said)
      },
      close: (code: number, reason: string) => {
        this.closedWith = { code, reason }
      },
      get bufferedBytes() {
        return bufferedBytes()
      },
    }
  }

  joins(stream: string, after = 0, more: { inPages?: boolean } = {}): this {
    this.connection?.receive(JSON.stringify({ join: stream, after, ...more }))
    return this
  }

  /** The numbers of the events that it was sent, "live" among them. */
  heard(stream: string): unknown[] {
    return this.said.flatMap((message): unknown[] => {
      if (message["stream"] !== stream) return []
      if ("event" in message) return [(message["event"] as { n: number }).n]
      return "live" in message ? [`live ${String(message["live"])}`] : []
    })
  }
}

export const bytesOf = (n: number) => new TextEncoder().encode(JSON.stringify({ type: "counted", n, words: "é\u2028" }))

export async function rest(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await settle()
}
