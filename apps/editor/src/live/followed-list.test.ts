import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type Changed, followList } from "./followed-list.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A list that concerns comments, and all that it hears of. */
class World {
  asked = 0
  isAnswered = true
  isConnected = true
  isVisible = true
  readonly #listeners = new Set<(changed: Changed | null) => void>()
  #shown: () => void = () => {}
  #answer: (() => void) | null = null
  readonly list = followList({
    live: {
      isConnected: () => this.isConnected,
      subscribe: (fn) => {
        this.#listeners.add(fn)
        return () => this.#listeners.delete(fn)
      },
    },
    concerns: ({ of }) => of.includes("comments"),
    ask: () => {
      this.asked += 1
      if (this.#answer === null) return Promise.resolve(this.isAnswered)
      return new Promise((resolve) => {
        this.#answer = () => resolve(this.isAnswered)
      })
    },
    apartMs: () => 2_000,
    page: {
      isVisible: () => this.isVisible,
      onShown: (fn) => {
        this.#shown = fn
        return () => {
          this.#shown = () => {}
        }
      },
    },
    random: () => 0.5,
  })

  changes(...of: string[]): void {
    for (const listener of this.#listeners) listener(of.length === 0 ? null : { publicationId: "p", of })
  }
  shows(isVisible: boolean): void {
    this.isVisible = isVisible
    if (isVisible) this.#shown()
  }
  holdsAnswers(): void {
    this.#answer = () => {}
  }
  answers(): void {
    this.#answer?.()
    this.#answer = null
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe("a list that is followed", () => {
  it("asks nothing while nothing changes, but for what time alone brings", async () => {
    const world = new World()
    world.changes("texts")
    await pass(590_000)
    expect(world.asked).toBe(0)
    await pass(60_000)
    expect(world.asked).toBe(1)
  })

  it("asks once when it has changed, and at most so often, the last change included", async () => {
    const world = new World()
    await pass(5_000)
    world.changes("texts", "comments")
    await pass(300)
    expect(world.asked).toBe(1)
    for (let i = 0; i < 100; i += 1) {
      world.changes("comments")
      await pass(100)
    }
    expect(world.asked).toBeLessThanOrEqual(6)
    const before = world.asked
    await pass(2_500)
    expect(world.asked).toBe(before + 1)
    await pass(60_000)
    expect(world.asked).toBe(before + 1)
  })

  it("asks again for what changed while the answer was on its way", async () => {
    const world = new World()
    world.holdsAnswers()
    world.list.ask()
    world.changes("comments")
    await pass(10_000)
    expect(world.asked).toBe(1)
    world.answers()
    await pass(2_500)
    expect(world.asked).toBe(2)
  })

  it("asks nothing while it is hidden, and once when it is shown if something has changed", async () => {
    const world = new World()
    world.shows(false)
    world.changes("comments")
    world.changes("comments")
    world.isConnected = false
    await pass(300_000)
    expect(world.asked).toBe(0)
    world.isConnected = true
    world.shows(true)
    await pass(300)
    expect(world.asked).toBe(1)
    world.shows(false)
    world.shows(true)
    await pass(10_000)
    expect(world.asked).toBe(1)
  })

  it("asks now and then without a connection, and when it is shown; and once with each new connection", async () => {
    const world = new World()
    world.isConnected = false
    await pass(46_000)
    expect(world.asked).toBe(1)
    await pass(45_000)
    expect(world.asked).toBe(2)
    world.shows(false)
    world.shows(true)
    await pass(2_500)
    expect(world.asked).toBe(3)
    world.isConnected = true
    world.changes()
    await pass(2_500)
    expect(world.asked).toBe(4)
    await pass(120_000)
    expect(world.asked).toBe(4)
  })

  it("asks again a while after there was no answer", async () => {
    const world = new World()
    world.isAnswered = false
    world.list.ask()
    await pass(9_000)
    expect(world.asked).toBe(1)
    world.isAnswered = true
    await pass(2_000)
    expect(world.asked).toBe(2)
    await pass(60_000)
    expect(world.asked).toBe(2)
  })

  it("asks nothing after it has stopped", async () => {
    const world = new World()
    world.changes("comments")
    world.list.stop()
    world.changes("comments")
    world.shows(true)
    await pass(900_000)
    expect(world.asked).toBe(0)
  })
})
