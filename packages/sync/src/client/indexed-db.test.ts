import "fake-indexeddb/auto"
import { IDBFactory } from "fake-indexeddb"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { MemoryDevice } from "../testing/memory-device.ts"
import { DeviceError, type DeviceStore } from "./device-store.ts"
import { openDeviceStore } from "./indexed-db.ts"

const refusal = { code: "section-closed", message: "The section is closed." }
const bytes = (...numbers: number[]) => new Uint8Array(numbers)
const unsent = (id: string, ...numbers: number[]) => ({ id, update: bytes(...numbers), isEdit: true })

let factory: IDBFactory
beforeEach(() => {
  factory = new IDBFactory()
})

const stores: [string, () => DeviceStore][] = [
  ["indexedDB", () => openDeviceStore({ indexedDB: factory, personId: "ana" })],
  ["memory", () => new MemoryDevice("ana")],
]

describe.each(stores)("[DEVICE1] the device store in %s", (_name, open) => {
  it("keeps sections apart, and what it has resolved", async () => {
    const store = open()
    await store.write("text:a", { received: [bytes(1)], unsent: [unsent("x", 2)] })
    await store.write("text:b", { rescued: [{ id: "r", text: "words", refusal }] })
    expect(await store.open("text:a")).toEqual({ copy: [bytes(1)], unsent: [unsent("x", 2)], rescued: [] })
    expect(await store.open("text:b")).toEqual({ copy: [], unsent: [], rescued: [{ id: "r", text: "words", refusal }] })
    expect(await store.open("text:c")).toEqual({ copy: [], unsent: [], rescued: [] })
  })

  it("moves what was receipted into the copy, and passes over what it does not know", async () => {
    const store = open()
    await store.write("text:a", { unsent: [unsent("x", 1), unsent("y", 2)] })
    await store.write("text:a", { receipted: ["x", "gone"] })
    expect(await store.open("text:a")).toEqual({ copy: [bytes(1)], unsent: [unsent("y", 2)], rescued: [] })
  })

  it("drops the copy first and the named unsent updates, and dismisses rescued texts", async () => {
    const store = open()
    await store.write("text:a", { received: [bytes(1)], unsent: [unsent("x", 1), unsent("y", 2)] })
    await store.write("text:b", { received: [bytes(7)] })
    await store.write("text:a", {
      dropCopy: true,
      received: [bytes(3)],
      dropped: ["x"],
      rescued: [{ id: "r", text: "words", refusal }],
    })
    expect(await store.open("text:a")).toEqual({
      copy: [bytes(3)],
      unsent: [unsent("y", 2)],
      rescued: [{ id: "r", text: "words", refusal }],
    })
    await store.write("text:a", { dismissed: ["r"] })
    expect((await store.open("text:a")).rescued).toEqual([])
    expect((await store.open("text:b")).copy).toEqual([bytes(7)])
  })

  it("compacts the copy of one section", async () => {
    const store = open()
    await store.write("text:a", { received: [bytes(1), bytes(2)], unsent: [unsent("x", 9)] })
    await store.write("text:b", { received: [bytes(3)] })
    await store.compact("text:a", (copy) => bytes(...copy.map(([number]) => (number ?? 0) * 10)))
    expect(await store.open("text:a")).toEqual({ copy: [bytes(10, 20)], unsent: [unsent("x", 9)], rescued: [] })
    expect((await store.open("text:b")).copy).toEqual([bytes(3)])
  })

  it("forgets everything at sign-out", async () => {
    const store = open()
    await store.write("text:a", { received: [bytes(1)], unsent: [unsent("x", 9)] })
    await store.clearAll()
    expect(await store.open("text:a")).toEqual({ copy: [], unsent: [], rescued: [] })
  })
})

describe("[DEVICE1] IndexedDB", () => {
  it("keeps people apart", async () => {
    const ana = openDeviceStore({ indexedDB: factory, personId: "ana" })
    const bo = openDeviceStore({ indexedDB: factory, personId: "bo" })
    await ana.write("text:a", { received: [bytes(1)] })
    await bo.clearAll()
    expect((await bo.open("text:a")).copy).toEqual([])
    expect((await ana.open("text:a")).copy).toEqual([bytes(1)])
  })

  it("is shared by the tabs of one person", async () => {
    const tabs = [1, 2].map(() => openDeviceStore({ indexedDB: factory, personId: "ana" }))
    await Promise.all(tabs.map((tab, n) => tab.write("text:a", { unsent: [unsent(`tab${n}`, n)] })))
    for (const tab of tabs) expect((await tab.open("text:a")).unsent.map(({ id }) => id)).toEqual(["tab0", "tab1"])
  })

  it("opens again after another tab made it close", async () => {
    const store = openDeviceStore({ indexedDB: factory, personId: "ana" })
    await store.write("text:a", { received: [bytes(1)] })
    store.close()
    expect((await store.open("text:a")).copy).toEqual([bytes(1)])
  })

  it("says that the device is full, and writes nothing of the change", async () => {
    const store = openDeviceStore({ indexedDB: factory, personId: "ana" })
    await store.write("text:a", { received: [bytes(1)] })
    const add = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("no space", "QuotaExceededError")
    })
    const written = store.write("text:a", { unsent: [unsent("x", 9)], received: [bytes(2)] })
    await expect(written).rejects.toEqual(expect.objectContaining({ isFull: true }))
    await expect(written).rejects.toBeInstanceOf(DeviceError)
    add.mockRestore()
    expect(await store.open("text:a")).toEqual({ copy: [bytes(1)], unsent: [], rescued: [] })
  })

  it("says that there is no storage, and tries anew at the next use", async () => {
    let isAvailable = false
    const forbidden = {
      open: (name: string, version?: number) => {
        if (!isAvailable) throw new DOMException("private window", "SecurityError")
        return factory.open(name, version)
      },
    } as unknown as IDBFactory
    const store = openDeviceStore({ indexedDB: forbidden, personId: "ana" })
    await expect(store.open("text:a")).rejects.toEqual(expect.objectContaining({ isFull: false }))
    isAvailable = true
    expect((await store.open("text:a")).copy).toEqual([])
  })
})
