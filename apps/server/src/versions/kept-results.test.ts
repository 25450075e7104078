import { expect, it } from "vitest"
import { KeptResults, ResultsBusyError } from "./kept-results.ts"

const bytes = (size: number) => new Uint8Array(size)

/** Work that ends when it is told to. */
function work() {
  let resolve: (result: Uint8Array<ArrayBuffer>) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<Uint8Array<ArrayBuffer>>((done, failed) => {
    resolve = done
    reject = failed
  })
  let begun = 0
  const make = () => {
    begun += 1
    return promise
  }
  return { make, resolve, reject, begun: () => begun }
}

it("makes a result once for all who ask for it, also later", async () => {
  const results = new KeptResults({ bytesMax: 100, waitingMax: 2 })
  const first = work()
  const asked = [results.get("a", first.make), results.get("a", first.make)]
  first.resolve(bytes(10))
  const [one, other] = await Promise.all(asked)
  expect(one).toBe(other)
  expect(await results.get("a", first.make)).toBe(one)
  expect(first.begun()).toBe(1)
})

it("makes one after the other, and sends away whom it would keep waiting too long", async () => {
  const results = new KeptResults({ bytesMax: 100, waitingMax: 2 })
  const [first, second] = [work(), work()]
  const asked = [results.get("a", first.make), results.get("b", second.make)]
  await expect(results.get("c", work().make)).rejects.toThrow(ResultsBusyError)
  expect([first.begun(), second.begun()]).toEqual([1, 0])
  first.reject(new Error("the thread ended"))
  second.resolve(bytes(1))
  const [failed, made] = await Promise.allSettled(asked)
  expect([failed?.status, made?.status]).toEqual(["rejected", "fulfilled"])
})

it("keeps those last used, within its bound", async () => {
  const results = new KeptResults({ bytesMax: 25, waitingMax: 2 })
  const made: string[] = []
  const ask = (key: string) =>
    results.get(key, async () => {
      made.push(key)
      return bytes(10)
    })
  for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key)
  expect(made).toEqual(["a", "b", "c", "b"])
})
