import type { DeviceStore, openDeviceStore } from "@codraft/sync/client"

let opened: { personId: string; store: DeviceStore } | null = null

/** What this browser keeps of one person's sections. One store at a time; loaded only by what writes or clears. */
export const device = {
  /** At once, for what brings the code of the store along. */
  openWith(open: typeof openDeviceStore, personId: string): DeviceStore {
    if (opened?.personId === personId) return opened.store
    opened?.store.close()
    opened = { personId, store: open({ indexedDB, personId }) }
    return opened.store
  },
  async clear(personId: string): Promise<void> {
    const { openDeviceStore } = await import("@codraft/sync/client")
    const store = device.openWith(openDeviceStore, personId)
    await store.clearAll()
    const { clearKeptImages } = await import("../images/kept-images.ts")
    await clearKeptImages(personId)
    const { clearKeptDrafts } = await import("../comments/kept-drafts.ts")
    clearKeptDrafts(personId)
    store.close()
    opened = null
  },
}
