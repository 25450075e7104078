import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { clearKeptDrafts, KeptDrafts } from "./kept-drafts.ts"

const device = new Map<string, string>()
beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => device.get(key) ?? null,
    setItem: (key: string, value: string) => void device.set(key, value),
    removeItem: (key: string) => void device.delete(key),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  device.clear()
})

it("keeps what each person has typed, by place, until it is sent or they sign out", () => {
  const ana = new KeptDrafts<string>("p-ana", "comments")
  ana.set("s01", "first")
  ana.set("s02", "second")
  expect(new KeptDrafts<string>("p-ana", "comments").get("s01")).toBe("first")
  expect(new KeptDrafts<string>("p-bo", "comments").get("s01")).toBeNull()
  expect(new KeptDrafts<string>("p-ana", "replies").get("s01")).toBeNull()
  ana.set("s01", null)
  expect([ana.get("s01"), ana.get("s02")]).toEqual([null, "second"])
  clearKeptDrafts("p-ana")
  expect(device.size).toBe(0)
})

it("lets the oldest go when there are very many", () => {
  const ana = new KeptDrafts<number>("p-ana", "replies")
  for (let at = 0; at < 60; at++) ana.set(`t${at}`, at)
  expect([ana.get("t9"), ana.get("t10"), ana.get("t59")]).toEqual([null, 10, 59])
})

it("loses nothing but the keeping where the device refuses", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new Error("blocked")
    },
    setItem: () => {
      throw new Error("blocked")
    },
  })
  const ana = new KeptDrafts<string>("p-ana", "comments")
  ana.set("s01", "first")
  expect(ana.get("s01")).toBeNull()
})
