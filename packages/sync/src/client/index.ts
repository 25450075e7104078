export type { Clock } from "../clock.ts"
export {
  afterChange,
  DeviceError,
  type DeviceChange,
  type DeviceStore,
  type KeptSection,
  type RescuedText,
  type UnsentUpdate,
} from "./device-store.ts"
export type { RecordedEvent } from "./event-fold.ts"
export { EventStore, type EventStoreOptions, type EventStoreStatus } from "./event-store.ts"
export { openDeviceStore } from "./indexed-db.ts"
export type { SavingState } from "./saving.ts"
export { SyncClient, type SyncClientOptions } from "./sync-client.ts"
export type { Transport, TransportClass, TransportEvent } from "./transport.ts"
