import type { Refusal } from "@codraft/publication"
import type { Clock } from "@codraft/sync/client"
import type { ReadyImage } from "./image-file.ts"
import type { KeptImage, KeptImages } from "./kept-images.ts"
import type { Sent } from "./send-image.ts"

/** How an image of this person's stands that is on its way to the server. */
export type Upload =
  /** Kept on this device until there is a connection. */
  | { kind: "waiting" }
  | { kind: "sending"; share: number }
  | { kind: "refused"; refusal: Refusal }
  /** Signed out, or the section is not there any more for this person. */
  | { kind: "lost"; status: number }
  | { kind: "stored" }

export interface UploadDeps {
  kept: KeptImages
  send: (sectionId: string, image: ReadyImage, onProgress: (share: number) => void) => Promise<Sent>
  clock: Clock
  /** Where the bytes can be shown from in this window. */
  urlOf: (image: ReadyImage) => string
}

interface OnItsWay {
  sectionId: string
  image: ReadyImage
  url: string
  state: Upload
  isKept: boolean
}

const atOnceMax = 2
const firstDelayMs = 2_000
const delayMsMax = 60_000

/**
 * The images of one person that the server does not have yet, of whatever section.
 *
 * 1. An image is on the device before the text refers to it; where the device has no room, it is sent first.
 * 2. It leaves the device when the server has it, and not before, save when it was removed by the person.
 * 3. What was answered by nobody is sent again, ever more slowly, and at once when the connection is back.
 */
export class ImageUploads {
  readonly #deps: UploadDeps
  readonly #images = new Map<string, OnItsWay>()
  readonly #listeners = new Set<() => void>()
  readonly #settled = new Map<string, ((isStored: boolean) => void)[]>()
  #delayMs = firstDelayMs
  #cancelTimer: (() => void) | null = null
  #isRunning = false

  constructor(deps: UploadDeps) {
    this.#deps = deps
  }

  /** Begins to send, with what an earlier visit left on the device. */
  async start(): Promise<void> {
    this.#isRunning = true
    for (const kept of await this.#deps.kept.all()) {
      if (!this.#images.has(keyOf(kept.sectionId, kept.image.blob))) this.#take(kept, true)
    }
    this.#sendNext()
  }

  /** Keeps an image and begins to send it. False when it can neither be kept nor sent now: then the text must not refer to it. */
  async add(kept: KeptImage): Promise<boolean> {
    const key = keyOf(kept.sectionId, kept.image.blob)
    const known = this.#images.get(key)
    if (known && known.state.kind !== "refused" && known.state.kind !== "lost") return true
    const isKept = await this.#deps.kept.keep(kept)
    this.#take(kept, isKept)
    this.#sendNext()
    if (isKept) return true
    const isStored = await new Promise<boolean>((resolve) => {
      this.#settled.set(key, [...(this.#settled.get(key) ?? []), resolve])
    })
    if (!isStored) this.#images.delete(key)
    return isStored
  }

  /** How an image of this window stands; null for one that it has not sent. */
  state(sectionId: string, blob: string): Upload | null {
    return this.#images.get(keyOf(sectionId, blob))?.state ?? null
  }

  /** Where this window can show it from without asking the server. */
  url(sectionId: string, blob: string): string | null {
    return this.#images.get(keyOf(sectionId, blob))?.url ?? null
  }

  /** Sends again what was refused, or waits: now. */
  retry(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#delayMs = firstDelayMs
    for (const one of this.#images.values()) {
      if (one.state.kind === "refused" || one.state.kind === "lost") one.state = { kind: "waiting" }
    }
    this.#changed()
    this.#sendNext()
  }

  hasUnsent(): boolean {
    return [...this.#images.values()].some(({ state }) => state.kind === "waiting" || state.kind === "sending")
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** What is still on its way stays on the device, until it starts again. */
  stop(): void {
    this.#isRunning = false
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#deps.kept.close()
  }

  #take({ sectionId, image }: KeptImage, isKept: boolean): void {
    const key = keyOf(sectionId, image.blob)
    const url = this.#images.get(key)?.url ?? this.#deps.urlOf(image)
    this.#images.set(key, { sectionId, image, url, state: { kind: "waiting" }, isKept })
    this.#changed()
  }

  #sendNext(): void {
    if (!this.#isRunning || this.#cancelTimer) return
    const all = [...this.#images.values()]
    const free = atOnceMax - all.filter(({ state }) => state.kind === "sending").length
    for (const next of all.filter(({ state }) => state.kind === "waiting").slice(0, Math.max(0, free))) {
      void this.#send(next)
    }
  }

  async #send(one: OnItsWay): Promise<void> {
    this.#set(one, { kind: "sending", share: 0 })
    const sent = await this.#deps.send(one.sectionId, one.image, (share) => this.#set(one, { kind: "sending", share }))
    switch (sent.kind) {
      case "stored":
        this.#delayMs = firstDelayMs
        this.#set(one, { kind: "stored" })
        await this.#deps.kept.drop(one.sectionId, one.image.blob)
        break
      case "later":
        this.#set(one, { kind: "waiting" })
        this.#sendLater()
        break
      case "refused":
      case "lost":
        this.#set(one, sent)
        break
    }
    if (sent.kind !== "later" || !one.isKept) this.#settle(one, sent.kind === "stored")
    this.#sendNext()
  }

  #sendLater(): void {
    if (this.#cancelTimer || !this.#isRunning) return
    this.#cancelTimer = this.#deps.clock.setTimer(() => {
      this.#cancelTimer = null
      this.#sendNext()
    }, this.#delayMs)
    this.#delayMs = Math.min(delayMsMax, this.#delayMs * 2)
  }

  #settle(one: OnItsWay, isStored: boolean): void {
    const key = keyOf(one.sectionId, one.image.blob)
    for (const resolve of this.#settled.get(key) ?? []) resolve(isStored)
    this.#settled.delete(key)
  }

  #set(one: OnItsWay, state: Upload): void {
    one.state = state
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = (sectionId: string, blob: string) => `${sectionId} ${blob}`
