import { describe, expect, it } from "vitest"
import { Turns } from "./turns.ts"

/** Work that ends when it is told to, and turns whose time is up when they are told so. */
function stage() {
  const timers: { fire: () => void; isOff: boolean }[] = []
  const turns = new Turns({
    slowMs: 1,
    clock: {
      setTimer: (fire) => {
        const timer = { fire, isOff: false }
        timers.push(timer)
        return () => (timer.isOff = true)
      },
    },
  })
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const asks = (name: string) =>
    turns.take(
      () =>
        new Promise<string>((resolve, reject) => {
          begun.push(name)
          ends.set(name, (error) => (error ? reject(error) : resolve(name)))
        }),
    )
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    begun,
    asks,
    end: async (name: string, error?: Error) => {
      ends.get(name)?.(error)
      await settle()
    },
    late: async (nth: number) => {
      const timer = timers[nth]
      if (timer && !timer.isOff) timer.fire()
      await settle()
    },
    settle,
  }
}

describe("turns", () => {
  it("are taken one after the other, in the order in which they were asked for, whatever becomes of them", async () => {
    const { begun, asks, end, settle } = stage()
    const [a, b] = [asks("a"), asks("b")]
    await settle()
    expect(begun).toEqual(["a"])
    await Promise.all([expect(a).rejects.toThrow("no"), end("a", new Error("no"))])
    expect(begun).toEqual(["a", "b"])
    await end("b")
    expect(await b).toBe("b")
  })

  it("that take long step aside, one at a time", async () => {
    const { begun, asks, end, late, settle } = stage()
    for (const name of ["a", "b", "c", "d"]) void asks(name)
    await settle()
    await late(0)
    expect(begun).toEqual(["a", "b"])
    // Somebody stands aside already.
    await late(1)
    expect(begun).toEqual(["a", "b"])
    await end("a")
    expect(begun).toEqual(["a", "b", "c"])
    await end("c")
    expect(begun).toEqual(["a", "b", "c", "d"])
    await end("d")
    await end("b")
    void asks("e")
    await settle()
    expect(begun.at(-1)).toBe("e")
  })
})
