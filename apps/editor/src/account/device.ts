import type { DeviceStore } from "@codraft/sync/client"

let opened: { personId: string; store: DeviceStore } | null = null

/** What this browser keeps of one person's sections. One store at a time; loaded only by what writes or clears. */
export const device = {
  async open(personId: string): Promise<DeviceStore> {
    if (opened?.personId === personId) return opened.store
    const { openDeviceStore } = await import("@codraft/sync/client")
    opened?.store.close()
    opened = { personId, store: openDeviceStore({ indexedDB, personId }) }
    return opened.store
  },
  async clear(personId: string): Promise<void> {
    const store = await device.open(personId)
    await store.clearAll()
    const { clearKeptImages } = await import("../images/kept-images.ts")
    await clearKeptImages(personId)
    store.close()
    opened = null
  },
}
