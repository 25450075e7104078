import { seedUpdate } from "@codraft/document/seed"
import type { PersonId, SectionId } from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import * as Y from "yjs"
import { closeCodes } from "../protocol/index.ts"
import { type BusMessage, createLocalBus, type TextSession } from "../server/index.ts"
import { createTextWork } from "../work/index.ts"
import { textIn } from "../client/link.ts"
import { Chance } from "./chance.ts"
import { contentOf, type Word, wordsIn } from "./edits.ts"
import { MemoryDevice } from "./memory-device.ts"
import { Mortal } from "./mortal.ts"
import { type Accepted, Network, type ServerEnd } from "./network.ts"
import { SimulatedServer } from "./simulated-server.ts"
import { type MadeEdit, SimulatedTab } from "./simulated-tab.ts"
import { settle, VirtualClock } from "./virtual-clock.ts"
import { loadFromLog, WatchedLog } from "./watched-log.ts"

export type Right = "none" | "read" | "write"

export const people = ["ana", "bo", "cy", "dee"] as const
export const sections = ["joint", "draft"] as const

/** Somebody was promised something that does not hold. */
export class BrokenInvariant extends Error {
  override readonly name = "BrokenInvariant"
}

/**
 * Real rooms, real clients, real Yjs; simulated time, links, disks and people. The same seed and the same calls give the same run.
 *
 * What must hold at every moment:
 * 1. Receipted is logged: what a device has in its copy, or a tab calls saved, is in the log.
 * 2. Seen is logged: what any client applied from the network was in the log before.
 * 3. Kept is kept: what a tab calls kept on the device is there.
 * 4. Nobody is sent a section's text while they may not read it, nor keeps any of it after being told.
 * And at rest:
 * 5. Replicas are equal, and equal to a fresh load of the log; no device that has the section open holds unsent work.
 * 6. Every edit is logged, on a device still, or its words were offered to the person; unless the tab died before it was promised anything.
 */
export class Simulation {
  readonly clock = new VirtualClock()
  /** What the next operation draws from. */
  chance: Chance
  readonly network: Network
  readonly logged = new WatchedLog()
  readonly devices = new Map<string, MemoryDevice>()
  tabs: SimulatedTab[] = []
  servers: SimulatedServer[] = []
  delayMsMax = 60
  readonly #storage = createMemoryStorage()
  /** What the network draws from. */
  readonly #weather: Chance
  readonly #bus = createLocalBus((fn) => this.clock.setTimer(fn, this.#weather.between(0, 30)))
  readonly #worker = createTextWork()
  readonly #rights = new Map<string, Right>()
  readonly #signedOut = new Set<string>()
  readonly #serverOf = new Map<string, SimulatedServer>()
  readonly #serverCount: number
  /** Every word that was ever offered to a person as unsent. */
  readonly #offered = new Map<string, Set<Word>>()
  /** People who were told that something was not saved. */
  readonly #alarmed = new Set<string>()
  readonly #buried: SimulatedTab[] = []
  readonly #broken: BrokenInvariant[] = []
  #isDyingAfterAppend = false
  /** Appends that wait for the disk; null while it is not paused. */
  #appends: (() => void)[] | null = null
  #names = 0

