import type { DeviceStore } from "./device-store.ts"

export function openDeviceStore(_options: { indexedDB: IDBFactory; personId: string }): DeviceStore {
  throw new Error("not yet")
}
