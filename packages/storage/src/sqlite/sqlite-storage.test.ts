import { StorageFullError } from "@codraft/storage"
import { storageContract, storageModel } from "@codraft/storage/testing"
import { expect, it } from "vitest"
import { openSqliteRig, sizeOf } from "./testing/sqlite-rig.ts"

storageContract("sqlite", openSqliteRig)
storageModel("sqlite", openSqliteRig)

it("[PROBE1] is not content while a write of the size that failed still would", async () => {
  const rig = await openSqliteRig()
  const { storage, file } = rig
  const data = new Uint8Array(1_000_000)
  const append = () => storage.log.append([{ stream: "text:a", entries: [{ at: 1, author: "p-iom-1", data }] }])
  await storage.setBytesMax(sizeOf(file) + 500_000)
  await storage.probe()
  await expect(append()).rejects.toBeInstanceOf(StorageFullError)
  await expect(storage.probe()).rejects.toBeInstanceOf(StorageFullError)
  await storage.setBytesMax(null)
  await storage.probe()
  await append()
  await rig.remove()
})
