export { EventHub, type EventHubDeps, type PresenceSource } from "./event-hub.ts"
export { Hub, type HubDeps } from "./hub.ts"
export type {
  Bus,
  BusMessage,
  Clock,
  Compacted,
  EventConnection,
  EventSession,
  EventsLink,
  Facts,
  HubObserver,
  Link,
  MakeUpdate,
  PresenceFields,
  PresenceState,
  ServerLink,
  TextConnection,
  TextSession,
  TextState,
  TextWorker,
  WriteBasis,
  Written,
} from "./ports.ts"