  constructor(seed: number) {
    this.chance = new Chance(seed)
    this.#weather = new Chance(seed)
    this.#serverCount = this.chance.isLucky(0.3) ? 2 : 1
    for (const person of people) {
      this.devices.set(person, new MemoryDevice(person))
      for (const section of sections) this.#rights.set(`${person}/${section}`, "write")
    }
    this.#rights.set("dee/joint", "read")
    this.#rights.set("cy/draft", "none")
    this.#rights.set("dee/draft", "none")
    this.network = new Network({
      clock: this.clock,
      weather: {
        delayMs: () => 1 + this.#weather.fraction() * this.delayMsMax,
        doubles: () => this.#weather.isLucky(0.03),
      },
      accept: (url, who, end) => this.#accept(url, who, end),
    })
    for (let n = 0; n < this.#serverCount; n += 1) this.#startServer()
  }

  /** Both sections have their first paragraphs, written by the server. */
  async begin(): Promise<void> {
    for (const section of sections) {
      await this.serverWrites(section, ({ clientId }) =>
        seedUpdate([], { clientId, language: "en", dir: "ltr", newId: () => this.newName("b") }),
      )
    }
  }

  // People

  rightOf(person: string, sectionId: string): Right {
    return this.#rights.get(`${person}/${sectionId}`) ?? "none"
  }

  /** The server knows at once; each tab a little later, if it is online. */
  changeRight(person: string, sectionId: string, right: Right): void {
    this.#rights.set(`${person}/${sectionId}`, right)
    for (const { hub } of this.servers) hub.refresh()
    for (const tab of this.tabs) if (tab.person === person && tab.sectionId === sectionId) this.#tellRights(tab)
  }

  signOut(person: string): void {
    this.#signedOut.add(person)
    for (const tab of this.tabs) if (tab.person === person) this.network.cut(tab.name, "flushed")
  }

  /** In every tab that asks for it. */
  signIn(person: string): void {
    this.#signedOut.delete(person)
    for (const { person: owner, client } of this.tabs) {
      const { saving } = client
      const isAsked = saving.kind === "action-needed" && saving.closeCode === closeCodes.notSignedIn
      if (owner === person && isAsked) client.reconnect()
    }
  }

  // Tabs

  open(person: string, sectionId: string): SimulatedTab {
    const name = this.newName(`${person}-`)
    const tab: SimulatedTab = new SimulatedTab({
      name,
      person,
      sectionId,
      life: new Mortal(this.clock),
      device: this.deviceOf(person),
      transport: this.network.transportOf(name),
      mayWrite: this.rightOf(person, sectionId) === "write",
      newDoc: () => this.#newDoc(),
      onSaid: (speaker) => this.#checkWords(speaker),
    })
    this.tabs.push(tab)
    return tab
  }

  async close(tab: SimulatedTab): Promise<void> {
    this.tabs = this.tabs.filter((other) => other !== tab)
    const closed = tab.close()
    await this.clock.pass(0)
    this.#excuseUnpromised(tab)
    this.#buried.push(tab)
    // A device that does not answer must not keep the simulation waiting.
    await Promise.race([closed, settle()])
    await tab.die()
  }

  async kill(tab: SimulatedTab): Promise<void> {
    this.tabs = this.tabs.filter((other) => other !== tab)
    this.#checkWords(tab)
    this.#excuseUnpromised(tab)
    this.network.cut(tab.name)
    await tab.die()
    this.#buried.push(tab)
  }

  /** The device goes dark with everything on it that was not durable. */
  async powerOff(person: string): Promise<void> {
    this.deviceOf(person).crash()
    for (const tab of this.tabs.filter((other) => other.person === person)) await this.kill(tab)
  }

  sectionOf(name: string): SectionId {
    return name as SectionId
  }

  deviceOf(person: string): MemoryDevice {
    const device = this.devices.get(person)
    if (!device) throw new Error(`nobody is called ${person}`)
    return device
  }

  comeOnline(tab: SimulatedTab): void {
    this.network.online(tab.name)
    this.#tellRights(tab)
  }

  // Servers

  get disk() {
    return this.#storage.faults
  }

  /** Appends wait; those of a server that dies meanwhile never happen. */
  pauseDisk(): void {
    this.#appends ??= []
  }

  resumeDisk(): void {
    const waiting = this.#appends ?? []
    this.#appends = null
    for (const append of waiting) append()
  }

  /** Everything that was in memory is gone. */
  killServer(server: SimulatedServer): void {
    server.die()
    for (const [who, owner] of this.#serverOf) {
      if (owner === server) this.network.cut(who, this.chance.pick(["told", "silent", "flushed"]) ?? "told")
    }
    this.servers = this.servers.filter((other) => other !== server)
    this.clock.setTimer(() => this.#startServer(), this.chance.between(0, 5_000))
  }

  /** The next server to append something dies before it hears of it. */
  dieAfterNextAppend(): void {
    this.#isDyingAfterAppend = true
  }

  async stopServer(server: SimulatedServer): Promise<void> {
    this.servers = this.servers.filter((other) => other !== server)
    const stopped = server.hub.stop()
    await Promise.race([stopped, this.clock.pass(1_000)])
    this.clock.setTimer(() => server.die(), 5_000)
    this.#startServer()
  }

  async serverWrites(
    sectionId: string,
    make: (basis: { clientId: number; parts: readonly Uint8Array[] }) => Uint8Array | null,
  ) {
    const server = this.chance.pick(this.servers)
    if (!server) return
    const written = server.hub.write(sectionId as SectionId, "system", make)
    // Storage may fail, or the server die: then it has not been written, as whoever asked is told.
    written.catch(() => {})
    await this.clock.pass(1)
  }

  // What must hold

  async check(): Promise<void> {
    for (const tab of this.tabs) this.#checkWords(tab)
    for (const [person, device] of this.devices) {
      for (const sectionId of sections) {
        const stream = `text:${sectionId}`
        for (const update of device.newInCopy(stream)) {
          if (!this.logged.has(stream, update)) this.#break(`${person}'s copy of ${sectionId} has what is not logged`)
        }
        for (const { text } of device.section(stream).rescued) this.#noteOffered(person, text)
      }
    }
    const [broken] = this.#broken
    if (broken) throw broken
  }

  /** Everything works again, everybody learns everything, and enough time passes. */
  async rest(): Promise<void> {
    this.disk.setFull(false)
    this.resumeDisk()
    this.#isDyingAfterAppend = false
    this.delayMsMax = 60
    for (const device of this.devices.values()) {
      device.mend()
      device.resume()
    }
    for (const person of people) this.signIn(person)
    await this.clock.pass(10_000)
    for (const person of people) this.signIn(person)
    for (const tab of this.tabs) {
      if (tab.isComposing) tab.client.release()
      tab.isComposing = false
      this.comeOnline(tab)
    }
    await this.clock.pass(100_000)
    // Whoever comes now must find everybody's work, also what another tab had left behind.
    for (const tab of this.tabs) this.network.cut(tab.name)
    await this.clock.pass(100_000)
    await this.check()
    for (const sectionId of sections) await this.#checkReplicas(sectionId)
    for (const tab of [...this.tabs, ...this.#buried]) for (const edit of tab.edits) this.#checkAccounted(tab, edit)
    await this.check()
  }

  async end(): Promise<void> {
    for (const tab of this.tabs) await this.kill(tab)
    for (const server of this.servers) server.die()
  }

  newName(prefix: string): string {
    this.#names += 1
    return `${prefix}${this.#names}`
  }

  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    this.#names += 1
    doc.clientID = this.chance.between(1, 2 ** 20) * 4_096 + this.#names
    return doc
  }

  #startServer(): void {
    if (this.servers.length === this.#serverCount) return
    const life = new Mortal(this.clock)
    const bus = this.#bus.connect()
    const server: SimulatedServer = new SimulatedServer({
      name: this.newName("server-"),
      life,
      log: this.logged.watch(this.#storage.log, {
        before: async () => {
          if (this.#appends) await new Promise<void>((resolve) => this.#appends?.push(resolve))
          await life.answer(() => Promise.resolve())
        },
        after: () => {
          if (!this.#isDyingAfterAppend) return
          this.#isDyingAfterAppend = false
          this.killServer(server)
        },
      }),
      snapshots: this.#storage.snapshots,
      worker: this.#worker,
      bus: {
        publish: (message: BusMessage) => {
          if (!life.isDead) bus.publish(message)
        },
        subscribe: (listener) =>
          bus.subscribe((message) => {
            if (!life.isDead) listener(message)
          }),
      },
      clientId: this.chance.between(0, 2 ** 32 - 1),
      failed: (what, error) => this.#serverFailed(what, error),
    })
    this.servers.push(server)
  }

  /** Storage fails when it is told to; anything else is a bug. */
  #serverFailed(what: string, error: unknown): void {
    if (error instanceof Error && /^Storage|^QueueFull|^Conflict/.test(error.name)) return
    this.#break(`a server failed: ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }

  #accept(url: URL, who: string, end: ServerEnd): Accepted {
    const nobody = { receive: () => {}, closed: () => {} }
    const tab = this.tabs.find(({ name }) => name === who)
    const server = this.chance.pick(this.servers)
    if (!tab || !server) {
      end.close(closeCodes.stopping, "stopping")
      return nobody
    }
    const { person } = tab
    const sectionId = decodeURIComponent(url.pathname).split(":").at(-1) ?? ""
    if (this.#signedOut.has(person)) {
      end.close(closeCodes.notSignedIn, "signed-out")
      return nobody
    }
    this.#serverOf.set(who, server)
    const session: TextSession = {
      personId: person as PersonId,
      sessionId: who,
      mayRead: () => this.rightOf(person, sectionId) !== "none",
      mayWrite: () =>
        this.rightOf(person, sectionId) === "write"
          ? null
          : { code: "not-a-writer", message: "You may not write here." },
    }
    const watched: ServerEnd = {
      bufferedBytes: 0,
      close: (code, reason) => end.close(code, reason),
      send: (frame) => {
        const text = typeof frame === "string" ? null : textIn(frame)
        // An answer to who has everything holds nothing of the text.
        if (text && text.byteLength > 2 && !session.mayRead())
          this.#break(`${who} was sent text of ${sectionId} that it may not read`)
        if (text && !this.logged.has(tab.stream, text)) this.#break(`${who} was sent what is not logged`)
        end.send(frame)
      },
    }
    return server.accept(sectionId as SectionId, session, watched)
  }

  #tellRights(tab: SimulatedTab): void {
    if (!this.network.isOnline(tab.name)) return
    this.clock.setTimer(
      () => {
        if (tab.isDead || !this.network.isOnline(tab.name)) return
        const right = this.rightOf(tab.person, tab.sectionId)
        tab.mayWrite = right === "write"
        tab.client.setMayWrite(tab.mayWrite)
        const isTurnedAway =
          tab.client.saving.kind === "action-needed" && tab.client.saving.closeCode === closeCodes.notFound
        if (right !== "none" && isTurnedAway) tab.client.reconnect()
      },
      this.chance.between(0, 2_000),
    )
  }

  #checkWords(tab: SimulatedTab): void {
    if (tab.isDead) return
    const { says } = tab
    if (says === "action-needed") {
      this.#alarmed.add(tab.person)
      this.#noteOffered(tab.person, tab.unsentText)
    }
    if (says !== "saved" && says !== "kept") return
    for (const edit of tab.edits) {
      if (this.#isSettled(tab, edit)) continue
      if (says === "saved") this.#break(`${tab.name} says saved, but ${edit.words.join("") || "an edit"} is not logged`)
      else if (!tab.device.hasUnsent(tab.stream, edit.update)) {
        this.#break(`${tab.name} says kept, but the device does not have ${edit.words.join("") || "an edit"}`)
      }
    }
  }

  /** Logged, or offered, or refused without words. */
  #isSettled(tab: SimulatedTab, edit: MadeEdit): boolean {
    if (!edit.isLogged && edit.lookedAfter < this.logged.appends) {
      edit.lookedAfter = this.logged.appends
      edit.isLogged = this.logged.has(tab.stream, edit.update)
    }
    if (edit.isLogged || edit.isExcused) return true
    if (!this.#alarmed.has(tab.person)) return false
    const offered = this.#offered.get(tab.person)
    return edit.words.every((word) => offered?.has(word) || this.#deletedWords.has(word))
  }

  /** Words that somebody deleted: nobody is offered what they deleted themselves. */
  readonly #deletedWords = new Set<Word>()

  wasDeleted(word: Word): void {
    this.#deletedWords.add(word)
  }

  #noteOffered(person: string, text: string): void {
    const offered = this.#offered.get(person) ?? new Set()
    for (const word of wordsIn(text)) offered.add(word)
    this.#offered.set(person, offered)
  }

  /** A tab that dies takes with it what neither server nor device had. */
  #excuseUnpromised(tab: SimulatedTab): void {
    for (const edit of tab.edits) {
      if (!this.#isSettled(tab, edit) && !tab.device.hasUnsent(tab.stream, edit.update)) edit.isExcused = true
    }
  }

  #checkAccounted(tab: SimulatedTab, edit: MadeEdit): void {
    if (this.#isSettled(tab, edit) || tab.device.hasUnsent(tab.stream, edit.update)) return
    this.#break(`${tab.name}: ${edit.words.join("") || "an edit"} is neither logged nor kept nor offered`)
  }

  async #checkReplicas(sectionId: string): Promise<void> {
    const stream = `text:${sectionId}`
    const log = JSON.stringify(contentOf(await loadFromLog(this.#storage.log, stream)))
    for (const tab of this.tabs.filter((other) => other.sectionId === sectionId)) {
      const right = this.rightOf(tab.person, sectionId)
      const text = JSON.stringify(contentOf(tab.doc))
      if (right === "none") {
        if (text !== "[]") this.#break(`${tab.name} still has ${sectionId} after losing the right to read it`)
        continue
      }
      if (!tab.client.isConnected) this.#break(`${tab.name} is not connected at rest, and says ${tab.says}`)
      if (text !== log) this.#break(`${tab.name} differs from the log at rest:\n${text}\n${log}`)
      if (tab.says !== "saved" && tab.says !== "action-needed") this.#break(`${tab.name} says ${tab.says} at rest`)
      if (tab.device.section(stream).unsent.length > 0) this.#break(`${tab.person}'s device has unsent work at rest`)
    }
  }

  #break(what: string): void {
    this.#broken.push(new BrokenInvariant(what))
  }
}
