import { describe, expect, it } from "vitest"
import type { ReadyImage } from "./image-file.ts"
import { ImageUploads } from "./image-uploads.ts"
import type { KeptImage, KeptImages } from "./kept-images.ts"
import type { Sent } from "./send-image.ts"

function image(name: string): ReadyImage {
  const content = new TextEncoder().encode(name)
  return { blob: name, mediaType: "image/png", bytes: content.byteLength, width: 4, height: 3, content }
}
const of = (name: string): KeptImage => ({ sectionId: "s01", image: image(name) })
const refusal = { code: "closed", message: "This section is closed." }

/** A device, a line and a clock in the test's hand. */
function world(onDevice: KeptImage[] = []) {
  const device = new Map(onDevice.map((kept) => [kept.image.blob, kept]))
  const sending: { blob: string; answer: (sent: Sent) => void; progress: (share: number) => void }[] = []
  const timers: { fn: () => void; delayMs: number }[] = []
  let isFull = false
  const kept: KeptImages = {
    all: async () => [...device.values()],
    keep: async (one) => {
      if (!isFull) device.set(one.image.blob, one)
      return !isFull
    },
    drop: async (_, blob) => void device.delete(blob),
    close() {},
  }
  const uploads = new ImageUploads({
    kept,
    send: async (_, { blob }, progress) => new Promise((answer) => sending.push({ blob, answer, progress })),
    clock: {
      now: () => 0,
      setTimer(fn, delayMs) {
        const timer = { fn, delayMs }
        timers.push(timer)
        return () => void timers.splice(timers.indexOf(timer), 1)
      },
    },
    urlOf: ({ blob }) => `blob:${blob}`,
  })
  void uploads.start()
  return {
    uploads,
    device,
    timers,
    sending: () => sending.map(({ blob }) => blob),
    fill: () => {
      isFull = true
    },
    progress: (share: number) => sending[0]?.progress(share),
    async answer(sent: Sent) {
      sending.shift()?.answer(sent)
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
    },
  }
}

describe("an image on its way", () => {
  it("is on the device before the text may refer to it, and leaves it when the server has it", async () => {
    const { uploads, device, ...line } = world()
    expect(await uploads.add(of("a"))).toBe(true)
    expect([...device.keys()]).toEqual(["a"])
    expect(uploads.url("s01", "a")).toBe("blob:a")
    line.progress(0.4)
    expect(uploads.state("s01", "a")).toEqual({ kind: "sending", share: 0.4 })
    expect(uploads.hasUnsent()).toBe(true)
    await line.answer({ kind: "stored" })
    expect(uploads.state("s01", "a")).toEqual({ kind: "stored" })
    expect([device.size, uploads.hasUnsent()]).toEqual([0, false])
  })

  it("waits while nobody answers, is asked for ever more slowly, and at once when the line is back", async () => {
    const { uploads, timers, ...line } = world()
    await uploads.add(of("a"))
    for (const delayMs of [2000, 4000, 8000]) {
      await line.answer({ kind: "later" })
      expect(uploads.state("s01", "a")).toEqual({ kind: "waiting" })
      expect(timers.map((timer) => timer.delayMs)).toEqual([delayMs])
      timers.shift()?.fn()
    }
    await line.answer({ kind: "later" })
    uploads.retry()
    expect([line.sending(), timers]).toEqual([["a"], []])
  })

  it("goes on after a visit that ended too early", async () => {
    const { uploads, device, ...line } = world([of("a"), of("b"), of("c")])
    await uploads.start()
    expect(line.sending()).toEqual(["a", "b"])
    await line.answer({ kind: "stored" })
    expect(line.sending()).toEqual(["b", "c"])
    expect([...device.keys()]).toEqual(["b", "c"])
  })

  it("stays on the device when it is refused, with the reason, until it is tried again", async () => {
    const { uploads, device, ...line } = world()
    await uploads.add(of("a"))
    await line.answer({ kind: "refused", refusal })
    expect(uploads.state("s01", "a")).toEqual({ kind: "refused", refusal })
    expect([device.size, uploads.hasUnsent(), line.sending()]).toEqual([1, false, []])
    uploads.retry()
    await line.answer({ kind: "stored" })
    expect(uploads.state("s01", "a")).toEqual({ kind: "stored" })
  })

  it("needs the server at once where the device has no room", async () => {
    const { uploads, fill, ...line } = world()
    fill()
    const added = uploads.add(of("a"))
    await Promise.resolve()
    await line.answer({ kind: "stored" })
    expect(await added).toBe(true)
    const failed = uploads.add(of("b"))
    await Promise.resolve()
    await line.answer({ kind: "later" })
    expect(await failed).toBe(false)
    expect(uploads.state("s01", "b")).toBeNull()
  })
})
